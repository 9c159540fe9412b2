import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testStore, type TestStore } from '../../test/store.ts';

let db: TestStore;
beforeAll(async () => {
  db = await testStore('qingzhen');
});
afterAll(() => db.close());

function lantu(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((done) => {
    execFile(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'main.ts'), ...args],
      { env: { ...process.env, DATABASE_URL: db.url } },
      (error, out, err) => done({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
    );
  });
}

describe('lantu forecast', () => {
  it('prints one JSON document with the forecast, its targets and their gaps', async () => {
    const { out, code } = await lantu('forecast', 'gdp', '--json', '--as-of', '2026-11-24');
    expect(code).toBe(0);
    const answer = JSON.parse(out) as {
      steps: { period: string }[];
      targets: {
        commitment: string;
        attainment: { probability: number };
        gap: { from: number; target: number; bars: { amount: number }[] };
      }[];
    };
    expect(answer).toMatchObject({
      jurisdiction: '520181',
      asOf: '2026-11-24',
      indicator: 'gdp',
      unit: '亿元',
      demo: true,
      by: 'year',
      missing: null,
    });
    expect(answer.steps.map((step) => step.period)).toEqual(['2026']);
    const [target] = answer.targets;
    expect(target?.commitment).toBe('A-01');
    expect(target?.attainment.probability).toBeLessThan(0.5);
    expect(target!.gap.bars.reduce((sum, bar) => sum + bar.amount, 0)).toBeCloseTo(
      target!.gap.target - target!.gap.from,
      6,
    );
  });

  it('shows an earlier day as it was known then', async () => {
    const { out } = await lantu('forecast', 'gdp', '--json', '--as-of', '2024-06-30');
    const answer = JSON.parse(out) as { history: { period: string }[]; steps: { period: string }[] };
    expect(answer.history.at(-1)?.period).toBe('2023');
    expect(answer.steps.map((step) => step.period)).toEqual(['2024', '2025', '2026']);
  });

  it('prints a table with the sentence and the gap for people', async () => {
    const { out } = await lantu('forecast', 'park-output', '--as-of', '2026-11-24');
    expect(out).toMatch(/物流园总产值（亿元）.*演示数据/);
    expect(out).toMatch(/A-03 .*500亿元 {2}演示\n.*达成概率/);
    expect(out).toMatch(/缺口：现在 \d+(\.\d)?，按目前走势 \+/);
  });

  it('says that there is no such indicator', async () => {
    const { code, err, out } = await lantu('forecast', 'nonsense', '--json');
    expect(code).toBe(1);
    expect(out).toBe('');
    expect(err).toContain('没有指标 nonsense');
  });
});

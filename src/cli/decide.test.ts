import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { Problem } from '../http/problem.ts';
import { command } from './decide.ts';

const folder = mkdtempSync(join(tmpdir(), 'lantu-decide-'));
const documented =
  /```json\n([\s\S]*?)```/.exec(readFileSync(new URL('../../docs/portfolio-file.md', import.meta.url), 'utf8'))?.[1] ??
  '';

afterEach(() => vi.restoreAllMocks());
afterAll(() => rmSync(folder, { recursive: true }));

async function decide(
  content: string,
  values: Record<string, string | boolean> = {},
): Promise<{ code: number; out: string }> {
  const file = join(folder, 'portfolio.json');
  writeFileSync(file, content);
  let out = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += String(text);
    return true;
  });
  const code = await command.run({ values, words: ['portfolio', file] });
  return { code, out };
}

test('the documented example is solved, and its JSON says value, bound, gap and the ranking beside it', async () => {
  const { code, out } = await decide(documented, { json: true, change: 'L1' });
  const answer = JSON.parse(out);
  expect(code).toBe(0);
  expect(answer.choice.best.picks.map((pick: { lead: string }) => pick.lead)).toEqual(['L1', 'L2']);
  expect(answer.choice.gap).toBeLessThanOrEqual(0.005);
  expect(answer.choice.bound).toBeGreaterThanOrEqual(answer.choice.value);
  expect(answer.choice.greedy.ratio).toBeGreaterThanOrEqual(1);
  expect(answer.changes).toEqual([{ lead: 'L1', change: { kind: 'in' } }]);
});

test('limits that clash end with code 1 and are named', async () => {
  const file = JSON.parse(documented);
  file.limits.push(
    { id: 'all', name: '两个都要', of: 'count', min: 2 },
    { id: 'tight', name: '园区用地', of: 'land', max: 150 },
  );
  const { code, out } = await decide(JSON.stringify(file));
  expect(code).toBe(1);
  expect(out).toContain('园区用地');
  expect(out).toContain('两个都要');
  expect(out).not.toContain('用地总量');
});

test('an option or a lead that makes no sense is refused', async () => {
  await expect(decide(documented, { gap: 'much' })).rejects.toBeInstanceOf(Problem);
  await expect(decide(documented, { change: 'L9' })).rejects.toBeInstanceOf(Problem);
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testStore, type TestStore } from '../../../test/store.ts';
import { loadPack, readPack, shippedPack } from '../../evidence/pack/pack.ts';
import { Snapshots } from '../../evidence/reading/snapshots.ts';
import { compute, type Computed } from './board.ts';
import { forgetful } from './memory.ts';
import { nothingGiven } from './target.ts';

/** The three 500s of Qingzhen. */
const city = '520181';
const asOf = '2026-11-24';
const stores: TestStore[] = [];
afterAll(async () => {
  for (const db of stores) await db.close();
});

async function computed(demo: boolean, day: string): Promise<Computed> {
  const db = await testStore(demo ? 'qingzhen' : 'empty');
  stores.push(db);
  if (!demo) await loadPack(db.store, db.ledger, readPack(shippedPack('qingzhen')), { actor: 'pack', demo });
  const view = await new Snapshots(db.store).at(city, day, 'all');
  return compute(view, nothingGiven, forgetful, async () => {});
}

const three = ({ targets }: Computed) =>
  ['A-01', 'A-02', 'A-03'].map((id) => targets.find((target) => target.commitment === id)!);

describe('the three 500s on real points only', () => {
  let found: Computed;
  beforeAll(async () => {
    found = await computed(false, asOf);
  });

  it('have no outlook, and each says what is missing and what there is', () => {
    for (const target of three(found)) {
      expect(target).toMatchObject({
        attainment: null,
        gap: null,
        threat: null,
        headline: true,
        demo: false,
      });
      expect(target.missing?.zh).toMatch(/^数据点不足：连续的数有 0 个，至少要 \d+ 个，还差 \d+ 个/);
    }
    // The one figure of GDP is told: 2022 as a whole, of which no run of quarters can be made.
    expect(three(found)[0]?.missing?.zh).toMatch(/现有 1 个数（最新 2022年1—12月）$/);
    expect(found.demo).toBe(false);
  });

  it('and no index is guessed', () => {
    for (const index of found.indices)
      expect(index).toMatchObject({
        probability: null,
        missing: { zh: expect.stringContaining('规划开始前的数不够') },
      });
  });
});

describe('the three 500s with the demonstration layer', () => {
  let found: Computed;
  beforeAll(async () => {
    found = await computed(true, asOf);
  });

  it('have a probability, a sentence and a gap that adds up, marked as demonstration', () => {
    for (const target of three(found)) {
      const { attainment, gap, demo, level } = target;
      expect(demo).toBe(true);
      expect(level).toBe(500);
      expect(attainment?.sentence.zh).toMatch(
        /^达成概率 (<1%|>99%|\d+%)：2026年预计 .+亿元（八成在 .+亿元）(，比目标少 .+亿元)?。$/,
      );
      expect(attainment?.demo).toBe(true);
      expect(gap!.bars.reduce((sum, bar) => sum + bar.amount, 0)).toBeCloseTo(gap!.target - gap!.from, 6);
      expect(gap!.expected).toBeCloseTo(attainment!.expected, 6);
      expect(gap!.bars.map((bar) => bar.cause)).toEqual(['trend', 'project', 'lead', 'adjustment', 'unexplained']);
    }
  });

  it('are drawn by year, beside a target of a year, and the fan ends where the attainment does', () => {
    for (const target of three(found)) {
      const shown = found.forecasts[target.indicator.id]!;
      expect(shown).toMatchObject({ by: 'year', demo: true, missing: null });
      expect(shown.history.at(-1)?.period).toBe('2025');
      const end = shown.steps.at(-1)!;
      expect(end.period).toBe('2026');
      expect(end.expected).toBeCloseTo(target.attainment!.expected, 6);
      expect(end.low80).toBeCloseTo(target.attainment!.low80!, 9);
      expect(end.high80).toBeCloseTo(target.attainment!.high80!, 9);
      expect(end.low95 <= end.low80 && end.high80 <= end.high95).toBe(true);
      expect(shown.sentence?.zh).toMatch(/^2026年全年预计/);
    }
  });
});

import fc from 'fast-check';
import loadHighs from 'highs';
import { beforeAll, describe, expect, it } from 'vitest';
import { closings, type Measure } from './close-gap.ts';
import { solverOf } from './highs.ts';
import type { Solve } from './milp.ts';

let solve: Solve;
beforeAll(async () => {
  solve = solverOf(await (loadHighs as unknown as typeof loadHighs.default)());
});

const measure = (id: string, gain: number, money: number, land = 0): Measure => ({
  id,
  name: { zh: id, en: id },
  gain,
  money,
  needs: { land },
  demo: false,
});
const land = (available: number) => [{ id: 'land', name: { zh: '地', en: 'land' }, unit: '亩', available }];

describe('what closes a gap', () => {
  it('is the cheapest set for a quarter, a half and all of it', () => {
    const found = closings([measure('a', 10, 5), measure('b', 10, 3), measure('c', 20, 20)], land(99), 40, solve);
    expect(found.map(({ asked, closes, money, measures }) => [asked, closes, money, measures])).toEqual([
      [0.25, 10, 3, ['b']],
      [0.5, 20, 8, ['a', 'b']],
      [1, 40, 28, ['a', 'b', 'c']],
    ]);
  });

  it('says how far it goes at most, and which limit binds', () => {
    const found = closings([measure('a', 10, 5, 60), measure('b', 12, 3, 60)], land(100), 40, solve);
    expect(found).toEqual([{ asked: 0.25, closes: 12, money: 3, measures: ['b'], binding: ['land'] }]);
    expect(closings([measure('a', 3, 5)], land(100), 40, solve)).toEqual([
      { asked: 'most', closes: 3, money: 5, measures: ['a'], binding: [] },
    ]);
  });

  it('is nothing where nothing can be decided', () => {
    expect(closings([], land(1), 40, solve)).toEqual([]);
    expect(closings([measure('a', 3, 5)], land(100), 0, solve)).toEqual([]);
    expect(closings([measure('a', 3, 5, 200)], land(100), 40, solve)).toEqual([
      { asked: 'most', closes: 0, money: 0, measures: [], binding: ['land'] },
    ]);
  });

  it('equals the cheapest of all subsets', () => {
    const some = fc.array(
      fc.record({
        gain: fc.integer({ min: 1, max: 30 }),
        money: fc.integer({ min: 0, max: 50 }),
        land: fc.integer({ min: 0, max: 40 }),
      }),
      { minLength: 1, maxLength: 7 },
    );
    fc.assert(
      fc.property(some, fc.integer({ min: 10, max: 120 }), (rows, open) => {
        const measures = rows.map((row, i) => measure(String(i), row.gain, row.money, row.land));
        const found = closings(measures, land(80), open, solve);
        const subsets = Array.from({ length: 2 ** measures.length }, (_, bits) => {
          const set = measures.filter((_m, i) => bits & (1 << i));
          const sum = (of: (m: Measure) => number) => set.reduce((all, m) => all + of(m), 0);
          return {
            n: set.length,
            gain: sum((m) => m.gain),
            money: sum((m) => m.money),
            land: sum((m) => m.needs['land'] ?? 0),
          };
        }).filter((set) => set.land <= 80);
        for (const { asked, money, closes, measures: ids } of found) {
          const least = asked === 'most' ? Math.max(...subsets.map((set) => set.gain)) : asked * open;
          const costs = subsets.filter((set) => set.gain >= least).map((set) => set.money + 0.01 * set.n);
          expect(closes).toBeGreaterThanOrEqual(least - 1e-6);
          expect(money + 0.01 * ids.length).toBeCloseTo(Math.min(...costs), 6);
        }
      }),
      { numRuns: 60 },
    );
  });
});

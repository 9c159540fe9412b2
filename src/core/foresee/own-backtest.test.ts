import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { learnedWeights, trialsOf, type Trial } from './own-backtest.ts';

/** A trial at 10 points of a series of zeros in which each member errs by so much at every step. */
const trial = (errors: Record<string, number>, steps: number): Trial => ({
  at: 10,
  members: Object.entries(errors).map(([name, error]) => ({
    name: name as Trial['members'][number]['name'],
    path: new Float64Array(steps).fill(error),
    share: 1,
  })),
  path: new Float64Array(steps),
  naive: new Float64Array(steps),
  unrest: { unit: 1, unitNow: 1, swing: 1, past: null, spread: new Float64Array(steps), travel: 1, points: 10 },
  direction: 1,
});

describe('what a member counts', () => {
  test('who erred less counts more, the more so the more there is to go by; equals count alike', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 1, noNaN: true }),
        fc.double({ min: 0.01, max: 5, noNaN: true }),
        fc.integer({ min: 1, max: 12 }),
        (error, more, steps) => {
          const of = (k: number) =>
            learnedWeights(new Float64Array(10 + k), [trial({ ETS: error, CES: error + more }, k)]);
          const ratio = (k: number) => of(k).ETS! / of(k).CES!;
          expect(ratio(steps)).toBeGreaterThan(1);
          expect(ratio(steps + 1)).toBeGreaterThan(ratio(steps));
        },
      ),
    );
    const same = learnedWeights(new Float64Array(14), [trial({ ETS: 2, CES: 2 }, 4)]);
    expect(same.ETS).toBe(same.CES);
  });
  test('without trials, or outcomes yet, nothing is said', () => {
    expect(learnedWeights(new Float64Array(10), [])).toEqual({});
    expect(learnedWeights(new Float64Array(10), [trial({ ETS: 1, CES: 2 }, 4)])).toEqual({});
  });
  test('a trial knows nothing of what came after it', () => {
    const y = Float64Array.from({ length: 30 }, (_, t) => 100 + 3 * t + 5 * Math.sin(t));
    const changed = y.map((v, t) => (t < 27 ? v : 10 * v));
    const [plain, planted] = [y, changed].map((series) => trialsOf(series, 1, 6, 'multiply'));
    for (const [k, t] of plain!.entries()) if (t.at <= 27) expect(planted![k]!.path).toEqual(t.path);
  });
});

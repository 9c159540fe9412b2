import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chanceBelow, extrapolate, quantileAt, samplePaths, type Extrapolation } from './extrapolate.ts';
import { normal, seeded } from '../random/index.ts';

const PROBABILITIES = [0.01, 0.025, 0.1, 0.3, 0.5, 0.7, 0.9, 0.975, 0.99];
/** A noisy trend with a season, from a seed. */
function walk(seed: number, n: number, m = 1, level = 100): Float64Array {
  const random = seeded(seed);
  let at = level;
  return Float64Array.from({ length: n }, (_, t) => {
    at += 0.01 * level + 0.03 * level * normal(random);
    return Math.max(0.1 * level, at + (m > 1 ? 0.1 * level * Math.sin((2 * Math.PI * t) / m) : 0));
  });
}
const histories = fc.record({
  seed: fc.integer({ min: 1, max: 1e6 }),
  n: fc.integer({ min: 2, max: 60 }),
  m: fc.constantFrom(1, 4, 12),
});
const quantiles = (o: Extrapolation) =>
  Array.from(o.path, (_, step) => PROBABILITIES.map((p) => quantileAt(o, step, p))).flat();
const near = (got: readonly number[], want: readonly number[], size: number) =>
  got.forEach((x, i) => expect(Math.abs(x - want[i]!)).toBeLessThan(1e-3 * size));

describe('equivariance', () => {
  test('positive values: in another unit the same forecast', () => {
    fc.assert(
      fc.property(histories, fc.constantFrom(1e-6, 0.01, 3, 1e4, 1e9), ({ seed, n, m }, factor) => {
        const y = walk(seed, n, m);
        near(
          quantiles(
            extrapolate(
              y.map((v) => v * factor),
              m,
              6,
            ),
          ),
          quantiles(extrapolate(y, m, 6)).map((v) => v * factor),
          100 * factor,
        );
      }),
      // Histories on which a search meets two points of equal worth; thousands more: npm run bench -- equivariance.
      {
        numRuns: 25,
        examples: [
          [{ seed: 12, n: 5, m: 4 }, 0.01],
          [{ seed: 92_823, n: 7, m: 1 }, 1e4],
        ],
      },
    );
  });
  test('a value that never changed, or stands alone: in any unit as uncertain, in proportion', () => {
    const width = (values: number[], m: number) => {
      const o = extrapolate(Float64Array.from(values), m, 3);
      return [0.1, 0.5, 0.9].map((p) => quantileAt(o, 2, p) / values[0]!);
    };
    fc.assert(
      fc.property(
        fc.double({ min: 1e-9, max: 1e12, noNaN: true }),
        fc.integer({ min: 1, max: 40 }),
        fc.constantFrom(1, 4, 12),
        (value, n, m) => {
          const [got, want] = [value, 1].map((v) =>
            width(
              Array.from({ length: n }, () => v),
              m,
            ),
          );
          got!.forEach((x, i) => expect(x).toBeCloseTo(want![i]!, 9));
        },
      ),
      {
        examples: [
          [0.1, 7, 1],
          [1 / 3, 9, 4],
        ],
      },
    );
  });
  test('values without a bound: shifted and in another unit the same forecast', () => {
    const open = { low: null, high: null };
    fc.assert(
      fc.property(histories, fc.constantFrom(-1000, 0.5, 40), fc.constantFrom(0.1, 7), ({ seed, n, m }, by, factor) => {
        const y = walk(seed, n, m, 10);
        near(
          quantiles(
            extrapolate(
              y.map((v) => v * factor + by),
              m,
              5,
              open,
            ),
          ),
          quantiles(extrapolate(y, m, 5, open)).map((v) => v * factor + by),
          10 * factor + 1,
        );
      }),
      { numRuns: 25 },
    );
  });
});

describe('the distribution', () => {
  test('quantiles rise with the probability, chanceBelow is their inverse, intervals widen', () => {
    fc.assert(
      fc.property(histories, ({ seed, n, m }) => {
        const o = extrapolate(walk(seed, n, m), m, 8, { low: null, high: null });
        for (let step = 0; step < 8; step++) {
          const q = PROBABILITIES.map((p) => quantileAt(o, step, p));
          for (const [i, p] of PROBABILITIES.entries()) {
            if (i > 0) expect(q[i]!).toBeGreaterThan(q[i - 1]!);
            expect(chanceBelow(o, step, q[i]!)).toBeCloseTo(p, 6);
          }
          if (step > 0)
            expect(quantileAt(o, step, 0.9) - quantileAt(o, step, 0.1)).toBeGreaterThanOrEqual(
              (quantileAt(o, step - 1, 0.9) - quantileAt(o, step - 1, 0.1)) * (1 - 1e-9),
            );
        }
      }),
      { numRuns: 25 },
    );
  });
  test('what was never negative is not forecast below zero', () => {
    const o = extrapolate(Float64Array.of(9, 7, 5, 4, 2, 1, 0.4), 1, 8);
    expect(Math.min(...quantiles(o))).toBe(0);
    expect(chanceBelow(o, 7, 0)).toBe(0);
  });
  test('joint paths: the same from the same seed; each step keeps its own distribution; sums spread wider than independent steps', () => {
    const o = extrapolate(walk(5, 30), 1, 4);
    const paths = samplePaths(o, 4000, 9);
    expect(samplePaths(o, 4000, 9)).toEqual(paths);
    expect(samplePaths(o, 4000, 10)).not.toEqual(paths);
    const column = (h: number) => Float64Array.from({ length: 4000 }, (_, row) => paths[row * 4 + h]!);
    const spread = (x: Float64Array) => {
      const mean = x.reduce((sum, v) => sum + v, 0) / x.length;
      return x.reduce((sum, v) => sum + (v - mean) ** 2, 0) / x.length;
    };
    for (let h = 0; h < 4; h++)
      expect(column(h).filter((v) => v < quantileAt(o, h, 0.2)).length / 4000).toBeCloseTo(0.2, 1);
    const sums = Float64Array.from({ length: 4000 }, (_, row) =>
      [0, 1, 2, 3].reduce((sum, h) => sum + paths[row * 4 + h]!, 0),
    );
    expect(spread(sums)).toBeGreaterThan(1.5 * [0, 1, 2, 3].reduce((sum, h) => sum + spread(column(h)), 0));
  });
});

describe('any series', () => {
  test.each([
    ['one point', [5]],
    ['two points', [5, 7]],
    ['three points', [5, 7, 6]],
    ['constant', [5, 5, 5, 5, 5, 5, 5, 5]],
    ['all zero', [0, 0, 0, 0, 0, 0]],
    ['zeros and counts', [0, 0, 1, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0]],
    ['negative', [-3, 4, -9, 12, -13, 2, 0, -1]],
    ['tiny', [1e-12, 3e-12, 2e-12, 4e-12, 5e-12]],
    ['huge', [1e15, 3e15, 2e15, 4e15, 9e15]],
    ['explosive', [1, 2, 5, 14, 40, 130, 400, 1300]],
    ['one jump', [10, 10, 10, 10, 1000, 1000, 1000, 1000]],
  ])('%s: finite at every step, also with a season and far ahead', (_, values) => {
    for (const m of [1, 2, 4, 11, 12, 52]) {
      const o = extrapolate(Float64Array.from(values), m, 40);
      expect([...quantiles(o), ...o.path].every(Number.isFinite)).toBe(true);
    }
  });
  test('a series that never moved is not forecast with certainty', () => {
    const o = extrapolate(Float64Array.of(5, 5, 5, 5, 5, 5, 5, 5), 1, 3);
    expect([...o.path]).toEqual([5, 5, 5]);
    expect(quantileAt(o, 0, 0.9)).toBeGreaterThan(5);
  });
  test('a season is carried on', () => {
    const o = extrapolate(
      Float64Array.from({ length: 48 }, (_, t) => 100 + 10 * (t % 12)),
      12,
      12,
    );
    for (let h = 0; h < 12; h++) expect(Math.abs(o.path[h]! - (100 + 10 * h))).toBeLessThan(2);
  });
});

describe('the own backtest', () => {
  test('sees a trend that naive misses', () => {
    const trend = extrapolate(
      Float64Array.from({ length: 20 }, (_, t) => 100 + 5 * t),
      1,
      4,
    ).backtest;
    expect(trend.mase!).toBeLessThan(0.5 * trend.naiveMase!);
  });
  test('is honest: intervals given at its origins cover about as much as they say', () => {
    const shares = Array.from({ length: 60 }, (_, k) => extrapolate(walk(k + 1, 24), 1, 6).backtest.coverage80!);
    const mean = shares.reduce((sum, x) => sum + x, 0) / shares.length;
    expect(mean).toBeGreaterThan(0.68);
    expect(mean).toBeLessThan(0.92);
  });
});

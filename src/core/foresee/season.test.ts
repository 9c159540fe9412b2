import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normal, seeded } from '../random/index.ts';
import { airline } from './airline.ts';
import { extrapolate } from './extrapolate.ts';
import { addSeason, seasonOf, withoutSeason } from './season.ts';

/** Quarters of `years` years: a trend times a season whose first quarter rises from `first` to `last`, with a little noise. */
function quarters(years: number, first: number, last: number, seed = 1): Float64Array {
  const random = seeded(seed);
  return Float64Array.from({ length: 4 * years }, (_, t) => {
    const q = first + ((last - first) * Math.floor(t / 4)) / (years - 1);
    const index = [q, 1, 1, 2 - q][t % 4]!;
    return (100 + t) * index * (1 + 0.01 * normal(random));
  });
}

describe('the season', () => {
  test('a season that changes is carried on as it was last, one that does not as it was on average', () => {
    const changing = seasonOf(quarters(15, 1.1, 1.6), 4, 'multiply');
    expect(Math.abs(changing.index[60]! - 1.6)).toBeLessThan(0.06);
    expect(Math.abs(changing.index[0]! - 1.1)).toBeLessThan(0.06);
    const fixed = seasonOf(quarters(15, 1.4, 1.4), 4, 'multiply');
    expect(fixed.index.every((x, t) => Math.abs(x - [1.4, 1, 1, 0.6][t % 4]!) < 0.02)).toBe(true);
  });
  test('a forecast follows the season that has grown', () => {
    const o = extrapolate(quarters(15, 1.1, 1.6), 4, 4);
    expect(o.path[0]! / o.path[1]!).toBeGreaterThan(1.5);
  });
  test('taken off and put on again the series is as before; every year is neutral on average', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.integer({ min: 3, max: 12 }),
        fc.constantFrom('add' as const, 'multiply' as const),
        (seed, years, kind) => {
          const y = quarters(years, 1.2, 1.5, seed);
          const s = seasonOf(y, 4, kind);
          if (s.kind === 'none') return;
          const again = addSeason(withoutSeason(y, s).slice(4, 8), { ...s, index: s.index.subarray(4) }, 0);
          again.forEach((v, t) => expect(v).toBeCloseTo(y[4 + t]!, 8));
          const last = s.index.slice(y.length);
          expect(last.reduce((sum, x) => sum + x, 0) / 4).toBeCloseTo(kind === 'add' ? 0 : 1, 1);
          expect(s.strength).toBeGreaterThan(0.64);
        },
      ),
      { numRuns: 30 },
    );
  });
  test('noise has none, or a weak one', () => {
    const random = seeded(3);
    const strengths = Array.from(
      { length: 40 },
      () =>
        seasonOf(
          Float64Array.from({ length: 40 }, () => 100 + 10 * normal(random)),
          4,
          'add',
        ).strength,
    );
    expect(strengths.filter((x) => x < 0.4).length).toBeGreaterThan(36);
  });
});

describe('the airline model', () => {
  test('carries a trend and a season on exactly', () => {
    const y = Float64Array.from({ length: 36 }, (_, t) => 5 * t + [0, 40, -30, 10][t % 4]!);
    const next = airline(y, 4, 8)!;
    next.forEach((v, h) => expect(v).toBeCloseTo(5 * (36 + h) + [0, 40, -30, 10][h % 4]!, 6));
  });
  test('needs two years and a half', () =>
    expect(airline(Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9), 4, 4)).toBeNull());
});

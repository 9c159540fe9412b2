import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type SeasonFigure, seasonalKendall } from './trend.ts';

const figures = (season: number, values: readonly number[]): SeasonFigure[] =>
  values.map((value, n) => ({ year: 2020 + n, season, value }));

test('a fall within each season is seen although the seasons lie far apart', () => {
  const found = seasonalKendall([...figures(1, [5, 4, 3, 2]), ...figures(7, [105, 104, 103, 102])]);
  // Two seasons of four: S = −6 each, variance 4·3·13 ÷ 18 each.
  expect(found).toMatchObject({ s: -12, varS: expect.closeTo((2 * 4 * 3 * 13) / 18, 12) as number, sen: -1 });
  expect(found.z).toBeCloseTo(-11 / Math.sqrt((2 * 4 * 3 * 13) / 18), 12);
  expect(found.p).toBeCloseTo(0.008239, 6);
});

test('equal values are taken off the variance, and a season with two figures takes no part', () => {
  // 1, 1, 2: n(n−1)(2n+5) = 66, one tie of two 18.
  expect(seasonalKendall([...figures(1, [1, 1, 2]), ...figures(2, [9, 1])])).toMatchObject({ s: 2, varS: 48 / 18 });
  expect(seasonalKendall(figures(1, [3, 3, 3, 3]))).toMatchObject({ s: 0, varS: 0, z: null, p: null, sen: 0 });
  expect(seasonalKendall([])).toMatchObject({ s: 0, z: null, sen: null });
});

test('seasons that move together count for less: the corrected variance is larger, and that of copies is the most', () => {
  const own = [4, 7, 5, 9, 8, 11];
  const { varS, corrected } = seasonalKendall([...figures(1, own), ...figures(2, own)]);
  // Two copies tell what one tells: Var(2S) = 4 Var(S) instead of 2 Var(S).
  expect(corrected?.varS).toBeCloseTo(2 * varS, 9);
  expect(seasonalKendall([...figures(1, own), ...figures(2, own.slice(1))]).corrected).toBeUndefined();
});

test('falling is rising upside down, and moving all by a number changes nothing', () => {
  const series = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 3, maxLength: 8 });
  fc.assert(
    fc.property(series, series, (a, b) => {
      const at = (change: (value: number) => number) =>
        seasonalKendall([...figures(1, a.map(change)), ...figures(2, b.map(change))]);
      const [up, down, moved] = [at((x) => x), at((x) => -x), at((x) => x + 5)];
      expect(down.s + up.s).toBe(0);
      expect(down.varS).toBe(up.varS);
      expect(moved).toEqual(up);
      if (up.p !== null) expect(up.p).toBeLessThanOrEqual(1 + 1e-12);
    }),
  );
});

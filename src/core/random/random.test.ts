import fc from 'fast-check';
import { expect, test } from 'vitest';
import { logNormalAbove, normal, normalAbove, normalBelow, normalQuantile, seeded } from './index.ts';

test('the distribution function has the values of the tables, far out too', () => {
  // Abramowitz and Stegun 1964, table 26.1 and 26.2.
  const known: [number, number][] = [
    [0, 0.5],
    [1, 0.1586552539314571],
    [1.96, 0.0249978951482204],
    [3, 1.349898031630095e-3],
    [5, 2.866515718791946e-7],
    [10, 7.61985302416e-24],
  ];
  for (const [z, above] of known) {
    expect(normalAbove(z) / above).toBeCloseTo(1, 8);
    expect(normalBelow(z)).toBeCloseTo(1 - above, 12);
    expect(logNormalAbove(z)).toBeCloseTo(Math.log(above), 8);
  }
  expect(logNormalAbove(50)).toBeCloseTo(-1254.8313611, 5);
});

test('the quantile is the inverse of the distribution function, and both are symmetric', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-12, max: 1 - 1e-12, noNaN: true }), (p) => {
      expect(Math.abs(normalBelow(normalQuantile(p)) - p)).toBeLessThan(1e-13 + 1e-8 * Math.min(p, 1 - p));
    }),
  );
  fc.assert(
    fc.property(fc.double({ min: -8, max: 37, noNaN: true }), (z) => {
      expect(normalBelow(z) + normalAbove(z)).toBeCloseTo(1, 14);
      expect(normalBelow(-z)).toBe(normalAbove(z));
    }),
  );
  expect([normalQuantile(0), normalQuantile(1)]).toEqual([-Infinity, Infinity]);
});

test('the same seed gives the same numbers, and they are spread as they should be', () => {
  const [one, other] = [seeded(7), seeded(7)];
  expect(Array.from({ length: 5 }, one)).toEqual(Array.from({ length: 5 }, other));
  const random = seeded(1);
  const drawn = Array.from({ length: 20_000 }, () => normal(random));
  const share = drawn.filter((z) => z <= 1).length / drawn.length;
  expect(Math.abs(share - normalBelow(1))).toBeLessThan(4 * Math.sqrt(0.16 * 0.84 * (1 / drawn.length)));
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { floatingCatchment, gini, weightedVariation, withSupply } from '../../core/measure/index.ts';
import { cheapestFixes } from './cheapest-fixes.ts';

const school = fc.record({ students: fc.integer({ min: 20, max: 900 }), total: fc.integer({ min: 0, max: 9000 }) });

test('the cheapest fixes bring it under the line, and no other set of as few does on small cases', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ students: fc.integer({ min: 2, max: 9 }), total: fc.integer({ min: 1, max: 12 }) }), {
        minLength: 3,
        maxLength: 3,
      }),
      (schools) => {
        const line = 0.3;
        const found = cheapestFixes(schools, line, 1, false);
        expect(found.reached).toBe(true);
        const cv = (add: readonly number[]) =>
          weightedVariation(schools.map(({ students, total }, at) => ({ weight: students, total: total + add[at]! })))
            .cv ?? 0;
        const least = found.added - 1e-6;
        // Every way to give out a little less, on a grid.
        for (let a = 0; a <= 6; a += 1)
          for (let b = 0; a + b <= 6; b += 1) {
            const add = [a, b, 6 - a - b].map((part) => (part * least * 0.98) / 6);
            if (found.added > 0.1) expect(cv(add)).toBeGreaterThan(line - 1e-9);
          }
      },
    ),
    { numRuns: 60 },
  );
});

test('whole units reach the line too, and nothing is added where it is met', () => {
  fc.assert(
    fc.property(fc.array(school, { minLength: 2, maxLength: 12 }), (schools) => {
      const { before, after, added } = cheapestFixes(schools, 0.5, 2);
      if (before !== null && before <= 0.5) expect(added).toBe(0);
      else if (after !== null) expect(after).toBeLessThanOrEqual(0.5 + 0.05);
    }),
  );
});

test('a facility added lowers nobody’s access, and all of it is shared out', () => {
  const minutes = fc.array(fc.array(fc.option(fc.integer({ min: 0, max: 60 })), { minLength: 3, maxLength: 3 }), {
    minLength: 4,
    maxLength: 4,
  });
  fc.assert(
    fc.property(
      minutes,
      fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 4, maxLength: 4 }),
      fc.constantFrom('none', 'enhanced', 'gaussian'),
      (ways, population, decay) => {
        const before = floatingCatchment(
          population,
          [30, 12],
          ways.map((row) => row.slice(0, 2)),
          30,
          decay as 'none',
        );
        const own = ways.map((row) => row[2] ?? null);
        const after = withSupply(population, before.access, own, 10, 30, decay as 'none');
        after.forEach((one, at) => expect(one).toBeGreaterThanOrEqual(before.access[at]!));
        const anew = floatingCatchment(population, [30, 12, 10], ways, 30, decay as 'none');
        after.forEach((one, at) => expect(one).toBeCloseTo(anew.access[at]!, 9));
      },
    ),
  );
});

test('one more beside who has most makes it less even, beside who has least more so (same total)', () => {
  const population = [1000, 2000, 1500, 500];
  const ways = [
    [5, 25],
    [8, 18],
    [22, 9],
    [35, 28],
  ];
  const { access } = floatingCatchment(population, [30, 12], ways, 30, 'gaussian');
  const giniOf = (values: readonly number[]) => gini(values.map((value, at) => ({ weight: population[at]!, value })))!;
  const with1 = withSupply(population, access, [3, 10, 24, 36], 10, 30, 'gaussian');
  const with4 = withSupply(population, access, [34, 20, 8, 5], 10, 30, 'gaussian');
  expect([access, with1, with4].map((values) => Number(giniOf(values).toFixed(4)))).toEqual([0.1656, 0.1828, 0.1089]);
  expect(Math.min(...with4) * 1000).toBeCloseTo(3.8416, 4);
  for (const values of [with1, with4])
    expect(values.reduce((sum, one, at) => sum + one * population[at]!, 0)).toBeCloseTo(52, 9);
});

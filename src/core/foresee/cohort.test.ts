import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cohortStep, neededInflow } from './cohort.ts';

test('one step: each group lives into the next, births come from both ends of the step', () => {
  const { births, girls, population } = cohortStep({
    population: [100, 200, 400],
    survival: [0.9, 0.5],
    openSurvival: 0.25,
    fertility: [0, 0.1, 0],
    years: 5,
    sexRatio: 1,
    birthSurvival: 0.8,
    migration: [1, 2, -3],
  });
  // 5 × 0.1 × (200 + 90) ÷ 2 = 72.5; half are girls, four fifths of them live.
  expect([births, girls]).toEqual([72.5, 36.25]);
  expect(population).toEqual([30, 92, 197]);
});

test('without births, deaths and migration nobody is lost', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 2, maxLength: 20 }), (population) => {
      const none = population.map(() => 0);
      const { population: later } = cohortStep({
        population,
        survival: population.slice(1).map(() => 1),
        openSurvival: 1,
        fertility: none,
        years: 5,
        sexRatio: 1.05,
        birthSurvival: 1,
        migration: none,
      });
      const sum = (list: readonly number[]) => list.reduce((all, one) => all + one, 0);
      expect(sum(later)).toBe(sum(population));
      expect(later[0]).toBe(0);
    }),
  );
});

test('the inflow that is needed brings the population there, year by year', () => {
  const people = fc.integer({ min: 1000, max: 1_000_000 });
  fc.assert(
    fc.property(
      people,
      people,
      fc.integer({ min: 1, max: 20 }),
      fc.integer({ min: -20, max: 20 }),
      (from, to, years, permille) => {
        const inflow = neededInflow(from, to, years, permille / 1000);
        let size = from;
        for (let year = 0; year < years; year++) size = size * (1 + permille / 1000) + inflow;
        expect(size / to).toBeCloseTo(1, 6);
      },
    ),
  );
});

import { expect, test } from 'vitest';
import { bestPool, testsPerPerson } from './pooling.ts';
import { queue } from './queue.ts';

test('one counter: the chance of waiting is the load, and a second one more than halves the wait', () => {
  const one = queue(30, 40, 1);
  // M/M/1: L = ρ² ÷ (1 − ρ).
  expect(one).toMatchObject({ load: 0.75, waits: expect.closeTo(0.75, 12) as number });
  expect(one.length).toBeCloseTo(2.25, 12);
  expect(one.minutes).toBeCloseTo(4.5, 12);
  // M/M/2 with a load of 3/8 each: C = 2ρ² ÷ (1 + ρ).
  const two = queue(30, 40, 2);
  expect(two.waits).toBeCloseTo((2 * 0.375 ** 2) / 1.375, 12);
  expect(two.minutes!).toBeLessThan(one.minutes! / 2);
});

test('a queue that grows without end has no length, and nobody waits where nobody comes', () => {
  expect(queue(120, 40, 3)).toEqual({ load: 1, waits: null, length: null, minutes: null });
  expect(queue(0, 40, 3)).toMatchObject({ load: 0, waits: 0, minutes: 0 });
});

test('no pool from 2 to 100 needs fewer tests than the best one', () => {
  for (const prevalence of [0.0001, 0.004, 0.03, 0.2, 0.5]) {
    const { tests } = bestPool(prevalence);
    for (let pool = 2; pool <= 100; pool++) expect(testsPerPerson(prevalence, pool)).toBeGreaterThanOrEqual(tests);
  }
  expect(bestPool(0)).toEqual({ pool: 100, tests: expect.closeTo(0.01, 12) });
});

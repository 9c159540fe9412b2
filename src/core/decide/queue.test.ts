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

test('the worked queue: two counters, three, and two queues of one that together lose more than half', () => {
  const [two, three, apart] = [queue(100, 60, 2), queue(100, 60, 3), queue(50, 60, 1)];
  const rounded = ({ load, waits, length, minutes }: typeof two) =>
    [load, waits ?? 0, length ?? 0, minutes ?? 0].map((one) => Number(one.toPrecision(4)));
  expect(rounded(two)).toEqual([0.8333, 0.7576, 3.788, 2.273]);
  expect(rounded(three)).toEqual([0.5556, 0.2998, 0.3747, 0.2248]);
  expect(apart.minutes).toBeCloseTo(5, 12);
  expect(1 - two.minutes! / apart.minutes!).toBeCloseTo(0.5455, 4);
});

test('the worked pools: tests for each person, and twenty to one worse than ten to one where one in a hundred is positive', () => {
  const each = (prevalence: number, pool: number) => Number(testsPerPerson(prevalence, pool).toFixed(4));
  expect([each(0.0001, 10), each(0.0001, 20)]).toEqual([0.101, 0.052]);
  expect([each(0.001, 10), each(0.001, 20)]).toEqual([0.11, 0.0698]);
  expect([each(0.01, 10), each(0.01, 20)]).toEqual([0.1956, 0.2321]);
  const best = [0.001, 0.005, 0.01, 0.05].map((prevalence) => Number(bestPool(prevalence).tests.toFixed(4)));
  expect(best).toEqual([0.0628, 0.1391, 0.1956, 0.4262]);
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

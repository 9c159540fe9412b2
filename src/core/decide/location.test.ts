import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { testSolver } from '../../../test/solver.ts';
import { coveredBy, maxCover, pMedian, type Sites, wayTo } from './location.ts';
import type { Solve } from './milp.ts';

let solve: Solve;
beforeAll(async () => {
  solve = await testSolver();
});

const task = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 })).chain(([points, sites]) =>
  fc.integer({ min: 1, max: sites }).chain((count) =>
    fc.record({
      demand: fc.array(fc.integer({ min: 0, max: 20 }), { minLength: points, maxLength: points }),
      distance: fc.array(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: sites, maxLength: sites }), {
        minLength: points,
        maxLength: points,
      }),
      count: fc.constant(count),
      fixed: fc.uniqueArray(fc.nat(sites - 1), { maxLength: count }),
    }),
  ),
);

/** All ways of choosing the sites that hold those that stand. */
function choices({ distance, count, fixed }: Sites): number[][] {
  const all = Array.from({ length: 2 ** distance[0]!.length }, (_, bits) =>
    distance[0]!.flatMap((_way, site) => ((bits >> site) & 1 ? [site] : [])),
  );
  return all.filter((sites) => sites.length === count && fixed.every((site) => sites.includes(site)));
}

test('no other choice of sites makes the ways shorter or covers more, and those that stand are kept', () => {
  fc.assert(
    fc.property(task, fc.integer({ min: 0, max: 9 }), (given, radius) => {
      const median = pMedian(given, solve, 10);
      const cover = maxCover(given, radius, solve, 10);
      const all = choices(given);
      expect(median?.objective).toBe(Math.min(...all.map((sites) => wayTo(sites, given))));
      expect(cover?.objective).toBe(Math.max(...all.map((sites) => coveredBy(sites, given, radius))));
      for (const found of [median, cover]) {
        expect(found?.gap).toBe(0);
        expect(found?.sites).toHaveLength(given.count);
        expect(given.fixed.every((site) => found?.sites.includes(site))).toBe(true);
      }
      const others = all.filter((sites) => sites.join() !== median?.sites.join());
      const next = pMedian({ ...given, beside: [median!.sites] }, solve, 10);
      if (others.length === 0) expect(next).toBeNull();
      else expect(next?.objective).toBe(Math.min(...others.map((sites) => wayTo(sites, given))));
    }),
    { numRuns: 200 },
  );
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Decay, decayWeight, floatingCatchment } from './access.ts';

test('a place far away shares less, and what nobody reaches has no ratio', () => {
  const { ratio, access } = floatingCatchment(
    [100, 100],
    [10, 4],
    [
      [5, 50],
      [15, null],
    ],
    30,
    'enhanced',
  );
  expect(ratio).toEqual([expect.closeTo(10 / 168, 12), null]);
  expect(access).toEqual([expect.closeTo(10 / 168, 12), expect.closeTo(6.8 / 168, 12)]);
});

test('a weight is 1 at the door and 0 beyond the limit; the curve ends at the limit', () => {
  for (const decay of ['none', 'enhanced', 'gaussian'] as const) {
    expect(decayWeight(decay, 0, 20)).toBeCloseTo(1, 12);
    expect(decayWeight(decay, 20.01, 20)).toBe(0);
  }
  expect(decayWeight('gaussian', 20, 20)).toBeCloseTo(0, 12);
});

test('all that is reached is shared out: Σ population × access = Σ of the supplies with somebody in reach', () => {
  const size = fc.double({ min: 1, max: 1000, noNaN: true });
  const task = fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 5 })).chain(([n, m]) =>
    fc.record({
      population: fc.array(size, { minLength: n, maxLength: n }),
      supply: fc.array(size, { minLength: m, maxLength: m }),
      minutes: fc.array(fc.array(fc.option(fc.integer({ min: 0, max: 60 })), { minLength: m, maxLength: m }), {
        minLength: n,
        maxLength: n,
      }),
      decay: fc.constantFrom<Decay>('none', 'enhanced', 'gaussian'),
    }),
  );
  fc.assert(
    fc.property(task, ({ population, supply, minutes, decay }) => {
      const { ratio, access } = floatingCatchment(population, supply, minutes, 30, decay);
      const shared = population.reduce((sum, people, i) => sum + people * access[i]!, 0);
      const reached = supply.reduce((sum, one, j) => sum + (ratio[j] === null ? 0 : one), 0);
      expect(shared / Math.max(1, reached)).toBeCloseTo(reached / Math.max(1, reached), 6);
    }),
  );
});

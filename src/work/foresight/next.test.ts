import fc from 'fast-check';
import { expect, it } from 'vitest';
import { reachable } from './next.ts';

/** What is reached with 20, 50 and 80 %: less is surer, inside the 80 % interval, mirrored where falling is good. */

const step = fc
  .tuple(
    fc.double({ min: -1e6, max: 1e6, noNaN: true }),
    fc.double({ min: 0, max: 1e5, noNaN: true }),
    fc.double({ min: 0, max: 1e5, noNaN: true }),
  )
  .map(([expected, below, above]) => ({ expected, low80: expected - below, high80: expected + above }));

it('lies in order inside the 80 % interval, the surer the less (property)', () => {
  fc.assert(
    fc.property(step, (s) => {
      const up = reachable(s, false);
      expect(s.low80 <= up.p80 && up.p80 <= up.p50 && up.p50 <= up.p20 && up.p20 <= s.high80).toBe(true);
      const down = reachable(s, true);
      expect([down.p20, down.p50, down.p80]).toEqual([up.p80, up.p50, up.p20]);
    }),
  );
});

it('takes the quantiles of the normal distribution', () => {
  // N(0, 1): an 80 % interval of ±1.2816, reached with 80 %: −0.8416.
  const { p20, p80 } = reachable({ expected: 0, low80: -1.2815515655446004, high80: 1.2815515655446004 }, false);
  expect(p80).toBeCloseTo(-0.8416, 4);
  expect(p20).toBeCloseTo(0.8416, 4);
});

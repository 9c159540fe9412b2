import fc from 'fast-check';
import { expect, it } from 'vitest';
import { axisOf, spansOf } from './waterfall.tsx';

it('each step goes on from where the row before ended, and a level starts anew', () => {
  expect(
    spansOf([
      { kind: 'level', amount: 300 },
      { kind: 'step', amount: 90 },
      { kind: 'step', amount: -10 },
      { kind: 'open', amount: 120 },
      { kind: 'level', amount: 500 },
    ]),
  ).toEqual([
    { from: 0, to: 300 },
    { from: 300, to: 390 },
    { from: 390, to: 380 },
    { from: 380, to: 500 },
    { from: 0, to: 500 },
  ]);
});

it('the axis holds every end of every bar but the foot of a level', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          kind: fc.constantFrom('level' as const, 'step' as const),
          amount: fc.integer({ min: -500, max: 500 }),
        }),
        { minLength: 1 },
      ),
      (rows) => {
        const spans = spansOf(rows);
        const { low, high } = axisOf(spans);
        expect(low).toBeLessThan(high);
        for (const { from, to } of spans)
          for (const end of [from, to]) if (end !== 0) expect(end >= low && end <= high).toBe(true);
      },
    ),
  );
});

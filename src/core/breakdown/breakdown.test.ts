import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isProblem } from '../measure/index.ts';
import { type Breakdown, type Edit, edited, proposed, quartersOf, unproven } from './breakdown.ts';

/** A figure of a year broken down: every sum is its parent, whatever is done to it. */

const units = ['a', 'b', 'c', 'd', 'e'];
const by = fc.constantFrom('department' as const, 'place' as const);
const unit = fc.constantFrom(...units);
const amount = fc.integer({ min: 0, max: 60_000 }).map((n) => n / 100);
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ what: fc.constant('total' as const), value: amount }),
  fc.record({ what: fc.constant('quarter' as const), quarter: fc.integer({ min: 0, max: 3 }), value: amount }),
  fc.record({ what: fc.constant('part' as const), by, unit, value: amount }),
  fc.record({ what: fc.constant('free' as const), by, unit }),
  fc.record({ what: fc.constant('add' as const), by, unit, weight: fc.integer({ min: 0, max: 9 }) }),
  fc.record({ what: fc.constant('remove' as const), by, unit }),
);
const start = fc
  .record({
    total: amount,
    decimals: fc.constantFrom(0, 2),
    weights: fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 5, maxLength: 5 }),
    quarters: fc.constantFrom([], [1, 1, 1, 1], [21, 25, 25, 29]),
  })
  .map(({ total, decimals, weights, quarters }) =>
    proposed(total, {
      decimals,
      sums: true,
      quarters,
      groups: [
        { by: 'department', parts: units.slice(0, 3).map((id, n) => ({ unit: id, weight: weights[n]! })) },
        { by: 'place', parts: units.map((id, n) => ({ unit: id, weight: weights[n]! })) },
      ],
    }),
  );
const sum = (b: Breakdown, values: readonly number[]) =>
  values.reduce((total, value) => total + Math.round(value * 10 ** b.decimals), 0);

describe('a breakdown', () => {
  it('adds up to its parent after any edits, by quarter and by unit (property)', () => {
    fc.assert(
      fc.property(start, fc.array(edit, { maxLength: 20 }), (first, edits) => {
        let b = first;
        for (const one of edits) {
          const next = edited(b, one);
          if (!isProblem(next)) b = next;
          expect(unproven(b)).toEqual([]);
          for (const group of b.groups) {
            const rows = quartersOf(b, group);
            group.parts.forEach(({ value }, n) => {
              if (b.quarters.length > 0) expect(sum(b, rows[n]!)).toBe(sum(b, [value]));
              expect(rows[n]!.every((figure) => figure >= 0)).toBe(true);
            });
            b.quarters.forEach((quarter, q) =>
              expect(
                sum(
                  b,
                  rows.map((row) => row[q]!),
                ),
              ).toBe(sum(b, [quarter])),
            );
          }
        }
      }),
    );
  });

  it('keeps what a person fixed, and refuses what cannot be balanced instead of bending it', () => {
    const b = proposed(420, {
      decimals: 2,
      sums: true,
      quarters: [],
      groups: [{ by: 'department', parts: ['a', 'b', 'c'].map((id) => ({ unit: id, weight: 1 })) }],
    });
    expect(b.groups[0]!.parts.map(({ value }) => value)).toEqual([140, 140, 140]);
    const fixed = edited(b, { what: 'part', by: 'department', unit: 'a', value: 200.01 }) as Breakdown;
    expect(fixed.groups[0]!.parts.map(({ value }) => value)).toEqual([200.01, 110, 109.99]);
    const less = edited(fixed, { what: 'total', value: 400 }) as Breakdown;
    expect(less.groups[0]!.parts.map(({ value }) => value)).toEqual([200.01, 100, 99.99]);
    expect(edited(less, { what: 'part', by: 'department', unit: 'b', value: 300 })).toMatchObject({ code: 'over' });
    expect(edited(less, { what: 'remove', by: 'department', unit: 'd' })).toMatchObject({ code: 'no-such-unit' });
  });

  it('says what does not add up', () => {
    const b = proposed(10, { decimals: 0, sums: true, quarters: [1, 1, 1, 1], groups: [] });
    expect(unproven({ ...b, quarters: [1, 1, 1, 1] }).map(({ zh }) => zh)).toEqual(['四个季度合计 4，应为 10']);
  });
});

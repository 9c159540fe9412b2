import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Arc, transport } from './transport.ts';

test('a school sends some of its own elsewhere so that nobody who could be placed is left', () => {
  // By name one to one only 100 + 40 + 50 would be placed.
  const { placed, flows } = transport(
    [120, 60],
    [100, 70, 50],
    [
      { row: 0, column: 0, strength: 1 },
      { row: 0, column: 1, strength: 0.5 },
      { row: 1, column: 1, strength: 1 },
      { row: 1, column: 2, strength: 0.2 },
    ],
  );
  expect(placed).toBe(180);
  expect(flows).toContainEqual({ row: 0, column: 1, amount: 20 });
});

/** The best (placed, then strength) of all ways, unit by unit. */
function bestOf(supply: readonly number[], demand: readonly number[], arcs: readonly Arc[]): [number, number] {
  let best: [number, number] = [0, 0];
  const walk = (
    from: number,
    rows: readonly number[],
    columns: readonly number[],
    placed: number,
    strength: number,
  ) => {
    if (placed > best[0] || (placed === best[0] && strength > best[1])) best = [placed, strength];
    const arc = arcs[from];
    if (!arc) return;
    const most = Math.min(rows[arc.row]!, columns[arc.column]!);
    for (let amount = 0; amount <= most; amount++)
      walk(
        from + 1,
        rows.with(arc.row, rows[arc.row]! - amount),
        columns.with(arc.column, columns[arc.column]! - amount),
        placed + amount,
        strength + amount * arc.strength,
      );
  };
  walk(0, supply, demand, 0, 0);
  return best;
}

const amounts = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 3 });
const task = fc.tuple(amounts, amounts).chain(([supply, demand]) =>
  fc.record({
    supply: fc.constant(supply),
    demand: fc.constant(demand),
    arcs: fc.uniqueArray(
      fc.record({
        row: fc.nat(supply.length - 1),
        column: fc.nat(demand.length - 1),
        strength: fc.integer({ min: -4, max: 8 }).map((n) => n / 4),
      }),
      { selector: ({ row, column }) => `${row}/${column}`, maxLength: 6 },
    ),
  }),
);

test('nothing is made or lost, and no way places more, or as many with more strength', () => {
  fc.assert(
    fc.property(task, ({ supply, demand, arcs }) => {
      const { placed, strength, flows } = transport(supply, demand, arcs);
      supply.forEach((most, row) => {
        const sent = flows.filter((flow) => flow.row === row).reduce((sum, { amount }) => sum + amount, 0);
        expect(sent).toBeLessThanOrEqual(most);
      });
      demand.forEach((most, column) => {
        const got = flows.filter((flow) => flow.column === column).reduce((sum, { amount }) => sum + amount, 0);
        expect(got).toBeLessThanOrEqual(most);
      });
      expect(flows.reduce((sum, { amount }) => sum + amount, 0)).toBe(placed);
      const [most, best] = bestOf(supply, demand, arcs);
      expect(placed).toBe(most);
      expect(strength).toBeCloseTo(best, 9);
    }),
    { numRuns: 300 },
  );
});

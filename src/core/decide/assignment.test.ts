import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assign } from './assignment.ts';

test('matching equals the best of all matchings', () => {
  const best = (value: readonly (readonly (number | null)[])[], row: number, used: ReadonlySet<number>): number => {
    const line = value[row];
    if (!line) return 0;
    return line.reduce<number>(
      (most, worth, column) =>
        worth === null || used.has(column)
          ? most
          : Math.max(most, worth + best(value, row + 1, new Set([...used, column]))),
      best(value, row + 1, used),
    );
  };
  const cell = fc.option(fc.integer({ min: -5, max: 40 }), { nil: null, freq: 4 });
  const matrix = fc
    .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }))
    .chain(([rows, columns]) =>
      fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows }),
    );
  fc.assert(
    fc.property(matrix, (value) => {
      const { pairs, total } = assign(value);
      expect(total).toBe(best(value, 0, new Set()));
      expect(new Set(pairs.map((pair) => pair.row)).size).toBe(pairs.length);
      expect(new Set(pairs.map((pair) => pair.column)).size).toBe(pairs.length);
      for (const pair of pairs) expect(value[pair.row]?.[pair.column]).toBe(pair.value);
    }),
    { seed: 3, numRuns: 300 },
  );
});

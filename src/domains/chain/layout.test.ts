import fc from 'fast-check';
import { expect, test } from 'vitest';
import { placeLinks } from './layout.ts';

const graph = fc.integer({ min: 1, max: 200 }).chain((size) =>
  fc.record({
    nodes: fc
      .array(fc.constantFrom('upstream', 'middle', 'downstream', 'market', null), { minLength: size, maxLength: size })
      .map((list) => list.map((tier, n) => ({ id: `n${n}`, tier }))),
    edges: fc
      .array(fc.tuple(fc.nat(size - 1), fc.nat(size - 1)), { maxLength: 2 * size })
      .map((list) =>
        list.filter(([a, b]) => a !== b).map(([a, b]) => ({ from: `n${Math.min(a, b)}`, to: `n${Math.max(a, b)}` })),
      ),
  }),
);

test('every link has one place of its own, in the column of its tier, in reading order', () => {
  fc.assert(
    fc.property(graph, ({ nodes, edges }) => {
      const { columns, places } = placeLinks(nodes, edges);
      expect(places.map((place) => place.id).toSorted()).toEqual(nodes.map((node) => node.id).toSorted());
      expect(new Set(places.map((place) => `${place.column} ${place.row}`)).size).toBe(nodes.length);
      const tier = new Map(nodes.map((node) => [node.id, node.tier]));
      for (const place of places) expect(columns[place.column]).toBe(tier.get(place.id));
      expect(places).toEqual(places.toSorted((a, b) => a.column - b.column || a.row - b.row));
    }),
    { numRuns: 60 },
  );
});

test('within a tier what goes into another link stands above it', () => {
  fc.assert(
    fc.property(graph, ({ nodes, edges }) => {
      const place = new Map(placeLinks(nodes, edges).places.map((one) => [one.id, one]));
      for (const { from, to } of edges) {
        const [a, b] = [place.get(from), place.get(to)];
        if (a && b && a.column === b.column) expect(a.row).toBeLessThan(b.row);
      }
    }),
    { numRuns: 60 },
  );
});

test('a circle in the data is still drawn', () => {
  const nodes = ['a', 'b'].map((id) => ({ id, tier: 'middle' }));
  expect(
    placeLinks(nodes, [
      { from: 'a', to: 'b' },
      { from: 'b', to: 'a' },
    ]).places,
  ).toHaveLength(2);
});

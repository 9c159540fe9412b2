import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawChain, nextLink } from './drawing.ts';
import { graphOf } from './graph-records.ts';
import { placeLinks } from './layout.ts';
import type { RecordView } from '../../work/registers/api.ts';

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

test('everything that is drawn stands inside the drawing, and every edge between links is drawn once', () => {
  fc.assert(
    fc.property(graph, ({ nodes, edges }) => {
      const drawing = drawChain(nodes, [...edges, { from: 'n0', to: 'nowhere' }]);
      expect(drawing.curves.map(({ way }) => way)).toEqual(edges);
      for (const { x, y } of drawing.places) {
        expect(x + 10.5).toBeLessThanOrEqual(drawing.width);
        expect(y + 2.9).toBeLessThanOrEqual(drawing.height);
      }
      for (const { d } of drawing.curves)
        for (const number of d.match(/[\d.]+/g) ?? [])
          expect(Number(number)).toBeLessThanOrEqual(Math.max(drawing.width, drawing.height));
    }),
    { numRuns: 60 },
  );
});

test('arrow keys go to the next row and back, and to the next column; at the edge they stay', () => {
  fc.assert(
    fc.property(graph, ({ nodes, edges }) => {
      const { places } = placeLinks(nodes, edges);
      const at = new Map(places.map((place) => [place.id, place]));
      for (const place of places) {
        const down = at.get(nextLink(places, place.id, 'ArrowDown') ?? '');
        if (down) {
          expect([down.column, down.row]).toEqual([place.column, place.row + 1]);
          expect(nextLink(places, down.id, 'ArrowUp')).toBe(place.id);
        }
        const right = at.get(nextLink(places, place.id, 'ArrowRight') ?? '');
        if (right) expect(right.column).toBe(place.column + 1);
        expect(nextLink(places, place.id, 'Enter')).toBeNull();
      }
    }),
    { numRuns: 60 },
  );
});

test('edges that lead out of the chain are not drawn; a link without an English name keeps its Chinese one', () => {
  const record = (id: string, values: object) => ({ id, values, labels: {}, judged: null }) as unknown as RecordView;
  const edge = (from: string, to: string) => record(`${from}-${to}`, { from, to });
  const { links, ways } = graphOf(
    [record('a', { name: '甲', unit: '吨', tier: 'upstream' }), record('b', { name: '乙', name_en: 'B', unit: '吨' })],
    [edge('a', 'b'), edge('b', 'elsewhere')],
  );
  expect(ways).toEqual([{ from: 'a', to: 'b' }]);
  expect(links.map(({ name, tier }) => [name.en, tier])).toEqual([
    ['甲', 'upstream'],
    ['B', null],
  ]);
});

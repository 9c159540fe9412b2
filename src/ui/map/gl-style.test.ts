import { expect, test } from 'vitest';
import type { Ground } from '../../evidence/reading/ground-api.ts';
import { extentOf, type MapPaint, styleOf } from './gl-style.ts';
import type { MapLayer } from './layers.ts';

const lights = { green: '#0a0', yellow: '#aa0', red: '#a00', grey: '#888', plain: '#000' };
const paint: MapPaint = { card: '#fff', edge: '#777', accent: '#088', soft: '#555', lights };
const ground: Ground = {
  demo: true,
  source: 'drawn',
  basis: null,
  fault: null,
  tianditu: null,
  shapes: [
    {
      id: 'a',
      rings: [
        [
          [106, 26],
          [106.1, 26],
          [106.1, 26.1],
          [106, 26],
        ],
      ],
      at: [106.05, 26.05],
    },
    {
      id: 'b',
      rings: [
        [
          [106.2, 26],
          [106.3, 26],
          [106.3, 26.1],
          [106.2, 26],
        ],
      ],
      at: [106.25, 26.05],
    },
  ],
};
const layers: MapLayer[] = [
  {
    id: 'left',
    name: '没覆盖',
    places: [
      { id: 'a', name: '甲', value: 80 },
      { id: 'b', name: '乙', value: 20 },
    ],
  },
  { id: 'homes', name: '居住点', points: [{ id: 'h', at: [106.4, 26.2], name: '村', light: 'red', note: '走不到' }] },
  {
    id: 'roads',
    name: '道路',
    lines: [
      {
        id: 'r',
        way: [
          [106, 25.9],
          [106.3, 26],
        ],
        name: '路',
      },
    ],
  },
];
const dataOf = (style: ReturnType<typeof styleOf>, source: string) =>
  (
    style.sources[source] as unknown as { data: { features: { properties: Record<string, unknown> }[] } }
  ).data.features.map(({ properties }) => properties);

test('the map shows what the schema shows: the same values, lights and names, with a shape for each light', () => {
  const style = styleOf(layers, ground, paint);
  expect(dataOf(style, 'areas')).toEqual([
    { id: 'a', share: 1 },
    { id: 'b', share: 0.25 },
  ]);
  expect(dataOf(style, 'points')).toEqual([{ id: 'h', mark: 'red', words: '村 走不到' }]);
  expect(dataOf(style, 'lines')).toEqual([{ id: 'r', words: '路' }]);
  expect(extentOf(layers, ground)).toEqual([106, 25.9, 106.4, 26.2]);
  expect(extentOf([], { ...ground, shapes: [] })).toBeNull();
});

test('without a key nothing of the map leads outside: no tiles, no glyphs, no sprites; with one the tiles do', () => {
  const style = styleOf(layers, ground, paint);
  expect(JSON.stringify(style)).not.toMatch(/https?:|glyphs|sprite/);
  const based = styleOf(layers, { ...ground, tianditu: 'k'.repeat(32) }, paint);
  expect(Object.keys(based.sources)).toEqual(['vec', 'cva', 'areas', 'lines', 'points']);
});

test('what is drawn around settlements does not look like a boundary; a file of the place does', () => {
  const edges = (source: Ground['source']) =>
    styleOf(layers, { ...ground, source }, paint).layers.find(({ id }) => id === 'edges')?.paint;
  expect(edges('drawn')).toHaveProperty('line-dasharray');
  expect(edges('own')).not.toHaveProperty('line-dasharray');
});

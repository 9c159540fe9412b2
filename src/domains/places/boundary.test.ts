import { expect, test } from 'vitest';
import { toGcj02 } from '../../core/space/index.ts';
import { boundaryOf } from './boundary.ts';

const places = new Map([
  ['520181101', '甲镇'],
  ['520181102', '乙镇'],
]);
const square = (x: number, y: number, size = 0.1): [number, number][] => [
  [x, y],
  [x + size, y],
  [x + size, y + size],
  [x, y + size],
  [x, y],
];
const file = (...features: object[]) => JSON.stringify({ type: 'FeatureCollection', features });
const area = (properties: object, geometry: object) => ({ type: 'Feature', properties, geometry });

test('areas belong to places by name or code, whatever their property is called; others are counted', () => {
  const text = file(
    area({ XZQMC: '甲镇' }, { type: 'Polygon', coordinates: [square(106, 26)] }),
    area({ code: 520181102 }, { type: 'MultiPolygon', coordinates: [[square(106.2, 26)], [square(106.5, 26, 0.3)]] }),
    area({ name: '丙镇' }, { type: 'Polygon', coordinates: [square(107, 26)] }),
    area({ name: '甲镇' }, { type: 'Point', coordinates: [106, 26] }),
  );
  const found = boundaryOf(text, 'cgcs2000', places);
  expect(found?.strange).toBe(2);
  expect(found?.shapes.map(({ id, rings }) => [id, rings.length])).toEqual([
    ['520181101', 1],
    ['520181102', 2],
  ]);
  // The name stands in the larger of two parts.
  expect(found?.shapes[1]?.at).toEqual([expect.closeTo(106.65, 9), expect.closeTo(26.15, 9)]);
});

test('a file of GCJ-02 is moved to CGCS2000', () => {
  const ring = square(106, 26).map((point) => toGcj02(point));
  const text = file(area({ name: '甲镇' }, { type: 'Polygon', coordinates: [ring] }));
  const [x, y] = boundaryOf(text, 'gcj02', places)!.shapes[0]!.rings[0]![1]!;
  expect([x, y]).toEqual([expect.closeTo(106.1, 6), expect.closeTo(26, 6)]);
});

test('what is no GeoJSON, or holds broken coordinates, gives no shape', () => {
  expect(boundaryOf('不是', 'cgcs2000', places)).toBeNull();
  expect(boundaryOf('null', 'cgcs2000', places)).toBeNull();
  const broken = file(
    area({ name: '甲镇' }, { type: 'Polygon', coordinates: [[[106, 'x'], [200, 26], [1], null]] }),
    area({ name: '乙镇' }, { type: 'Polygon', coordinates: 7 }),
  );
  expect(boundaryOf(broken, 'cgcs2000', places)).toEqual({ shapes: [], strange: 2 });
});

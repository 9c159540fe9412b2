import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawingOf } from './drawing.ts';

const lon = fc.double({ min: 73, max: 135, noNaN: true });
const lat = fc.double({ min: 4, max: 53, noNaN: true });

test('every point lies inside the edge, west is left and north is up', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(lon, lat), { minLength: 1, maxLength: 30 }), (points) => {
      const drawing = drawingOf(points, 900, 520, 40);
      for (const point of points) {
        const [x, y] = drawing?.at(point) ?? [NaN, NaN];
        expect(x).toBeGreaterThanOrEqual(40 - 1e-6);
        expect(x).toBeLessThanOrEqual(860 + 1e-6);
        expect(y).toBeGreaterThanOrEqual(40 - 1e-6);
        expect(y).toBeLessThanOrEqual(480 + 1e-6);
        for (const other of points) {
          const [ox, oy] = drawing?.at(other) ?? [NaN, NaN];
          if (other[0] > point[0]) expect(ox).toBeGreaterThanOrEqual(x);
          if (other[1] > point[1]) expect(oy).toBeLessThanOrEqual(y);
        }
      }
    }),
  );
});

test('a kilometre east is as long as a kilometre north', () => {
  const [lonStep, latStep] = [0.01 / Math.cos((26.5 * Math.PI) / 180), 0.01];
  const drawing = drawingOf(
    [
      [106.4, 26.4],
      [106.6, 26.6],
    ],
    900,
    520,
    40,
  );
  const [x, y] = drawing?.at([106.5, 26.5]) ?? [0, 0];
  const [east] = drawing?.at([106.5 + lonStep, 26.5]) ?? [0, 0];
  const [, north] = drawing?.at([106.5, 26.5 + latStep]) ?? [0, 0];
  expect(east - x).toBeCloseTo(y - north, 6);
});

test('a way of more points than a call takes arguments is drawn; nothing is no drawing', () => {
  const way = Array.from({ length: 200_000 }, (_, at): [number, number] => [106 + at / 1e6, 26]);
  expect(drawingOf(way, 900, 520, 40)).toMatchObject({ west: 106, south: 26, north: 26 });
  expect(drawingOf([], 900, 520, 40)).toBeNull();
});

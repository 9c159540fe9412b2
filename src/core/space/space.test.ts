import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  cutLines,
  datumIn,
  hullOf,
  type LngLat,
  metresBetween,
  type Road,
  toCgcs2000,
  toGcj02,
  waysBetween,
} from './index.ts';

const pace = { kmh: 4, factor: 1.3, snap: 500 };
/** A point some metres east and north of a corner. */
const at = (east: number, north: number): LngLat => [
  106.4 + east / (111_320 * Math.cos((26.5 * Math.PI) / 180)),
  26.5 + north / 110_800,
];

test('a known point of GCJ-02 goes back to the metre, and there and back is nothing', () => {
  // Tiananmen: WGS 84 116.3912757, 39.906217 as maps of GCJ-02 show it.
  const shown = toGcj02([116.3912757, 39.906217]);
  expect(metresBetween(shown, [116.3975105, 39.9076211])).toBeLessThan(5);
  fc.assert(
    fc.property(
      fc.double({ min: 75, max: 134, noNaN: true }),
      fc.double({ min: 18, max: 53, noNaN: true }),
      (lng, lat) => {
        expect(metresBetween(toCgcs2000(toGcj02([lng, lat]), 'gcj02'), [lng, lat])).toBeLessThan(0.05);
      },
    ),
  );
});

test('datums are told by their names; one that cannot be converted is told apart from none', () => {
  expect(datumIn('坐标（GCJ-02）')).toBe('gcj02');
  expect(datumIn('urn:ogc:def:crs:EPSG::4490')).toBe('cgcs2000');
  expect(datumIn('urn:ogc:def:crs:OGC:1.3:CRS84')).toBe('wgs84');
  expect(datumIn('百度坐标 BD-09')).toBe('unknown');
  expect(datumIn('位置')).toBeNull();
});

test('a river between two places is walked around, not over', () => {
  const bridge: Road[] = [
    { from: at(0, 0), to: at(0, 5000), minutes: 75, oneWay: false },
    { from: at(0, 5000), to: at(700, 5000), minutes: 10, oneWay: false },
    { from: at(700, 5000), to: at(700, 0), minutes: 75, oneWay: false },
  ];
  const { minutes, straight } = waysBetween([at(0, 0)], [at(700, 0)], bridge, pace);
  expect(straight[0]![0]).toBeCloseTo(10.5, 1);
  // The end of the bridge road itself is within reach on foot of the start: 160 by road all the same.
  expect(minutes[0]![0]).toBeCloseTo(160, 1);
});

test('a one-way road leads one way', () => {
  const roads: Road[] = [{ from: at(0, 0), to: at(3000, 0), minutes: 5, oneWay: true }];
  expect(waysBetween([at(0, 0)], [at(3000, 0)], roads, pace).minutes[0]![0]).toBeCloseTo(5, 6);
  expect(waysBetween([at(3000, 0)], [at(0, 0)], roads, pace).minutes[0]![0]).toBeNull();
});

test('without roads it is the straight line times the factor, and who is off the roads is named', () => {
  const { minutes, straight, junctions } = waysBetween([at(0, 0)], [at(1000, 0)], [], pace);
  expect([junctions, minutes[0]![0]]).toEqual([0, straight[0]![0]! * 1.3]);
  const roads: Road[] = [{ from: at(0, 0), to: at(1000, 0), minutes: 2, oneWay: false }];
  expect(waysBetween([at(0, 0), at(9000, 9000)], [at(1000, 0)], roads, pace).off).toEqual({ places: [1], goals: [] });
});

test('shortest ways are those of Floyd and Warshall on small graphs', () => {
  const links = fc.array(fc.tuple(fc.nat(6), fc.nat(6), fc.integer({ min: 1, max: 20 })), { maxLength: 14 });
  fc.assert(
    fc.property(links, (given) => {
      const spots = Array.from({ length: 7 }, (_, n) => at(n * 2000, (n % 2) * 3000));
      const roads = given
        .filter(([a, b]) => a !== b)
        .map(([a, b, minutes]): Road => ({ from: spots[a]!, to: spots[b]!, minutes, oneWay: false }));
      const best = spots.map((_, i) => spots.map((__, j) => (i === j ? 0 : Infinity)));
      for (const [a, b, minutes] of given)
        if (a !== b)
          for (const [i, j] of [
            [a, b],
            [b, a],
          ] as const)
            best[i]![j] = Math.min(best[i]![j]!, minutes);
      for (let k = 0; k < 7; k += 1)
        for (let i = 0; i < 7; i += 1)
          for (let j = 0; j < 7; j += 1) best[i]![j] = Math.min(best[i]![j]!, best[i]![k]! + best[k]![j]!);
      const on = new Set(given.flatMap(([a, b]) => (a === b ? [] : [a, b])));
      const { minutes } = waysBetween(spots, spots, roads, { ...pace, snap: 100 });
      for (const i of on) for (const j of on) expect(minutes[i]![j] ?? Infinity).toBeCloseTo(best[i]![j]!, 6);
    }),
  );
});

test('lines are cut where they share a point, and nothing of them is lost', () => {
  const pieces = cutLines([
    [at(0, 0), at(500, 0), at(1000, 0)],
    [at(500, -500), at(500, 0), at(500, 500)],
  ]);
  expect(pieces.map(({ line }) => line)).toEqual([0, 0, 1, 1]);
  expect(pieces.reduce((sum, { km }) => sum + km, 0)).toBeCloseTo(2, 2);
});

test('a hull holds all points, turns one way alone, and is nothing for points on a line', () => {
  const point = fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 }));
  fc.assert(
    fc.property(fc.array(point, { minLength: 1, maxLength: 40 }), (points) => {
      const ring = hullOf(points);
      const side = (a: LngLat, b: LngLat, c: LngLat) => (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
      const flat = points.every((one) => points.every((other) => side(points[0]!, one, other) === 0));
      expect(ring === null).toBe(flat);
      for (let n = 1; n < (ring?.length ?? 0); n += 1)
        for (const one of points) expect(side(ring![n - 1]!, ring![n]!, one)).toBeGreaterThanOrEqual(0);
    }),
  );
});

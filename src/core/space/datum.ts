import type { LngLat } from './model.ts';

/** Where coordinates are counted from. CGCS2000 and WGS 84 agree to some centimetres (GB 22021-2008); GCJ-02 is shifted by up to 700 m. */
export type Datum = 'cgcs2000' | 'wgs84' | 'gcj02';

const names: readonly (readonly [RegExp, Datum | 'unknown'])[] = [
  [/gcj-?0?2|火星|高德|腾讯|amap|国测局/iu, 'gcj02'],
  [/bd-?0?9|百度|北京54|西安80|epsg:+(?:4214|4610|3857|900913)/iu, 'unknown'],
  [/cgcs-?2000|国家?2000|2000国家|大地坐标系2000|epsg:+4490/iu, 'cgcs2000'],
  [/wgs-?\s?84|gps|epsg:+4326|crs:?84|ogc:[\d.]*:crs84/iu, 'wgs84'],
];

/**
 * The datum that words name (a head of a sheet, the `crs` of a GeoJSON file); `unknown`: one that is not converted here (BD-09,
 * Beijing 54, Xi'an 80, Web Mercator); null: they name none.
 */
export function datumIn(words: string): Datum | 'unknown' | null {
  return names.find(([pattern]) => pattern.test(words))?.[1] ?? null;
}

/** Krasovsky 1940, on which the shift of GCJ-02 is counted. */
const axis = 6_378_245;
const eccentricity = 0.006_693_421_622_965_943;

/** The shift of GCJ-02, degrees; none outside China, where maps are not shifted. As published in open implementations, no official text. */
function shift([lng, lat]: LngLat): LngLat {
  if (lng < 72.004 || lng > 137.8347 || lat < 0.8293 || lat > 55.8271) return [0, 0];
  const [x, y] = [lng - 105, lat - 35];
  const wave = (of: number, ...parts: readonly (readonly [size: number, by: number])[]) =>
    (2 / 3) * parts.reduce((sum, [size, by]) => sum + size * Math.sin(by * of * Math.PI), 0);
  const both = (20 * Math.sin(6 * x * Math.PI) + 20 * Math.sin(2 * x * Math.PI)) * (2 / 3);
  const north =
    -100 +
    2 * x +
    3 * y +
    0.2 * y * y +
    0.1 * x * y +
    0.2 * Math.sqrt(Math.abs(x)) +
    both +
    wave(y, [20, 1], [40, 1 / 3]) +
    wave(y, [160, 1 / 12], [320, 1 / 30]);
  const east =
    300 +
    x +
    2 * y +
    0.1 * x * x +
    0.1 * x * y +
    0.1 * Math.sqrt(Math.abs(x)) +
    both +
    wave(x, [20, 1], [40, 1 / 3]) +
    wave(x, [150, 1 / 12], [300, 1 / 30]);
  const phi = (lat * Math.PI) / 180;
  const magic = 1 - eccentricity * Math.sin(phi) ** 2;
  const root = Math.sqrt(magic);
  return [
    (east * 180) / ((axis / root) * Math.cos(phi) * Math.PI),
    (north * 180) / (((axis * (1 - eccentricity)) / (magic * root)) * Math.PI),
  ];
}

/** A point of CGCS2000 or WGS 84 as maps of GCJ-02 show it. */
export function toGcj02(point: LngLat): LngLat {
  const [east, north] = shift(point);
  return [point[0] + east, point[1] + north];
}

/** A point in CGCS2000; from GCJ-02 by iteration, to less than a centimetre. */
export function toCgcs2000(point: LngLat, from: Datum): LngLat {
  if (from !== 'gcj02') return point;
  let guess: LngLat = point;
  for (let n = 0; n < 8; n += 1) {
    const [lng, lat] = toGcj02(guess);
    guess = [guess[0] + point[0] - lng, guess[1] + point[1] - lat];
  }
  return [Number(guess[0].toFixed(7)), Number(guess[1].toFixed(7))];
}

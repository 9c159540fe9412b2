import { type Datum, type LngLat, toCgcs2000 } from '../../core/space/index.ts';

export interface Shape {
  id: string;
  /** Outer rings, degrees of CGCS2000. */
  rings: LngLat[][];
  /** Where its name stands. */
  at: LngLat;
}

/** A file that is read while people wait. */
export const mostBytes = 2 * 1024 * 1024;

/**
 * Areas of a boundary file (GeoJSON, RFC 7946) that belong to places: one of their properties is the place's id or its name.
 * Holes are left out. Null: the text is no GeoJSON.
 */
export function boundaryOf(
  text: string,
  datum: Datum,
  places: ReadonlyMap<string, string>,
): { shapes: Shape[]; strange: number } | null {
  const features = featuresIn(text);
  if (!features) return null;
  const byName = new Map([...places].flatMap(([id, name]) => [[id, id] as const, [name, id] as const]));
  const rings = new Map<string, LngLat[][]>();
  let strange = 0;
  for (const { properties, geometry } of features) {
    const own = ringsOf(geometry).map((ring) => ring.map((point) => toCgcs2000(point, datum)));
    const id = Object.values(properties ?? {})
      .map((value) => byName.get(String(value).trim()))
      .find((found) => found !== undefined);
    if (id === undefined || own.length === 0) strange += 1;
    else rings.set(id, [...(rings.get(id) ?? []), ...own]);
  }
  return { shapes: [...rings].map(([id, own]) => ({ id, rings: own, at: middleOf(own) })), strange };
}

/** The middle of the largest ring's box: a name stands there, nothing is measured from it. */
export function middleOf(rings: readonly (readonly LngLat[])[]): LngLat {
  const largest = rings.toSorted((a, b) => sizeOf(b) - sizeOf(a))[0] ?? [];
  const { west, east, south, north } = boxOf(largest);
  return [(west + east) / 2, (south + north) / 2];
}

const sizeOf = (ring: readonly LngLat[]) => {
  const { west, east, south, north } = boxOf(ring);
  return (east - west) * (north - south);
};

function boxOf(ring: readonly LngLat[]) {
  let [west, east, south, north] = [180, -180, 90, -90];
  for (const [x, y] of ring) {
    west = Math.min(west, x);
    east = Math.max(east, x);
    south = Math.min(south, y);
    north = Math.max(north, y);
  }
  return { west, east, south, north };
}

interface Feature {
  properties?: Record<string, unknown> | null;
  geometry?: { type?: unknown; coordinates?: unknown } | null;
}

function featuresIn(text: string): Feature[] | null {
  try {
    const given = JSON.parse(text) as { type?: unknown; features?: unknown } | null;
    if (given?.type !== 'FeatureCollection' || !Array.isArray(given.features)) return null;
    return given.features.filter((one): one is Feature => typeof one === 'object' && one !== null);
  } catch {
    return null;
  }
}

function ringsOf(geometry: Feature['geometry']): LngLat[][] {
  const coordinates = geometry?.coordinates;
  if (!Array.isArray(coordinates)) return [];
  const areas: unknown[] =
    geometry?.type === 'Polygon' ? [coordinates] : geometry?.type === 'MultiPolygon' ? coordinates : [];
  return areas.flatMap((area) => {
    const outer: unknown = Array.isArray(area) ? area[0] : null;
    const ring = Array.isArray(outer) ? outer.flatMap(pointOf) : [];
    return ring.length >= 4 ? [ring] : [];
  });
}

function pointOf(given: unknown): LngLat[] {
  const [x, y] = Array.isArray(given) ? (given as unknown[]) : [];
  return typeof x === 'number' && typeof y === 'number' && Math.abs(x) <= 180 && Math.abs(y) <= 90 ? [[x, y]] : [];
}

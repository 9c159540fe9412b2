import type { LngLat } from './model.ts';

const radius = 6_371_008.8;
const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** Metres between two points along the great circle (haversine, mean radius of the Earth 6,371,008.8 m). */
export function metresBetween(a: LngLat, b: LngLat): number {
  const [east, north] = [radians(b[0] - a[0]) / 2, radians(b[1] - a[1]) / 2];
  const h = Math.sin(north) ** 2 + Math.cos(radians(a[1])) * Math.cos(radians(b[1])) * Math.sin(east) ** 2;
  return 2 * radius * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** Metres of a line through points. */
export function lengthOf(line: readonly LngLat[]): number {
  return line.slice(1).reduce((sum, point, at) => sum + metresBetween(line[at]!, point), 0);
}

import type { LngLat } from './model.ts';

/**
 * The convex hull of points, counter-clockwise and closed, by Andrew's monotone chain (A. M. Andrew, Information Processing
 * Letters 9 (1979), 216–219). Null where the points span no area.
 */
export function hullOf(points: readonly LngLat[]): LngLat[] | null {
  const sorted = points.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]);
  const half = (from: readonly LngLat[]) => {
    const chain: LngLat[] = [];
    for (const point of from) {
      while (chain.length > 1 && turn(chain.at(-2)!, chain.at(-1)!, point) <= 0) chain.pop();
      chain.push(point);
    }
    return chain;
  };
  const [lower, upper] = [half(sorted), half(sorted.toReversed())];
  const ring = [...lower.slice(0, -1), ...upper.slice(0, -1)];
  return ring.length < 3 ? null : [...ring, ring[0]!];
}

/** Above zero where the way from a over b to c turns left. */
const turn = (a: LngLat, b: LngLat, c: LngLat) => (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);

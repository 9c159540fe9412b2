/** Where a drawing puts longitudes and latitudes (degrees, WGS 84 or CGCS2000), in units of the drawing, y downwards. */
export interface Drawing {
  at: (point: readonly [number, number]) => [number, number];
  west: number;
  east: number;
  south: number;
  north: number;
}

/** The smallest piece of ground that fills a drawing, in degrees: a single point stands in the middle of about 100 m. */
const least = 0.001;

/**
 * Fits points into a drawing of `width` × `height` with an empty `edge`: north is up, and both axes have the same scale on
 * the ground (a degree of longitude is shorter by the cosine of the latitude; good for a county). Null without points.
 */
export function drawingOf(
  points: readonly (readonly [number, number])[],
  width: number,
  height: number,
  edge: number,
): Drawing | null {
  if (points.length === 0) return null;
  // Not Math.min(...points): a way may have thousands of points, more than a call takes.
  const limit = (axis: 0 | 1, choose: (one: number, other: number) => number) =>
    points.reduce((found, point) => choose(found, point[axis]), points[0]?.[axis] ?? 0);
  const [west, east] = [limit(0, Math.min), limit(0, Math.max)];
  const [south, north] = [limit(1, Math.min), limit(1, Math.max)];
  const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const scale = Math.min(
    (width - 2 * edge) / Math.max((east - west) * shrink, least),
    (height - 2 * edge) / Math.max(north - south, least),
  );
  return {
    at: ([x, y]) => [
      width / 2 + (x - (west + east) / 2) * shrink * scale,
      height / 2 - (y - (south + north) / 2) * scale,
    ],
    west,
    east,
    south,
    north,
  };
}

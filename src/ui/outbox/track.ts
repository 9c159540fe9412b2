import { newKey } from '../call.ts';
import type { Photo } from './item.ts';
import type { TrackPoint } from './store.ts';

/** Points of one way; at one every five seconds that is seven hours. */
export const mostPoints = 5000;
const everySeconds = 5;

/** The way with another point, unless it comes too soon after the last one or the way is full. */
export function withPoint(track: readonly TrackPoint[], point: TrackPoint): TrackPoint[] {
  const last = track[track.length - 1];
  const soon = last !== undefined && Date.parse(point[2]) - Date.parse(last[2]) < everySeconds * 1000;
  return soon || track.length >= mostPoints ? [...track] : [...track, point];
}

/** A way as a file: a GeoJSON line (RFC 7946, WGS 84), the time of each point beside it. Null for fewer than two points. */
export function trackFile(track: readonly TrackPoint[], name: string): { photo: Photo; blob: Blob } | null {
  if (track.length < 2) return null;
  const feature = {
    type: 'Feature',
    geometry: { type: 'LineString', coordinates: track.map(([lon, lat]) => [lon, lat]) },
    properties: { coordTimes: track.map(([, , at]) => at) },
  };
  const blob = new Blob([JSON.stringify(feature)], { type: 'application/geo+json' });
  return { photo: { id: newKey(), name, bytes: blob.size, thumb: '', kept: null }, blob };
}

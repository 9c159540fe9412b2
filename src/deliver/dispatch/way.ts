import type { TrackPoint } from '../../ui/outbox/store.ts';

const radius = 6_371_000;
const rad = (degrees: number) => (degrees * Math.PI) / 180;

/** How long a way took and how far it went: minutes, and metres along the points (haversine); whole numbers. */
export function wayOf(track: readonly TrackPoint[]): { minutes: number; metres: number } {
  const [first, last] = [track[0], track[track.length - 1]];
  if (!first || !last) return { minutes: 0, metres: 0 };
  let metres = 0;
  for (let n = 1; n < track.length; n += 1) {
    const [a, b] = [track[n - 1], track[n]];
    if (!a || !b) continue;
    const half =
      Math.sin(rad(b[1] - a[1]) / 2) ** 2 +
      Math.cos(rad(a[1])) * Math.cos(rad(b[1])) * Math.sin(rad(b[0] - a[0]) / 2) ** 2;
    metres += 2 * radius * Math.asin(Math.min(1, Math.sqrt(half)));
  }
  return { minutes: Math.floor((Date.parse(last[2]) - Date.parse(first[2])) / 60_000), metres: Math.round(metres) };
}

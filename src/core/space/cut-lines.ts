import { lengthOf } from './distance.ts';
import type { LngLat } from './model.ts';

export interface Piece {
  /** Which line it is of, from 0. */
  line: number;
  from: LngLat;
  to: LngLat;
  km: number;
}

const key = ([lng, lat]: LngLat) => `${lng.toFixed(6)},${lat.toFixed(6)}`;

/** Lines cut where they meet: at every point that two of them share, so that roads that cross at a drawn point are joined. */
export function cutLines(lines: readonly (readonly LngLat[])[]): Piece[] {
  const met = new Map<string, number>();
  for (const line of lines)
    for (const [at, point] of line.entries()) {
      const end = at === 0 || at === line.length - 1;
      met.set(key(point), (met.get(key(point)) ?? 0) + (end ? 2 : 1));
    }
  return lines.flatMap((line, n) => {
    const pieces: Piece[] = [];
    let begun = 0;
    for (let at = 1; at < line.length; at += 1) {
      if (at < line.length - 1 && (met.get(key(line[at]!)) ?? 0) < 2) continue;
      pieces.push({ line: n, from: line[begun]!, to: line[at]!, km: lengthOf(line.slice(begun, at + 1)) / 1000 });
      begun = at;
    }
    return pieces;
  });
}

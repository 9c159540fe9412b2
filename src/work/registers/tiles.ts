import type { Pair } from '../../ui/text.tsx';

export interface Tile {
  /** Code of the place; null: no place is filled in. */
  id: string | null;
  name: Pair;
  count: number;
}

/**
 * Records by place as tiles: the places right below the jurisdiction, each with those inside it (codes of GB/T 2260 and
 * GB/T 10114 begin with the code of the place above). Records of the jurisdiction as a whole and those without a place
 * come last, where there are any.
 */
export function tilesOf(
  jurisdiction: string,
  places: readonly { id: string; name: Pair }[],
  counts: readonly { value: string | null; count: number }[],
): Tile[] {
  const below = places.filter((place) => place.id !== jurisdiction);
  const ids = new Set(below.map((place) => place.id));
  const inside = (id: string) => [...ids].some((other) => other !== id && id.startsWith(other));
  const tiles: Tile[] = below
    .filter((place) => !inside(place.id))
    .map((place) => ({ id: place.id, name: place.name, count: 0 }));
  const whole: Tile = {
    id: jurisdiction,
    name: places.find((place) => place.id === jurisdiction)?.name ?? { zh: '全境', en: 'Whole' },
    count: 0,
  };
  const none: Tile = { id: null, name: { zh: '没有填地点', en: 'No place' }, count: 0 };
  for (const { value, count } of counts) {
    const tile =
      value === null ? none : (tiles.find((item) => value === item.id || value.startsWith(item.id ?? '')) ?? whole);
    tile.count += count;
  }
  return [...tiles, ...[whole, none].filter((tile) => tile.count > 0)];
}

/** A filter for the records of a tile. */
export function tileFilter(field: string, tile: Tile, places: readonly { id: string }[], jurisdiction: string): string {
  if (tile.id === null) return `${field} is none`;
  if (tile.id === jurisdiction) return `${field} = ${jurisdiction}`;
  const inside = places.filter((place) => place.id.startsWith(tile.id ?? '')).map((place) => place.id);
  return inside.length === 1 ? `${field} = ${tile.id}` : `${field} in (${inside.join(', ')})`;
}

export interface Piece {
  /** km² */
  area: number;
  /** km inside and along the edge; null: not known. */
  inside: number | null;
  edge: number | null;
  paved: number | null;
}
export interface Density {
  area: number;
  /** km: what lies inside, and half of what runs along the edge. */
  roads: number;
  /** km for each km²; null: no area whose roads are known. */
  density: number | null;
  /** km that 8 km for each km² lack. */
  short: number;
  /** Share of the area that is road, %. */
  paved: number | null;
  /** km² of pieces whose roads are not known: they are not counted. */
  unknown: number;
}

/** Wanted: 8 km for each km² (国务院 2016; to be checked against the list in force). */
export const WANTED = 8;

/** Density of roads of built-up pieces; a road along the edge serves both sides and counts half. */
export function roadDensity(pieces: readonly Piece[], edgeShare = 0.5): Density {
  const known = pieces.filter((one) => one.inside !== null);
  const area = known.reduce((sum, one) => sum + one.area, 0);
  const roads = known.reduce((sum, one) => sum + (one.inside ?? 0) + edgeShare * (one.edge ?? 0), 0);
  const told = known.filter(({ paved }) => paved !== null);
  const toldArea = told.reduce((sum, one) => sum + one.area, 0);
  return {
    area: pieces.reduce((sum, one) => sum + one.area, 0),
    roads,
    density: area > 0 ? roads / area : null,
    short: Math.max(0, WANTED * area - roads),
    paved: toldArea > 0 ? (100 * told.reduce((sum, one) => sum + (one.paved ?? 0), 0)) / toldArea : null,
    unknown: pieces.reduce((sum, one) => sum + (one.inside === null ? one.area : 0), 0),
  };
}

import type { LightName } from '../light.tsx';

/** A place, of whose shape a layer knows nothing. */
export interface MapPlace {
  id: string;
  name: string;
  /** What is counted there. */
  value: number;
}
/** Something at a longitude and a latitude (degrees). */
export interface MapPoint {
  id: string;
  at: readonly [number, number];
  name: string;
  light?: LightName | undefined;
  note?: string | undefined;
}
/** A way through longitudes and latitudes. */
export interface MapLine {
  id: string;
  way: readonly (readonly [number, number])[];
  name: string;
}
/** What is shown of one matter: the schema and the map are both drawn from it. */
export interface MapLayer {
  id: string;
  name: string;
  /** Unit of the values of its places. */
  unit?: string;
  places?: readonly MapPlace[];
  points?: readonly MapPoint[];
  lines?: readonly MapLine[];
}

/** The shapes of the lights, as everywhere: their colour alone says nothing. Paths around 0, 0, within 10 each way. */
export const lightPaths: Readonly<Record<LightName | 'plain', string>> = {
  green: 'M8 0A8 8 0 1 1 -8 0A8 8 0 1 1 8 0Z',
  yellow: 'M0 -10L9.5 7L-9.5 7Z',
  red: 'M-8 -8H8V8H-8Z',
  grey: 'M0 -10L10 0L0 10L-10 0Z',
  plain: 'M-2.5 -8H2.5V-2.5H8V2.5H2.5V8H-2.5V2.5H-8V-2.5H-2.5Z',
};

export const placesOf = (layers: readonly MapLayer[]) => layers.flatMap(({ places = [] }) => places);
export const pointsOf = (layers: readonly MapLayer[]) => layers.flatMap(({ points = [] }) => points);
export const linesOf = (layers: readonly MapLayer[]) => layers.flatMap(({ lines = [] }) => lines);

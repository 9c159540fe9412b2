/** Longitude and latitude, degrees. */
export type LngLat = readonly [lng: number, lat: number];

/** A piece of a road between two ends; ends within some metres of each other are one junction. */
export interface Road {
  from: LngLat;
  to: LngLat;
  /** Minutes along it; both ways alike unless `oneWay`. */
  minutes: number;
  oneWay: boolean;
}

/** How ways are told where no road leads: straight lines times a factor, at a speed. */
export interface Pace {
  /** Kilometres an hour off the roads, and everywhere where there are none. */
  kmh: number;
  /** Detour of real ways against straight lines. */
  factor: number;
  /** Farthest from a road that a place still counts as being at it, metres. */
  snap: number;
}

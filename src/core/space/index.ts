export type { LngLat, Pace, Road } from './model.ts';
export { type Datum, datumIn, toCgcs2000, toGcj02 } from './datum.ts';
export { lengthOf, metresBetween } from './distance.ts';
export { cutLines } from './cut-lines.ts';
export { hullOf } from './hull.ts';
export { waysBetween, type Ways } from './ways.ts';
export { FACILITY_KINDS, type FacilityKind } from './facility-kinds.ts';

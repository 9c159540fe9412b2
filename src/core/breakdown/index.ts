/** A figure of a year, by quarter and by unit, every sum its parent. */
export {
  type Breakdown,
  type Edit,
  edited,
  type Group,
  type Part,
  proposed,
  quartersOf,
  unproven,
} from './breakdown.ts';

import type { Projection } from './project.ts';
import { withoutSeason } from './season.ts';

/**
 * What is known of the size of errors beforehand. Beside `past`, all of it can be read off the series and its
 * projection.
 */
export interface Unrest {
  /** Mean absolute change from point to point without the season; the unit of everything else. */
  unit: number;
  /** The same in proportion to the level of then, at the level of now (values that may be below 0: as `unit`). */
  unitNow: number;
  /** Standard deviation of the changes about their mean: what a steady trend does not explain. */
  swing: number;
  /** Mean of |error| ÷ √step over the own backtest; null where there was none. */
  past: number | null;
  /** Standard deviation among the members at each step. */
  spread: Float64Array;
  /** Mean absolute change over a year, or over four steps where a year has fewer: how far the series wanders. */
  travel: number;
  points: number;
}

/** What is smaller than this share of a value is not in the figures: it came from computing with them. */
const ROUNDING = 1e-12;
/** A forecast that ends within this share of the usual change of the last value goes neither up nor down. */
const LEVEL = 1e-6;

/** What is known of the errors of a projection that follows `y`; `past` comes from the own backtest. */
export function unrestOf(y: Float64Array, m: number, p: Projection, past: number | null): Unrest {
  const plain = withoutSeason(y, p.season);
  const unit = unitOf(plain);
  return {
    unit,
    unitNow:
      p.form === 'multiply' && y.length > 1 ? naiveScale(plain.map(Math.log), 1) * plain[plain.length - 1]! : unit,
    swing: swingOf(plain),
    past,
    spread: spreadOf(p),
    travel: travelOf(y, m),
    points: y.length,
  };
}

/** Mean absolute change against the season before (`m` = 1: against the point before); 0 where there is none. */
export function naiveScale(y: Float64Array, m: number): number {
  const lag = y.length > m ? m : 1;
  let sum = 0;
  for (let t = lag; t < y.length; t++) sum += Math.abs(y[t]! - y[t - lag]!);
  return y.length > lag ? sum / (y.length - lag) : 0;
}

/** Mean absolute change over a year (or four steps, or half the history where that is shorter). */
function travelOf(y: Float64Array, m: number): number {
  const lag = Math.min(Math.max(4, m), Math.floor(y.length / 2));
  let sum = 0;
  for (let t = lag; t < y.length; t++) sum += Math.abs(y[t]! - y[t - lag]!) / (y.length - lag);
  return sum;
}

/** A series that never moved tells nothing of its errors; they are then taken as a thousandth of its level. */
function unitOf(plain: Float64Array): number {
  const n = plain.length;
  let mean = 0;
  for (const v of plain) mean += v / n;
  let deviation = 0;
  for (const v of plain) deviation += Math.abs(v - mean) / n;
  const moved = Math.max(naiveScale(plain, 1), deviation / 1000);
  const level = Math.abs(mean);
  return moved > ROUNDING * level ? moved : level / 1000 || 1e-9;
}

function swingOf(plain: Float64Array): number {
  const changes = plain.length - 1;
  if (changes < 1) return 0;
  const mean = (plain[changes]! - plain[0]!) / changes;
  let sum = 0;
  for (let t = 1; t <= changes; t++) sum += (plain[t]! - plain[t - 1]! - mean) ** 2;
  return Math.sqrt(sum / changes);
}

function spreadOf(p: Projection): Float64Array {
  return p.path.map((middle, h) => {
    let sum = 0;
    for (const member of p.members) sum += member.share * (member.path[h]! - middle) ** 2;
    return Math.sqrt(sum);
  });
}

export function directionOf(path: Float64Array, last: number, unit: number): 1 | -1 {
  return last - path[path.length - 1]! > LEVEL * unit ? -1 : 1;
}

import { ERROR_TABLES, PROBABILITIES, type ErrorTable, type Rhythm } from './error-table.ts';

/** Which table of errors a series uses, for `m` points a year. */
export function rhythmOf(m: number): Rhythm {
  return m < 2 ? 'annual' : m <= 6 ? 'quarterly' : 'monthly';
}

/** What is known of the size of errors beforehand. */
export interface Unrest {
  /** Mean absolute change from point to point without the season; the unit of everything else. */
  unit: number;
  /** Mean of |error| ÷ √step over the own backtest; null where there was none. */
  past: number | null;
  /** Standard deviation among the members at each step. */
  spread: Float64Array;
  /** Mean absolute change over a year, or over four steps where a year has fewer: how far the series wanders. */
  travel: number;
  points: number;
}

const LEAST = 0.05;

/**
 * The row of a step (0 = the first) in the log-linear model of the error's size: 1, log step, log past, log spread, log points,
 * 1 without a past, log travel, log step × log travel. Past, spread and travel are relative to the unit.
 */
export function errorRow(u: Unrest, step: number, table: Pick<ErrorTable, 'points'>): number[] {
  const [least, most] = table.points;
  const far = Math.log(u.travel / u.unit + LEAST);
  return [
    1,
    Math.log(step + 1),
    u.past === null ? 0 : Math.log(u.past / u.unit + LEAST),
    Math.log(u.spread[step]! / u.unit + LEAST),
    Math.log(Math.min(most, Math.max(least, u.points)) / least),
    u.past === null ? 1 : 0,
    far,
    Math.log(step + 1) * far,
  ];
}

/** Expected size of the error at each step; never falls with the horizon. */
export function errorScale(u: Unrest, rhythm: Rhythm): Float64Array {
  const table = ERROR_TABLES[rhythm];
  const scale = new Float64Array(u.spread.length);
  let widest = 0;
  for (let h = 0; h < scale.length; h++) {
    const row = errorRow(u, h, table);
    let log = 0;
    for (let k = 0; k < row.length; k++) log += row[k]! * table.weights[k]!;
    widest = Math.max(widest, u.unit * Math.exp(log));
    scale[h] = widest;
  }
  return scale;
}

/** Quantile of the standardised error; beyond the table the tails fall off exponentially. */
export function errorQuantile(p: number, rhythm: Rhythm): number {
  const q = ERROR_TABLES[rhythm].quantiles;
  const last = q.length - 1;
  if (p <= PROBABILITIES[0]!) return q[0]! - lowTail(q) * Math.log(PROBABILITIES[0]! / Math.max(p, 1e-9));
  if (p >= PROBABILITIES[last]!)
    return q[last]! + highTail(q) * Math.log((1 - PROBABILITIES[last]!) / Math.max(1 - p, 1e-9));
  let k = 1;
  while (PROBABILITIES[k]! < p) k++;
  const share = (p - PROBABILITIES[k - 1]!) / (PROBABILITIES[k]! - PROBABILITIES[k - 1]!);
  return q[k - 1]! + share * (q[k]! - q[k - 1]!);
}

/** Probability that the standardised error is below z: the inverse of `errorQuantile`. */
export function errorBelow(z: number, rhythm: Rhythm): number {
  const q = ERROR_TABLES[rhythm].quantiles;
  const last = q.length - 1;
  if (z <= q[0]!) return PROBABILITIES[0]! * Math.exp((z - q[0]!) / lowTail(q));
  if (z >= q[last]!) return 1 - (1 - PROBABILITIES[last]!) * Math.exp((q[last]! - z) / highTail(q));
  let k = 1;
  while (q[k]! < z) k++;
  const share = (z - q[k - 1]!) / (q[k]! - q[k - 1]!);
  return PROBABILITIES[k - 1]! + share * (PROBABILITIES[k]! - PROBABILITIES[k - 1]!);
}

// The outermost two probabilities are p and 2p, so that log 2 lies between them.
const lowTail = (q: readonly number[]) => (q[1]! - q[0]!) / Math.LN2;
const highTail = (q: readonly number[]) => (q[q.length - 1]! - q[q.length - 2]!) / Math.LN2;

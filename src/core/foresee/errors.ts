import type { Unrest } from './unrest.ts';
import { PROBABILITIES, type ErrorTable, type Rhythm } from './error-table.ts';

/** Which table of errors a series uses, for `m` points a year. */
export function rhythmOf(m: number): Rhythm {
  return m < 2 ? 'annual' : m <= 6 ? 'quarterly' : 'monthly';
}

const LEAST = 0.05;

/**
 * The row of a step (0 = the first) in the log-linear model of the error's size: 1 and the logarithms of step, past,
 * spread, points, travel, unit of now and swing. All sizes are relative to the unit; without a past that is 1.
 */
export function errorRow(u: Unrest, step: number, table: Pick<ErrorTable, 'points'>): number[] {
  const [least, most] = table.points;
  const log = (size: number) => Math.log(size / u.unit + LEAST);
  return [
    1,
    Math.log(step + 1),
    u.past === null ? 0 : log(u.past),
    log(u.spread[step]!),
    Math.log(Math.min(most, Math.max(least, u.points)) / least),
    log(u.travel),
    log(u.unitNow),
    log(u.swing),
  ];
}

/** Expected size of the error at each step; never falls with the horizon. */
export function errorScale(u: Unrest, table: Pick<ErrorTable, 'points' | 'weights'>): Float64Array {
  const scale = new Float64Array(u.spread.length);
  let widest = 0;
  for (let h = 0; h < scale.length; h++) {
    let log = 0;
    for (const [k, x] of errorRow(u, h, table).entries()) log += x * table.weights[k]!;
    widest = Math.max(widest, u.unit * Math.exp(log));
    scale[h] = widest;
  }
  return scale;
}

/** Quantile of the standardised error; beyond the table the tails fall off exponentially. */
export function errorQuantile(p: number, { quantiles: q }: Pick<ErrorTable, 'quantiles'>): number {
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
export function errorBelow(z: number, { quantiles: q }: Pick<ErrorTable, 'quantiles'>): number {
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

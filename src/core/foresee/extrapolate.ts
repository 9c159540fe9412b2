import { errorBelow, errorQuantile, errorScale, rhythmOf } from './errors.ts';
import { ERROR_TABLES, type Rhythm } from './error-table.ts';
import { learnedWeights, ownBacktest, pastError, trialsOf, type OwnBacktest } from './own-backtest.ts';
import { project, type MemberName } from './project.ts';
import { normal, normalBelow, seeded } from '../random/index.ts';
import { directionOf, unrestOf, type Unrest } from './unrest.ts';

/** The distribution of the next values of a series, one step after another. */
export interface Distribution {
  /** Point forecast at each step: weighted mean of the members, kept inside the bounds. */
  path: ArrayLike<number>;
  /** Expected size of the error at each step. */
  scale: ArrayLike<number>;
  /** +1 where the forecast rises, −1 where it falls: errors are counted along it. */
  direction: 1 | -1;
  rhythm: Rhythm;
  /** Values lie between these; null: no bound. */
  low: number | null;
  high: number | null;
}

export interface Extrapolation extends Distribution {
  path: Float64Array;
  scale: Float64Array;
  members: MemberName[];
  unrest: Unrest;
  backtest: OwnBacktest;
}

type Bounds = Pick<Distribution, 'low' | 'high'>;

/**
 * Forecasts `y` (oldest first, finite, at least one value; `m` points a year) `horizon` steps ahead, with a
 * distribution at each step and the backtest on the series' own past, from which the members' weights come.
 *
 * The size of the error at a step comes from a log-linear model of the own backtest's error and what else can be known
 * of it (unrest.ts); the shape from a table of standardised errors (error-table.ts). The idea is that of conformal
 * prediction with pooled, normalised residuals (Lei, G'Sell, Rinaldo, Tibshirani & Wasserman 2018, JASA 113:1094–1111,
 * §5.2). Without `bounds`, values that were never negative stay at or above 0.
 */
export function extrapolate(y: Float64Array, m: number, horizon: number, bounds?: Bounds): Extrapolation {
  let least = Infinity;
  for (const v of y) least = Math.min(least, v);
  const form = least > 0 && bounds === undefined ? 'multiply' : 'add';
  const { low, high }: Bounds = bounds ?? { low: least >= 0 ? 0 : null, high: null };
  const rhythm = rhythmOf(m);
  const trials = trialsOf(y, m, horizon, form);
  const all = project(y, m, horizon, form, learnedWeights(y, trials));
  const unrest = unrestOf(y, m, all, pastError(y, trials));
  return {
    path: all.path.map((v) => inside(v, low, high)),
    scale: errorScale(unrest, ERROR_TABLES[rhythm]),
    direction: directionOf(all.path, y[y.length - 1]!, unrest.unit),
    rhythm,
    low,
    high,
    members: all.members.map((member) => member.name),
    unrest,
    backtest: ownBacktest(y, m, trials, rhythm),
  };
}

/** Value that is reached or missed with probability `p` (0 to 1) at a step (0 = the first). */
export function quantileAt(o: Distribution, step: number, p: number): number {
  const z = o.direction * errorQuantile(o.direction > 0 ? p : 1 - p, ERROR_TABLES[o.rhythm]);
  return inside(o.path[step]! + o.scale[step]! * z, o.low, o.high);
}

/** Probability that the value at a step is below `x`; on a bound itself the bound's mass is not below. */
export function chanceBelow(o: Distribution, step: number, x: number): number {
  if (o.low !== null && x <= o.low) return 0;
  if (o.high !== null && x > o.high) return 1;
  if (!(o.scale[step]! > 0)) return o.path[step]! < x ? 1 : 0;
  const z = (x - o.path[step]!) / o.scale[step]!;
  const table = ERROR_TABLES[o.rhythm];
  return o.direction > 0 ? errorBelow(z, table) : 1 - errorBelow(-z, table);
}

/**
 * Seeded joint paths: `count` rows of as many steps as the outlook has, row after row. Errors of steps i < j go
 * together as (i/j)^persistence, the correlation of a random walk when persistence is ½; each step keeps its own
 * distribution.
 */
export function samplePaths(o: Distribution, count: number, seed: number): Float64Array {
  const random = seeded(seed);
  const horizon = o.path.length;
  const out = new Float64Array(count * horizon);
  const { persistence } = ERROR_TABLES[o.rhythm];
  for (let row = 0; row < count; row++) {
    let z = 0;
    for (let h = 0; h < horizon; h++) {
      const kept = h === 0 ? 0 : (h / (h + 1)) ** persistence;
      z = kept * z + Math.sqrt(1 - kept * kept) * normal(random);
      out[row * horizon + h] = quantileAt(o, h, normalBelow(z));
    }
  }
  return out;
}

function inside(x: number, low: number | null, high: number | null): number {
  return Math.min(high ?? Infinity, Math.max(low ?? -Infinity, x));
}

import { errorBelow, errorQuantile, errorScale, rhythmOf, type Unrest } from './errors.ts';
import type { Rhythm } from './error-table.ts';
import { ERROR_TABLES } from './error-table.ts';
import { project, type MemberName, type Projection } from './project.ts';
import { normal, normalBelow, seeded } from '../random/index.ts';
import { withoutSeason } from './season.ts';

/** How the same method did on the series' own past, beside the naive forecast (of the season before, where there is one). */
export interface OwnBacktest {
  /** Moments in the past from which was forecast. */
  origins: number;
  /** Forecasts compared with what came, over all origins. */
  steps: number;
  /** Mean absolute error over the mean absolute change of the series; null without origins. */
  mase: number | null;
  naiveMase: number | null;
  /** Share of outcomes inside the 80 % and 95 % intervals as they would have been given then. */
  coverage80: number | null;
  coverage95: number | null;
}

/** The distribution of the next values of a series, one step after another. */
export interface Distribution {
  /** Point forecast at each step: mean of the members, kept inside the bounds. */
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

export interface Outlook extends Distribution {
  path: Float64Array;
  scale: Float64Array;
  members: MemberName[];
  unrest: Unrest;
  backtest: OwnBacktest;
}

type Bounds = Pick<Distribution, 'low' | 'high'>;

interface Trial {
  at: number;
  path: Float64Array;
  naive: Float64Array;
  unit: number;
  spread: Float64Array;
  direction: 1 | -1;
}

/** Origins of the own backtest, as shares of the horizon back from the end. */
const BACK = [1, 1 / 2, 1 / 4, 1 / 8];
const LEAST_TRAINING = 4;
/** What is smaller than this share of a value is not in the figures: it came from computing with them. */
const ROUNDING = 1e-12;
/** A forecast that ends within this share of the usual change of the last value goes neither up nor down. */
const LEVEL = 1e-6;

/**
 * Forecasts `y` (oldest first, finite, at least one value; `m` points a year) `horizon` steps ahead, with a
 * distribution at each step and the backtest on the series' own past.
 *
 * The size of the error at a step comes from a log-linear model of the own backtest's error, the disagreement of the
 * members, the step and the length of the series; the shape from a table of standardised errors (error-table.ts). The idea
 * is that of conformal prediction with pooled, normalised residuals (Lei, G'Sell, Rinaldo, Tibshirani & Wasserman
 * 2018, JASA 113:1094–1111, §5.2). Without `bounds`, values that were never negative stay at or above 0.
 */
export function outlook(y: Float64Array, m: number, horizon: number, bounds?: Bounds): Outlook {
  let least = Infinity;
  for (const v of y) least = Math.min(least, v);
  const form = least > 0 && bounds === undefined ? 'multiply' : 'add';
  const { low, high }: Bounds = bounds ?? { low: least >= 0 ? 0 : null, high: null };
  const rhythm = rhythmOf(m);
  const all = project(y, m, horizon, form);
  const trials = trialsOf(y, m, horizon, form);
  const unit = unitOf(y, all);
  const unrest: Unrest = {
    unit,
    past: pastError(y, trials, y.length),
    spread: spreadOf(all),
    travel: travelOf(y, m),
    points: y.length,
  };
  return {
    path: all.path.map((v) => inside(v, low, high)),
    scale: errorScale(unrest, rhythm),
    direction: directionOf(all.path, y[y.length - 1]!, unit),
    rhythm,
    low,
    high,
    members: all.members.map((member) => member.name),
    unrest,
    backtest: compare(y, m, trials, rhythm),
  };
}

/** Value that is reached or missed with probability `p` (0 to 1) at a step (0 = the first). */
export function quantileAt(o: Distribution, step: number, p: number): number {
  const z = o.direction * errorQuantile(o.direction > 0 ? p : 1 - p, o.rhythm);
  return inside(o.path[step]! + o.scale[step]! * z, o.low, o.high);
}

/** Probability that the value at a step is below `x`; on a bound itself the bound's mass is not below. */
export function chanceBelow(o: Distribution, step: number, x: number): number {
  if (o.low !== null && x <= o.low) return 0;
  if (o.high !== null && x > o.high) return 1;
  if (!(o.scale[step]! > 0)) return o.path[step]! < x ? 1 : 0;
  const z = (x - o.path[step]!) / o.scale[step]!;
  return o.direction > 0 ? errorBelow(z, o.rhythm) : 1 - errorBelow(-z, o.rhythm);
}

/**
 * Seeded joint paths: `count` rows of as many steps as the outlook has, row after row. Errors of steps i < j go together as
 * (i/j)^persistence, the correlation of a random walk when persistence is ½; each step keeps its own distribution.
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

function trialsOf(y: Float64Array, m: number, horizon: number, form: 'add' | 'multiply'): Trial[] {
  const n = y.length;
  const reach = Math.min(horizon, Math.floor(n / 3));
  const trials: Trial[] = [];
  for (const share of BACK) {
    const at = n - Math.max(1, Math.round(reach * share));
    if (at < Math.max(LEAST_TRAINING, m > 1 ? 2 * m : 0) || trials.some((t) => t.at === at)) continue;
    const known = y.subarray(0, at);
    const steps = Math.min(reach, n - at);
    const p = project(known, m, steps, form);
    const unit = unitOf(known, p);
    const naive = new Float64Array(steps);
    for (let h = 0; h < steps; h++) naive[h] = y[at - m + (h % m)]!;
    trials.push({
      at,
      path: p.path,
      naive,
      unit,
      spread: spreadOf(p),
      direction: directionOf(p.path, known[at - 1]!, unit),
    });
  }
  return trials;
}

/** Mean of |error| ÷ √step over trials made before `now`, as far as outcomes were known then; null if there are none. */
function pastError(y: Float64Array, trials: readonly Trial[], now: number): number | null {
  let sum = 0;
  let count = 0;
  for (const t of trials) {
    for (let h = 0; h < t.path.length && t.at + h < now; h++) {
      sum += Math.abs(y[t.at + h]! - t.path[h]!) / Math.sqrt(h + 1);
      count++;
    }
  }
  return count === 0 ? null : sum / count;
}

function compare(y: Float64Array, m: number, trials: readonly Trial[], rhythm: Rhythm): OwnBacktest {
  let own = 0;
  let naive = 0;
  let in80 = 0;
  let in95 = 0;
  let steps = 0;
  for (const t of trials) {
    const unrest = {
      unit: t.unit,
      past: pastError(y, trials, t.at),
      spread: t.spread,
      travel: travelOf(y.subarray(0, t.at), m),
      points: t.at,
    };
    const scale = errorScale(unrest, rhythm);
    for (let h = 0; h < t.path.length; h++) {
      const error = y[t.at + h]! - t.path[h]!;
      own += Math.abs(error);
      naive += Math.abs(y[t.at + h]! - t.naive[h]!);
      const p = errorBelow((t.direction * error) / scale[h]!, rhythm);
      if (p >= 0.1 && p <= 0.9) in80++;
      if (p >= 0.025 && p <= 0.975) in95++;
      steps++;
    }
  }
  if (steps === 0) return { origins: 0, steps: 0, mase: null, naiveMase: null, coverage80: null, coverage95: null };
  const unit = naiveScale(y, m);
  const ratio = (sum: number) => (unit > 0 ? sum / steps / unit : null);
  return {
    origins: trials.length,
    steps,
    mase: ratio(own),
    naiveMase: ratio(naive),
    coverage80: in80 / steps,
    coverage95: in95 / steps,
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

/**
 * Mean absolute change from point to point without the season. A series that never moved tells nothing of its errors;
 * they are then taken as a thousandth of its level.
 */
function unitOf(y: Float64Array, p: Projection): number {
  let mean = 0;
  for (const v of y) mean += v / y.length;
  let deviation = 0;
  for (const v of y) deviation += Math.abs(v - mean) / y.length;
  const moved = Math.max(naiveScale(withoutSeason(y, p.season), 1), deviation / 1000);
  const level = Math.abs(mean);
  return moved > ROUNDING * level ? moved : level / 1000 || 1e-9;
}

function spreadOf(p: Projection): Float64Array {
  return p.path.map((middle, h) => {
    let sum = 0;
    for (const member of p.members) sum += (member.path[h]! - middle) ** 2;
    return Math.sqrt(sum / p.members.length);
  });
}

function directionOf(path: Float64Array, last: number, unit: number): 1 | -1 {
  return last - path[path.length - 1]! > LEVEL * unit ? -1 : 1;
}

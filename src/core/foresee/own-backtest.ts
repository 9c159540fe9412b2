import { errorBelow, errorScale } from './errors.ts';
import { ERROR_TABLES, type Rhythm } from './error-table.ts';
import { project, type Member, type Weights } from './project.ts';
import { directionOf, naiveScale, unrestOf, type Unrest } from './unrest.ts';

/**
 * How the same method did on the series' own past, beside the naive forecast (of the season before, where there is
 * one).
 */
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

/** A forecast as it would have been made when `at` points were known. */
export interface Trial {
  at: number;
  members: Member[];
  path: Float64Array;
  naive: Float64Array;
  unrest: Unrest;
  direction: 1 | -1;
}

/** Origins of the own backtest, as shares of the horizon back from the end. */
const BACK = [1, 1 / 2, 1 / 4, 1 / 8];
const LEAST_TRAINING = 4;
/** Outcomes that count as much as the belief that all members are equally good. */
const BELIEF = 5;

/** Trials at up to four earlier moments, oldest first; each knows of those before it what was known then. */
export function trialsOf(y: Float64Array, m: number, horizon: number, form: 'add' | 'multiply'): Trial[] {
  const n = y.length;
  const reach = Math.min(horizon, Math.floor(n / 3));
  const trials: Trial[] = [];
  for (const share of BACK) {
    const at = n - Math.max(1, Math.round(reach * share));
    if (at < Math.max(LEAST_TRAINING, m > 1 ? 2 * m : 0) || trials.some((t) => t.at === at)) continue;
    const known = y.subarray(0, at);
    const steps = Math.min(reach, n - at);
    const p = project(known, m, steps, form, learnedWeights(known, trials));
    const unrest = unrestOf(known, m, p, pastError(known, trials));
    trials.push({
      at,
      members: p.members,
      path: p.path,
      naive: Float64Array.from({ length: steps }, (_, h) => y[at - m + (h % m)]!),
      unrest,
      direction: directionOf(p.path, known[at - 1]!, unrest.unit),
    });
  }
  return trials;
}

/** Mean of |error| ÷ √step over the trials, as far as `y` reaches; null if there is nothing to compare. */
export function pastError(y: Float64Array, trials: readonly Trial[]): number | null {
  let sum = 0;
  let count = 0;
  for (const t of trials) {
    sum += missOf(y, t, t.path);
    count += stepsKnown(y, t);
  }
  return count === 0 ? null : sum / count;
}

/**
 * What each member counts: the inverse square of its mean error in the trials as far as `y` reaches (Bates & Granger
 * 1969, Operational Research Quarterly 20:451–468), which is drawn towards that of all members the more, the fewer
 * outcomes there are.
 */
export function learnedWeights(y: Float64Array, trials: readonly Trial[]): Weights {
  const sums: Weights = {};
  let count = 0;
  for (const t of trials) {
    const misses = t.members.map((member) => missOf(y, t, member.path));
    const mean = misses.reduce((sum, x) => sum + x, 0) / misses.length;
    if (!(mean > 0)) continue;
    const steps = stepsKnown(y, t);
    t.members.forEach(({ name }, k) => (sums[name] = (sums[name] ?? 0) + (steps * (misses[k]! - mean)) / mean));
    count += steps;
  }
  const weights: Weights = {};
  for (const [name, sum] of Object.entries(sums)) weights[name as keyof Weights] = (1 + sum / (count + BELIEF)) ** -2;
  return weights;
}

const stepsKnown = (y: Float64Array, t: Trial) => Math.min(t.path.length, y.length - t.at);

function missOf(y: Float64Array, t: Trial, path: Float64Array): number {
  let sum = 0;
  for (let h = 0; h < stepsKnown(y, t); h++) sum += Math.abs(y[t.at + h]! - path[h]!) / Math.sqrt(h + 1);
  return sum;
}

/** How the trials did beside the naive forecast, with intervals as they would have been given then. */
export function ownBacktest(y: Float64Array, m: number, trials: readonly Trial[], rhythm: Rhythm): OwnBacktest {
  const table = ERROR_TABLES[rhythm];
  let own = 0;
  let naive = 0;
  let in80 = 0;
  let in95 = 0;
  let steps = 0;
  for (const t of trials) {
    const scale = errorScale(t.unrest, table);
    for (let h = 0; h < t.path.length; h++) {
      const error = y[t.at + h]! - t.path[h]!;
      own += Math.abs(error);
      naive += Math.abs(y[t.at + h]! - t.naive[h]!);
      const p = errorBelow((t.direction * error) / scale[h]!, table);
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

import {
  endDate,
  isNumber,
  isProblem,
  missing,
  parseDay,
  startDate,
  type Missing,
  type Series,
} from '../measure/index.ts';
import { seeded } from '../random/index.ts';

/** Arrivals (firms signed, belts built) over equal or unequal stretches of time. */
export interface CountHistory {
  /** Arrivals and length in years of each past stretch. */
  stretches: readonly { count: number; years: number }[];
}

/** How many more will have arrived after a time. */
export interface Arrivals {
  mean: number;
  variance: number;
  /** Arrivals a year so far. */
  pacePerYear: number;
  /** Variance over mean of past counts: 1 for a Poisson process, more where arrivals come in clusters. */
  dispersion: number;
}

export const DAYS_A_YEAR = 365.25;

/** Arrivals in a register by stretch of time; null where the figure ever fell: then they are not only arrivals. */
export function arrivalsOf(series: Series): CountHistory | null {
  const stretches: { count: number; years: number }[] = [];
  let before: number | null = null;
  for (const point of series.points) {
    if (!isNumber(point.value)) continue;
    const from = startDate(point.period);
    const to = endDate(point.period);
    if (isProblem(from) || isProblem(to)) continue;
    const count: number = series.nature === 'flow' ? point.value : point.value - (before ?? 0);
    if (count < 0 || !Number.isInteger(count)) return null;
    stretches.push({ count, years: daysBetween(from, to) / DAYS_A_YEAR });
    before = point.value;
  }
  // What stood there when the count was begun did not arrive in its first stretch.
  return { stretches: series.nature === 'flow' ? stretches : stretches.slice(1) };
}

/** Days from the first to the last, both counted. */
function daysBetween(from: string, to: string): number {
  const [a, b] = [parseDay(from), parseDay(to)];
  return isProblem(a) || isProblem(b) ? 0 : b - a + 1;
}

/**
 * Arrivals in the time that is left (years, ≥ 0). They are a Poisson process whose rate has Jeffreys' gamma prior (shape
 * ½), so that the prediction is negative binomial (Gelman et al., Bayesian Data Analysis, 3rd ed., §2.6); where past
 * stretches vary more than Poisson (Pearson's χ² over its degrees of freedom), the variance is widened by that factor and
 * the negative binomial matched to it. Missing where no time has been observed.
 */
export function arrivalsIn(history: CountHistory, yearsLeft: number): Arrivals | Missing {
  const { stretches } = history;
  const years = stretches.reduce((sum, s) => sum + s.years, 0);
  const total = stretches.reduce((sum, s) => sum + s.count, 0);
  if (!(years > 0))
    return missing('not-enough-points', {
      zh: '还没有登记期间，无从估计速度',
      en: 'no time has been observed yet, so there is no pace',
    });
  const rate = total / years;
  const chi = rate > 0 ? stretches.reduce((sum, s) => sum + (s.count - rate * s.years) ** 2 / (rate * s.years), 0) : 0;
  const dispersion = stretches.length > 1 ? Math.max(1, chi / (stretches.length - 1)) : 1;
  const left = Math.max(0, yearsLeft);
  const mean = ((total + 0.5) / years) * left;
  // Process variance and the variance of the estimated rate, both widened by the dispersion.
  return { mean, variance: dispersion * (mean + (mean * left) / years), pacePerYear: rate, dispersion };
}

/** P(0), P(1), … of a negative binomial with this mean and variance (variance > mean). */
function* chances({ mean, variance }: Pick<Arrivals, 'mean' | 'variance'>): Generator<number> {
  if (!(mean > 0)) {
    yield 1;
    return;
  }
  const size = mean ** 2 / (variance - mean);
  const q = mean / (size + mean);
  let log = size * Math.log(size / (size + mean));
  for (let x = 0; ; x++) {
    yield Math.exp(log);
    log += Math.log((x + size) / (x + 1)) + Math.log(q);
  }
}

/** Probability that at least `needed` more arrive. */
export function chanceOfArrivals(arrivals: Arrivals, needed: number): number {
  let below = 0;
  let x = 0;
  for (const p of chances(arrivals)) {
    if (x++ >= needed) break;
    below += p;
  }
  return needed <= 0 ? 1 : Math.max(0, 1 - below);
}

/** Seeded draws of the number of arrivals, whole numbers: one from each of `count` equal slices of the distribution, in random order. */
export function drawArrivals(arrivals: Arrivals, count: number, seed: number): Float64Array {
  const draws = new Float64Array(count);
  const next = chances(arrivals);
  let below = 0;
  let x = -1;
  for (let i = 0; i < count; i++) {
    const at = (i + 0.5) / count;
    while (below <= at) {
      const { value, done } = next.next();
      // Beyond what a double can add to, the tail is empty.
      if (done || value === undefined || (value === 0 && x > arrivals.mean)) break;
      below += value;
      x++;
    }
    draws[i] = Math.max(0, x);
  }
  const random = seeded(seed);
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [draws[i], draws[j]] = [draws[j]!, draws[i]!];
  }
  return draws;
}

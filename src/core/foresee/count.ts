import { missing, type Missing } from '../measure/index.ts';

/** Arrivals in a register (firms signed, projects finished) over equal or unequal stretches of time. */
export interface CountHistory {
  /** Arrivals and length in years of each past stretch. */
  stretches: readonly { count: number; years: number }[];
}

export interface CountAttainment {
  /** Probability that at least `needed` more arrive in time. */
  probability: number;
  /** Expected arrivals in the time left. */
  expected: number;
  /** Arrivals a year so far, and a year still needed. */
  pacePerYear: number;
  requiredPerYear: number | null;
  /** Variance over mean of past counts: 1 for a Poisson process, more where arrivals come in clusters. */
  dispersion: number;
}

/**
 * Probability that a count gets `needed` more arrivals in `yearsLeft`. Arrivals are a Poisson process whose rate has
 * Jeffreys' gamma prior (shape ½), so that the prediction is negative binomial (Gelman et al., Bayesian Data Analysis, 3rd
 * ed., §2.6); where past stretches vary more than Poisson (Pearson's χ² over its degrees of freedom), the variance is
 * widened by that factor and the negative binomial matched to it. Missing where no time has been observed.
 */
export function attainmentOfCount(history: CountHistory, needed: number, yearsLeft: number): CountAttainment | Missing {
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
  const core = {
    expected: mean,
    pacePerYear: rate,
    requiredPerYear: left > 0 ? Math.max(0, needed) / left : null,
    dispersion,
  };
  if (needed <= 0) return { probability: 1, ...core };
  if (!(mean > 0)) return { probability: 0, ...core };
  // Process variance and the variance of the estimated rate, both widened by the dispersion.
  const variance = dispersion * (mean + (mean * left) / years);
  return { probability: 1 - negativeBinomialBelow(Math.ceil(needed), mean, variance), ...core };
}

/** P(X < k) of a negative binomial with this mean and variance (variance > mean). */
function negativeBinomialBelow(k: number, mean: number, variance: number): number {
  const size = mean ** 2 / (variance - mean);
  const q = mean / (size + mean);
  let log = size * Math.log(size / (size + mean));
  let sum = 0;
  for (let x = 0; x < k; x++) {
    sum += Math.exp(log);
    log += Math.log((x + size) / (x + 1)) + Math.log(q);
  }
  return Math.min(1, sum);
}

import { logNormalAbove, normal, normalQuantile } from '../../core/random/index.ts';

/** A time that ended, or that is only known to be longer. */
export interface Duration {
  days: number;
  ended: boolean;
}

/** Normal priors of the location (mean of log days) and of the log of the scale. */
export interface DurationPrior {
  location: number;
  locationSd: number;
  logScale: number;
  logScaleSd: number;
}

interface FamilyFit {
  family: 'lognormal' | 'weibull';
  location: number;
  logScale: number;
  /** Cholesky factor of the covariance of location and log scale. */
  spread: readonly [number, number, number];
  /** Posterior weight of the family. */
  weight: number;
}

export interface DurationFit {
  families: FamilyFit[];
  /** Draws a whole duration in days, given that it is longer than `elapsed`; parameters are drawn anew each time. */
  draw: (random: () => number, elapsed: number) => number;
}

/** log days = location + scale · z, with z normal, or of the smallest extreme value (Weibull). */
const families = {
  lognormal: {
    logDensity: (z: number) => -0.5 * z * z - 0.9189385332046727,
    logSurvival: logNormalAbove,
    /** The z whose log survival is `log`; beyond 37 by the leading term of the tail. */
    beyond: (log: number) => (log > -700 ? -normalQuantile(Math.exp(log)) : Math.sqrt(-2 * log)),
  },
  weibull: {
    logDensity: (z: number) => z - Math.exp(z),
    logSurvival: (z: number) => -Math.exp(z),
    beyond: (log: number) => Math.log(-log),
  },
} as const;

/**
 * Fits both families by maximum posterior likelihood with right-censoring (Newton's method on numerical derivatives) and
 * keeps the curvature as the uncertainty of the parameters (Laplace approximation); the weight of a family is its
 * approximate posterior probability.
 */
export function fitDuration(durations: readonly Duration[], prior: DurationPrior): DurationFit {
  const fits = (Object.keys(families) as (keyof typeof families)[]).map((family) =>
    fitFamily(family, durations, prior),
  );
  const best = Math.max(...fits.map((fit) => fit.evidence));
  const total = fits.reduce((sum, fit) => sum + Math.exp(fit.evidence - best), 0);
  const weighted = fits.map(({ evidence, ...fit }): FamilyFit => ({
    ...fit,
    weight: Math.exp(evidence - best) / total,
  }));
  return { families: weighted, draw: (random, elapsed) => drawDays(weighted, random, elapsed) };
}

function fitFamily(
  family: keyof typeof families,
  durations: readonly Duration[],
  prior: DurationPrior,
): Omit<FamilyFit, 'weight'> & { evidence: number } {
  const { logDensity, logSurvival } = families[family];
  const posterior = (location: number, logScale: number) => {
    const scale = Math.exp(logScale);
    let sum =
      -0.5 * ((location - prior.location) / prior.locationSd) ** 2 -
      0.5 * ((logScale - prior.logScale) / prior.logScaleSd) ** 2;
    for (const { days, ended } of durations) {
      const z = (Math.log(days) - location) / scale;
      sum += ended ? logDensity(z) - logScale - Math.log(days) : logSurvival(z);
    }
    return sum;
  };
  let at: readonly [number, number] = [prior.location, prior.logScale];
  let value = posterior(...at);
  let curvature = derivatives(posterior, at);
  for (let round = 0; round < 60; round++) {
    const step = newtonStep(curvature);
    let size = 1;
    let next = at;
    let found = -Infinity;
    for (; size > 1e-6; size /= 2) {
      next = [at[0] + size * step[0], at[1] + size * step[1]];
      found = posterior(...next);
      if (found >= value) break;
    }
    if (size <= 1e-6) break;
    const gained = found - value;
    at = next;
    value = found;
    curvature = derivatives(posterior, at);
    if (gained < 1e-8) break;
  }
  const [a, b, c] = curvature.second;
  const determinant = Math.max(1e-12, a * c - b * b);
  const [v11, v12, v22] = [-c / determinant, b / determinant, -a / determinant];
  const l11 = Math.sqrt(Math.max(1e-12, v11));
  return {
    family,
    location: at[0],
    logScale: at[1],
    spread: [l11, v12 / l11, Math.sqrt(Math.max(1e-12, v22 - (v12 / l11) ** 2))],
    evidence: value - 0.5 * Math.log(determinant),
  };
}

interface Derivatives {
  first: readonly [number, number];
  second: readonly [number, number, number];
}

function derivatives(f: (a: number, b: number) => number, [a, b]: readonly [number, number]): Derivatives {
  const h = 1e-3;
  const f0 = f(a, b);
  const [fa, fA, fb, fB] = [f(a - h, b), f(a + h, b), f(a, b - h), f(a, b + h)];
  const mixed = (f(a + h, b + h) - f(a + h, b - h) - f(a - h, b + h) + f(a - h, b - h)) / (4 * h * h);
  return {
    first: [(fA - fa) / (2 * h), (fB - fb) / (2 * h)],
    second: [(fA - 2 * f0 + fa) / (h * h), mixed, (fB - 2 * f0 + fb) / (h * h)],
  };
}

/** Newton's step, or up the slope where the surface does not bend down; at most 1 in each direction. */
function newtonStep({ first, second: [a, b, c] }: Derivatives): readonly [number, number] {
  const determinant = a * c - b * b;
  const bends = a < 0 && determinant > 1e-9;
  const step = bends
    ? [-(c * first[0] - b * first[1]) / determinant, -(a * first[1] - b * first[0]) / determinant]
    : first;
  const clamp = (x = 0) => Math.min(1, Math.max(-1, x));
  return [clamp(step[0]), clamp(step[1])];
}

/** Longest stay that is drawn: 30 years. */
const LONGEST = 30 * 365.25;

function drawDays(fits: readonly FamilyFit[], random: () => number, elapsed: number): number {
  let place = random();
  let fit = fits[0] as FamilyFit;
  for (const one of fits) {
    fit = one;
    place -= one.weight;
    if (place < 0) break;
  }
  const [z1, z2] = [normal(random), normal(random)];
  const location = fit.location + fit.spread[0] * z1;
  const scale = Math.exp(fit.logScale + fit.spread[1] * z1 + fit.spread[2] * z2);
  const { logSurvival, beyond } = families[fit.family];
  const from = elapsed > 0 ? logSurvival((Math.log(elapsed) - location) / scale) : 0;
  const z = beyond(from + Math.log(1 - random()));
  return Math.min(Math.max(elapsed, LONGEST), Math.max(elapsed, Math.exp(location + scale * z)));
}

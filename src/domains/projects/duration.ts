import { logNormalAbove, normal, normalQuantile } from '../../core/random/index.ts';

/** A time that ended, or that is only known to be longer. */
export interface Duration {
  days: number;
  ended: boolean;
  /** When it began, in years before (−) the day from which one looks; left out where nobody knows. */
  at?: number;
}

/** Normal priors of the location (mean of log days of what begins today), of the log of the scale and of the drift. */
export interface DurationPrior {
  location: number;
  locationSd: number;
  logScale: number;
  logScaleSd: number;
  /** Change of the location a year: what begins later may take longer. */
  drift: number;
  driftSd: number;
}

/** Location, log scale, drift. */
type Parameters = readonly [location: number, logScale: number, drift: number];

interface FamilyFit {
  family: 'lognormal' | 'weibull';
  location: number;
  logScale: number;
  drift: number;
  /** Cholesky factor of the covariance of the parameters, row by row. */
  spread: readonly (readonly number[])[];
  /** Posterior weight of the family. */
  weight: number;
}

export interface DurationFit {
  families: FamilyFit[];
  /**
   * Draws a whole duration in days, given that it is longer than `elapsed` and begins `at` years after the day from which
   * one looks (negative: before it); parameters are drawn anew each time.
   */
  draw: (random: () => number, elapsed: number, at?: number) => number;
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
 * approximate posterior probability. The location drifts with the time of the beginning, a straight line in log days:
 * where stays have grown longer over the years, an average over all years would be too short for those of today.
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
  return { families: weighted, draw: (random, elapsed, at = 0) => drawDays(weighted, random, elapsed, at) };
}

function fitFamily(
  family: keyof typeof families,
  durations: readonly Duration[],
  prior: DurationPrior,
): Omit<FamilyFit, 'weight'> & { evidence: number } {
  const { logDensity, logSurvival } = families[family];
  // Without a time of the beginning a drift has nothing to be learned from.
  const drifts = durations.some(({ at }) => at !== undefined);
  const posterior = ([location, logScale, drift]: Parameters) => {
    const scale = Math.exp(logScale);
    let sum =
      -0.5 * ((location - prior.location) / prior.locationSd) ** 2 -
      0.5 * ((logScale - prior.logScale) / prior.logScaleSd) ** 2 -
      (drifts ? 0.5 * ((drift - prior.drift) / prior.driftSd) ** 2 : 0);
    for (const { days, ended, at = 0 } of durations) {
      const z = (Math.log(days) - location - drift * at) / scale;
      sum += ended ? logDensity(z) - logScale - Math.log(days) : logSurvival(z);
    }
    return sum;
  };
  const size = drifts ? 3 : 2;
  let at: Parameters = [prior.location, prior.logScale, drifts ? prior.drift : 0];
  let value = posterior(at);
  let curvature = derivatives(posterior, at, size);
  for (let round = 0; round < 60; round++) {
    const step = newtonStep(curvature);
    let length = 1;
    let next = at;
    let found = -Infinity;
    for (; length > 1e-6; length /= 2) {
      next = at.map((one, n) => one + length * (step[n] ?? 0)) as unknown as Parameters;
      found = posterior(next);
      if (found >= value) break;
    }
    if (length <= 1e-6) break;
    const gained = found - value;
    at = next;
    value = found;
    curvature = derivatives(posterior, at, size);
    if (gained < 1e-8) break;
  }
  const precision = curvature.second.map((row) => row.map((one) => -one));
  const root = cholesky(precision);
  const logDeterminant = 2 * root.reduce((sum, row, n) => sum + Math.log(row[n] ?? 1), 0);
  return {
    family,
    location: at[0],
    logScale: at[1],
    drift: at[2],
    spread: cholesky(inverse(root)),
    evidence: value - 0.5 * logDeterminant,
  };
}

interface Derivatives {
  first: number[];
  second: number[][];
}

function derivatives(f: (at: Parameters) => number, at: Parameters, size: number): Derivatives {
  const h = 1e-3;
  const moved = (...by: [index: number, sign: number][]) =>
    f(
      at.map(
        (one, n) => one + by.reduce((sum, [index, sign]) => (index === n ? sum + sign * h : sum), 0),
      ) as unknown as Parameters,
    );
  const f0 = f(at);
  const indices = Array.from({ length: size }, (_, n) => n);
  const sides = indices.map((n) => [moved([n, -1]), moved([n, 1])] as const);
  return {
    first: sides.map(([below, above]) => (above - below) / (2 * h)),
    second: indices.map((row) =>
      indices.map((column) => {
        const [below, above] = sides[row] as readonly [number, number];
        if (row === column) return (above - 2 * f0 + below) / (h * h);
        const corner = (a: number, b: number) => moved([row, a], [column, b]);
        return (corner(1, 1) - corner(1, -1) - corner(-1, 1) + corner(-1, -1)) / (4 * h * h);
      }),
    ),
  };
}

/** Newton's step, or up the slope where the surface does not bend down; at most 1 in each direction. */
function newtonStep({ first, second }: Derivatives): number[] {
  const root = cholesky(second.map((row) => row.map((one) => -one)));
  const bends = root.every((row, n) => (row[n] ?? 0) > 1e-5);
  const step = bends ? inverse(root).map((row) => row.reduce((sum, one, n) => sum + one * (first[n] ?? 0), 0)) : first;
  return step.map((one) => Math.min(1, Math.max(-1, one)));
}

/** The lower triangle whose square is a symmetric matrix; where the matrix does not bend, a hair instead. */
function cholesky(matrix: readonly (readonly number[])[]): number[][] {
  const root = matrix.map((row) => row.map(() => 0));
  for (const [n, row] of matrix.entries())
    for (let m = 0; m <= n; m++) {
      let left = row[m] ?? 0;
      for (let k = 0; k < m; k++) left -= (root[n]?.[k] ?? 0) * (root[m]?.[k] ?? 0);
      (root[n] as number[])[m] = n === m ? Math.sqrt(Math.max(1e-12, left)) : left / (root[m]?.[m] ?? 1);
    }
  return root;
}

/** The inverse of a matrix by its Cholesky factor. */
function inverse(root: readonly (readonly number[])[]): number[][] {
  const size = root.length;
  const columns = Array.from({ length: size }, (_, column) => {
    const x = Array.from({ length: size }, (_one, n) => Number(n === column));
    for (let n = 0; n < size; n++) {
      for (let k = 0; k < n; k++) x[n] = (x[n] ?? 0) - (root[n]?.[k] ?? 0) * (x[k] ?? 0);
      x[n] = (x[n] ?? 0) / (root[n]?.[n] ?? 1);
    }
    for (let n = size - 1; n >= 0; n--) {
      for (let k = n + 1; k < size; k++) x[n] = (x[n] ?? 0) - (root[k]?.[n] ?? 0) * (x[k] ?? 0);
      x[n] = (x[n] ?? 0) / (root[n]?.[n] ?? 1);
    }
    return x;
  });
  return Array.from({ length: size }, (_, n) => columns.map((column) => column[n] ?? 0));
}

/** Longest stay that is drawn: 30 years. */
const LONGEST = 30 * 365.25;

function drawDays(fits: readonly FamilyFit[], random: () => number, elapsed: number, at: number): number {
  let place = random();
  let fit = fits[0] as FamilyFit;
  for (const one of fits) {
    fit = one;
    place -= one.weight;
    if (place < 0) break;
  }
  const z = fit.spread.map(() => normal(random));
  const [moved = 0, stretched = 0, turned = 0] = fit.spread.map((row) =>
    row.reduce((sum, one, n) => sum + one * (z[n] ?? 0), 0),
  );
  const location = fit.location + moved + (fit.drift + turned) * at;
  const scale = Math.exp(fit.logScale + stretched);
  const { logSurvival, beyond } = families[fit.family];
  const from = elapsed > 0 ? logSurvival((Math.log(elapsed) - location) / scale) : 0;
  const reached = beyond(from + Math.log(1 - random()));
  return Math.min(Math.max(elapsed, LONGEST), Math.max(elapsed, Math.exp(location + scale * reached)));
}

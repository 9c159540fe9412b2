/** Figures of one season (month, quarter), each with its year. */
export interface SeasonFigure {
  year: number;
  season: number;
  value: number;
}

export interface Trend {
  s: number;
  varS: number;
  /** Null where there is too little to test. */
  z: number | null;
  /** Two-sided. */
  p: number | null;
  /** Median of the slopes between years of the same season, a year; null where there is no pair. */
  sen: number | null;
  /** With the covariance of seasons; only where every season has the same years. */
  corrected?: { varS: number; z: number | null; p: number | null };
}

/** Fewer figures than this in a season say nothing of it. */
const FEWEST = 3;

/**
 * Seasonal Kendall test of a trend (Hirsch, Slack and Smith 1982, doi 10.1029/WR018i001p00107), ties taken off the variance, a
 * correction for continuity, Sen's slope within seasons; the corrected variance adds the covariance between seasons (Hirsch
 * and Slack 1984, doi 10.1029/WR020i006p00727, eq. 13). Seasons with fewer than 3 figures take no part; what is not there is
 * not filled in.
 */
export function seasonalKendall(figures: readonly SeasonFigure[]): Trend {
  const seasons = [...Map.groupBy(figures, ({ season }) => season).values()]
    .filter((own) => own.length >= FEWEST)
    .map((own) => own.toSorted((a, b) => a.year - b.year));
  let s = 0;
  let varS = 0;
  const slopes: number[] = [];
  for (const own of seasons) {
    for (const [at, late] of own.entries())
      for (const early of own.slice(0, at)) {
        s += Math.sign(late.value - early.value);
        if (late.year > early.year) slopes.push((late.value - early.value) / (late.year - early.year));
      }
    const n = own.length;
    const ties = [...Map.groupBy(own, ({ value }) => value).values()].map(({ length: t }) => t * (t - 1) * (2 * t + 5));
    varS += (n * (n - 1) * (2 * n + 5) - ties.reduce((sum, one) => sum + one, 0)) / 18;
  }
  const years = (own: readonly SeasonFigure[]) => own.map(({ year }) => year).join();
  const whole = seasons.length > 1 && seasons.every((own) => years(own) === years(seasons[0] ?? []));
  const withCovariance = varS + (whole ? covariances(seasons) : 0);
  return {
    s,
    varS,
    ...tested(s, varS),
    sen: middle(slopes),
    ...(whole && { corrected: { varS: withCovariance, ...tested(s, withCovariance) } }),
  };
}

function tested(s: number, variance: number): { z: number | null; p: number | null } {
  if (!(variance > 0)) return { z: null, p: null };
  const z = s === 0 ? 0 : (s - Math.sign(s)) / Math.sqrt(variance);
  return { z, p: 2 * upperTail(Math.abs(z)) };
}

/** 2 Σ of the covariances of S of two seasons that have the same years. */
function covariances(seasons: readonly (readonly SeasonFigure[])[]): number {
  const n = seasons[0]?.length ?? 0;
  const ranks = seasons.map((own) =>
    own.map((one) => (n + 1 + own.reduce((sum, other) => sum + Math.sign(one.value - other.value), 0)) / 2),
  );
  let sum = 0;
  for (const [g, one] of seasons.entries())
    for (const [h, other] of seasons.entries()) {
      if (h <= g) continue;
      let k = 0;
      let r = 0;
      for (let j = 0; j < n; j++) {
        for (let i = 0; i < j; i++)
          k += Math.sign((one[j]!.value - one[i]!.value) * (other[j]!.value - other[i]!.value));
        r += ranks[g]![j]! * ranks[h]![j]!;
      }
      sum += (k + 4 * r - n * (n + 1) ** 2) / 3;
    }
  return 2 * sum;
}

/** Chance that a standard normal number is above z ≥ 0: continued fraction in the tail, series near 0 (Abramowitz and Stegun 26.2.10, 26.2.14). */
function upperTail(z: number): number {
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  if (z > 3) {
    let fraction = z;
    for (let k = 120; k > 0; k--) fraction = z + k / fraction;
    return density / fraction;
  }
  let term = z;
  let below = z;
  for (let k = 1; k < 100; k++) {
    term *= (z * z) / (2 * k + 1);
    below += term;
  }
  return 0.5 - density * below;
}

function middle(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

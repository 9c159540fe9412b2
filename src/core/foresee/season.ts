/** What the season adds or multiplies. */
export interface Season {
  kind: 'none' | 'add' | 'multiply';
  /** Points a year. */
  m: number;
  /**
   * One index for each point of the series and of the year after it; mean of a year 0 when added, 1 when multiplied.
   */
  index: Float64Array;
  /** Share of the season in the variance of season and noise together, 0 to 1. */
  strength: number;
}

const NONE: Season = { kind: 'none', m: 1, index: new Float64Array(0), strength: 0 };
/** What the weight of a year falls by with each year of distance: 1 is a season that never changes. */
const FADING = [1, 0.8, 0.65, 0.5, 0.35];
/**
 * How much better than a fixed season a changing one must have foretold, as the penalty of an information criterion.
 */
const PENALTY = 2;
/** Share of the likelihood that counts: neighbouring deviations hold the same trend and are not independent. */
const INDEPENDENT = 0.3;
/** A way of fading that counts less than this is left out. */
const NEGLIGIBLE = 1e-6;

/**
 * Seasonal indices by classical decomposition: the deviation from a centred moving average of one year, averaged by
 * position over the years, where a year loses weight with its distance (as in the seasonal moving averages of X-11:
 * Ladiray & Quenneville 2001, Seasonal Adjustment with the X-11 Method). Ways of fading are averaged by how well each
 * would have foretold the next year's deviations; then the indices are drawn towards "no season" as far as they may be
 * noise (James–Stein; Miller & Williams 2003, International Journal of Forecasting 19:669–684). The drawing replaces a
 * test: a season that is all noise has weight 0. Needs two full cycles, and for `multiply` positive values; else there
 * is none.
 */
export function seasonOf(y: Float64Array, m: number, kind: 'add' | 'multiply'): Season {
  const n = y.length;
  if (m < 2 || n < 2 * m) return NONE;
  const from = Math.floor(m / 2);
  const to = n - from;
  const points = to - from;
  if (points <= m) return NONE;
  const deviation = deviations(y, m, kind);
  const years = points / m;
  const index = new Float64Array(n + m);
  let effective = 0;
  for (const { fading, share } of fadings(deviation, m, from, to)) {
    const f = faded(deviation, m, from, to, fading);
    for (let t = 0; t < n + m; t++) index[t] = index[t]! + share * f[t]!;
    effective += share * yearsThatCount(fading, years);
  }
  let noise = 0;
  for (let t = from; t < to; t++) noise += (deviation[t]! - index[t]!) ** 2 / (points - m);
  centre(index, m, kind);
  const neutral = kind === 'multiply' ? 1 : 0;
  let signal = 0;
  for (let t = n; t < n + m; t++) signal += (index[t]! - neutral) ** 2 / (m - 1);
  const shrunk = ((noise / effective) * Math.max(m - 3, 1)) / Math.max(m - 1, 3);
  const weight = signal > shrunk ? 1 - shrunk / signal : 0;
  if (!(weight > 0)) return NONE;
  for (let t = 0; t < n + m; t++) {
    index[t] = neutral + weight * (index[t]! - neutral);
    if (kind === 'multiply' && !(index[t]! > 0.01)) return NONE;
  }
  return { kind, m, index, strength: signal / (signal + noise) };
}

/** How far each point lies from a centred moving average of one year; 0 in the first and last half year. */
function deviations(y: Float64Array, m: number, kind: 'add' | 'multiply'): Float64Array {
  const half = Math.floor(m / 2);
  const deviation = new Float64Array(y.length);
  for (let t = half; t < y.length - half; t++) {
    let trend = 0;
    if (m % 2 === 1) {
      for (let k = -half; k <= half; k++) trend += y[t + k]! / m;
    } else {
      trend = (y[t - half]! + y[t + half]!) / (2 * m);
      for (let k = 1 - half; k < half; k++) trend += y[t + k]! / m;
    }
    deviation[t] = kind === 'multiply' ? y[t]! / trend : y[t]! - trend;
  }
  return deviation;
}

/**
 * The mean deviation of a position, at every point of the series and of the year after, the years weighted by `fading`
 * ^ distance.
 */
function faded(deviation: Float64Array, m: number, from: number, to: number, fading: number): Float64Array {
  const n = deviation.length;
  const weight = Float64Array.from({ length: Math.ceil(n / m) + 2 }, (_, years) => fading ** years);
  return Float64Array.from({ length: n + m }, (_, t) => {
    let sum = 0;
    let weights = 0;
    for (let u = from + ((((t - from) % m) + m) % m); u < to; u += m) {
      const w = weight[Math.abs(u - t) / m]!;
      sum += w * deviation[u]!;
      weights += w;
    }
    return sum / weights;
  });
}

/**
 * What each way of fading counts: by the likelihood of the deviations, each foretold from those of the years before it.
 */
function fadings(deviation: Float64Array, m: number, from: number, to: number): { fading: number; share: number }[] {
  const costs = FADING.map((fading) => {
    let miss = 0;
    let count = 0;
    for (let p = from; p < from + m; p++) {
      let sum = deviation[p]!;
      let weights = 1;
      for (let t = p + m; t < to; t += m) {
        miss += (deviation[t]! - sum / weights) ** 2;
        count++;
        sum = fading * sum + deviation[t]!;
        weights = fading * weights + 1;
      }
    }
    return INDEPENDENT * count * Math.log(miss + 1e-300) + (fading === 1 ? 0 : PENALTY);
  });
  const best = Math.min(...costs);
  const likely = costs.map((cost) => Math.exp((best - cost) / 2));
  const total = likely.reduce((sum, x) => sum + x, 0);
  return FADING.map((fading, k) => ({ fading, share: likely[k]! / total })).filter((x) => x.share > NEGLIGIBLE);
}

/** Years of equal weight that say as much of the last year's end as `years` that fade. */
function yearsThatCount(fading: number, years: number): number {
  if (fading === 1) return years;
  return (((1 + fading) / (1 - fading)) * (1 - fading ** years)) / (1 + fading ** years);
}

/** Brings the mean of every year (of the year before and after a point, where both are there) to the neutral value. */
function centre(index: Float64Array, m: number, kind: 'add' | 'multiply'): void {
  const raw = index.slice();
  for (let t = 0; t < raw.length; t++) {
    const from = Math.min(Math.max(0, t - Math.floor(m / 2)), raw.length - m);
    let mean = 0;
    for (let k = from; k < from + m; k++) mean += raw[k]! / m;
    index[t] = kind === 'multiply' ? raw[t]! / mean : raw[t]! - mean;
  }
}

/** The series without its season. */
export function withoutSeason(y: Float64Array, s: Season): Float64Array {
  if (s.kind === 'none') return y;
  return y.map((v, t) => (s.kind === 'add' ? v - s.index[t]! : v / s.index[t]!));
}

/** Puts the season back on values that follow a series of `n` points; writes into `f`. */
export function addSeason(f: Float64Array, s: Season, n: number): Float64Array {
  if (s.kind === 'none') return f;
  for (let h = 0; h < f.length; h++) {
    const x = s.index[n + (h % s.m)]!;
    f[h] = s.kind === 'add' ? f[h]! + x : f[h]! * x;
  }
  return f;
}

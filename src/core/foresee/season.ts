/** What the season adds or multiplies, by position in the year (position 0 is the first point of the series). */
export interface Season {
  kind: 'none' | 'add' | 'multiply';
  /** One index a position; mean 0 when added, 1 when multiplied. */
  index: Float64Array;
}

const NONE: Season = { kind: 'none', index: new Float64Array(0) };

/**
 * Seasonal indices by classical decomposition: centred moving average of one year, then the mean deviation of each
 * position, drawn towards "no season" as far as it may be noise (James–Stein; Miller & Williams 2003, International Journal
 * of Forecasting 19:669–684). The drawing replaces a test: a season that is all noise has weight 0. Needs two full
 * cycles, and for `multiply` positive values; else there is none.
 */
export function seasonOf(y: Float64Array, m: number, kind: 'add' | 'multiply'): Season {
  const n = y.length;
  if (m < 2 || n < 2 * m) return NONE;
  const half = Math.floor(m / 2);
  const deviation = new Float64Array(n);
  const sum = new Float64Array(m);
  const count = new Float64Array(m);
  for (let t = half; t < n - half; t++) {
    let trend = 0;
    if (m % 2 === 1) {
      for (let k = -half; k <= half; k++) trend += y[t + k]! / m;
    } else {
      trend = (y[t - half]! + y[t + half]!) / (2 * m);
      for (let k = 1 - half; k < half; k++) trend += y[t + k]! / m;
    }
    const p = t % m;
    deviation[t] = kind === 'multiply' ? y[t]! / trend : y[t]! - trend;
    sum[p] = sum[p]! + deviation[t]!;
    count[p] = count[p]! + 1;
  }
  const index = new Float64Array(m);
  let mean = 0;
  for (let p = 0; p < m; p++) {
    if (count[p] === 0) return NONE;
    index[p] = sum[p]! / count[p]!;
    mean += index[p]! / m;
  }
  const points = n - 2 * half;
  if (points <= m || (kind === 'multiply' && !(mean > 0))) return NONE;
  let noise = 0;
  for (let t = half; t < n - half; t++) noise += (deviation[t]! - index[t % m]!) ** 2 / (points - m);
  const neutral = kind === 'multiply' ? 1 : 0;
  let signal = 0;
  for (let p = 0; p < m; p++) {
    index[p] = kind === 'multiply' ? index[p]! / mean : index[p]! - mean;
    signal += (index[p]! - neutral) ** 2 / (m - 1);
  }
  const shrunk = ((noise / (points / m)) * Math.max(m - 3, 1)) / Math.max(m - 1, 3);
  const weight = signal > shrunk ? 1 - shrunk / signal : 0;
  if (weight === 0) return NONE;
  for (let p = 0; p < m; p++) {
    index[p] = neutral + weight * (index[p]! - neutral);
    if (kind === 'multiply' && !(index[p]! > 0.01)) return NONE;
  }
  return { kind, index };
}

/** The series without its season. */
export function withoutSeason(y: Float64Array, s: Season): Float64Array {
  if (s.kind === 'none') return y;
  const m = s.index.length;
  return y.map((v, t) => (s.kind === 'add' ? v - s.index[t % m]! : v / s.index[t % m]!));
}

/** Puts the season back on values that follow a series of `n` points; writes into `f`. */
export function addSeason(f: Float64Array, s: Season, n: number): Float64Array {
  if (s.kind === 'none') return f;
  const m = s.index.length;
  for (let h = 0; h < f.length; h++) {
    const x = s.index[(n + h) % m]!;
    f[h] = s.kind === 'add' ? f[h]! + x : f[h]! * x;
  }
  return f;
}

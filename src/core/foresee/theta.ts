import { minimise } from './minimise.ts';

/** Least squares line: value at t = 0 and slope. */
export function lineOf(y: Float64Array, n = y.length): { level: number; slope: number } {
  let sy = 0;
  let sty = 0;
  for (let t = 0; t < n; t++) {
    sy += y[t]!;
    sty += t * y[t]!;
  }
  if (n < 2) return { level: n === 1 ? y[0]! : 0, slope: 0 };
  const st = (n * (n - 1)) / 2;
  const stt = ((n - 1) * n * (2 * n - 1)) / 6;
  const slope = (n * sty - st * sy) / (n * stt - st * st);
  return { level: (sy - slope * st) / n, slope };
}

/**
 * The Theta method on a series without season (Assimakopoulos & Nikolopoulos 2000): simple exponential smoothing with a
 * drift of half the slope of the line (Hyndman & Billah 2003, International Journal of Forecasting 19:287–290).
 */
export function theta(y: Float64Array, horizon: number): Float64Array {
  const n = y.length;
  const cost = (x: Float64Array) => {
    const a = x[0]!;
    let l = x[1]!;
    let sse = 0;
    for (let t = 0; t < n; t++) {
      const e = y[t]! - l;
      sse += e * e;
      l += a * e;
    }
    return sse;
  };
  const scale = spread(y);
  const best = minimise(cost, [0.5, y[0]!], [0.2, scale], [0.0001, -Infinity], [0.9999, Infinity], 120);
  const a = best.at[0]!;
  let l = best.at[1]!;
  for (let t = 0; t < n; t++) l += a * (y[t]! - l);
  const drift = lineOf(y).slope / 2;
  const f = new Float64Array(horizon);
  for (let h = 0; h < horizon; h++) f[h] = l + drift * (h + (1 - (1 - a) ** n) / a);
  return f;
}

function spread(y: Float64Array): number {
  let low = Infinity;
  let high = -Infinity;
  for (const v of y) {
    if (v < low) low = v;
    if (v > high) high = v;
  }
  return (high - low) / 10;
}

/** Runs the dynamic optimised theta model over the series; fills `out` (if given) with forecasts from its own path. */
function dotm(y: Float64Array, alpha: number, th: number, l0: number, out: Float64Array | null): number {
  const n = y.length;
  const total = n + (out?.length ?? 0);
  const w = 1 - 1 / th;
  const q = 1 - alpha;
  let l = l0;
  let mean = 0;
  let A = 0;
  let B = 0;
  let sse = 0;
  let power = 1;
  for (let t = 1; t <= total; t++) {
    // power = (1 − α)^(t−1)
    const mu = t === 1 ? y[0]! : l + w * (power * A + ((1 - power * q) / alpha) * B);
    const v = t <= n ? y[t - 1]! : mu;
    if (t > n) out![t - n - 1] = mu;
    else if (t > 2) sse += (v - mu) ** 2;
    l = alpha * v + q * l;
    B = t === 1 ? 0 : ((t - 2) * B + (6 * (v - mean)) / t) / (t + 1);
    mean = ((t - 1) * mean + v) / t;
    A = mean - (B * (t + 1)) / 2;
    power *= q;
  }
  return sse;
}

/**
 * Dynamic optimised theta model on a series without season (Fiorucci, Pellegrini, Louzada, Petropoulos & Koehler 2016,
 * International Journal of Forecasting 32:1151–1161, DOTM): the line is refitted at every step, theta is estimated.
 */
export function dynamicTheta(y: Float64Array, horizon: number): Float64Array {
  const scale = spread(y);
  const best = minimise(
    (x) => dotm(y, x[0]!, x[1]!, x[2]!, null),
    [0.5, 2, y[0]! / 2],
    [0.25, 1, Math.abs(y[0]!) / 4 + scale],
    [0.1, 1, -Infinity],
    [0.99, 100, Infinity],
    250,
  );
  const f = new Float64Array(horizon);
  dotm(y, best.at[0]!, best.at[1]!, best.at[2]!, f);
  return f;
}

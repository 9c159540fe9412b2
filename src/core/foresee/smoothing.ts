import { minimise } from './minimise.ts';
import { seasonOf, withoutSeason } from './season.ts';
import { lineOf } from './theta.ts';

/** A form of exponential smoothing: error, trend (none, additive, damped) and season. */
export interface Form {
  error: 'A' | 'M';
  trend: 'N' | 'A' | 'D';
  season: 'N' | 'A' | 'M';
}

export interface Smoothed {
  form: Form;
  aicc: number;
  forecast: Float64Array;
}

let season = new Float64Array(12);

/** One pass over the series; leaves the season's last indices in `season`. Returns level, trend and the fit. */
function pass(
  y: Float64Array,
  m: number,
  form: Form,
  alpha: number,
  beta: number,
  gamma: number,
  phi: number,
  l0: number,
  b0: number,
  s0: Float64Array,
  end: Float64Array,
): number {
  const n = y.length;
  const multiply = form.season === 'M';
  const seasonal = form.season !== 'N';
  const relative = form.error === 'M';
  let l = l0;
  let b = b0;
  let sse = 0;
  let logs = 0;
  let product = 1;
  if (seasonal) season.set(s0);
  let p = 0;
  for (let t = 0; t < n; t++) {
    const base = l + phi * b;
    const s = seasonal ? season[p]! : 0;
    const mu = multiply ? base * s : base + s;
    const e = y[t]! - mu;
    if (relative) {
      if (!(mu > 0)) return Infinity;
      const r = e / mu;
      sse += r * r;
      // One logarithm for many factors: it would take most of the time.
      product *= mu;
      if (product > 1e200 || product < 1e-200) {
        logs += Math.log(product);
        product = 1;
      }
    } else sse += e * e;
    const step = multiply ? e / s : e;
    l = base + alpha * step;
    b = phi * b + beta * step;
    if (seasonal) {
      season[p] = s + gamma * (multiply ? e / base : e);
      if (++p === m) p = 0;
    }
  }
  end[0] = l;
  end[1] = b;
  return n * Math.log(sse + 1e-300) + 2 * (logs + Math.log(product));
}

/**
 * Exponential smoothing in state space form (Hyndman, Koehler, Snyder & Grose 2002, International Journal of Forecasting
 * 18:439–454). Smoothing parameters and first level and trend by likelihood; the first seasonal indices come from
 * classical decomposition. Null where the form needs what the series does not have.
 */
export function smooth(y: Float64Array, m: number, form: Form, horizon: number, evaluations = 24): Smoothed | null {
  const n = y.length;
  const seasonal = form.season !== 'N';
  const trended = form.trend !== 'N';
  const damped = form.trend === 'D';
  const s = seasonal ? seasonOf(y, m, form.season === 'M' ? 'multiply' : 'add') : null;
  if (s !== null && s.kind === 'none') return null;
  const plain = s === null ? y : withoutSeason(y, s);
  const s0 = s === null ? new Float64Array(0) : s.index.subarray(0, m);
  if (season.length < m) season = new Float64Array(m);
  const k = 2 + (trended ? 2 : 0) + (damped ? 1 : 0) + (seasonal ? m : 0) + 1;
  if (n - k - 1 <= 0) return null;
  const first = lineOf(plain, Math.min(n, Math.max(10, 2 * m)));
  const scale = Math.sqrt(variance(plain)) / 4 || 1e-6;
  const end = new Float64Array(2);
  // Free parameters in order: α, level, [β/α, trend], [φ], [γ/(1−α)].
  const start = [0.3, first.level];
  const step = [0.2, scale];
  const low = [0.0001, -Infinity];
  const high = [0.9999, Infinity];
  if (trended) {
    start.push(0.2, first.slope);
    step.push(0.2, scale / 5);
    low.push(0.0001, -Infinity);
    high.push(0.9999, Infinity);
  } else start[1] = first.level + first.slope * 2;
  if (damped) {
    start.push(0.95);
    step.push(-0.05);
    low.push(0.8);
    high.push(0.98);
  }
  if (seasonal) {
    start.push(0.1);
    step.push(0.1);
    low.push(0.0001);
    high.push(0.9999);
  }
  const at = (x: Float64Array) => {
    const phi = damped ? x[4]! : trended ? 1 : 0;
    const gamma = seasonal ? x[start.length - 1]! * (1 - x[0]!) : 0;
    return pass(y, m, form, x[0]!, trended ? x[2]! * x[0]! : 0, gamma, phi, x[1]!, trended ? x[3]! : 0, s0, end);
  };
  const best = minimise(at, start, step, low, high, evaluations * start.length);
  if (!Number.isFinite(best.value)) return null;
  at(best.at);
  const phi = damped ? best.at[4]! : trended ? 1 : 0;
  const forecast = new Float64Array(horizon);
  let sum = 0;
  let power = 1;
  for (let h = 0; h < horizon; h++) {
    power *= phi;
    sum += power;
    const base = end[0]! + sum * end[1]!;
    const x = seasonal ? season[(n + h) % m]! : 0;
    forecast[h] = form.season === 'M' ? base * x : base + x;
  }
  return { form, aicc: best.value + 2 * k + (2 * k * (k + 1)) / (n - k - 1), forecast };
}

function variance(y: Float64Array): number {
  let mean = 0;
  for (const v of y) mean += v / y.length;
  let sum = 0;
  for (const v of y) sum += (v - mean) ** 2;
  return sum / y.length;
}

/**
 * Complex exponential smoothing on a series without season (Svetunkov, Kourentzes & Ord 2022, Naval Research Logistics
 * 69:1108–1123): level and a hidden potential, two parameters; does not split trend from level.
 */
export function complexSmooth(y: Float64Array, horizon: number): Float64Array {
  const n = y.length;
  const scale = Math.sqrt(variance(y)) / 2 || 1e-6;
  const end = new Float64Array(2);
  const cost = (x: Float64Array) => {
    const a0 = x[0]!;
    const a1 = x[1]!;
    let l = x[2]!;
    let c = x[3]!;
    let sse = 0;
    for (let t = 0; t < n; t++) {
      const e = y[t]! - l;
      sse += e * e;
      const next = l - (1 - a1) * c + (a0 - a1) * e;
      c = l + (1 - a0) * c + (a0 + a1) * e;
      l = next;
    }
    end[0] = l;
    end[1] = c;
    // Stability: (a0 − 2.5)² + a1² > 1.25, (a0 − 0.5)² + (a1 − 1)² > 0.25, (a0 − 1.5)² + (a1 − 0.5)² < 1.5 (ibid., eq. 13).
    if (
      (a0 - 2.5) ** 2 + a1 ** 2 <= 1.25 ||
      (a0 - 0.5) ** 2 + (a1 - 1) ** 2 <= 0.25 ||
      (a0 - 1.5) ** 2 + (a1 - 0.5) ** 2 >= 1.5
    )
      return Infinity;
    return Math.log(sse + 1e-300);
  };
  const best = minimise(
    cost,
    [1.3, 1, y[0]!, y[0]! / 1.1],
    [0.2, 0.05, scale, scale],
    [0, 0, -Infinity, -Infinity],
    [3, 3, Infinity, Infinity],
    300,
  );
  cost(best.at);
  let [l = 0, c = 0] = end;
  const f = new Float64Array(horizon);
  for (let h = 0; h < horizon; h++) {
    f[h] = l;
    const next = l - (1 - best.at[1]!) * c;
    c = l + (1 - best.at[0]!) * c;
    l = next;
  }
  return f;
}

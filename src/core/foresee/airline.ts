import { minimise } from './minimise.ts';

/**
 * The airline model: a moving average of order one, and one of order one over the year, of the differences from point
 * to point and from year to year (Box & Jenkins 1970, Time Series Analysis, §9.2), by conditional least squares. Null
 * where fewer than two years and a half are known.
 */
export function airline(y: Float64Array, m: number, horizon: number): Float64Array | null {
  const n = y.length;
  if (n < 2.5 * m + 2) return null;
  const e = new Float64Array(n + horizon);
  const from = m + 1;
  const run = (a: number, b: number) => {
    let sse = 0;
    for (let t = from; t < n; t++) {
      const w = y[t]! - y[t - 1]! - y[t - m]! + y[t - m - 1]!;
      const near = t - 1 >= from ? e[t - 1]! : 0;
      const far = t - m >= from ? e[t - m]! : 0;
      const both = t - m - 1 >= from ? e[t - m - 1]! : 0;
      const v = w + a * near + b * far - a * b * both;
      e[t] = v;
      sse += v * v;
    }
    return sse;
  };
  const best = minimise((x) => run(x[0]!, x[1]!), [0.5, 0.6], [0.2, 0.2], [-0.5, 0], [0.99, 0.95], 60);
  const [a = 0, b = 0] = best.at;
  run(a, b);
  e.fill(0, n);
  const all = new Float64Array(n + horizon);
  all.set(y);
  for (let t = n; t < n + horizon; t++) {
    const both = t - m - 1 >= from ? e[t - m - 1]! : 0;
    all[t] = all[t - 1]! + all[t - m]! - all[t - m - 1]! - a * e[t - 1]! - b * e[t - m]! + a * b * both;
  }
  return all.subarray(n);
}

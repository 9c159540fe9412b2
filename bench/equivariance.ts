/**
 * `npm run bench -- equivariance [SERIES]`: whether a series has the same forecast in another unit, and shifted where values
 * have no bound. Prints how far the quantiles of both differ at most, as a share of the level of the series.
 */
import { extrapolate, quantileAt } from '../src/core/foresee/index.ts';
import { normal, seeded } from '../src/core/random/index.ts';

const PROBABILITIES = [0.01, 0.025, 0.1, 0.3, 0.5, 0.7, 0.9, 0.975, 0.99];
const BAR = 1e-3;

/** A noisy trend with a season around `level`. */
function history(seed: number, n: number, m: number, level: number): Float64Array {
  const random = seeded(seed);
  let at = level;
  return Float64Array.from({ length: n }, (_, t) => {
    at += 0.01 * level + 0.03 * level * normal(random);
    return Math.max(0.1 * level, at + (m > 1 ? 0.1 * level * Math.sin((2 * Math.PI * t) / m) : 0));
  });
}

function quantiles(y: Float64Array, m: number, bounds?: { low: null; high: null }): number[] {
  const o = extrapolate(y, m, 6, bounds);
  return [...o.path].flatMap((_, step) => PROBABILITIES.map((p) => quantileAt(o, step, p)));
}

export async function run([series = '10000', seed = '1']: string[]): Promise<void> {
  const random = seeded(Number(seed));
  const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)]!;
  const worst = { unit: 0, shift: 0 };
  let over = 0;
  for (let k = 0; k < Number(series); k++) {
    const [own, n, m] = [1 + Math.floor(random() * 1e9), 2 + Math.floor(random() * 59), pick([1, 4, 12])];
    const factor = pick([1e-6, 0.01, 3, 1e4, 1e9]);
    const shift = pick([-1000, 0.5, 40]);
    const open = { low: null, high: null };
    for (const kind of ['unit', 'shift'] as const) {
      const [by, bounds] = kind === 'unit' ? [0, undefined] : [shift, open];
      const y = history(own, n, m, 10);
      const there = quantiles(
        y.map((v) => v * (kind === 'unit' ? factor : 7) + by),
        m,
        bounds,
      );
      const here = quantiles(y, m, bounds);
      const far = Math.max(...here.map((q, i) => Math.abs((there[i]! - by) / (kind === 'unit' ? factor : 7) - q) / 10));
      worst[kind] = Math.max(worst[kind], far);
      if (far > BAR) {
        over++;
        console.log(`${kind}: history ${own}, ${n} points, ${m} a year: ${far.toExponential(1)}`);
      }
    }
  }
  console.log(
    `equivariance · ${series} series · seed ${seed}: in another unit ${worst.unit.toExponential(1)}, shifted ${worst.shift.toExponential(1)} of the level at most; over ${BAR}: ${over}`,
  );
  if (over > 0) process.exitCode = 1;
}

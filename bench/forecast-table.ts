/**
 * `npm run bench -- forecast-table FILE.csv`: fits src/core/foresee/error-table.ts again and prints it. FILE has the columns of
 * m3.csv. Only the choosing half is used: each series whole (weight 3) and once cut to a seeded random shorter length
 * (weight 1), so that the table also knows short histories.
 */
import { readFileSync } from 'node:fs';
import { errorRow, rhythmOf, type Unrest } from '../src/core/foresee/errors.ts';
import { PROBABILITIES, type Rhythm } from '../src/core/foresee/error-table.ts';
import { parseCompetition } from '../src/core/foresee/index.ts';
import { outlook } from '../src/core/foresee/outlook.ts';
import { seeded } from '../src/core/random/index.ts';
import { unwrap } from '../src/core/measure/index.ts';

interface Case {
  unrest: Unrest;
  /** Errors in units of `unrest.unit`, counted along the direction of the forecast. */
  errors: number[];
  weight: number;
}

const SHORTEST: Readonly<Record<Rhythm, number>> = { annual: 4, quarterly: 8, monthly: 18 };

export async function run(args: string[]): Promise<void> {
  const entries = unwrap(parseCompetition(readFileSync(args[0] ?? '../shared/data/forecast/m3.csv', 'utf8'))).filter(
    (entry) => entry.half === 'choosing',
  );
  const random = seeded(7);
  const cases: Record<Rhythm, Case[]> = { annual: [], quarterly: [], monthly: [] };
  for (const entry of entries) {
    const rhythm = rhythmOf(entry.frequency);
    const whole = entry.train.length;
    const cut = Math.round(SHORTEST[rhythm] * (whole / SHORTEST[rhythm]) ** (random() * 0.9));
    for (const [points, weight] of [
      [whole, 3],
      [cut, 1],
    ] as const) {
      const o = outlook(Float64Array.from(entry.train.slice(whole - points)), entry.frequency, entry.horizon);
      const errors = entry.test.map((value, h) => (o.direction * (value - o.path[h]!)) / o.unrest.unit);
      cases[rhythm].push({ unrest: o.unrest, errors, weight });
    }
  }
  for (const rhythm of ['annual', 'quarterly', 'monthly'] as const) {
    const list = cases[rhythm];
    const points = [SHORTEST[rhythm], Math.max(...list.map((c) => c.unrest.points))] as const;
    const rows = list.map((c) => c.errors.map((_, h) => errorRow(c.unrest, h, { points })));
    const weights = fit(list, rows).map(round);
    const standard = list.map((c, i) => standardised(c, rows[i]!, weights));
    const quantiles = quantilesOf(list, standard);
    console.log(`  ${rhythm}: {`);
    console.log(`    weights: [${weights.join(', ')}],`);
    console.log(`    points: [${points.join(', ')}],`);
    console.log(`    quantiles: [${quantiles.map(round).join(', ')}],`);
    console.log(`    persistence: ${persistenceOf(standard, quantiles)},`);
    console.log('  },');
  }
}

/**
 * Weights of the log-linear model by maximum likelihood of Laplace errors, by Newton's method (the cost is convex):
 * minimise Σ w (s + |e| exp(−s)) with s = row · weights.
 */
function fit(list: readonly Case[], rows: readonly number[][][]): number[] {
  const size = rows[0]![0]!.length;
  const weights = Array.from({ length: size }, () => 0);
  for (let round = 0; round < 60; round++) {
    const gradient = Array.from({ length: size }, () => 0);
    const hessian = Array.from({ length: size }, (_, i) =>
      Array.from({ length: size }, (_, j) => (i === j ? 1e-6 * list.length : 0)),
    );
    for (const [k, c] of list.entries()) {
      for (const [h, x] of rows[k]!.entries()) {
        const w = c.weight / c.errors.length;
        const r = Math.abs(c.errors[h]!) * Math.exp(-dot(x, weights));
        for (let i = 0; i < size; i++) {
          gradient[i] = gradient[i]! + w * (1 - r) * x[i]!;
          for (let j = 0; j < size; j++) hessian[i]![j] = hessian[i]![j]! + w * r * x[i]! * x[j]!;
        }
      }
    }
    const step = solve(hessian, gradient);
    const longest = Math.max(1, ...step.map(Math.abs));
    for (let i = 0; i < size; i++) weights[i] = weights[i]! - step[i]! / longest;
  }
  return weights;
}

/** Errors over their expected size, which never falls with the horizon. */
function standardised(c: Case, rows: readonly number[][], weights: readonly number[]): number[] {
  let widest = 0;
  return c.errors.map((error, h) => {
    widest = Math.max(widest, Math.exp(dot(rows[h]!, weights)));
    return error / widest;
  });
}

function quantilesOf(list: readonly Case[], standard: readonly number[][]): number[] {
  const all = standard
    .flatMap((errors, i) => errors.map((value) => ({ value, weight: list[i]!.weight / errors.length })))
    .sort((a, b) => a.value - b.value);
  const total = all.reduce((sum, x) => sum + x.weight, 0);
  const middle: number[] = [];
  let below = 0;
  for (const x of all) {
    middle.push((below + x.weight / 2) / total);
    below += x.weight;
  }
  return PROBABILITIES.map((p) => {
    const k = middle.findIndex((at) => at >= p);
    const share = (p - middle[k - 1]!) / (middle[k]! - middle[k - 1]!);
    return all[k - 1]!.value + share * (all[k]!.value - all[k - 1]!.value);
  });
}

/** Exponent g for which (i/j)^g comes nearest to the correlation of the ranks of errors at steps i < j. */
function persistenceOf(standard: readonly number[][], quantiles: readonly number[]): number {
  const ranks = standard.map((errors) =>
    errors.map((z) => quantiles.filter((q) => q < z).length - quantiles.length / 2),
  );
  const steps = Math.max(...ranks.map((r) => r.length));
  const pairs: { ratio: number; correlation: number }[] = [];
  for (let i = 0; i < steps; i++) {
    for (let j = i + 1; j < steps; j++) {
      let [ij, ii, jj] = [0, 0, 0];
      for (const r of ranks) {
        if (r.length <= j) continue;
        ij += r[i]! * r[j]!;
        ii += r[i]! ** 2;
        jj += r[j]! ** 2;
      }
      pairs.push({ ratio: (i + 1) / (j + 1), correlation: ij / Math.sqrt(ii * jj) });
    }
  }
  const miss = (g: number) => pairs.reduce((sum, p) => sum + (p.correlation - p.ratio ** g) ** 2, 0);
  const grid = Array.from({ length: 150 }, (_, k) => (k + 1) / 100);
  return grid.reduce((best, g) => (miss(g) < miss(best) ? g : best));
}

/** Gaussian elimination with pivoting. */
function solve(matrix: readonly number[][], right: readonly number[]): number[] {
  const a = matrix.map((row, i) => [...row, right[i]!]);
  const n = a.length;
  for (let c = 0; c < n; c++) {
    let pivot = c;
    for (let r = c + 1; r < n; r++) if (Math.abs(a[r]![c]!) > Math.abs(a[pivot]![c]!)) pivot = r;
    [a[c], a[pivot]] = [a[pivot]!, a[c]!];
    for (let r = 0; r < n; r++) {
      if (r === c) continue;
      const factor = a[r]![c]! / a[c]![c]!;
      for (let k = c; k <= n; k++) a[r]![k] = a[r]![k]! - factor * a[c]![k]!;
    }
  }
  return a.map((row, i) => row[n]! / row[i]!);
}

const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, x, i) => sum + x * b[i]!, 0);
const round = (x: number) => Math.round(x * 1000) / 1000;

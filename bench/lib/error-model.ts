/** Learns the table of errors (src/core/foresee/error-table.ts) from series of which it is known what came. */
import { errorRow, rhythmOf } from '../../src/core/foresee/errors.ts';
import { PROBABILITIES, type ErrorTable, type Rhythm } from '../../src/core/foresee/error-table.ts';
import type { Entry } from '../../src/core/foresee/index.ts';
import { extrapolate } from '../../src/core/foresee/extrapolate.ts';
import type { Unrest } from '../../src/core/foresee/unrest.ts';
import { seeded } from '../../src/core/random/index.ts';

interface Case {
  unrest: Unrest;
  /** Errors in units of `unrest.unit`, counted along the direction of the forecast. */
  errors: number[];
}

export const RHYTHMS = ['annual', 'quarterly', 'monthly'] as const;
const SHORTEST: Readonly<Record<Rhythm, number>> = { annual: 4, quarterly: 8, monthly: 18 };
/**
 * What intervals are wider by than the learned set asks for: another set is never as regular, the less so the fewer
 * points a year there are. On M1 and simulated series (bench calibration) and on a third public set of which only
 * figures are known, tables from M3 alone covered too little for yearly and, less so, quarterly series.
 */
const ALLOWANCE: Readonly<Record<Rhythm, number>> = { annual: 1.05, quarterly: 1.03, monthly: 1 };
const RIDGE = 1e-3;

/**
 * Each series counts whole and once cut to a seeded random shorter length, so that the table also knows short
 * histories. Rhythms without a series are left out.
 */
export function learnErrors(entries: readonly Entry[]): Partial<Record<Rhythm, ErrorTable>> {
  const random = seeded(7);
  const cases: Record<Rhythm, Case[]> = { annual: [], quarterly: [], monthly: [] };
  for (const entry of entries) {
    const rhythm = rhythmOf(entry.frequency);
    const whole = entry.train.length;
    const cut = Math.round(SHORTEST[rhythm] * Math.max(1, whole / SHORTEST[rhythm]) ** (random() * 0.9));
    for (const points of [whole, cut]) {
      const o = extrapolate(Float64Array.from(entry.train.slice(-points)), entry.frequency, entry.horizon);
      const errors = entry.test.map((value, h) => (o.direction * (value - o.path[h]!)) / o.unrest.unit);
      if (errors.length > 0) cases[rhythm].push({ unrest: o.unrest, errors });
    }
  }
  return Object.fromEntries(
    RHYTHMS.flatMap((rhythm) => (cases[rhythm].length === 0 ? [] : [[rhythm, tableOf(cases[rhythm], rhythm)]])),
  );
}

function tableOf(list: readonly Case[], rhythm: Rhythm): ErrorTable {
  const points = [SHORTEST[rhythm], Math.max(...list.map((c) => c.unrest.points))] as const;
  const rows = list.map((c) => c.errors.map((_, h) => errorRow(c.unrest, h, { points })));
  const weights = fit(list, rows);
  const standard = list.map((c, i) => standardised(c, rows[i]!, weights));
  const quantiles = quantilesOf(standard);
  return {
    weights: weights.map(round),
    points,
    quantiles: quantiles.map((q) => round(q * ALLOWANCE[rhythm])),
    persistence: persistenceOf(standard, quantiles),
  };
}

/**
 * Weights of the log-linear model by maximum likelihood of Laplace errors, by Newton's method (the cost is convex):
 * minimise Σ (s + |e| exp(−s)) ÷ steps with s = row · weights, and a small ridge.
 */
function fit(list: readonly Case[], rows: readonly number[][][]): number[] {
  const size = rows[0]![0]!.length;
  const weights = Array.from({ length: size }, () => 0);
  for (let round = 0; round < 60; round++) {
    const gradient = weights.map((w, i) => (i === 0 ? 0 : RIDGE * list.length * w));
    const hessian = Array.from({ length: size }, (_, i) =>
      Array.from({ length: size }, (_, j) => (i === j ? (i === 0 ? 1e-6 : RIDGE) * list.length : 0)),
    );
    for (const [k, c] of list.entries()) {
      for (const [h, x] of rows[k]!.entries()) {
        const w = 1 / c.errors.length;
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

function quantilesOf(standard: readonly number[][]): number[] {
  const all = standard
    .flatMap((errors) => errors.map((value) => ({ value, weight: 1 / errors.length })))
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

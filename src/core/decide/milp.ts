/**
 * A mixed-integer linear programme as plain data, and what a solver of it is. The solver is handed in by the caller
 * (see highs.ts), so that nothing here loads WebAssembly or looks at a clock.
 */

export interface Row {
  /** What the row stands for, e.g. `limit:land`; rows of one matter share a label. Empty for the bones of the model. */
  label: string;
  lower: number;
  upper: number;
  index: number[];
  value: number[];
}

/** Always maximised. */
export interface Milp {
  cost: number[];
  lower: number[];
  upper: number[];
  integer: boolean[];
  rows: Row[];
}

export interface SolveOptions {
  /** Stop once (bound − value) ÷ |value| is proven to be at most this; default 1e-4. */
  gap?: number;
  /** Stop after so many seconds; default 60. */
  seconds?: number;
  /** A solution to begin with; an infeasible one is ignored. */
  start?: ArrayLike<number>;
  /** Solve the linear relaxation: whole numbers are not asked for, and prices are given. */
  relax?: boolean;
  /** Called now and then with the best value and the bound that no solution can exceed. */
  onProgress?: (value: number | null, bound: number) => void;
}

export interface Solved {
  /** `limit`: stopped by time; `x` is the best found, or null. */
  status: 'optimal' | 'limit' | 'infeasible' | 'unbounded' | 'failed';
  x: Float64Array | null;
  value: number;
  /** No solution has a value above it. */
  bound: number;
  /** Gain of the objective for one more unit of a row's active bound; only for a relaxation. */
  rowPrice: Float64Array | null;
  seconds: number;
}

export type Solve = (model: Milp, options?: SolveOptions) => Solved;

export function emptyMilp(): Milp {
  return { cost: [], lower: [], upper: [], integer: [], rows: [] };
}

/** Adds a column and gives its number. */
export function addColumn(model: Milp, cost: number, lower: number, upper: number, integer: boolean): number {
  model.cost.push(cost);
  model.lower.push(lower);
  model.upper.push(upper);
  model.integer.push(integer);
  return model.cost.length - 1;
}

/** Adds lower ≤ Σ value·column ≤ upper; terms of zero are left out. */
export function addRow(
  model: Milp,
  label: string,
  terms: Iterable<readonly [number, number]>,
  lower: number,
  upper: number,
): Row {
  const row: Row = { label, lower, upper, index: [], value: [] };
  for (const [column, value] of terms) {
    if (value === 0) continue;
    row.index.push(column);
    row.value.push(value);
  }
  model.rows.push(row);
  return row;
}

/** (bound − value) ÷ |value|, never negative; infinite where the value is 0 and the bound is not. */
export function gapOf(value: number, bound: number): number {
  const over = Math.max(0, bound - value);
  return over <= 1e-9 ? 0 : over / Math.abs(value);
}

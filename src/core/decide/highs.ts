import type { Highs, Model } from 'highs';
import type { Milp, Solve, SolveOptions, Solved } from './milp.ts';

/**
 * HiGHS (Huangfu and Hall 2018, doi 10.1007/s12532-017-0130-5) as a `Solve`. The caller loads it (`await loadHighs()`),
 * since that reads a file; a solve holds its thread until it ends. Seeded and single-threaded, but a solve that a time
 * limit ends depends on the machine.
 */
export function solverOf(highs: Highs): Solve {
  return (milp, options = {}) => {
    if (milp.cost.length === 0) return withoutColumns(milp);
    return highs.withModel(modelData(highs, milp, options.relax ?? false), (model) => run(highs, model, milp, options));
  };
}

/** HiGHS takes no empty model; its rows hold or fail by themselves. */
function withoutColumns(milp: Milp): Solved {
  const holds = milp.rows.every((row) => row.lower <= 0 && row.upper >= 0);
  return {
    status: holds ? 'optimal' : 'infeasible',
    x: holds ? new Float64Array(0) : null,
    value: 0,
    bound: 0,
    rowPrice: new Float64Array(milp.rows.length),
    seconds: 0,
  };
}

function modelData(highs: Highs, milp: Milp, relax: boolean) {
  const starts = [0];
  const indices: number[] = [];
  const values: number[] = [];
  for (const row of milp.rows) {
    for (const [n, column] of row.index.entries()) {
      indices.push(column);
      values.push(row.value[n] as number);
    }
    starts.push(indices.length);
  }
  const { variableType, objectiveSense } = highs.constants;
  return {
    numCols: milp.cost.length,
    numRows: milp.rows.length,
    sense: objectiveSense.maximize,
    colCost: milp.cost,
    colLower: milp.lower,
    colUpper: milp.upper,
    rowLower: milp.rows.map((row) => row.lower),
    rowUpper: milp.rows.map((row) => row.upper),
    matrix: { format: 'csr' as const, numRows: milp.rows.length, numCols: milp.cost.length, starts, indices, values },
    ...(!relax &&
      milp.integer.includes(true) && {
        integrality: milp.integer.map((whole) => (whole ? variableType.integer : variableType.continuous)),
      }),
  };
}

function run(highs: Highs, model: Model, milp: Milp, options: SolveOptions): Solved {
  const whole = !options.relax && milp.integer.includes(true);
  model.options.set({
    output_flag: false,
    random_seed: 1,
    time_limit: options.seconds ?? 60,
    ...(whole && { mip_rel_gap: options.gap ?? 1e-4, mip_abs_gap: 1e-9, mip_feasibility_tolerance: 1e-7 }),
  });
  if (whole && options.start) model.setSolution({ colValue: Float64Array.from(options.start) });
  const { callbackType, modelStatus } = highs.constants;
  const told = options.onProgress;
  let toldAt = -Infinity;
  const { modelStatus: ended } = told
    ? model.run({
        [callbackType.mipInterrupt]: ({ data }) => {
          const now = data.running_time ?? 0;
          if (now < toldAt + 0.25) return;
          toldAt = now;
          const value = data.mip_primal_bound;
          told(value === undefined || Math.abs(value) >= 1e20 ? null : value, data.mip_dual_bound ?? Infinity);
        },
      })
    : model.run();
  const seconds = model.getRunTime();
  const nothing = { x: null, value: -Infinity, bound: Infinity, rowPrice: null, seconds };
  if (ended === modelStatus.infeasible) return { ...nothing, status: 'infeasible', bound: -Infinity };
  if (ended === modelStatus.unbounded || ended === modelStatus.unboundedOrInfeasible)
    return { ...nothing, status: 'unbounded' };
  const optimal = ended === modelStatus.optimal;
  if (!optimal && ended !== modelStatus.timeLimit) return { ...nothing, status: 'failed' };
  const bound = whole ? Number(model.info.get('mip_dual_bound')) : optimal ? model.getObjectiveValue() : Infinity;
  const found = Number(model.info.get('primal_solution_status')) === highs.constants.solutionStatus.feasible;
  if (!found) return { ...nothing, status: 'limit', bound };
  const solution = model.getSolution();
  return {
    status: optimal ? 'optimal' : 'limit',
    x: solution.colValue,
    value: model.getObjectiveValue(),
    bound: Math.max(bound, model.getObjectiveValue()),
    rowPrice: whole ? null : solution.rowDual,
    seconds,
  };
}

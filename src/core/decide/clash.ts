import type { Text } from '../measure/index.ts';
import { addColumn, emptyMilp, type Milp, type Row, type Solve } from './milp.ts';

/** A smallest set of rules that cannot hold together: without any one of them the others can. */
export interface Clash {
  rules: {
    label: string;
    name: Text;
    /** Smallest change of its bound that settles the clash, in its own unit; null where only dropping it helps. */ give:
      | number
      | null;
  }[];
  /** False where time ran out before every rule was tried: the set clashes, but may hold more than it must. */
  proven: boolean;
}

/**
 * Which rules clash, by the deletion filter (Chinneck and Dravnieks 1991): each rule is left out in turn, and stays out
 * if the rest still cannot be met. Where already the linear relaxation cannot be met, only relaxations are solved.
 */
export function clashOf(milp: Milp, solve: Solve, nameOf: (label: string) => Text): Clash {
  const free = { ...milp, cost: milp.cost.map(() => 0) };
  const relax = solve(free, { relax: true }).status === 'infeasible';
  let proven = true;
  const cannot = (kept: ReadonlySet<string>) => {
    const { status } = solve(
      { ...free, rows: free.rows.filter((row) => row.label === '' || kept.has(row.label)) },
      { relax, seconds: 5 },
    );
    if (status !== 'infeasible' && status !== 'optimal') proven = false;
    return status === 'infeasible';
  };
  const labels = [...new Set(free.rows.map((row) => row.label).filter((label) => label !== ''))];
  const kept = new Set(labels);
  for (const label of labels) {
    kept.delete(label);
    if (!cannot(kept)) kept.add(label);
  }
  return {
    rules: [...kept].map((label) => ({ label, name: nameOf(label), give: giveOf(free, label, solve) })),
    proven,
  };
}

/** How far the bound of one rule would have to give for everything to fit, all other rules kept. */
function giveOf(milp: Milp, label: string, solve: Solve): number | null {
  if (/^(required|exclusion|order):/.test(label)) return null;
  const elastic = {
    ...emptyMilp(),
    cost: [...milp.cost],
    lower: [...milp.lower],
    upper: [...milp.upper],
    integer: [...milp.integer],
  };
  const slack = addColumn(elastic, -1, 0, Infinity, false);
  elastic.rows = milp.rows.flatMap((row): Row[] => {
    if (row.label !== label) return [row];
    const below = { ...row, lower: -Infinity, index: [...row.index, slack], value: [...row.value, -1] };
    const above = { ...row, upper: Infinity, index: [...row.index, slack], value: [...row.value, 1] };
    return [below, above];
  });
  const solved = solve(elastic, { gap: 0.001, seconds: 5 });
  return solved.x ? (solved.x[slack] ?? null) : null;
}

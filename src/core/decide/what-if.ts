import { expectedOf, ruleName } from './check.ts';
import type { PortfolioChoice } from './choose.ts';
import { clashOf, type Clash } from './clash.ts';
import { addRow, gapOf, type Solve } from './milp.ts';
import type { Pick, PortfolioInput } from './model.ts';
import { picksOf, portfolioMilp, startFrom } from './portfolio-milp.ts';
import { scenarioOutput } from './scenario.ts';

/** One point of the frontier: with so much land, the best output. */
export interface FrontierPoint {
  /** 亩 allowed, and used by the best portfolio. */
  land: number;
  used: number;
  output: number;
  gap: number;
}

/**
 * Efficient frontier of land against expected output: the best portfolio for each of `steps` amounts of land up to
 * what the freest one uses (ε-constraint method, Haimes et al. 1971), under all other rules.
 */
export function landFrontier(input: PortfolioInput, solve: Solve, steps = 8, seconds = 5): FrontierPoint[] {
  const model = portfolioMilp({ ...input, objective: 'output' });
  const terms = model.choices.map((choice) => [choice.column, input.leads[choice.lead]?.needs.land ?? 0] as const);
  const landOf = (x: ArrayLike<number>) => terms.reduce((sum, [column, land]) => sum + (x[column] ?? 0) * land, 0);
  const free = solve(model.milp, { gap: 0.002, seconds });
  if (!free.x) return [];
  const points: FrontierPoint[] = [
    { land: landOf(free.x), used: landOf(free.x), output: free.value, gap: gapOf(free.value, free.bound) },
  ];
  for (let n = steps - 1; n > 0; n--) {
    const land = ((points[0] as FrontierPoint).land * n) / steps;
    const milp = { ...model.milp, rows: [...model.milp.rows] };
    addRow(milp, '', terms, -Infinity, land);
    const solved = solve(milp, { gap: 0.002, seconds });
    if (solved.x)
      points.push({ land, used: landOf(solved.x), output: solved.value, gap: gapOf(solved.value, solved.bound) });
  }
  return points.reverse();
}

/** What a limit is worth by solving again: gain of the objective from 10 % more of it, with what the gaps leave open. */
export interface LimitWorth {
  limit: string;
  /** How much was added, in the limit's unit. */
  added: number;
  gain: number;
  /** The true gain lies within gain ± this. */
  open: number;
}

/** Solves again with each maximum that binds raised by 10 %, from the portfolio that was chosen. */
export function worthOfLimits(input: PortfolioInput, chosen: PortfolioChoice, solve: Solve, seconds = 5): LimitWorth[] {
  const binding = input.limits.filter(
    (limit) => limit.max !== undefined && chosen.limits.some((use) => use.limit === limit.id && use.price > 1e-9),
  );
  return binding.flatMap((limit) => {
    const added = (limit.max ?? 0) * 0.1;
    const wider = {
      ...input,
      limits: input.limits.map((one) => (one.id === limit.id ? { ...one, max: (limit.max ?? 0) + added } : one)),
    };
    const model = portfolioMilp(wider);
    const solved = solve(model.milp, { gap: 1e-4, seconds, start: startFrom(wider, model, chosen.best.picks) });
    if (!solved.x) return [];
    return [
      {
        limit: limit.id,
        added,
        gain: Math.max(0, solved.value - chosen.value),
        open: solved.bound - solved.value + (chosen.bound - chosen.value),
      },
    ];
  });
}

/** What has to change for a lead to be in. */
export type Change =
  | { kind: 'in' }
  | { kind: 'clash'; clash: Clash }
  /** Taking it costs `loss` of the objective; it would be chosen with this much more output in the target year (亿元). */
  | { kind: 'output'; loss: number; output: number; expected: number; out: string[]; open: number }
  | { kind: 'no-answer' };

/**
 * What would have to change for one lead to be chosen, by solving again with it forced in. For the objective output the
 * answer is exact up to the gaps: the objective is linear in its output, so it comes in when its expected output in the
 * target year rises by what forcing it in costs. A vetoed lead is treated as if the veto were lifted.
 */
export function changeFor(
  input: PortfolioInput,
  chosen: PortfolioChoice,
  lead: string,
  solve: Solve,
  seconds = 10,
): Change {
  if (chosen.best.picks.some((pick) => pick.lead === lead)) return { kind: 'in' };
  const forced: PortfolioInput = {
    ...input,
    leads: input.leads.map((one) => (one.id === lead ? { ...one, required: true, vetoes: [] } : one)),
  };
  const model = portfolioMilp(forced);
  const solved = solve(model.milp, { gap: 5e-4, seconds });
  if (solved.status === 'infeasible')
    return { kind: 'clash', clash: clashOf(model.milp, solve, (label) => ruleName(forced, label)) };
  if (!solved.x) return { kind: 'no-answer' };
  const picks = picksOf(forced, model, solved.x);
  const loss = Math.max(0, chosen.value - solved.value);
  const it = picks.filter((pick) => pick.lead === lead);
  return {
    kind: 'output',
    loss,
    output: input.objective === 'output' ? loss : outputForHit(forced, picks),
    expected: expectedOf(forced, it),
    out: chosen.best.picks.filter((pick) => !picks.some((one) => one.lead === pick.lead)).map((pick) => pick.lead),
    open: solved.bound - solved.value + (chosen.bound - chosen.value),
  };
}

/** For the objective probability: the smallest addition to the portfolio with the lead that would reach one more scenario. */
function outputForHit(input: PortfolioInput, picks: readonly Pick[]): number {
  const at = picks.map((pick) => ({ n: input.leads.findIndex((lead) => lead.id === pick.lead), year: pick.year }));
  const short = input.scenarios.map(
    (scenario) =>
      (input.target.output ?? 0) -
      at.reduce((sum, { n, year }) => sum + scenarioOutput(input, n, year, scenario), scenario.base),
  );
  const missing = short.filter((one) => one > 0);
  return missing.length === 0 ? 0 : Math.min(...missing);
}

import type { Text } from '../measure/index.ts';
import { attainment, brokenRules, expectedOf, limitYears, ruleName, usage } from './check.ts';
import { clashOf, type Clash } from './clash.ts';
import { greedyByTax } from './greedy.ts';
import { gapOf, type Solve, type Solved } from './milp.ts';
import type { Pick, PortfolioInput } from './model.ts';
import { picksOf, portfolioMilp, startFrom, type PortfolioMilp } from './portfolio-milp.ts';
import { scenarioOutput } from './scenario.ts';
import { whyLeftOut, type LeftOut } from './left-out.ts';

export interface ChooseOptions {
  /** Largest proven gap that is good enough; default 0.005. */
  gap?: number;
  /** Time for the main solve; default 16 s. */
  seconds?: number;
  onProgress?: (step: Text, value: number | null, bound: number | null) => void;
}

/** A set of picks and what it is worth. */
export interface Portfolio {
  picks: Pick[];
  /** Expected output of the picks in the target year, 亿元. */
  output: number;
  /** Probability that the target's output is reached; null where none is asked for. */
  probability: number | null;
  /** 万元 a year when all run. */
  tax: number;
  jobs: number;
}

export interface LimitUse {
  limit: string;
  name: string;
  year: number;
  used: number;
  max: number | null;
  min: number | null;
  /** Gain of the objective for one unit more of a maximum or less of a minimum, in the linear relaxation: at the margin, not for a large step. */
  price: number;
}

export interface PortfolioChoice {
  status: 'optimal' | 'time-limit';
  objective: 'output' | 'probability';
  /** Of the objective: 亿元, or a probability. */
  value: number;
  /** No portfolio has a value above it. */
  bound: number;
  gap: number;
  best: Portfolio;
  /** The practice today beside it; `ratio` is best ÷ greedy on the objective, null where greedy has none. */
  greedy: Portfolio & { value: number; ratio: number | null; breaks: string[] };
  limits: LimitUse[];
  leftOut: LeftOut[];
  /** Spent inside the solver. */
  seconds: number;
}

export type PortfolioResult =
  | PortfolioChoice
  | { status: 'infeasible'; clash: Clash }
  | { status: 'no-answer'; why: Text };

/**
 * The best portfolio, exactly where time allows: a mixed-integer programme, with the gap that is proven. The greedy
 * choice is handed to the solver as its start, so the result is never worse. An input that cannot be met gives the
 * rules that clash. `input` must have passed `checkPortfolio`.
 */
export function choosePortfolio(input: PortfolioInput, solve: Solve, options: ChooseOptions = {}): PortfolioResult {
  const model = portfolioMilp(input);
  const tell = (zh: string, en: string) => (value: number | null, bound: number | null) =>
    options.onProgress?.({ zh, en }, value, bound);
  tell('按亩均税收排序', 'Ranking by per-mu tax')(null, null);
  const greedyPicks = greedyByTax(input);
  const breaks = brokenRules(input, greedyPicks);
  const relaxed = solve(model.milp, { relax: true });
  if (relaxed.status === 'infeasible')
    return { status: 'infeasible', clash: clashOf(model.milp, solve, (label) => ruleName(input, label)) };
  const limit = options.seconds ?? 16;
  const looking = tell('找好的起点', 'Looking for a good start');
  looking(null, relaxed.bound);
  const closed = closeHits(input, model, solve);
  const first = startOf(input, model, greedyPicks, breaks.length === 0, solve, limit, (value) =>
    looking(value, relaxed.bound),
  );
  const solved = solve(model.milp, {
    gap: options.gap ?? 0.005,
    seconds: Math.max(1, limit - first.seconds - relaxed.seconds - closed),
    ...(first.x && { start: first.x }),
    onProgress: tell('求最优组合', 'Searching the best portfolio'),
  });
  if (solved.status === 'infeasible')
    return { status: 'infeasible', clash: clashOf(model.milp, solve, (label) => ruleName(input, label)) };
  if (!solved.x)
    return {
      status: 'no-answer',
      why: {
        zh: '限时内没有找到可行的组合：放宽时限或减少约束。',
        en: 'No portfolio was found in time: allow more time, or fewer limits.',
      },
    };
  const picks = picksOf(input, model, solved.x);
  const best = portfolioOf(input, picks);
  const value = valueOf(input, best);
  const greedy = portfolioOf(input, greedyPicks);
  const greedyValue = valueOf(input, greedy);
  const bound = Math.max(value, Math.min(solved.bound, relaxed.bound));
  return {
    status: solved.status === 'optimal' ? 'optimal' : 'time-limit',
    objective: input.objective,
    value,
    bound,
    gap: gapOf(value, bound),
    best,
    greedy: {
      ...greedy,
      value: greedyValue,
      ratio: greedyValue > 0 ? value / greedyValue : null,
      breaks: breaks.map((label) => ruleName(input, label).zh),
    },
    limits: limitUses(input, model, relaxed, picks),
    leftOut: whyLeftOut(input, model, relaxed, picks),
    seconds: relaxed.seconds + closed + first.seconds + solved.seconds,
  };
}

export function portfolioOf(input: PortfolioInput, picks: Pick[]): Portfolio {
  const taken = input.leads.filter((lead) => picks.some((pick) => pick.lead === lead.id));
  return {
    picks,
    output: expectedOf(input, picks),
    probability: attainment(input, picks),
    tax: taken.reduce((sum, lead) => sum + lead.tax, 0),
    jobs: taken.reduce((sum, lead) => sum + lead.jobs, 0),
  };
}

export function valueOf(input: PortfolioInput, portfolio: Portfolio): number {
  return input.objective === 'output' ? portfolio.output : (portfolio.probability ?? 0);
}

/**
 * Rules out the scenarios that no portfolio can save: those whose target stays out of reach even when everything is
 * chosen, in parts, for that scenario alone. It tightens the bound and changes no solution. Gives the seconds it took.
 */
function closeHits(input: PortfolioInput, model: PortfolioMilp, solve: Solve): number {
  let seconds = 0;
  const rows = model.milp.rows.filter((row) => !model.hits.some((hit) => row.index.includes(hit.column)));
  for (const { column, scenario } of model.hits) {
    const it = input.scenarios[scenario];
    if (!it) continue;
    const cost = model.milp.cost.map(() => 0);
    for (const choice of model.choices) cost[choice.column] = scenarioOutput(input, choice.lead, choice.year, it);
    const most = solve({ ...model.milp, rows, cost }, { relax: true });
    seconds += most.seconds;
    if (most.status === 'optimal' && it.base + most.value < (input.target.output ?? 0) * (1 - 1e-9))
      model.milp.upper[column] = 0;
  }
  return seconds;
}

/**
 * Where to begin. For output: the greedy choice. For probability, a linear programme is far easier than one with a
 * yes or no for every scenario, so the search climbs by linear ones: first the highest expected output, then the highest
 * output weighted towards the scenarios that are just missed or just reached (the gradient of the probability smoothed
 * by a normal kernel), each from the portfolio before.
 */
function startOf(
  input: PortfolioInput,
  model: PortfolioMilp,
  greedy: Pick[],
  feasible: boolean,
  solve: Solve,
  limit: number,
  report: (value: number) => void,
): { x: Float64Array | null; seconds: number } {
  let best = feasible ? { picks: greedy, value: valueOf(input, portfolioOf(input, greedy)) } : null;
  if (input.objective === 'output' || !model.milp.integer.includes(true))
    return { x: best && startFrom(input, model, best.picks), seconds: 0 };
  const outputs = model.choices.map((choice) =>
    input.scenarios.map((scenario) => scenarioOutput(input, choice.lead, choice.year, scenario)),
  );
  let weights = input.scenarios.map((scenario) => scenario.weight);
  let seconds = 0;
  for (let step = 0; step < 6 && seconds < limit * 0.6; step++) {
    const cost = model.milp.cost.map(() => 0);
    for (const [n, choice] of model.choices.entries())
      cost[choice.column] = (outputs[n] ?? []).reduce((sum, output, s) => sum + output * (weights[s] ?? 0), 0);
    const hits = model.hits.map((hit) => hit.column);
    const solved = solve(
      {
        ...model.milp,
        cost,
        lower: model.milp.lower,
        integer: model.milp.integer.map((whole, n) => whole && !hits.includes(n)),
      },
      { gap: 0.003, seconds: limit / 6, ...(best && { start: startFrom(input, model, best.picks) }) },
    );
    seconds += solved.seconds;
    if (!solved.x) break;
    const picks = picksOf(input, model, solved.x);
    const value = valueOf(input, portfolioOf(input, picks));
    if (best === null || value > best.value) best = { picks, value };
    report(best.value);
    const x = solved.x;
    const over = input.scenarios.map(
      (scenario, s) =>
        model.choices.reduce(
          (sum, choice, n) => sum + ((x[choice.column] ?? 0) > 0.5 ? (outputs[n]?.[s] ?? 0) : 0),
          scenario.base,
        ) - (input.target.output ?? 0),
    );
    const width = Math.max(1e-9, Math.sqrt(over.reduce((sum, one) => sum + one * one, 0) / over.length) / (1 + step));
    weights = over.map((one, s) => (input.scenarios[s]?.weight ?? 0) * Math.exp(-0.5 * (one / width) ** 2));
  }
  return { x: best && startFrom(input, model, best.picks), seconds };
}

function limitUses(input: PortfolioInput, model: PortfolioMilp, relaxed: Solved, picks: readonly Pick[]): LimitUse[] {
  const rows = model.milp.rows.flatMap((row, n) =>
    row.label.startsWith('limit:') ? [relaxed.rowPrice?.[n] ?? 0] : [],
  );
  const years = input.limits.flatMap((limit) => limitYears(input, limit).map((year) => ({ limit, year })));
  return years.map(({ limit, year }, n) => ({
    limit: limit.id,
    name: limit.name ?? limit.id,
    year,
    used: usage(input, limit, year, picks),
    max: limit.max ?? null,
    min: limit.min ?? null,
    price: Math.abs(rows[n] ?? 0),
  }));
}

import { amountOf, concerns, isHeld, limitYears, yearsOf } from './check.ts';
import { addColumn, addRow, emptyMilp, type Milp } from './milp.ts';
import type { Lead, Pick, PortfolioInput } from './model.ts';
import { expectedOutput, scenarioOutput } from './scenario.ts';

/** One way of taking a lead: it starts in `year`. */
export interface Choice {
  column: number;
  lead: number;
  year: number;
  /** 亿元 in the target year. */
  expected: number;
}

export interface PortfolioMilp {
  milp: Milp;
  choices: Choice[];
  plots: { column: number; lead: number; plot: string }[];
  /** Columns that say whether a scenario reaches the target; empty unless that is the objective. */
  hits: { column: number; scenario: number }[];
}

/**
 * The portfolio as a MILP. A binary for every lead and start year; a binary for every lead and plot where plots are
 * named. Expected output is linear, so under that objective all scenarios collapse into one coefficient a choice,
 * exactly. The probability of reaching the target needs one binary a scenario: Σ output ≥ need · hit, with each
 * output cut to the need (it changes no solution and tightens the relaxation).
 */
export function portfolioMilp(input: PortfolioInput): PortfolioMilp {
  const milp = emptyMilp();
  const model: PortfolioMilp = { milp, choices: [], plots: [], hits: [] };
  const byLead: Choice[][] = input.leads.map((lead, n) => {
    if ((lead.vetoes?.length ?? 0) > 0) return [];
    return lead.starts.map((year) => {
      const expected = expectedOutput(input, n, year);
      return {
        column: addColumn(milp, input.objective === 'output' ? expected : 0, 0, 1, true),
        lead: n,
        year,
        expected,
      };
    });
  });
  model.choices = byLead.flat();
  const ones = (choices: readonly Choice[]) => choices.map((choice) => [choice.column, 1] as const);
  const leadOf = (choice: Choice) => input.leads[choice.lead] as Lead;
  for (const [n, lead] of input.leads.entries()) {
    const choices = byLead[n] as Choice[];
    if (choices.length > 1) addRow(milp, '', ones(choices), 0, 1);
    if (lead.required) addRow(milp, `required:${lead.id}`, ones(choices), 1, Infinity);
    if (!lead.plots?.length || choices.length === 0) continue;
    const columns = lead.plots.map((plot) => {
      const column = addColumn(milp, 0, 0, 1, true);
      model.plots.push({ column, lead: n, plot });
      return [column, -1] as const;
    });
    addRow(milp, '', [...ones(choices), ...columns], 0, 0);
  }
  for (const limit of input.limits) {
    const held = isHeld(input, limit);
    for (const year of limitYears(input, limit)) {
      const terms = model.choices
        .filter((choice) => concerns(limit, leadOf(choice)) && (held ? choice.year <= year : choice.year === year))
        .map((choice) => [choice.column, amountOf(limit, leadOf(choice))] as const);
      addRow(milp, `limit:${limit.id}`, terms, limit.min ?? -Infinity, limit.max ?? Infinity);
    }
  }
  for (const balance of input.balances) {
    for (const year of yearsOf(input)) {
      const terms = model.choices
        .filter((choice) => choice.year <= year)
        .map((choice) => [choice.column, -(leadOf(choice).flows?.[balance.product] ?? 0)] as const);
      addRow(milp, `balance:${balance.id}`, terms, -Infinity, balance.surplus);
    }
  }
  for (const plot of input.plots) {
    const terms = model.plots
      .filter((one) => one.plot === plot.id)
      .map((one) => [one.column, input.leads[one.lead]?.needs.land ?? 0] as const);
    if (terms.length > 0) addRow(milp, `plot:${plot.id}`, terms, -Infinity, plot.area);
  }
  const index = new Map(input.leads.map((lead, n) => [lead.id, n]));
  const choicesOf = (id: string) => byLead[index.get(id) ?? -1] ?? [];
  for (const [n, group] of input.exclusions.entries())
    addRow(milp, `exclusion:${n + 1}`, ones(group.flatMap(choicesOf)), -Infinity, 1);
  for (const { before, after, lag } of input.precedence) {
    for (const year of yearsOf(input)) {
      const then = choicesOf(after).filter((choice) => choice.year <= year);
      const first = choicesOf(before).filter((choice) => choice.year + lag <= year);
      if (then.length > 0)
        addRow(
          milp,
          `order:${before}>${after}`,
          [...ones(then), ...first.map((choice) => [choice.column, -1] as const)],
          -Infinity,
          0,
        );
    }
  }
  if (input.objective === 'probability') addHits(input, model);
  return model;
}

function addHits(input: PortfolioInput, model: PortfolioMilp): void {
  const all = input.scenarios.reduce((sum, scenario) => sum + scenario.weight, 0);
  for (const [n, scenario] of input.scenarios.entries()) {
    const column = addColumn(model.milp, scenario.weight / all, 0, 1, true);
    model.hits.push({ column, scenario: n });
    const need = (input.target.output ?? 0) - scenario.base;
    if (need <= 0) continue;
    const terms = model.choices.map(
      (choice) =>
        [choice.column, Math.min(1, scenarioOutput(input, choice.lead, choice.year, scenario) / need)] as const,
    );
    addRow(model.milp, '', [...terms, [column, -1]], 0, Infinity);
  }
}

/** The picks that a solution stands for, in the order of the leads. */
export function picksOf(input: PortfolioInput, model: PortfolioMilp, x: ArrayLike<number>): Pick[] {
  return model.choices
    .filter((choice) => (x[choice.column] ?? 0) > 0.5)
    .map((choice) => {
      const plot = model.plots.find((one) => one.lead === choice.lead && (x[one.column] ?? 0) > 0.5)?.plot;
      return { lead: (input.leads[choice.lead] as Lead).id, year: choice.year, ...(plot !== undefined && { plot }) };
    });
}

/** The solution that picks stand for, to begin a solve with. */
export function startFrom(input: PortfolioInput, model: PortfolioMilp, picks: readonly Pick[]): Float64Array {
  const x = new Float64Array(model.milp.cost.length);
  const by = new Map(picks.map((pick) => [pick.lead, pick]));
  const taken = model.choices.filter((choice) => by.get((input.leads[choice.lead] as Lead).id)?.year === choice.year);
  for (const choice of taken) x[choice.column] = 1;
  for (const one of model.plots) if (by.get((input.leads[one.lead] as Lead).id)?.plot === one.plot) x[one.column] = 1;
  for (const { column, scenario } of model.hits) {
    const it = input.scenarios[scenario];
    if (!it) continue;
    const sum = taken.reduce((total, choice) => total + scenarioOutput(input, choice.lead, choice.year, it), it.base);
    x[column] = sum >= (input.target.output ?? 0) ? 1 : 0;
  }
  return x;
}

import { isProblem, problem, type Problem, type Text } from '../measure/index.ts';
import type { Lead, Limit, Pick, PortfolioInput } from './model.ts';
import { expectedOutput, scenarioOutput } from './scenario.ts';

const EPS = 1e-6;

/** Whether a limit speaks of this lead. */
export function concerns(limit: Limit, lead: Lead): boolean {
  return (
    (limit.park === undefined || limit.park === lead.park) && (limit.node === undefined || limit.node === lead.node)
  );
}

export function amountOf(limit: Limit, lead: Lead): number {
  return limit.of === 'count' ? 1 : (lead.needs[limit.of] ?? 0);
}

/** Whether what the limit speaks of is used from the start year on. */
export function isHeld(input: PortfolioInput, limit: Limit): boolean {
  return limit.of === 'count' || input.resources.find((resource) => resource.id === limit.of)?.use === 'held';
}

/** The years in which a limit without `year` is looked at: what is held only grows, so the last year says it all. */
export function limitYears(input: PortfolioInput, limit: Limit): number[] {
  if (limit.year !== undefined) return [limit.year];
  return isHeld(input, limit) ? [input.years.to] : yearsOf(input);
}

export function yearsOf(input: PortfolioInput): number[] {
  return Array.from({ length: input.years.to - input.years.from + 1 }, (_, n) => input.years.from + n);
}

export function leadsById(input: PortfolioInput): Map<string, Lead> {
  return new Map(input.leads.map((lead) => [lead.id, lead]));
}

/** How much of a limit the picks use in a year, in the resource's unit. */
export function usage(
  input: PortfolioInput,
  limit: Limit,
  year: number,
  picks: readonly Pick[],
  leads = leadsById(input),
): number {
  const held = isHeld(input, limit);
  let sum = 0;
  for (const pick of picks) {
    const lead = leads.get(pick.lead);
    if (lead && concerns(limit, lead) && (held ? pick.year <= year : pick.year === year)) sum += amountOf(limit, lead);
  }
  return sum;
}

/** Every rule that a set of picks breaks, by its label; empty when it may be done. Knows nothing of the optimiser. */
export function brokenRules(input: PortfolioInput, picks: readonly Pick[]): string[] {
  const broken: string[] = [];
  const at = new Map(picks.map((pick) => [pick.lead, pick.year]));
  const leads = leadsById(input);
  const exceeds = (value: number, max: number) => value > max + EPS * Math.max(1, Math.abs(max));
  if (at.size < picks.length) broken.push('twice');
  for (const { lead: id, year, plot } of picks) {
    const lead = leads.get(id);
    if (!lead || !lead.starts.includes(year) || (lead.vetoes?.length ?? 0) > 0) broken.push(`pick:${id}`);
    else if ((lead.plots?.length ?? 0) > 0 ? plot === undefined || !lead.plots?.includes(plot) : plot !== undefined)
      broken.push(`pick:${id}`);
  }
  for (const lead of input.leads) if (lead.required && !at.has(lead.id)) broken.push(`required:${lead.id}`);
  for (const limit of input.limits) {
    for (const year of limitYears(input, limit)) {
      const used = usage(input, limit, year, picks, leads);
      if (
        (limit.max !== undefined && exceeds(used, limit.max)) ||
        (limit.min !== undefined && exceeds(-used, -limit.min))
      )
        broken.push(`limit:${limit.id}`);
    }
  }
  for (const balance of input.balances) {
    for (const year of yearsOf(input)) {
      let net = 0;
      for (const pick of picks) if (pick.year <= year) net -= leads.get(pick.lead)?.flows?.[balance.product] ?? 0;
      if (exceeds(net, balance.surplus)) broken.push(`balance:${balance.id}`);
    }
  }
  for (const plot of input.plots) {
    const area = picks.reduce(
      (sum, pick) => sum + (pick.plot === plot.id ? (leads.get(pick.lead)?.needs.land ?? 0) : 0),
      0,
    );
    if (exceeds(area, plot.area)) broken.push(`plot:${plot.id}`);
  }
  for (const [n, group] of input.exclusions.entries())
    if (group.filter((id) => at.has(id)).length > 1) broken.push(`exclusion:${n + 1}`);
  for (const { before, after, lag } of input.precedence) {
    const first = at.get(before);
    const then = at.get(after);
    if (then !== undefined && (first === undefined || first + lag > then)) broken.push(`order:${before}>${after}`);
  }
  return [...new Set(broken)];
}

/** Expected output of the picks in the target year, 亿元, without what comes from elsewhere. */
export function expectedOf(input: PortfolioInput, picks: readonly Pick[]): number {
  return picks.reduce(
    (sum, pick) =>
      sum +
      expectedOutput(
        input,
        input.leads.findIndex((lead) => lead.id === pick.lead),
        pick.year,
      ),
    0,
  );
}

/** Weighted share of the scenarios in which the target's output is reached; null where no output is asked for. */
export function attainment(input: PortfolioInput, picks: readonly Pick[]): number | null {
  const { output } = input.target;
  if (output === undefined || input.scenarios.length === 0) return null;
  const chosen = picks.map((pick) => ({ n: input.leads.findIndex((lead) => lead.id === pick.lead), year: pick.year }));
  let hit = 0;
  let all = 0;
  for (const scenario of input.scenarios) {
    const sum = chosen.reduce((total, { n, year }) => total + scenarioOutput(input, n, year, scenario), scenario.base);
    all += scenario.weight;
    if (sum >= output - EPS) hit += scenario.weight;
  }
  return hit / all;
}

/** The first thing that is wrong with an input whose shape is right: ids, references, years, lengths. */
export function checkPortfolio(input: PortfolioInput): PortfolioInput | Problem {
  const { from, to } = input.years;
  const wrong = (code: string, zh: string, en: string) => problem(`portfolio-${code}`, zh, en);
  if (to < from || to - from > 30)
    return wrong(
      'years',
      '起止年份不对：止年不早于起年，最多 30 年。',
      'Years: the last must not lie before the first, and at most 30 years apart.',
    );
  if (input.objective === 'probability' && input.target.output === undefined)
    return wrong(
      'no-target',
      '按达成概率选择需要 target.output(亿元)。',
      'The objective probability needs target.output (亿元).',
    );
  if (input.objective === 'probability' && input.scenarios.length === 0)
    return wrong(
      'no-scenarios',
      '按达成概率选择需要情景(scenarios 或 sample)。',
      'The objective probability needs scenarios (scenarios or sample).',
    );
  const leads = unique('leads', input.leads);
  const plots = unique('plots', input.plots);
  for (const part of [
    leads,
    plots,
    unique('limits', input.limits),
    unique('balances', input.balances),
    unique('resources', input.resources),
  ])
    if (isProblem(part)) return part;
  const known = leads as Set<string>;
  const resources = new Set(input.resources.map((resource) => resource.id));
  for (const lead of input.leads) {
    const odd = Object.keys(lead.needs).find((id) => !resources.has(id));
    if (odd)
      return wrong(
        'no-resource',
        `项目 ${lead.id} 用到没有定义的资源 ${odd}。`,
        `Lead ${lead.id} needs the resource ${odd}, which is not defined.`,
      );
    const year = lead.starts.find((one) => one < from || one > to);
    if (year !== undefined)
      return wrong(
        'start-outside',
        `项目 ${lead.id} 的开工年 ${year} 不在 ${from}—${to} 内。`,
        `Lead ${lead.id}: the start ${year} lies outside ${from} to ${to}.`,
      );
    const plot = lead.plots?.find((one) => !(plots as Set<string>).has(one));
    if (plot !== undefined)
      return wrong(
        'no-plot',
        `项目 ${lead.id} 的地块 ${plot} 没有定义。`,
        `Lead ${lead.id}: there is no plot ${plot}.`,
      );
  }
  for (const limit of input.limits) {
    if (limit.of !== 'count' && !resources.has(limit.of))
      return wrong(
        'no-resource',
        `约束 ${limit.id} 的资源 ${limit.of} 没有定义。`,
        `Limit ${limit.id}: the resource ${limit.of} is not defined.`,
      );
    if (limit.max === undefined && limit.min === undefined)
      return wrong(
        'no-bound',
        `约束 ${limit.id} 既没有 max 也没有 min。`,
        `Limit ${limit.id} has neither max nor min.`,
      );
  }
  for (const id of [...input.exclusions.flat(), ...input.precedence.flatMap((one) => [one.before, one.after])])
    if (!known.has(id))
      return wrong(
        'no-lead',
        `互斥或先后关系里的项目 ${id} 没有定义。`,
        `Exclusion or precedence names the lead ${id}, which is not defined.`,
      );
  const short = input.scenarios.findIndex(
    (one) => one.rate.length !== input.leads.length || one.delay.length !== input.leads.length,
  );
  if (short >= 0)
    return wrong(
      'scenario-length',
      `第 ${short + 1} 个情景的 rate、delay 应各有 ${input.leads.length} 个数。`,
      `Scenario ${short + 1}: rate and delay must each have ${input.leads.length} numbers.`,
    );
  return input;
}

function unique(part: string, items: readonly { id: string }[]): Set<string> | Problem {
  const seen = new Set<string>();
  for (const { id } of items) {
    if (seen.has(id)) return problem('portfolio-twice', `${part} 里 ${id} 出现两次。`, `${part}: ${id} stands twice.`);
    seen.add(id);
  }
  return seen;
}

/** A rule by its label in words: 约束“用地”, 项目 … 须入选. */
export function ruleName(input: PortfolioInput, label: string): Text {
  const [kind = '', id = ''] = [label.slice(0, label.indexOf(':')), label.slice(label.indexOf(':') + 1)];
  const named = (items: readonly { id: string; name?: string }[]) => items.find((item) => item.id === id)?.name ?? id;
  if (kind === 'limit') return { zh: `约束“${named(input.limits)}”`, en: `limit “${named(input.limits)}”` };
  if (kind === 'balance')
    return { zh: `链上平衡“${named(input.balances)}”`, en: `chain balance “${named(input.balances)}”` };
  if (kind === 'plot') return { zh: `地块 ${id} 的面积`, en: `area of plot ${id}` };
  if (kind === 'plots') return { zh: '可选地块', en: 'its plots' };
  if (kind === 'required')
    return { zh: `项目“${named(input.leads)}”须入选`, en: `lead “${named(input.leads)}” must be taken` };
  if (kind === 'exclusion') return { zh: `第 ${id} 组互斥项目`, en: `exclusion group ${id}` };
  return { zh: `先后关系 ${id}`, en: `order ${id}` };
}

import type { Lead, PortfolioInput, Scenario } from './model.ts';
import { normal, normalBelow, seeded } from '../random/index.ts';

/** What became of an earlier lead: the share of its promised output that came, and by how many years later. */
export interface Delivery {
  /** Group of comparable leads, e.g. a chain node; leads of a group draw on its own history first. */
  group?: string;
  rate: number;
  delay: number;
}

export interface SampleOptions {
  count: number;
  seed: number;
  /** Output of everything else in the target year, 亿元: mean and standard deviation of a normal distribution. */
  base: { mean: number; sd: number };
  /** How much leads share their luck, from 0 to below 1 (one factor of a Gaussian copula). Our choice where nothing is known: 0.2. */
  correlation: number;
}

/** Output of a lead in 亿元, `age` years after its start; between whole years in a straight line, nothing before. */
export function outputAt(lead: Lead, age: number): number {
  const year = Math.floor(age);
  const share = age - year;
  const at = (n: number) => (n < 0 ? 0 : (lead.output[Math.min(n, lead.output.length - 1)] ?? 0));
  return at(year) * (1 - share) + at(year + 1) * share;
}

/** Output of a lead in the target year under one scenario, when it starts in `start`, 亿元. */
export function scenarioOutput(input: PortfolioInput, lead: number, start: number, scenario: Scenario): number {
  const it = input.leads[lead] as Lead;
  return (scenario.rate[lead] ?? 1) * outputAt(it, input.target.year - start - (scenario.delay[lead] ?? 0));
}

/** Expected output of a lead in the target year over all scenarios, 亿元; exact, since expectation is linear. */
export function expectedOutput(input: PortfolioInput, lead: number, start: number): number {
  let sum = 0;
  let weights = 0;
  for (const scenario of input.scenarios) {
    sum += scenario.weight * scenarioOutput(input, lead, start, scenario);
    weights += scenario.weight;
  }
  return weights === 0 ? outputAt(input.leads[lead] as Lead, input.target.year - start) : sum / weights;
}

/**
 * Draws scenarios from the history of promise and delivery. Each lead takes a past case: with n cases in its own group,
 * one of them with probability n ÷ (n + 8), else any case (shrinkage; 8 is our choice). Within the cases, ordered by
 * rate, the place is drawn through a Gaussian copula with one common factor, so that the margins are those of the
 * history while good and bad times hit all leads together. Without history every lead delivers what it promised.
 */
export function sampleScenarios(
  leads: readonly Lead[],
  history: readonly Delivery[],
  options: SampleOptions,
): Scenario[] {
  const random = seeded(options.seed);
  const byRate = (a: Delivery, b: Delivery) => a.rate - b.rate || b.delay - a.delay;
  const all = history.toSorted(byRate);
  const groups = new Map<string, Delivery[]>();
  for (const one of all) if (one.group !== undefined) groups.set(one.group, [...(groups.get(one.group) ?? []), one]);
  const common = Math.sqrt(options.correlation);
  const own = Math.sqrt(1 - options.correlation);
  return Array.from({ length: options.count }, () => {
    const factor = normal(random);
    const scenario: Scenario = {
      weight: 1,
      base: Math.max(0, options.base.mean + options.base.sd * (common * factor + own * normal(random))),
      rate: [],
      delay: [],
    };
    for (const lead of leads) {
      const near = groups.get(lead.node ?? '') ?? [];
      const cases = random() < near.length / (near.length + 8) ? near : all;
      const place = normalBelow(common * factor + own * normal(random));
      const one = cases[Math.min(cases.length - 1, Math.floor(place * cases.length))];
      scenario.rate.push(one?.rate ?? 1);
      scenario.delay.push(one?.delay ?? 0);
    }
    return scenario;
  });
}

import { brokenRules } from './check.ts';
import type { Lead, Pick, PortfolioInput } from './model.ts';

/** 万元 of promised tax a year for each 亩; a lead that needs no land comes first. */
export function perMuTax(lead: Lead): number {
  const land = lead.needs.land ?? 0;
  return land > 0 ? lead.tax / land : Infinity;
}

/**
 * The practice today, as a baseline: required leads first, then by per-mu tax from the highest (ties by id), each in
 * its earliest year and on its first plot that breaks no rule. Minima cannot be aimed at this way and are not asked for.
 */
export function greedyByTax(input: PortfolioInput): Pick[] {
  const maxima: PortfolioInput = {
    ...input,
    limits: input.limits.filter((limit) => limit.max !== undefined).map((limit) => ({ ...limit, min: 0 })),
    leads: input.leads.map((lead) => ({ ...lead, required: false })),
  };
  const order = input.leads
    .filter((lead) => (lead.vetoes?.length ?? 0) === 0)
    .toSorted(
      (a, b) =>
        Number(b.required ?? false) - Number(a.required ?? false) ||
        compare(perMuTax(b), perMuTax(a)) ||
        (a.id < b.id ? -1 : 1),
    );
  const picks: Pick[] = [];
  let rest = order;
  // A lead that waits for another one gets its turn again once that one is in.
  for (let more = true; more;) {
    more = false;
    const waiting: Lead[] = [];
    for (const lead of rest) {
      const pick = waysOf(lead).find((way) => brokenRules(maxima, [...picks, way]).length === 0);
      if (pick) {
        picks.push(pick);
        more = true;
      } else waiting.push(lead);
    }
    rest = waiting;
  }
  return picks;
}

function compare(a: number, b: number): number {
  return a === b ? 0 : a - b;
}

function waysOf(lead: Lead): Pick[] {
  const years = lead.starts.toSorted((a, b) => a - b);
  return years.flatMap((year): Pick[] =>
    lead.plots?.length ? lead.plots.map((plot) => ({ lead: lead.id, year, plot })) : [{ lead: lead.id, year }],
  );
}

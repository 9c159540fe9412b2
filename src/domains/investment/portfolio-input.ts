import type { z } from 'zod';
import {
  checkPortfolio,
  type Delivery,
  type Lead,
  type Limit,
  type PortfolioInput,
  RESOURCES,
  sampleScenarios,
} from '../../core/decide/index.ts';
import { isProblem } from '../../core/measure/index.ts';
import { allRecords, numberIn, textIn } from '../../evidence/reading/all.ts';
import type { HeldRecord } from '../../evidence/reading/records.ts';
import type { Snapshot } from '../../evidence/reading/snapshot.ts';
import type { Store } from '../../evidence/store/store.ts';
import type { Reach } from '../../http/access.ts';
import { Problem } from '../../http/problem.ts';
import type { startPortfolio } from './api.ts';
import { findDuplicates } from './duplicates.ts';
import { screened } from './lead.ts';

export type PortfolioRequest = z.output<typeof startPortfolio.body>;

const scenarioCount = 100;
const seed = 520181;

/** Leads that are still open: nobody has signed them and nobody has given them up. */
export function openLeads(leads: readonly HeldRecord[]): HeldRecord[] {
  return leads.filter((lead) => lead.stage === 'lead' || lead.stage === 'talks' || lead.stage === 'visit');
}

/**
 * The problem that the optimiser is given, from the registers: open leads with what they need and promise, vetoes from
 * the screens, land and quotas that the parks have left, doubles as mutual exclusions, and scenarios of rate and delay
 * drawn from what earlier leads delivered. Throws a Problem (422) when there is nothing to choose from.
 */
export async function portfolioInput(
  store: Store,
  snapshot: Snapshot,
  reach: Reach,
  request: PortfolioRequest,
): Promise<{ input: PortfolioInput; demo: boolean }> {
  const [leads, parks, plots] = await Promise.all([
    allRecords(store, snapshot, 'leads', reach),
    allRecords(store, snapshot, 'parks', reach),
    allRecords(store, snapshot, 'plots', reach),
  ]);
  if (request.from > request.to)
    throw new Problem({
      status: 422,
      code: 'years',
      zh: '起始年晚于目标年。',
      en: 'The first year is after the last.',
      where: 'body.from',
    });
  if (request.objective === 'probability' && request.target === null)
    throw new Problem({
      status: 422,
      code: 'target-missing',
      zh: '按达成概率选择要先给出产值目标。',
      en: 'To choose by probability, give the output to be reached.',
      where: 'body.target',
    });
  const vacant = plots.filter((plot) => plot.values.state === 'vacant');
  const chosen = openLeads(leads).flatMap((record): Lead[] => {
    const output = numberIn(record, 'output');
    const land = numberIn(record, 'land');
    if (output === null || land === null) return [];
    const park = textIn(record, 'park');
    const node = textIn(record, 'node');
    const first = Math.max(request.from, numberIn(record, 'first_start') ?? request.from);
    const starts = Array.from({ length: Math.max(0, request.to - first + 1) }, (_, n) => first + n);
    const plotsFor = vacant
      .filter((plot) => textIn(plot, 'park') === park && (numberIn(plot, 'area') ?? 0) >= land)
      .map((plot) => plot.id);
    const vetoes = [
      ...screened(record).vetoes.map((veto) => veto.name.zh),
      ...(request.plots && plotsFor.length === 0 ? ['园区没有够大的空地块'] : []),
      ...(starts.length === 0 ? [`最早 ${numberIn(record, 'first_start')} 年才能开工`] : []),
    ];
    return [
      {
        id: record.id,
        name: textIn(record, 'name') ?? record.id,
        ...(park !== null && { park }),
        ...(node !== null && { node }),
        needs: {
          land,
          ...Object.fromEntries(
            [
              ['energy', 'energy'],
              ['emission', 'emission'],
              ['water', 'water'],
              ['labour', 'jobs'],
              ['budget', 'budget'],
            ].map(([resource = '', field = '']) => [resource, numberIn(record, field) ?? 0]),
          ),
        },
        // The ramp of a new works: half, four fifths, all of it. Our starting value.
        output: [0.5 * output, 0.8 * output, output],
        tax: numberIn(record, 'tax') ?? 0,
        jobs: numberIn(record, 'jobs') ?? 0,
        starts: starts.length > 0 ? starts : [request.to],
        ...(request.plots && { plots: plotsFor }),
        ...(vetoes.length > 0 && { vetoes }),
      },
    ];
  });
  if (chosen.length === 0)
    throw new Problem({
      status: 422,
      code: 'no-leads',
      zh: '没有可选的线索：要填好用地和产值。',
      en: 'There is no lead to choose from: land and output must be filled in.',
    });
  const history = leads.flatMap((record): Delivery[] => {
    const promised = numberIn(record, 'output');
    const delivered = numberIn(record, 'delivered_output');
    return promised === null || delivered === null || promised <= 0
      ? []
      : [{ group: textIn(record, 'node') ?? '', rate: delivered / promised, delay: numberIn(record, 'delay') ?? 0 }];
  });
  const input: PortfolioInput = {
    years: { from: request.from, to: request.to },
    target: { year: request.to, ...(request.target !== null && { output: request.target }) },
    objective: request.objective,
    leads: chosen,
    resources: [...RESOURCES],
    limits: limitsOf(request, parks, vacant),
    balances: [],
    plots: request.plots ? vacant.map((plot) => ({ id: plot.id, area: numberIn(plot, 'area') ?? 0 })) : [],
    exclusions: findDuplicates(
      chosen.map((lead) => ({
        id: lead.id,
        name: textIn(leads.find((record) => record.id === lead.id) as HeldRecord, 'firm') ?? lead.name,
      })),
    )
      .filter((found) => found.certainty === 'same')
      .map((found) => [found.a, found.b]),
    precedence: [],
    scenarios: sampleScenarios(chosen, history, {
      count: scenarioCount,
      seed,
      base: { mean: 0, sd: 0 },
      correlation: 0.2,
    }),
  };
  const checked = checkPortfolio(input);
  if (isProblem(checked)) throw new Problem({ status: 422, code: checked.code, zh: checked.zh, en: checked.en });
  return { input: checked, demo: leads.some((lead) => lead.demo) };
}

function limitsOf(request: PortfolioRequest, parks: readonly HeldRecord[], vacant: readonly HeldRecord[]): Limit[] {
  const limits: Limit[] = [];
  for (const [of, max] of Object.entries(request.limits)) {
    if (max !== null && (of === 'count' || RESOURCES.some((resource) => resource.id === of)))
      limits.push({
        id: `all-${of}`,
        name: of === 'count' ? '项目数' : (RESOURCES.find((resource) => resource.id === of)?.zh ?? of),
        of,
        max,
      });
  }
  for (const park of parks) {
    const name = textIn(park, 'name') ?? park.id;
    const land = vacant
      .filter((plot) => textIn(plot, 'park') === park.id)
      .reduce((sum, plot) => sum + (numberIn(plot, 'area') ?? 0), 0);
    limits.push({ id: `${park.id}-land`, name: `${name}空地`, of: 'land', park: park.id, max: land });
    for (const [of, field, word] of [
      ['energy', 'energy_left', '能耗指标'],
      ['emission', 'emission_left', '排放指标'],
    ] as const) {
      const left = numberIn(park, field);
      if (left !== null) limits.push({ id: `${park.id}-${of}`, name: `${name}${word}`, of, park: park.id, max: left });
    }
  }
  return limits;
}

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
import { isProblem, type Text } from '../../core/measure/index.ts';
import type { RecordOf } from '../../core/register/index.ts';
import { Problem } from '../../http/problem.ts';
import type { plots } from '../parks/index.ts';
import type { parks } from '../parks/registers.ts';
import type { startPortfolio } from './api.ts';
import { type Duplicate, isOpen, screened } from '../investment/index.ts';
import type { leads } from '../investment/registers.ts';

export type PortfolioRequest = z.output<typeof startPortfolio.body>;

const scenarioCount = 100;
/** The same request on the same lists is answered alike. */
const seed = 80;

/** What a choice is made from: leads (also in the units of the screens), parks and plots of one day. */
export interface PortfolioLists {
  leads: readonly RecordOf<typeof leads>[];
  inWan: ReadonlyMap<string, RecordOf<typeof leads>>;
  parks: readonly RecordOf<typeof parks>[];
  plots: readonly RecordOf<typeof plots>[];
  /** Leads whose investors may be one firm. */
  doubles: readonly Duplicate[];
}

/** A lead that cannot be weighed against the others, and why. */
export interface NotJudged {
  lead: string;
  name: string;
  why: Text;
}

/**
 * The problem that the optimiser is given, from the lists of a day: open leads with what they need and promise, vetoes
 * from the screens, land and quotas that the parks have left, doubles as mutual exclusions, and scenarios of rate and
 * delay drawn from what earlier leads delivered. A lead that does not say what it needs of something limited is not
 * judged: at no need it would be taken whatever it brings. Throws a Problem (422) when there is nothing to choose from.
 */
export function portfolioInput(
  lists: PortfolioLists,
  request: PortfolioRequest,
): { input: PortfolioInput; notJudged: NotJudged[] } {
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
  const vacant = lists.plots.filter((plot) => plot.state === 'vacant');
  const limits = limitsOf(request, lists.parks, vacant);
  const open = lists.leads.filter(isOpen);
  const notJudged: NotJudged[] = [];
  const chosen = open.flatMap((row): Lead[] => {
    const { id, name, output, land, park, node, first_start: earliest, tax, jobs } = row;
    const needs = {
      land,
      energy: row.energy,
      emission: row.emission,
      water: row.water,
      labour: jobs,
      budget: row.budget,
    };
    const lacks = lacking({ output, park: park?.id, needs }, limits);
    if (output === null || land === null || lacks.length > 0) {
      notJudged.push({ lead: id, name, why: notGiven(lacks) });
      return [];
    }
    const first = Math.max(request.from, earliest ?? request.from);
    const starts = Array.from({ length: Math.max(0, request.to - first + 1) }, (_, n) => first + n);
    const plotsFor = vacant.filter((plot) => plot.park.id === park?.id && plot.area >= land).map((plot) => plot.id);
    const vetoes = [
      ...screened(lists.inWan.get(id) ?? row).vetoes.map((veto) => veto.name.zh),
      ...(request.plots && plotsFor.length === 0 ? ['园区没有够大的空地块'] : []),
      ...(starts.length === 0 ? [`最早 ${earliest} 年才能开工`] : []),
    ];
    return [
      {
        id,
        name,
        ...(park !== null && { park: park.id }),
        ...(node !== null && { node: node.id }),
        needs: Object.fromEntries(
          Object.entries(needs).flatMap(([resource, need]) => (need === null ? [] : [[resource, need]])),
        ),
        // The ramp of a new works: half, four fifths, all of it. Our starting value.
        output: [0.5 * output, 0.8 * output, output],
        tax: tax ?? 0,
        jobs: jobs ?? 0,
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
      zh: `没有可选的线索：要填好产值、用地和受限的各项${notJudged.length > 0 ? `（${notJudged.length} 条没有填全）` : ''}。`,
      en: `There is no lead to choose from: output, land and what is limited must be filled in${notJudged.length > 0 ? ` (${notJudged.length} lack some)` : ''}.`,
    });
  const history = lists.leads.flatMap(({ output, delivered_output: delivered, node, delay }): Delivery[] =>
    output === null || delivered === null || output <= 0
      ? []
      : [{ group: node?.id ?? '', rate: delivered / output, delay: delay ?? 0 }],
  );
  const isIn = new Set(chosen.map(({ id }) => id));
  const input: PortfolioInput = {
    years: { from: request.from, to: request.to },
    target: { year: request.to, ...(request.target !== null && { output: request.target }) },
    objective: request.objective,
    leads: chosen,
    resources: [...RESOURCES],
    limits,
    balances: [],
    plots: request.plots ? vacant.map(({ id, area }) => ({ id, area })) : [],
    exclusions: lists.doubles
      .filter(({ a, b, certainty }) => certainty === 'same' && isIn.has(a) && isIn.has(b))
      .map(({ a, b }) => [a, b]),
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
  return { input: checked, notJudged };
}

/** What a lead would have to say before it can be weighed: its output, its land, and its need of whatever is limited for it. */
function lacking(
  lead: { output: number | null; park: string | undefined; needs: Readonly<Record<string, number | null>> },
  limits: readonly Limit[],
): Text[] {
  const limited = (resource: string) =>
    resource === 'land' ||
    limits.some((limit) => limit.of === resource && (limit.park === undefined || limit.park === lead.park));
  return [
    ...(lead.output === null ? [{ zh: '产值', en: 'output' }] : []),
    ...RESOURCES.filter(({ id }) => lead.needs[id] === null && limited(id)).map(({ zh, en }) => ({ zh, en })),
  ];
}

function notGiven(lacks: readonly Text[]): Text {
  return {
    zh: `没有填${lacks.map(({ zh }) => zh).join('、')}`,
    en: `not given: ${lacks.map(({ en }) => en).join(', ')}`,
  };
}

function limitsOf(
  request: PortfolioRequest,
  parkList: readonly RecordOf<typeof parks>[],
  vacant: readonly RecordOf<typeof plots>[],
): Limit[] {
  const asked = Object.entries(request.limits).flatMap(([of, max]): Limit[] => {
    const resource = RESOURCES.find((one) => one.id === of);
    if (max === null || (of !== 'count' && !resource)) return [];
    return [{ id: `all-${of}`, name: resource?.zh ?? '项目数', of, max }];
  });
  return [
    ...asked,
    ...parkList.flatMap(({ id, name, energy_left: energy, emission_left: emission }): Limit[] => {
      const own = vacant.filter((plot) => plot.park.id === id);
      const land = own.reduce((sum, plot) => sum + plot.area, 0);
      return [
        { id: `${id}-land`, name: `${name}空地`, of: 'land', park: id, max: land },
        ...(energy === null
          ? []
          : [{ id: `${id}-energy`, name: `${name}能耗指标`, of: 'energy', park: id, max: energy }]),
        ...(emission === null
          ? []
          : [{ id: `${id}-emission`, name: `${name}排放指标`, of: 'emission', park: id, max: emission }]),
      ];
    }),
  ];
}

import type { Text } from '../../core/measure/index.ts';
import { column, lacking, say } from '../../evidence/judged-parts.ts';
import { type Cell, type Chosen, type Judgement, list, type Parameter } from '../../evidence/judgement.ts';
import type { ViewAt } from '../../evidence/reading/view.ts';
import { Problem } from '../../http/problem.ts';
import { type Evaluated, evaluateFirms, usualThreshold, yearly } from './evaluation.ts';
import { againstThreshold, byPlace, type PerMuResult, taxPerMu } from './per-mu.ts';
import { methodNotes, PER_MU_METHODS, type PerMuMethod, policyOf } from './per-mu-methods.ts';
import { firmFigures, firms, parks, plots } from './registers.ts';
import { firmSections, firmsSection, sized } from './sheet.ts';

type LandState = 'built' | 'vacant' | 'idle';

interface ParkJudgement extends Judgement {
  /** 亩 of a state; null: the park has no plots in the register. */
  land(state: LandState): number | null;
  area: number | null;
  firms: readonly Evaluated[];
}

interface FirmJudgement extends Judgement {
  why: Text;
  evaluated: Evaluated | null;
}

const classes = ['A', 'B', 'C', 'D'] as const;
const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
const mu = { unit: '亩', decimals: 0 };
const perMu = { unit: '万元/亩', decimals: 2 };
const methods = PER_MU_METHODS.map(({ id, name }) => ({ id, name }));

function methodOf(id: string | undefined): PerMuMethod {
  const method = id === undefined ? PER_MU_METHODS[0] : PER_MU_METHODS.find((one) => one.id === id);
  if (method) return method;
  const [zh, en] = [`没有评价办法 ${id}。`, `There is no method ${id}.`];
  throw new Problem({ status: 404, code: 'no-such-method', zh, en });
}

/** Year (the newest one with figures) and method. Throws a Problem (404) for a method that is not known. */
async function parameters(view: ViewAt, asked: Chosen): Promise<Parameter[]> {
  const years = new Set(yearly((await view.list(firmFigures)).rows).rows.map(({ year }) => year));
  const value = asked.year ?? [...years].toSorted().at(-1) ?? view.asOf.slice(0, 4);
  const options = [...years.add(value)].toSorted().map((id) => ({ id, name: say(id, id) }));
  return [
    { id: 'year', name: say('年度', 'Year'), value, options },
    { id: 'method', name: say('评价办法', 'Method'), value: methodOf(asked.method).id, options: methods },
  ];
}

/** The one evaluation by which both lists judge. */
async function evaluationOf(view: ViewAt, { year = '', method }: Chosen) {
  const [allFirms, allParks, figures] = await Promise.all([view.list(firms), view.list(parks), view.list(firmFigures)]);
  return evaluateFirms({ firms: allFirms.byId, parks: allParks.byId, figures: figures.rows }, year, methodOf(method));
}

async function notes(view: ViewAt, { year, method }: Chosen): Promise<Text[]> {
  const [figures, { left: lostPlots }] = [await view.list(firmFigures), await view.list(plots)];
  const lost = [...figures.left.map(({ id }) => id), ...yearly(figures.rows).odd];
  const demo = figures.rows.some((row) => row.year === year && row.held.demo);
  const saying = (when: boolean, zh: string, en: string) => (when ? [say(zh, en)] : []);
  const plotIds = lostPlots.map(({ id }) => id);
  return [
    ...methodNotes(methodOf(method)),
    say(
      `低效用地：D 类，以及亩均税收低于园区门槛（没有门槛的按 ${usualThreshold} 万元）或没有报税收的 C 类；口径可改。`,
      `Low-efficiency land: class D, and class C below the threshold of its park (else ${usualThreshold}) or without tax.`,
    ),
    say(
      '分类施策为示例，可改；差别化价格须有当地依据。',
      'What a class brings is an example; prices need a legal basis.',
    ),
    ...saying(lost.length > 0, `没有计入的年度指标：${lost.join('、')}。`, `Figures left out: ${lost.join(', ')}.`),
    ...saying(plotIds.length > 0, `没有计入的地块：${plotIds.join('、')}。`, `Plots left out: ${plotIds.join(', ')}.`),
    ...saying(demo, '年度指标含演示数据。', 'Demonstration figures are among those of the firms.'),
  ];
}

function lowTile(evaluated: readonly (Evaluated | null)[]) {
  const low = evaluated.flatMap((one) => one?.low ?? []);
  const note = say(`${low.length} 家企业`, `${low.length} firms`);
  return { name: say('低效用地', 'Low-efficiency land'), value: sum(low.map(({ land }) => land)), unit: '亩', note };
}

const park = column<ParkJudgement>;
const area = (state: LandState, zh: string, en: string) =>
  park(state, zh, en, ({ land }) => land(state) ?? lacking('没有登记地块', 'no plots entered'), mu);
const countOf = (all: readonly Evaluated[], name: string) => all.filter(({ result }) => result?.class === name).length;

/** Which land earns its keep: land by its state, and what the firms pay a mu against what the park asks for. */
export const parkList = list<typeof parks, ParkJudgement>({
  register: parks,
  parameters,
  async judge(view, rows, chosen) {
    const { evaluated } = await evaluationOf(view, chosen);
    const firmsIn = Map.groupBy((await view.list(firms)).rows, (firm) => firm.park?.id);
    const plotsIn = Map.groupBy((await view.list(plots)).rows, (plot) => plot.park.id);
    return new Map(
      rows.map(({ id, area, tax_mu }) => {
        const own = (firmsIn.get(id) ?? []).flatMap((firm) => evaluated.get(firm.id) ?? []);
        const land = (state: LandState) => {
          const some = plotsIn.get(id)?.map((plot) => (plot.state === state ? plot.area : 0));
          return some ? sum(some) : null;
        };
        return [id, { ...againstThreshold(taxPerMu(own.map(({ input }) => input)), tax_mu), land, area, firms: own }];
      }),
    );
  },
  columns: [
    area('built', '已建', 'Built'),
    park('built-share', '已建占规划', 'Share built', ({ land, area }) => built(land('built'), area), {
      unit: '%',
      decimals: 0,
    }),
    area('vacant', '待供', 'Vacant'),
    area('idle', '闲置', 'Idle'),
    park('tax-per-mu', '亩均税收', 'Tax per mu', ({ firms }) => taxOf(firms), perMu),
    park('firms', '参评企业', 'Firms evaluated', ({ firms }) => firms.length, { unit: '家' }),
    park('classes', '各类企业', 'By class', ({ firms }) =>
      classes.map((name) => `${name} ${countOf(firms, name)}`).join(' · '),
    ),
    park('low', '低效用地', 'Low-efficiency land', ({ firms }) => lowTile(firms).value, mu),
  ],
  async tiles(_view, rows, judged) {
    const planned = sum(rows.map(({ area }) => area ?? 0));
    const all = [...judged.values()];
    const tile = (state: LandState, zh: string, en: string) => {
      const value = sum(all.map((park) => park.land(state) ?? 0));
      return { name: say(zh, en), value, unit: '亩', ...(planned > 0 && { share: Math.min(1, value / planned) }) };
    };
    const note = say(`规划面积 ${Math.round(planned)} 亩`, `${Math.round(planned)} mu planned`);
    return [
      { name: say('园区', 'Parks'), value: rows.length, unit: '个', note },
      tile('built', '已建', 'Built'),
      tile('vacant', '待供', 'Vacant'),
      tile('idle', '闲置', 'Idle'),
      lowTile(all.flatMap(({ firms }) => firms)),
    ];
  },
  notes,
  sections: async (_view, _park, judged) => [firmsSection(judged?.firms ?? [])],
  order: ({ row: one }, { row: other }) => one.name.localeCompare(other.name, 'zh'),
});

function built(land: number | null, area: number | null): Cell {
  return land === null || !area ? lacking('没有地块或规划面积', 'no plots or no planned area') : (100 * land) / area;
}

function taxOf(firms: readonly Evaluated[]): Cell {
  return taxPerMu(firms.map(({ input }) => input)).value ?? lacking('没有税收和用地', 'no tax and land');
}

/** A column of what was evaluated; where a firm was not, why. */
function firm(
  id: string,
  zh: string,
  en: string,
  of: (result: PerMuResult, all: Evaluated) => Cell,
  more: object = {},
) {
  const cell = ({ evaluated, why }: FirmJudgement) =>
    evaluated?.result ? of(evaluated.result, evaluated) : { missing: why };
  return column(id, zh, en, cell, more);
}

/** What a mu of a firm's land brings, and in which class that puts it. */
export const firmList = list<typeof firms, FirmJudgement>({
  register: firms,
  parameters,
  async judge(view, rows, chosen) {
    const { evaluated, absent } = await evaluationOf(view, chosen);
    const judged = (one: Evaluated | undefined) => ({ evaluated: one ?? null, why: one?.result?.why ?? absent });
    return new Map(rows.map(({ id }) => [id, judged(evaluated.get(id))]));
  },
  columns: [
    firm('class', '类别', 'Class', (result) => result.class),
    firm('score', '得分', 'Score', (result) => result.score, { decimals: 2 }),
    firm('group', '组别', 'Group', (result) => sized[result.group]),
    firm('rank', '名次', 'Place', (result) => result.rank ?? { missing: result.why }),
    firm('of', '同组家数', 'Firms in its group', (result) => result.of),
    firm('why', '为什么', 'Why', (result) => result.why),
    firm('tax-per-mu', '亩均税收', 'Tax per mu', (_, one) => taxOf([one]), perMu),
    firm('low', '低效用地', 'Low-efficiency land', (_, { low }) => low?.why ?? null),
  ],
  async tiles(_view, _rows, judged, { method }) {
    const all = [...judged.values()].flatMap(({ evaluated }) => evaluated ?? []);
    const tile = (name: Text, value: number, note: Text) => ({ name, value, unit: '家', note });
    return [
      tile(say('参评企业', 'Firms evaluated'), all.length, methodOf(method).name),
      ...classes.map((name) => tile(say(`${name} 类`, `Class ${name}`), countOf(all, name), policyOf(name))),
      lowTile(all),
    ];
  },
  notes,
  sections: async (view, { id }, judged, { year = '' }) => firmSections(view, id, judged?.evaluated?.result, year),
  order: ({ judged: one }, { judged: other }) => byPlace(one?.evaluated?.result, other?.evaluated?.result),
});

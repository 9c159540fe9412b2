import type { Text } from '../../core/measure/index.ts';
import { type Cell, type Chosen, type Judgement, list, type Parameter } from '../../evidence/judgement.ts';
import type { ViewAt } from '../../evidence/reading/view.ts';
import { Problem } from '../../http/problem.ts';
import { type Evaluated, evaluateFirms, usualThreshold, yearly } from './evaluation.ts';
import { againstThreshold, byPlace, type PerMuResult, taxPerMu } from './per-mu.ts';
import { methodNotes, PER_MU_METHODS, type PerMuMethod, policyOf } from './per-mu-methods.ts';
import { appeals, firmFigures, firms, parks, plots } from './registers.ts';

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
const say = (zh: string, en: string): Text => ({ zh, en });
const none = (zh: string, en: string): Cell => ({ missing: say(zh, en) });
const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
const sized = { above: say('规上', 'larger'), below: say('规下', 'smaller') };
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

function column<J>(id: string, zh: string, en: string, of: (judged: J) => Cell, more: object = {}) {
  return { ...more, id, name: say(zh, en), of: (_row: unknown, judged?: J): Cell => (judged ? of(judged) : null) };
}

function lowTile(evaluated: readonly (Evaluated | null)[]) {
  const low = evaluated.flatMap((one) => one?.low ?? []);
  const note = say(`${low.length} 家企业`, `${low.length} firms`);
  return { name: say('低效用地', 'Low-efficiency land'), value: sum(low.map(({ land }) => land)), unit: '亩', note };
}

const park = column<ParkJudgement>;
const area = (state: LandState, zh: string, en: string) =>
  park(state, zh, en, ({ land }) => land(state) ?? none('没有登记地块', 'no plots entered'), mu);
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
  async sections(_view, _park, judged) {
    const results = (judged?.firms ?? []).toSorted((a, b) => byPlace(a.result, b.result));
    const lines = results.map(({ input, result, low }) => ({
      name: sized[input.above ? 'above' : 'below'],
      cells: [{ register: 'firms', id: input.id, title: input.name }, result?.class, result?.score, low?.why].map(
        (cell) => cell ?? null,
      ),
    }));
    const heads = [
      say('企业', 'Firm'),
      say('类别', 'Class'),
      say('得分', 'Score'),
      say('低效用地', 'Low-efficiency land'),
    ];
    return [{ title: say('参评企业', 'Firms evaluated'), heads, lines }];
  },
  order: ({ row: one }, { row: other }) => one.name.localeCompare(other.name, 'zh'),
});

function built(land: number | null, area: number | null): Cell {
  return land === null || !area ? none('没有地块或规划面积', 'no plots or no planned area') : (100 * land) / area;
}

function taxOf(firms: readonly Evaluated[]): Cell {
  return taxPerMu(firms.map(({ input }) => input)).value ?? none('没有税收和用地', 'no tax and land');
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
  async sections(view, { id }, judged, { year }) {
    const result = judged?.evaluated?.result;
    if (!result) return [];
    const sheet = {
      title: say('逐项计算：值 ÷ 基准 × 权重', 'Line by line: value ÷ baseline × weight'),
      about: say(`${year} 年度，${sized[result.group].zh}`, `${year}, ${sized[result.group].en}`),
      heads: [
        say('得分', 'Score'),
        say('权重', 'Weight'),
        say('本企业', 'Firm'),
        say('基准', 'Base'),
        say('算法', 'Step'),
      ],
      lines: [
        ...result.lines.map(({ name, unit, score, weight, ratio, baseline, step }) => ({
          name: unit === '' ? name : say(`${name.zh}（${unit}）`, `${name.en} (${unit})`),
          cells: [score, weight, ratio ?? none('缺数', 'not reported'), baseline, step],
          share: Math.min(1, score / weight),
        })),
        { name: say('合计', 'Total'), cells: [result.score, null, null, null, result.why] },
      ],
    };
    const brings = { title: say('这一类的政策', 'What the class brings'), about: policyOf(result.class), lines: [] };
    // Disputes are not published.
    if (view.reach === 'approved') return [sheet, brings];
    const own = (await view.list(appeals)).rows.filter((one) => one.firm.id === id && one.year === year);
    const lines = own.map(({ id, stage, matter, finding }) => ({
      name: appeals.stages.find((one) => one.id === stage)?.name ?? say('未定', 'unknown'),
      cells: [{ register: appeals.id, id, title: matter }, finding],
    }));
    const about = say('在“亩均评价申诉”台账提出、登记结论。', 'Raised and settled in the register of appeals.');
    return [sheet, brings, { title: say('申诉', 'Appeals'), about, lines }];
  },
  order: ({ judged: one }, { judged: other }) => byPlace(one?.evaluated?.result, other?.evaluated?.result),
});

import type { Text } from '../../core/measure/index.ts';

/** Figures of a firm that an evaluation may draw on, by name. Per-mu figures are computed from them. */
export const FIGURES = {
  land: { zh: '用地面积', en: 'land', unit: '亩' },
  tax: { zh: '实缴税金', en: 'tax paid', unit: '万元' },
  valueAdded: { zh: '工业增加值', en: 'value added', unit: '万元' },
  sales: { zh: '销售(营业)收入', en: 'sales', unit: '万元' },
  energy: { zh: '综合能耗', en: 'energy', unit: '吨标准煤' },
  electricity: { zh: '用电量', en: 'electricity', unit: '万千瓦时' },
  emission: { zh: '排污量', en: 'emission', unit: '吨' },
  labour: { zh: '年平均职工人数', en: 'employees', unit: '人' },
  rnd: { zh: '研发经费', en: 'R&D spending', unit: '万元' },
} as const satisfies Record<string, Text & { unit: string }>;

export type Figure = keyof typeof FIGURES;

export type SnakeCase<S extends string> = S extends `${infer Head}${infer Tail}`
  ? `${Head extends Lowercase<Head> ? Head : `_${Lowercase<Head>}`}${SnakeCase<Tail>}`
  : S;

/** The field that holds a figure of the evaluation: `valueAdded` stands in `value_added`. */
export function figureField<F extends Figure>(figure: F): SnakeCase<F> {
  return figure.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`) as SnakeCase<F>;
}

/** One line of a method: `of` ÷ `by` against a baseline. */
export interface Criterion {
  id: string;
  name: Text;
  of: Figure;
  by: Figure;
  unit: string;
  /** Points for a firm that stands at the baseline. */
  weight: number;
  /**
   * The value that earns the full weight: a published figure, or `mean` where the source gives none: the mean of the
   * firms in the evaluation, Σ of ÷ Σ by.
   */
  baseline: number | 'mean';
  /** Where the figure is not there: the average score of this line over firms of the same size class, or 0 points. */
  missing: 'average' | 'zero';
}

/** Class by place in the ranking: `upTo` is the share of firms from the top that it reaches. */
export interface ClassCut {
  class: 'A' | 'B' | 'C' | 'D';
  upTo: number;
}

/** A way of evaluating, as data. Everything in it may be edited; `source` says where it stands. */
export interface PerMuMethod {
  id: string;
  name: Text;
  year: number | null;
  /** Firms above the statistical threshold (规上), below it, and of fewer 亩 have lines of their own. */
  above: Criterion[];
  below: Criterion[];
  /** A line earns at most weight × cap; null where the source names no cap. */
  cap: number | null;
  cuts: ClassCut[];
  source: string;
  /** What is our choice, because the source does not say it. */
  ours: Text[];
}

const line = (
  id: string,
  zh: string,
  en: string,
  of: Figure,
  by: Figure,
  unit: string,
  weight: number,
  baseline: number | 'mean',
  missing: 'average' | 'zero' = 'zero',
): Criterion => ({ id, name: { zh, en }, of, by, unit, weight, baseline, missing });

const CUTS: ClassCut[] = [
  { class: 'A', upTo: 0.25 },
  { class: 'B', upTo: 0.7 },
  { class: 'C', upTo: 0.95 },
  { class: 'D', upTo: 1 },
];

function huangyan(
  year: number,
  baselines: readonly number[],
  below: readonly (number | 'mean')[],
  source: string,
  ours: Text[],
): PerMuMethod {
  const [tax = 0, added = 0, energy = 0, emission = 0, labour = 0, rnd = 0] = baselines;
  return {
    id: `huangyan-${year}`,
    name: { zh: `台州黄岩 ${year} 年度`, en: `Huangyan, Taizhou, ${year}` },
    year,
    above: [
      line('tax', '亩均税收', 'tax per mu', 'tax', 'land', '万元/亩', 30, tax),
      line('added', '亩均增加值', 'value added per mu', 'valueAdded', 'land', '万元/亩', 20, added),
      line('energy', '单位能耗增加值', 'value added per energy', 'valueAdded', 'energy', '万元/吨标准煤', 20, energy),
      line(
        'emission',
        '单位排放增加值',
        'value added per emission',
        'valueAdded',
        'emission',
        '万元/吨',
        10,
        emission,
        'average',
      ),
      line('labour', '全员劳动生产率', 'labour productivity', 'valueAdded', 'labour', '万元/人', 10, labour),
      line('rnd', '研发经费占营业收入比重', 'R&D share of sales', 'rnd', 'sales', '', 10, rnd),
    ],
    below: [
      line('tax', '亩均税收', 'tax per mu', 'tax', 'land', '万元/亩', 50, below[0] ?? 'mean'),
      line(
        'electricity',
        '单位用电税收',
        'tax per electricity',
        'tax',
        'electricity',
        '万元/万千瓦时',
        50,
        below[1] ?? 'mean',
      ),
    ],
    cap: null,
    cuts: CUTS,
    source,
    ours: [
      {
        zh: '出处未见分类附表：ABCD 取前 25%、26–70%、71–95%、后 5%。',
        en: 'The source shows no table of classes: ABCD at the first 25 %, 26–70 %, 71–95 %, last 5 %.',
      },
      ...ours,
    ],
  };
}

/** The published methods (standards.md B2). A user's own is the same shape. */
export const PER_MU_METHODS: readonly PerMuMethod[] = [
  huangyan(
    2022,
    [24.097, 136.16, 2.694, 4929.81, 18.14, 0.0302],
    [11.5932, 0.2352],
    'chacewang.com/newsdetail/news430850',
    [],
  ),
  huangyan(
    2021,
    [26.01, 132.27, 2.54, 4861.08, 17.45, 0.0305],
    ['mean', 'mean'],
    'chacewang.com/newsdetail/news169062',
    [
      {
        zh: '2021 年度规下基准未见：取参评规下企业的平均。',
        en: 'No baselines for smaller firms in 2021: the mean of those evaluated.',
      },
    ],
  ),
  {
    id: 'city-45',
    name: { zh: '某市五指标法(税收 45)', en: 'A city’s five indicators (tax 45)' },
    year: null,
    above: [
      line('tax', '亩均税收', 'tax per mu', 'tax', 'land', '万元/亩', 45, 'mean'),
      line('sales', '亩均销售收入', 'sales per mu', 'sales', 'land', '万元/亩', 20, 'mean'),
      line('energy', '单位能耗增加值', 'value added per energy', 'valueAdded', 'energy', '万元/吨标准煤', 15, 'mean'),
      line('rnd', '研发强度', 'R&D share of sales', 'rnd', 'sales', '', 15, 'mean'),
      line('labour', '全员劳动生产率', 'labour productivity', 'valueAdded', 'labour', '万元/人', 5, 'mean'),
    ],
    below: [line('tax', '亩均税收', 'tax per mu', 'tax', 'land', '万元/亩', 100, 'mean')],
    cap: null,
    cuts: CUTS,
    source: 'gu456.com/…/3457811',
    ours: [
      {
        zh: '城市名在出处里是乱码；基准未公布，取参评企业的平均。',
        en: 'The city’s name is garbled in the source; no baselines are published, so the mean of the firms is taken.',
      },
    ],
  },
];

/** What a class brings, as data: prices, land, credit … in a park's own words. Nothing here follows a published list. */
export interface ClassPolicy {
  class: 'A' | 'B' | 'C' | 'D';
  measures: Text[];
}

/** An example to edit; differentiated prices need a legal basis of the place. */
export const CLASS_POLICIES: readonly ClassPolicy[] = [
  { class: 'A', measures: [{ zh: '用地、用能、信贷优先保障', en: 'land, energy and credit first' }] },
  { class: 'B', measures: [{ zh: '鼓励提升，按现行政策保障', en: 'encouraged, served as today' }] },
  {
    class: 'C',
    measures: [{ zh: '限期整改提升，新增用地从严', en: 'to improve by a date; new land only by exception' }],
  },
  {
    class: 'D',
    measures: [
      { zh: '列入低效用地整治，不再新增要素', en: 'on the list of low-efficiency land; no further land or energy' },
    ],
  },
];

/** What a class brings, in one sentence. */
export function policyOf(name: ClassPolicy['class']): Text {
  const measures = CLASS_POLICIES.find((policy) => policy.class === name)?.measures ?? [];
  return { zh: measures.map(({ zh }) => zh).join('；'), en: measures.map(({ en }) => en).join('; ') };
}

/** Where a method comes from, where it cuts the classes, and what in it is our choice. */
export function methodNotes(method: PerMuMethod): Text[] {
  const cut = (one: ClassCut) => `${one.class} ${Math.round(100 * one.upTo)}%`;
  const cuts = method.cuts.map(cut).join(' · ');
  return [
    {
      zh: `${method.name.zh}，出处 ${method.source}。按名次累计分类：${cuts}。`,
      en: `${method.name.en}, from ${method.source}. Classes by cumulated place: ${cuts}.`,
    },
    ...method.ours,
  ];
}

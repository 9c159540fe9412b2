import { z } from 'zod';
import { field, method, type Method, own, refuse, type Source } from '../../evidence/method.ts';
import { bloomGrade, lakeBloom } from './bloom.ts';
import { compensationIndex, flux } from './flux.ts';
import { keepsClass } from './keeps-class.ts';
import { waterBody } from './water-body.ts';
import { waterItems } from './water-class.ts';

/** What the area computes of waters over time and space. */

const source = (zh: string, en: string, grade: Source['grade']): Source => ({ zh, en, grade });
const finite = z.number().min(-1e9).max(1e9);
const share = z.number().min(0).max(1);
const why = field(z.object({ zh: z.string(), en: z.string() }).optional(), '没有结果的理由', 'Why there is no result');
const triples = z
  .array(z.tuple([z.int().min(1900).max(2200), z.int().min(1).max(366), finite.nullable()]))
  .min(1)
  .max(20_000);
const waterValues = z.partialRecord(z.enum([...waterItems, 'tn']), z.number().min(0).max(1e6).nullable());

export const methods: readonly Method[] = [
  method(import.meta.url, {
    id: 'bloom-grade',
    name: { zh: '水华程度分级', en: 'Grade of an algal bloom' },
    answers: {
      zh: '这些点位的藻密度属几级水华，全湖判几级？',
      en: 'Which grade of bloom have these points, and the lake?',
    },
    formula: [
      'Ⅰ: D < 2.0×10^{6}; Ⅱ: < 1.0×10^{7}; Ⅲ: < 5.0×10^{7}; Ⅳ: < 1.0×10^{8}; Ⅴ: ≥ 1.0×10^{8}',
      {
        zh: '全湖：<2.0×10^{6} 的点位占比 > 95% 判Ⅰ；某级占比 ≥ 75% 判该级；否则取均值',
        en: 'lake: I where more than 95 % of the points are below 2.0×10^{6}; a grade of 75 % of the points; else that of the mean',
      },
    ],
    sources: [
      source('HJ 1098-2020', 'HJ 1098-2020', 'B'),
      source('DB5301/T 56-2021（整湖）', 'DB5301/T 56-2021 (whole lake)', 'B'),
    ],
    parameters: [],
    input: z.strictObject({
      points: field(
        z.array(z.number().min(0).max(1e13)).min(1).max(1_000),
        '各点位藻密度（1 个/mL = 1000 个/L）',
        'Density of algae by point (1 per mL is 1000 per L)',
        '个/L',
      ),
    }),
    output: z.object({
      grades: field(z.array(z.int()), '各点位', 'Points'),
      lake: field(z.int(), '全湖', 'Lake'),
      by: field(
        z.enum(['clear', 'share', 'mean']),
        '依据（清澈占比、某级占比、均值）',
        'By share of clear points, of a grade, by the mean',
      ),
      share: field(z.number(), '该级点位占比', 'Share of its points'),
    }),
    example: { points: [3e6, 4e6, 8e6, 1.2e7] },
    run: ({ points }) => {
      const { grade, by, share: of } = lakeBloom(points);
      return { grades: points.map(bloomGrade), lake: grade, by, share: of };
    },
  }),
  method(import.meta.url, {
    id: 'water-body',
    name: { zh: '河流、湖库整体评价', en: 'A river or a lake as a whole' },
    answers: {
      zh: '这些断面（点位）合起来，水体是什么状况？',
      en: 'In which state is the water of these sections together?',
    },
    formula: [
      {
        zh: '湖库和断面少于 5 个的河流：先求各项算术均值，再单因子定类',
        en: 'lakes, and rivers of fewer than 5 sections: means of each item, then the worst item',
      },
      {
        zh: '断面 5 个及以上：Ⅰ–Ⅲ类占比 ≥ 90% 优；≥ 75% 良好；< 75% 且劣Ⅴ类 < 20% 轻度、< 40% 中度、≥ 40% 重度污染',
        en: '5 and more: share of I to III ≥ 90 % excellent, ≥ 75 % good; below, by the share of worse than V: < 20 % light, < 40 % middle, ≥ 40 % heavy',
      },
    ],
    sources: [
      source('环办〔2011〕22 号', 'Huanban (2011) 22', 'A'),
      source('恰 5 个断面按比例', 'exactly five sections: by shares', 'M'),
    ],
    parameters: [],
    input: z.strictObject({
      body: field(z.enum(['lake', 'river']), '水体', 'Lake or river'),
      sections: field(z.array(waterValues).min(1).max(500), '各断面监测值', 'Values by section', 'mg/L'),
    }),
    output: z.object({
      state: field(
        z.enum(['excellent', 'good', 'light', 'middle', 'heavy']),
        '状况（优、良好、轻度、中度、重度污染）',
        'State',
      ),
      by: field(z.enum(['mean', 'shares']), '依据', 'By'),
      class: field(z.int().nullable(), '均值类别', 'Class of the means'),
      worst: field(z.array(z.string()), '定类项目', 'Items that set it'),
      sections: field(z.array(z.int().nullable()), '各断面类别', 'Classes of the sections'),
    }),
    example: {
      body: 'lake',
      sections: [
        { tp: 0.03, codmn: 2.4 },
        { tp: 0.05, codmn: 2.8 },
      ],
    },
    run: ({ body, sections }) => {
      const found = waterBody(body, sections);
      if (!found) return refuse('sections', '没有一项可以定类', 'nothing to judge by');
      const { state, by, water, sections: classes } = found;
      return { state, by, class: water?.class ?? null, worst: water?.worst ?? [], sections: classes };
    },
  }),
  method(import.meta.url, {
    id: 'keeps-class',
    name: { zh: '断面当年达标概率', en: 'Probability that a section keeps its limit this year' },
    answers: {
      zh: '照各月的规律和今年已有的值，年均值守得住限值吗？',
      en: 'By the months of earlier years and of this one, will the mean of the year keep the limit?',
    },
    formula: [
      {
        zh: '未到的月：ln x = 历年同月均值 + 今年偏离 × k ÷ (k+1) + ε，ε 的离散来自历年残差',
        en: 'months to come: ln x = mean of that month + this year’s deviation × k ÷ (k+1) + ε, its spread that of earlier years',
      },
      {
        zh: '概率 = 500 次抽样中年均值不超限值的比例（定种子）',
        en: 'probability = share of 500 seeded draws whose mean keeps the limit',
      },
    ],
    sources: [own],
    parameters: [],
    input: z.strictObject({
      values: field(triples, '年、月、值', 'Year, month, value'),
      year: field(z.int().min(1900).max(2200), '年份', 'Year'),
      limit: field(z.number().positive().max(1e9), '限值', 'Limit'),
      least: field(z.boolean().default(false), '限值为下限（溶解氧）', 'The limit is a least value (oxygen)'),
    }),
    output: z.object({
      probability: field(share.nullable(), '达标概率', 'Probability'),
      expected: field(z.number().nullable(), '年均值（中位）', 'Mean of the year, median'),
      low80: field(z.number().nullable(), '80% 下界', 'Lower end of 80 %'),
      high80: field(z.number().nullable(), '80% 上界', 'Upper end of 80 %'),
      known: field(z.int(), '已知月数', 'Months known'),
      why,
    }),
    example: {
      values: [2023, 2024, 2025].flatMap((year) =>
        Array.from({ length: 12 }, (_, n): [number, number, number] => [
          year,
          n + 1,
          0.04 + 0.01 * Math.sin(n) + 0.001 * ((n * year) % 5),
        ]),
      ),
      year: 2026,
      limit: 0.05,
    },
    run: ({ values, year, limit, least }) =>
      keepsClass(values, year, limit, least) ?? {
        probability: null,
        expected: null,
        low80: null,
        high80: null,
        known: 0,
        why: { zh: '至少要有此前两年的值', en: 'values of two earlier years are needed' },
      },
  }),
  method(import.meta.url, {
    id: 'river-load',
    name: { zh: '断面通量', en: 'Load of a river' },
    answers: { zh: '这段时间断面带走多少污染物？', en: 'How much of a substance did the river carry?' },
    formula: [
      'W = Σ C_{i} Q_{i} Δt_{i}',
      {
        zh: '无浓度时段用流量加权均值另列',
        en: 'time without a concentration: by the mean weighted by flow, told apart',
      },
    ],
    sources: [source('通用公式', 'common formula', 'M')],
    parameters: [],
    input: z.strictObject({
      records: field(
        z
          .array(
            z.strictObject({
              flow: field(z.number().min(0).max(1e6), '流量', 'Flow', 'm³/s'),
              conc: field(z.number().min(0).max(1e6).nullable(), '浓度', 'Concentration', 'mg/L'),
              hours: field(z.number().positive().max(8_784), '时长', 'Time', 'h'),
            }),
          )
          .min(1)
          .max(10_000),
        '时段',
        'Spans of time',
      ),
    }),
    output: z.object({
      water: field(z.number(), '水量', 'Water', 'm³'),
      tonnes: field(z.number().nullable(), '通量', 'Load', 't'),
      filled: field(z.number().nullable(), '缺测时段估算', 'Filled for time without a value', 't'),
      weighted: field(z.number().nullable(), '流量加权浓度', 'Mean weighted by flow', 'mg/L'),
    }),
    example: {
      records: [
        { flow: 3, conc: 0.05, hours: 24 },
        { flow: 4, conc: null, hours: 24 },
      ],
    },
    run: ({ records }) => flux(records),
  }),
  method(import.meta.url, {
    id: 'water-compensation',
    name: { zh: '跨界断面补偿指数', en: 'Index of a border section for compensation' },
    answers: {
      zh: '跨界断面这一年由上游还是下游补偿？',
      en: 'Who pays for the water of a border section, upstream or downstream?',
    },
    formula: [
      'P = k_{0} Σ_{i} k_{i} C_{i} ÷ C_{i0}',
      { zh: 'P ≤ 1 下游补上游；P > 1 上游补下游', en: 'P ≤ 1: those downstream pay; P > 1: those upstream' },
    ],
    sources: [
      source(
        '新安江流域补偿协议的算法；本地协议未见',
        'as agreed for the Xin’an river; a local agreement was not seen',
        'M',
      ),
    ],
    parameters: [
      {
        name: { zh: '水质稳定系数', en: 'Stability' },
        value: 0.85,
        unit: '',
        from: null,
        source: source('新安江试点，待核', 'Xin’an pilot', 'M'),
        field: 'stability',
      },
    ],
    input: z.strictObject({
      stability: field(z.number().positive().max(2).default(0.85), '稳定系数', 'Stability'),
      items: field(
        z
          .array(
            z.strictObject({
              weight: field(z.number().positive().max(100), '权重', 'Weight'),
              conc: field(z.number().min(0).max(1e6), '年均浓度', 'Mean of the year', 'mg/L'),
              base: field(z.number().positive().max(1e6), '基准浓度', 'Base', 'mg/L'),
            }),
          )
          .min(1)
          .max(30),
        '项目',
        'Items',
      ),
    }),
    output: z.object({
      index: field(z.number(), 'P', 'P'),
      payer: field(z.enum(['downstream', 'upstream']), '补偿方（下游、上游）', 'Who pays'),
    }),
    example: {
      stability: 0.85,
      items: [
        { weight: 0.5, conc: 0.04, base: 0.05 },
        { weight: 0.5, conc: 0.9, base: 1 },
      ],
    },
    run: ({ stability, items }) => compensationIndex(stability, items),
  }),
];

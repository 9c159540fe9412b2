import { z } from 'zod';
import {
  type CompositePart,
  checkComposite,
  composite,
  isNumber,
  missing,
  SDG_RATIO,
  STANDING_RULES,
  standing,
  YINCHUAN_2025,
} from '../../core/measure/index.ts';
import { accepted, field, method, own, type Method, type Source } from '../../evidence/method.ts';
import { standingShape, textShape } from '../../http/shapes.ts';
import { amount, parameter, promise, why } from './parts.ts';
import { promiseOf } from './promise.ts';

const yinchuan: Source = {
  zh: '银川“红黄绿灯”，qlbk.net 2025-03-26',
  en: 'Yinchuan lights, qlbk.net 2025-03-26',
  grade: 'A',
};
const sdg: Source = {
  zh: 'Open SDG 进展计算；Eurostat《可持续发展监测报告》方法附件',
  en: 'Open SDG progress calculation; Eurostat SDG monitoring report, annex on methods',
  grade: 'A',
};
const jrc: Source = {
  zh: 'OECD/JRC《综合指标构建手册》2008，第 3、5、6 步',
  en: 'OECD/JRC, Handbook on Constructing Composite Indicators, 2008, steps 3, 5, 6',
  grade: 'A',
};
const points = z.number().min(0).max(100).optional();

const known = z.object({
  period: field(z.string(), '时期', 'Period'),
  value: field(z.number(), '值', 'Value'),
});
const number = z.number().nullable();

/** `standingShape` with its words. */
const named = standingShape.extend({
  light: field(standingShape.shape.light, '灯', 'Light'),
  why: field(standingShape.shape.why, '理由', 'Why'),
  rule: field(z.string(), '规则', 'Rule'),
  observed: field(known.nullable(), '最新数', 'Observed'),
  required: field(number, '应有值', 'Required'),
  ratio: field(number, '进展比', 'Ratio of progress'),
  aheadPoints: field(number, '提前（落后为负）', 'Ahead (behind: negative)', '个百分点'),
  remaining: field(textShape.nullable(), '还要做多少', 'Still to be done'),
  requiredGrowth: field(number, '还需年均增长', 'Growth a year still needed', '%'),
  observedGrowth: field(number, '近年年均增长', 'Growth a year observed', '%'),
  baseline: field(known.nullable(), '基期', 'Baseline'),
  timeProgress: field(number, '时间进度', 'Time progress'),
});

const lightMethod = method(import.meta.url, {
  id: 'light',
  name: { zh: '目标亮灯', en: 'Light of a target' },
  answers: {
    zh: '这个目标到今天走到哪里、该到哪里，亮什么灯，为什么？',
    en: 'Where does this target stand today, where should it be, which light has it, and why?',
  },
  formula: [
    {
      zh: '应有值 r = b + (T − b) × (t − t_{b}) ÷ (t_{T} − t_{b})；当年目标按时间进度',
      en: 'required r = b + (T − b) × (t − t_{b}) ÷ (t_{T} − t_{b}); targets within a year by the share of time',
    },
    {
      zh: '进展比 = 1 + s (x − r) ÷ D，D = s (r − b)；s = +1 越多越好，−1 越少越好',
      en: 'ratio = 1 + s (x − r) ÷ D, D = s (r − b); s = +1 where more is better, −1 where less is',
    },
    {
      zh: '提前百分点 = 100 s (x − r) ÷ |T − b|；落后 ≥ 10 黄，> 30 红（银川）；进展比 ≥ 0.95 绿，≥ 0.60 黄（SDG）',
      en: 'points ahead = 100 s (x − r) ÷ |T − b|; behind ≥ 10 yellow, > 30 red (Yinchuan); ratio ≥ 0.95 green, ≥ 0.60 yellow (SDG)',
    },
  ],
  sources: [
    yinchuan,
    sdg,
    { ...own, zh: '银川规则未写 0–10 个百分点：绿，略慢', en: '0–10 points behind: green, our choice' },
  ],
  parameters: [
    parameter('yellowPoints', '黄灯：落后', 'Yellow from', YINCHUAN_2025.yellowPoints, {
      unit: '个百分点',
      from: '2025-03-26',
      source: yinchuan,
    }),
    parameter('redPoints', '红灯：落后超过', 'Red beyond', YINCHUAN_2025.redPoints, {
      unit: '个百分点',
      from: '2025-03-26',
      source: yinchuan,
    }),
    parameter(null, '绿灯：进展比', 'Green from ratio', SDG_RATIO.greenRatio, { source: sdg }),
    parameter(null, '黄灯：进展比', 'Yellow from ratio', SDG_RATIO.yellowRatio, { source: sdg }),
    parameter('tolerance', '左右、保持的半宽', 'Half width of about and hold', YINCHUAN_2025.tolerance),
    parameter(
      null,
      '数据逾期几个月不再算数',
      'Months overdue after which it is no evidence',
      YINCHUAN_2025.staleMonths,
      { unit: '个月' },
    ),
  ],
  input: z.strictObject({
    ...promise,
    rule: field(z.enum(Object.keys(STANDING_RULES)).default(YINCHUAN_2025.id), '规则', 'Rule'),
    yellowPoints: field(points, '黄灯：落后', 'Yellow from', '个百分点'),
    redPoints: field(points, '红灯：落后超过', 'Red beyond', '个百分点'),
    tolerance: field(z.number().min(0).max(1).optional(), '左右、保持的半宽', 'Half width of about and hold'),
  }),
  output: named,
  example: {
    op: '>=',
    value: 500,
    unit: '亿元',
    period: '2026',
    baseline: { period: '2021', value: 317 },
    observations: [
      { period: '2022', value: 332.6 },
      { period: '2023', value: 350.2 },
      { period: '2024', value: 364.2 },
    ],
    horizon: { start: '2022-01-01', end: '2026-12-31' },
    asOf: '2025-02-15',
  },
  run: (given) => {
    const { indicator, target, series } = promiseOf(given);
    const published = STANDING_RULES[given.rule] ?? YINCHUAN_2025;
    const { yellowPoints, redPoints, tolerance } = published;
    const rules = {
      ...published,
      yellowPoints: given.yellowPoints ?? yellowPoints,
      redPoints: given.redPoints ?? redPoints,
      tolerance: given.tolerance ?? tolerance,
    };
    return standing({ target, indicator, series, asOf: given.asOf, horizon: given.horizon, rules });
  },
});

const normalisation = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('goalposts'), low: amount, high: amount }),
  z.strictObject({ kind: z.literal('target'), target: amount }),
  z.strictObject({ kind: z.literal('base'), base: amount }),
]);

const indexMethod = method(import.meta.url, {
  id: 'index',
  name: { zh: '综合指数', en: 'Composite index' },
  answers: {
    zh: '几个指标合成一个指数是多少，每个指标贡献几分，缺数时还算不算？',
    en: 'What is the index of several indicators, how much does each add, and does it stand where figures are missing?',
  },
  formula: [
    {
      zh: 'I = Σ_{k} w_{k} s_{k} ÷ Σ_{k} w_{k}（只对有数的 k；有数的权重不足最低覆盖率时没有指数）',
      en: 'I = Σ_{k} w_{k} s_{k} ÷ Σ_{k} w_{k} (over those with figures; no index below the least coverage)',
    },
    {
      zh: 'goalposts：s = 100 (x − low) ÷ (high − low)，截在 0–100；target：s = 100 x ÷ T，至多 100；base：s = 100 x ÷ b',
      en: 'goalposts: s = 100 (x − low) ÷ (high − low), kept within 0–100; target: s = 100 x ÷ T, at most 100; base: s = 100 x ÷ b',
    },
    {
      zh: '越少越好：goalposts 取 100 − s，target、base 取倒数',
      en: 'less is better: 100 − s for goalposts, the inverse for target and base',
    },
  ],
  sources: [jrc],
  parameters: [parameter('minCoverage', '最低覆盖率', 'Least coverage', 0.6)],
  input: z.strictObject({
    parts: field(
      z
        .array(
          z.strictObject({
            id: field(z.string().min(1).max(100), '指标', 'Indicator'),
            value: field(amount.nullable(), '值', 'Value'),
            weight: field(z.number().positive().max(1e6), '权重', 'Weight'),
            normalisation: field(normalisation, '标准化', 'Normalisation'),
            falling: field(z.boolean().optional(), '越少越好', 'Less is better'),
          }),
        )
        .min(1)
        .max(500),
      '构成指标（value 为 null 表示缺数）',
      'Parts (value null: missing)',
    ),
    minCoverage: field(z.number().min(0).max(1).default(0.6), '最低覆盖率', 'Least coverage'),
  }),
  output: z.object({
    value: field(z.number().nullable(), '指数', 'Index'),
    why,
    coverage: field(z.number(), '有数的权重', 'Share of the weight that has figures'),
    parts: field(
      z.array(
        z.object({
          id: field(z.string(), '指标', 'Indicator'),
          score: field(z.number().nullable(), '分', 'Score'),
          weight: field(z.number(), '公布的权重', 'Published weight'),
          usedWeight: field(z.number(), '实用权重', 'Weight used'),
          points: field(z.number(), '贡献', 'Points'),
        }),
      ),
      '各指标的分和贡献',
      'Scores and points',
    ),
  }),
  example: {
    parts: [
      { id: '研发投入强度', value: 1.9, weight: 3, normalisation: { kind: 'target', target: 2.5 } },
      {
        id: '单位 GDP 能耗',
        value: 0.62,
        weight: 2,
        normalisation: { kind: 'goalposts', low: 0.4, high: 1 },
        falling: true,
      },
      { id: '高新技术企业', value: null, weight: 1, normalisation: { kind: 'base', base: 40 } },
    ],
  },
  run: ({ parts, minCoverage }) => {
    const named = parts.map(({ id, weight, normalisation, falling }): CompositePart => ({
      indicator: id,
      name: { zh: id, en: id },
      weight,
      normalisation,
      ...(falling !== undefined && { falling }),
    }));
    const whole = { id: 'given', name: { zh: '指数', en: 'Index' }, parts: named, minCoverage, source: own };
    const [wrong] = checkComposite(whole);
    if (wrong) accepted(wrong, 'parts');
    const values = new Map(parts.map(({ id, value }) => [id, value]));
    const made = composite(whole, (id) => values.get(id) ?? missing('no-source'));
    return {
      value: isNumber(made.value) ? made.value : null,
      ...(!isNumber(made.value) && { why: made.value.note }),
      coverage: made.coverage,
      parts: made.contributions.map(({ indicator, score, weight, usedWeight, points: added }) => ({
        id: indicator,
        score: isNumber(score) ? score : null,
        weight,
        usedWeight,
        points: added,
      })),
    };
  },
});

export const methods: readonly Method[] = [lightMethod, indexMethod];

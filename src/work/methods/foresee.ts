import { z } from 'zod';
import { attainment, DRAWS, forecast, gap } from '../../core/foresee/index.ts';
import { describeMissing, goalOf, isMissing } from '../../core/measure/index.ts';
import { accepted, field, method, own, type Method } from '../../evidence/method.ts';
import { textShape } from '../../http/shapes.ts';
import { amount, parameter, promise, why } from './parts.ts';
import { promiseOf } from './promise.ts';

const share = z.number().min(0).max(1);

export const methods: readonly Method[] = [
  method(import.meta.url, {
    id: 'attainment',
    name: { zh: '达成概率和缺口', en: 'Attainment and gap' },
    answers: {
      zh: '按现有的数，到期时大约多少、达成的可能性多大，离目标还差多少、由什么补？',
      en: 'By the figures so far: what will it be, how likely is the target, and what makes up the gap?',
    },
    formula: [
      {
        zh: 'x̂ = 几种方法预测的加权平均（Theta、ETS、漂移、阻尼 Holt、航空模型等，回测误差小的权重大）',
        en: 'x̂ = weighted mean of several forecasts (Theta, ETS, drift, damped Holt, airline model and others; who erred less in the backtest counts more)',
      },
      {
        zh: 'P = 达到目标的抽样路径 ÷ 全部路径；项目、线索各按自己的概率来或不来',
        en: 'P = paths that reach the target ÷ all paths; each project or lead comes or not by its own probability',
      },
      {
        zh: '目标 − 现值 = 走势 + Σ_{i} p_{i} a_{i} + 还没有着落',
        en: 'target − present = trend + Σ_{i} p_{i} a_{i} + not yet accounted for',
      },
    ],
    sources: [
      {
        zh: 'Theta：Assimakopoulos & Nikolopoulos 2000；阻尼 Holt：Gardner & McKenzie 1985；组合：M4（Makridakis 等 2020）',
        en: 'Theta: Assimakopoulos & Nikolopoulos 2000; damped Holt: Gardner & McKenzie 1985; combination: M4 (Makridakis et al. 2020)',
        grade: 'M',
      },
      {
        ...own,
        zh: '选法和误差表：src/core/foresee/README.md',
        en: 'Choice of methods, table of errors: src/core/foresee/README.md',
      },
    ],
    parameters: [parameter(null, '抽样条数', 'Paths', DRAWS, { unit: '条' })],
    input: z.strictObject({
      ...promise,
      contributions: field(
        z
          .array(
            z.strictObject({
              id: field(z.string().min(1).max(100), '名称', 'Name'),
              kind: field(z.enum(['project', 'lead', 'adjustment']), '种类', 'Kind'),
              probability: field(share, '可能性', 'Probability'),
              amount: field(amount, '数额', 'Amount'),
              from: field(z.string().max(20), '从何时起', 'From'),
            }),
          )
          .max(2000)
          .default([]),
        '走势之外的项目、线索、调整',
        'Projects, leads and adjustments beyond the trend',
      ),
    }),
    output: z.object({
      probability: field(share.nullable(), '达成概率', 'Probability'),
      expected: field(z.number().nullable(), '预期值', 'Expected'),
      low80: field(z.number().nullable(), '八成区间下端', 'Low end of 80 %'),
      high80: field(z.number().nullable(), '八成区间上端', 'High end of 80 %'),
      sentence: field(textShape.optional(), '一句话', 'In a sentence'),
      gap: field(
        z
          .object({
            from: field(z.number(), '现值', 'From'),
            target: field(z.number(), '目标', 'Target'),
            expected: field(z.number(), '预期', 'Expected'),
            bars: field(
              z.array(
                z.object({ cause: field(z.string(), '来源', 'Cause'), amount: field(z.number(), '数额', 'Amount') }),
              ),
              '由什么补',
              'What makes it up',
            ),
          })
          .nullable(),
        '缺口',
        'Gap',
      ),
      why,
    }),
    example: {
      op: '>=',
      value: 500,
      unit: '亿元',
      period: '2026',
      baseline: { period: '2021', value: 317 },
      observations: [270, 285, 301, 317, 332.6, 350.2, 364.2].map((value, n) => ({ period: String(2018 + n), value })),
      horizon: { start: '2022-01-01', end: '2026-12-31' },
      asOf: '2025-02-15',
      contributions: [{ id: '演示铝箔', kind: 'project', probability: 0.7, amount: 40, from: '2026' }],
    },
    run: ({ contributions, ...given }) => {
      const { indicator, target, series } = promiseOf(given);
      const none = { probability: null, expected: null, low80: null, high80: null, gap: null };
      const goal = accepted(goalOf(target, indicator, series, given.horizon), 'observations');
      const made = accepted(forecast(series, { until: target.period }), 'observations');
      const input = {
        target,
        indicator,
        goal,
        forecast: made,
        contributions: contributions.map((one) => ({ ...one, note: { zh: one.id, en: one.id }, demo: false })),
      };
      const found = attainment(input);
      if (isMissing(found)) return { ...none, why: describeMissing(found) };
      const split = gap(input);
      return { ...found, gap: isMissing(split) ? null : split };
    },
  }),
];

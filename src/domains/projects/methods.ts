import { z } from 'zod';
import { isMissing } from '../../core/measure/index.ts';
import { field, method, own, type Method, refuse } from '../../evidence/method.ts';
import { dayShape, textShape } from '../../http/shapes.ts';
import { entered, methods as lights, stage } from './light-methods.ts';
import { dayAt, fitPassages, forecastPassage, reachBy, staysOf } from './passage.ts';

const passage = method(import.meta.url, {
  id: 'passage',
  name: { zh: '项目投产时间预测', en: 'When a project will produce' },
  answers: {
    zh: '按以往项目各阶段停留的时间，这个项目大约哪天投产，年内投产的可能性多大？',
    en: 'By how long earlier projects stayed in each stage: when will this one produce, and how likely by a day?',
  },
  formula: [
    {
      zh: 'ln T_{k} = μ_{k} + σ_{k} z（对数正态、威布尔各拟合一次，按后验加权；仍在阶段中的按右删失）',
      en: 'ln T_{k} = μ_{k} + σ_{k} z (lognormal and Weibull, weighted by their posterior; who is still there is right-censored)',
    },
    {
      zh: '退出：比率 λ_{k} ~ Gamma(a_{k}, b_{k})，与停留时间竞争',
      en: 'dropping out: rate λ_{k} ~ Gamma(a_{k}, b_{k}), competing with the stay',
    },
    {
      zh: '投产日 = 今天 + Σ_{k} T_{k}（已停留的天数作条件），按种子抽样',
      en: 'day of production = today + Σ_{k} T_{k} (given the days stayed so far), sampled by the seed',
    },
  ],
  sources: [
    {
      zh: 'Kalbfleisch & Prentice 2002，第 3 章（删失、竞争风险）',
      en: 'Kalbfleisch & Prentice 2002, ch. 3 (censoring, competing risks)',
      grade: 'M',
    },
    {
      zh: '先验强度见 domains/projects/passage.ts',
      en: 'Strength of priors: domains/projects/passage.ts',
      grade: 'own',
    },
  ],
  parameters: [
    {
      name: { zh: '至少要有的阶段转换', en: 'Fewest passages' },
      value: 5,
      unit: '次',
      from: null,
      source: own,
      field: null,
    },
    {
      name: { zh: '抽样条数', en: 'Paths' },
      value: 2000,
      unit: '条',
      from: null,
      source: own,
      field: 'paths',
    },
  ],
  input: z.strictObject({
    history: field(
      z.array(z.strictObject({ entered, dropped: dayShape.nullable().optional() })).max(5000),
      '以往项目（dropped 为终止日）',
      'Earlier projects (dropped: day of giving up)',
    ),
    stage: field(stage, '现在的阶段', 'Present stage'),
    since: field(dayShape, '进入现阶段的日期', 'Day of entering it'),
    asOf: field(dayShape, '截至', 'As of'),
    by: field(
      z.array(dayShape).max(100).default([]),
      '问哪些日子之前投产的可能性',
      'Days for which to tell the chance',
    ),
    paths: field(z.int().min(100).max(20_000).default(2000), '抽样条数', 'Paths'),
    seed: field(
      z
        .int()
        .min(0)
        .max(2 ** 31)
        .default(1),
      '种子',
      'Seed',
    ),
  }),
  output: z.object({
    passages: field(z.number(), '历史中的阶段转换', 'Passages in the history'),
    low80: field(z.string().nullable(), '八成区间的早端', 'Early end of the 80 % interval'),
    median: field(z.string().nullable(), '中位投产日', 'Median day'),
    high80: field(z.string().nullable(), '八成区间的晚端', 'Late end of the 80 % interval'),
    drop: field(z.number().nullable(), '中途退出的可能性', 'Chance of dropping out'),
    by: field(
      z.array(z.object({ day: field(z.string(), '日期', 'Day'), probability: field(z.number(), '可能性', 'Chance') })),
      '各日之前投产的可能性',
      'Chance by day',
    ),
    why: field(textShape.optional(), '没有结果的理由', 'Why there is no result'),
  }),
  example: {
    history: [
      {
        entered: [
          { stage: 'signed', on: '2022-03-01' },
          { stage: 'started', on: '2022-08-10' },
          { stage: 'building', on: '2022-09-01' },
          { stage: 'completed', on: '2023-11-20' },
          { stage: 'producing', on: '2024-01-30' },
        ],
      },
      {
        entered: [
          { stage: 'signed', on: '2023-02-10' },
          { stage: 'started', on: '2023-06-01' },
          { stage: 'building', on: '2023-06-28' },
          { stage: 'completed', on: '2024-09-15' },
        ],
      },
      { entered: [{ stage: 'signed', on: '2023-05-06' }], dropped: '2024-05-30' },
    ],
    stage: 'building',
    since: '2025-09-01',
    asOf: '2026-06-30',
    by: ['2026-12-31', '2027-12-31'],
  },
  run: ({ history, stage: at, since, asOf, by, paths, seed }) => {
    if (since > asOf) refuse('since', '晚于截至日', 'is after the as-of day');
    const stays = staysOf(
      history.map((one) => ({ entered: one.entered, dropped: one.dropped ?? null })),
      asOf,
    );
    const passages = stays.filter(({ end }) => end === 'passed').length;
    const model = fitPassages(stays);
    const found = isMissing(model) ? model : forecastPassage(model, at, since, asOf, { paths, seed });
    if (isMissing(found))
      return { passages, low80: null, median: null, high80: null, drop: null, by: [], why: found.note };
    return {
      passages,
      low80: dayAt(found, 0.1),
      median: dayAt(found, 0.5),
      high80: dayAt(found, 0.9),
      drop: found.drop,
      by: by.map((day) => ({ day, probability: reachBy(found, day) })),
    };
  },
});

export const methods: readonly Method[] = [passage, ...lights];

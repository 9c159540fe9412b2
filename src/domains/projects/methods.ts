import { z } from 'zod';
import { isMissing } from '../../core/measure/index.ts';
import { field, method, type Method, refuse } from '../../evidence/method.ts';
import { dayShape } from '../../http/shapes.ts';
import { dayAt, fitPassages, forecastPassage, reachBy, staysOf } from './passage.ts';
import { planProgress } from './progress.ts';
import { projectLight } from './stage.ts';
import { DEADLINE_RULE, POINTS_RULE, type Stage, STAGES } from './stage-rules.ts';

const text = z.object({ zh: z.string(), en: z.string() });
const light = z.enum(['green', 'yellow', 'red', 'grey']);
const stage = z.enum(STAGES.map(({ id }) => id) as [Stage, ...Stage[]]);
const entered = field(
  z.array(z.strictObject({ stage: field(stage, '阶段', 'Stage'), on: field(dayShape, '日期', 'Day') })).max(5),
  '进入各阶段的日期',
  'Days of entering stages',
);
const months = z
  .array(
    z.strictObject({
      month: field(z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/), '月份', 'Month'),
      amount: field(z.number().min(0).max(1e9), '数额', 'Amount', '亿元'),
    }),
  )
  .max(120);
const yinchuan = {
  zh: '银川“红黄绿灯”，qlbk.net 2025-03-26',
  en: 'Yinchuan lights, qlbk.net 2025-03-26',
  grade: 'A',
} as const;
const points = POINTS_RULE as Extract<typeof POINTS_RULE, { by: 'points' }>;
const deadline = DEADLINE_RULE as Extract<typeof DEADLINE_RULE, { by: 'deadline' }>;

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
      source: { zh: '没有公布的规定', en: 'no published rule', grade: 'own' },
      field: null,
    },
    {
      name: { zh: '抽样条数', en: 'Paths' },
      value: 2000,
      unit: '条',
      from: null,
      source: { zh: '没有公布的规定', en: 'no published rule', grade: 'own' },
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
    why: field(text.optional(), '没有结果的理由', 'Why there is no result'),
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

const projectMethod = method(import.meta.url, {
  id: 'project-light',
  name: { zh: '项目亮灯', en: 'Light of a project' },
  answers: { zh: '这个项目今天亮什么灯，为什么？', en: 'Which light has this project today, and why?' },
  formula: [
    {
      zh: '落后 = (计划完成 − 实际完成) × 100 个百分点；≥ 10 黄，> 30 红',
      en: 'behind = (planned − done) × 100 points; ≥ 10 yellow, > 30 red',
    },
    {
      zh: '应开工未开工：黄；满 3 个月：红。开工满 1 个月未入库：黄；超过 2 个月：红',
      en: 'due to start and not started: yellow, from 3 months red; started and not in the statistics: yellow from 1 month, red beyond 2',
    },
    {
      zh: '时限规则：超过阶段时限红；工程落后已过时限份额 10 个百分点黄',
      en: 'by limits: red beyond the limit of the stage; yellow where work is 10 points behind the share of the limit gone',
    },
  ],
  sources: [
    yinchuan,
    {
      zh: '宿迁产发“三色督办单”，sqgzw.suqian.gov.cn 2025-06-06',
      en: 'Suqian, sqgzw.suqian.gov.cn 2025-06-06',
      grade: 'A',
    },
    { zh: '0–10 个百分点、阶段时限：自定', en: '0–10 points, limits of stages: our choice', grade: 'own' },
  ],
  parameters: [
    {
      name: { zh: '黄灯', en: 'Yellow from' },
      value: points.yellowPoints,
      unit: '个百分点',
      from: '2025-03-26',
      source: yinchuan,
      field: 'yellowPoints',
    },
    {
      name: { zh: '红灯', en: 'Red beyond' },
      value: points.redPoints,
      unit: '个百分点',
      from: '2025-03-26',
      source: yinchuan,
      field: 'redPoints',
    },
    {
      name: { zh: '未开工转红', en: 'Not started, red' },
      value: points.startRedMonths,
      unit: '个月',
      from: '2025-03-26',
      source: yinchuan,
      field: 'startRedMonths',
    },
  ],
  input: z.strictObject({
    rule: field(z.enum(['points', 'deadline']).default('points'), '规则', 'Rule'),
    size: field(z.number().min(0).max(1e6), '总投资', 'Total investment', '亿元'),
    entered,
    planned: field(z.number().min(0).max(10).nullable().default(null), '计划完成（占全部）', 'Planned share'),
    done: field(z.number().min(0).max(10).nullable().default(null), '实际完成（占全部）', 'Share done'),
    startDue: field(dayShape.optional(), '应开工日', 'Due to start by'),
    inStatistics: field(dayShape.nullable().optional(), '入库日', 'Entered the statistics'),
    asOf: field(dayShape, '截至', 'As of'),
    yellowPoints: field(z.number().min(0).max(100).optional(), '黄灯', 'Yellow from', '个百分点'),
    redPoints: field(z.number().min(0).max(100).optional(), '红灯', 'Red beyond', '个百分点'),
    startRedMonths: field(z.number().min(0).max(60).optional(), '未开工转红', 'Not started, red', '个月'),
  }),
  output: z.object({
    light: field(light, '灯', 'Light'),
    why: field(text, '理由', 'Why'),
    rule: field(z.string(), '规则', 'Rule'),
  }),
  example: {
    size: 5,
    entered: [
      { stage: 'signed', on: '2025-09-01' },
      { stage: 'started', on: '2026-01-15' },
    ],
    planned: 0.5,
    done: 0.38,
    inStatistics: '2026-02-10',
    asOf: '2026-06-30',
  },
  run: ({ rule, asOf, yellowPoints, redPoints, startRedMonths, startDue, inStatistics, ...course }) =>
    projectLight(
      { ...course, ...(startDue !== undefined && { startDue }), ...(inStatistics !== undefined && { inStatistics }) },
      asOf,
      rule === 'deadline'
        ? { ...deadline, yellowPoints: yellowPoints ?? deadline.yellowPoints }
        : {
            ...points,
            yellowPoints: yellowPoints ?? points.yellowPoints,
            redPoints: redPoints ?? points.redPoints,
            startRedMonths: startRedMonths ?? points.startRedMonths,
          },
    ),
});

const investmentMethod = method(import.meta.url, {
  id: 'plan-progress',
  name: { zh: '投资序时进度', en: 'Investment against its plan' },
  answers: {
    zh: '今年的投资计划到现在该完成多少、完成了多少、落后几个百分点？',
    en: 'How much of the year’s investment was due by now, how much is done, and how many points behind is it?',
  },
  formula: [
    {
      zh: '落后 = (Σ_{m ≤ M} 计划_{m} − Σ_{m ≤ M} 完成_{m}) ÷ 全年计划 × 100',
      en: 'behind = (Σ_{m ≤ M} planned_{m} − Σ_{m ≤ M} done_{m}) ÷ plan of the year × 100',
    },
    { zh: 'M：最近一个已报的、已结束的月份', en: 'M: the newest month that has ended and was reported' },
  ],
  sources: [yinchuan],
  parameters: [],
  input: z.strictObject({
    planned: field(months, '月度计划', 'Plan by month', '亿元'),
    done: field(months, '月度完成', 'Done by month', '亿元'),
    year: field(z.int().min(1949).max(2199), '年份', 'Year'),
    asOf: field(dayShape, '截至', 'As of'),
  }),
  output: z.object({
    planned: field(z.number(), '应完成', 'Planned', '亿元'),
    done: field(z.number(), '已完成', 'Done', '亿元'),
    plannedShare: field(z.number().nullable(), '应完成（占全年）', 'Planned share'),
    doneShare: field(z.number().nullable(), '已完成（占全年）', 'Share done'),
    behind: field(z.number().nullable(), '落后', 'Behind', '个百分点'),
    unreported: field(z.array(z.string()), '欠报的月份', 'Months not reported'),
    light: field(light, '灯', 'Light'),
    why: field(text, '理由', 'Why'),
  }),
  example: {
    planned: [
      { month: '2026-01', amount: 1 },
      { month: '2026-02', amount: 1 },
      { month: '2026-03', amount: 2 },
      { month: '2026-09', amount: 4 },
    ],
    done: [
      { month: '2026-01', amount: 0.8 },
      { month: '2026-02', amount: 0.7 },
      { month: '2026-03', amount: 1.3 },
    ],
    year: 2026,
    asOf: '2026-04-10',
  },
  run: ({ planned, done, year, asOf }) => planProgress(planned, done, year, asOf),
});

export const methods: readonly Method[] = [passage, projectMethod, investmentMethod];

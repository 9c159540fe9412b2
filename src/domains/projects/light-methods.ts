import { z } from 'zod';
import { field, method, type Method } from '../../evidence/method.ts';
import { dayShape, lightShape as light, textShape as text } from '../../http/shapes.ts';
import { planProgress } from './progress.ts';
import { projectLight } from './stage.ts';
import { DEADLINE_RULE, POINTS_RULE, type Stage, STAGES } from './stage-rules.ts';

export const stage = z.enum(STAGES.map(({ id }) => id) as [Stage, ...Stage[]]);
export const entered = field(
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

export const methods: readonly Method[] = [projectMethod, investmentMethod];

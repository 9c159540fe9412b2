import { z } from 'zod';
import { field, method, type Method } from '../../evidence/method.ts';
import { breakEven, servicePlan } from './mass-service.ts';
import { testingPlan } from './testing-plan.ts';

const ways = z
  .array(
    z.strictObject({
      name: field(z.string().min(1).max(100), '手段', 'Way'),
      adds: field(z.number().positive().max(1e9), '每份增加', 'Adds'),
      cost: field(z.number().min(0).max(1e9), '每份成本', 'Cost'),
      most: field(z.int().min(0).max(1000), '最多', 'At most'),
    }),
  )
  .max(20);
const cover = z.object({
  ways: field(z.array(z.object({ name: z.string(), n: z.int() })), '用', 'Taken'),
  adds: field(z.number(), '增加', 'Adds'),
  cost: field(z.number(), '成本', 'Cost'),
  open: field(z.number(), '仍缺', 'Still short'),
});

/** What the area computes, for anybody's own numbers. */

export const methods: readonly Method[] = [
  method(import.meta.url, {
    id: 'testing',
    name: { zh: '区域核酸检测力量', en: 'Forces for a round of testing' },
    answers: {
      zh: '一轮要多少采样员和多少管，实验室一天差多少？',
      en: 'How many samplers and tubes does a round take, and how many tubes do the laboratories leave undone?',
    },
    formula: [
      {
        zh: '采样员 = ⌈人口 ÷ (小时 × 每人每小时)⌉；管 = ⌈人口 ÷ 混样数⌉',
        en: 'samplers = ⌈people ÷ (hours × an hour)⌉; tubes = ⌈people ÷ pool⌉',
      },
      { zh: '缺口 = max(0, 管 − Σ 实验室日能力)', en: 'short = max(0, tubes − Σ tubes a day)' },
    ],
    sources: [
      {
        zh: '《区域新冠病毒核酸检测组织实施指南（第三版）》2022-03-22：24 小时完成，采样人员 = 人口 ÷ 360',
        en: 'Guide to regional testing, 3rd edition, 2022-03-22: within 24 h, samplers = people ÷ 360',
        grade: 'A',
      },
    ],
    parameters: [],
    input: z.strictObject({
      people: field(z.int().min(1).max(1e9), '人口', 'People', '人'),
      hours: field(z.number().positive().max(240), '采样时长', 'Hours of sampling', 'h'),
      perSamplerHour: field(z.number().positive().max(1000), '每人每小时采样', 'Samples an hour for each sampler'),
      pool: field(z.int().min(1).max(100), '混样数', 'Samples in a tube'),
      labsPerDay: field(
        z.array(z.number().min(0).max(1e8)).max(500),
        '各实验室日检测管数',
        'Tubes a day by laboratory',
      ),
    }),
    output: z.object({
      samplers: field(z.int(), '采样员', 'Samplers', '人'),
      sitesLeast: field(z.int(), '采样点，至少（每点 3000 人）', 'Sites at 3,000 people'),
      sitesMost: field(z.int(), '采样点，至多（每点 2000 人）', 'Sites at 2,000 people'),
      tubes: field(z.int(), '管数', 'Tubes'),
      tubesInTime: field(z.number(), '一天能检', 'Tubes in a day'),
      short: field(z.number(), '缺口', 'Short'),
    }),
    example: { people: 86_000, hours: 8, perSamplerHour: 50, pool: 10, labsPerDay: [2500, 1800] },
    run: testingPlan,
  }),
  method(import.meta.url, {
    id: 'mass-service',
    name: { zh: '大规模服务的缺口和补法', en: 'Serving very many: what is short, what closes it' },
    answers: {
      zh: '检测、接种、转移、救助：要多少人手和后台能力，缺多少，怎样补最省，混样换几比一？',
      en: 'Testing, vaccination, evacuation, relief: what does it take, what is short, what closes it for least?',
    },
    formula: [
      { zh: '人手 = ⌈人数 ÷ (小时 × 每人每小时)⌉', en: 'servers = ⌈people ÷ (hours × an hour)⌉' },
      {
        zh: '后台 = ⌈人数 ÷ k⌉ + ⌈人数 × (1 − (1 − p)ᵏ)⌉（阳性管逐人复检）',
        en: 'behind = ⌈people ÷ k⌉ + ⌈people × (1 − (1 − p)ᵏ)⌉',
      },
      { zh: '补法：Σ 成本最小，Σ 能力 ≥ 缺口，取整', en: 'least Σ cost with Σ added ≥ what is short, in whole ways' },
    ],
    sources: [
      {
        zh: '《区域新冠病毒核酸检测组织实施指南（第三版）》2022-03-22：24 小时完成，采样人员 = 人口 ÷ 360',
        en: 'Guide to regional testing, 3rd edition, 2022-03-22: within 24 h, samplers = people ÷ 360',
        grade: 'A',
      },
      {
        zh: 'Dorfman 1943，doi 10.1214/aoms/1177731363；不计稀释损失',
        en: 'Dorfman 1943, doi 10.1214/aoms/1177731363; dilution is not looked at',
        grade: 'M',
      },
    ],
    parameters: [],
    input: z.strictObject({
      people: field(z.int().min(1).max(1e9), '人数', 'People', '人'),
      hours: field(z.number().positive().max(2400), '前台时长', 'Hours in front', 'h'),
      behindHours: field(z.number().positive().max(2400), '后台时长', 'Hours behind', 'h'),
      perHour: field(z.number().positive().max(10_000), '每人每小时', 'An hour for each server'),
      servers: field(z.int().min(0).max(1e7), '现有人手', 'Servers'),
      pool: field(z.int().min(1).max(100).nullable().default(null), '后台一份含几人', 'People in a unit behind'),
      pools: field(z.array(z.int().min(1).max(100)).max(20), '可换的混样数', 'Other pools'),
      prevalence: field(z.number().min(0).max(1).nullable().default(null), '阳性率', 'Prevalence'),
      behind: field(z.number().min(0).max(1e9), '后台 24 小时能力', 'Units behind in 24 h'),
      front: field(ways, '前台增援', 'Ways in front'),
      back: field(ways, '后台增援', 'Ways behind'),
    }),
    output: z.object({
      servers: field(z.int(), '要人手', 'Servers'),
      serversShort: field(z.int(), '缺人手', 'Servers short'),
      closeFront: field(cover, '前台补法', 'Closing in front'),
      behind: field(
        z.array(
          z.object({
            pool: field(z.int(), '混样数', 'Pool'),
            units: field(z.int(), '后台份数', 'Units'),
            short: field(z.number(), '缺口', 'Short'),
            close: field(cover, '补法', 'Closing'),
          }),
        ),
        '各混样数',
        'By pool',
      ),
      best: field(z.int().nullable(), '最省的混样数', 'Cheapest pool'),
      cost: field(z.number(), '补法成本', 'Cost'),
      frontHours: field(z.number().nullable(), '前台现有能力要几小时', 'Hours in front as it is', 'h'),
      behindHours: field(z.number().nullable(), '后台现有能力要几小时', 'Hours behind as it is', 'h'),
      breakEven: field(
        z.array(
          z.object({
            pool: field(z.int(), '混样数', 'Pool'),
            prevalence: field(z.number(), '阳性率超过就不如', 'Worse beyond'),
          }),
        ),
        '混样平衡点',
        'Break-even',
      ),
    }),
    example: {
      people: 86_000,
      hours: 8,
      behindHours: 24,
      perHour: 50,
      servers: 180,
      pool: 10,
      pools: [20],
      prevalence: 0.001,
      behind: 4300,
      front: [{ name: '医护支援', adds: 10, cost: 2, most: 10 }],
      back: [{ name: '移动方舱', adds: 3000, cost: 45, most: 2 }],
    },
    run: (input) => ({
      ...servicePlan(input),
      breakEven:
        input.pool === null
          ? []
          : input.pools
              .filter((pool) => pool !== input.pool)
              .map((pool) => ({
                pool,
                prevalence: breakEven(Math.min(pool, input.pool ?? pool), Math.max(pool, input.pool ?? pool)),
              })),
    }),
  }),
];

import { z } from 'zod';
import { field, method, type Method } from '../../evidence/method.ts';
import { testingPlan } from './testing-plan.ts';

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
      tubes: field(z.int(), '管数', 'Tubes'),
      tubesInTime: field(z.number(), '一天能检', 'Tubes in a day'),
      short: field(z.number(), '缺口', 'Short'),
    }),
    example: { people: 86_000, hours: 8, perSamplerHour: 50, pool: 10, labsPerDay: [2500, 1800] },
    run: testingPlan,
  }),
];

import type loadHighs from 'highs';
import { z } from 'zod';
import { choosePortfolio, solverOf } from '../../core/decide/index.ts';
import { field, method, own, type Method } from '../../evidence/method.ts';
import { portfolioFile, portfolioOf } from './file.ts';

const text = z.object({ zh: z.string(), en: z.string() });
const pick = z.object({ lead: z.string(), year: z.number(), plot: z.string().optional() });
const portfolio = z.object({
  picks: z.array(pick),
  output: z.number(),
  probability: z.number().nullable(),
  tax: z.number(),
  jobs: z.number(),
});

const output = z.discriminatedUnion('status', [
  z.object({
    status: z.enum(['optimal', 'time-limit']),
    objective: z.enum(['output', 'probability']),
    value: field(z.number(), '目标值', 'Value of the objective'),
    bound: field(z.number(), '上限', 'Bound'),
    gap: field(z.number(), '证明的差距', 'Proven gap'),
    best: field(portfolio, '最优组合', 'Best'),
    greedy: field(
      portfolio.extend({ value: z.number(), ratio: z.number().nullable(), breaks: z.array(z.string()) }),
      '按亩均税收排队（现行做法）',
      'By tax per mu (practice today)',
    ),
    limits: field(
      z.array(
        z.object({
          limit: z.string(),
          name: z.string(),
          year: z.number(),
          used: z.number(),
          max: z.number().nullable(),
          min: z.number().nullable(),
          price: z.number(),
        }),
      ),
      '约束用了多少',
      'Use of the limits',
    ),
    leftOut: field(z.array(z.object({ lead: z.string(), reason: z.string(), why: text })), '没选的', 'Left out'),
  }),
  z.object({
    status: z.literal('infeasible'),
    clash: z.object({
      rules: z.array(z.object({ label: z.string(), name: text, give: z.number().nullable() })),
      proven: z.boolean(),
    }),
  }),
  z.object({ status: z.literal('no-answer'), why: text }),
]);

export const methods: readonly Method[] = [
  method(import.meta.url, {
    id: 'portfolio',
    name: { zh: '择优组合', en: 'Portfolio' },
    answers: {
      zh: '用地、能耗、排放有限，选哪些项目、哪年开工，目标年的产值（或达成概率）最大？离最优还差多少？',
      en: 'Which projects, started when, give most under limits of land, energy and emission, and how far from the best is it?',
    },
    formula: [
      {
        zh: 'max Σ_{i,t} E[产值_{it}] x_{it}，x_{it} ∈ {0, 1}',
        en: 'max Σ_{i,t} E[output_{it}] x_{it}, x_{it} ∈ {0, 1}',
      },
      {
        zh: 'Σ_{t} x_{it} ≤ 1；Σ_{i,t} a_{ir} x_{it} ≤ 上限_{r}；互斥、先后、地块、产品平衡',
        en: 'Σ_{t} x_{it} ≤ 1; Σ_{i,t} a_{ir} x_{it} ≤ limit_{r}; exclusions, precedence, plots, balances',
      },
      { zh: '差距 = (上限 − 目标值) ÷ 目标值', en: 'gap = (bound − value) ÷ value' },
    ],
    sources: [
      {
        zh: '混合整数规划，HiGHS 求解（Huangfu & Hall 2018，doi 10.1007/s12532-017-0130-5）',
        en: 'Mixed-integer programme, solved by HiGHS (Huangfu & Hall 2018, doi 10.1007/s12532-017-0130-5)',
        grade: 'M',
      },
      {
        zh: '冲突约束：删除过滤法（Chinneck & Dravnieks 1991）',
        en: 'Rules that clash: deletion filter (Chinneck & Dravnieks 1991)',
        grade: 'M',
      },
    ],
    parameters: [
      {
        name: { zh: '够好的差距', en: 'Gap that is good enough' },
        value: 0.005,
        unit: '',
        from: null,
        source: own,
        field: null,
      },
      {
        name: { zh: '求解时间', en: 'Time to solve' },
        value: 4,
        unit: '秒',
        from: null,
        source: {
          zh: '自定；更久用 lantu decide portfolio',
          en: 'our choice; longer by lantu decide portfolio',
          grade: 'own',
        },
        field: 'seconds',
      },
    ],
    input: portfolioFile.extend({
      seconds: field(z.number().positive().max(8).default(4), '求解时间', 'Time to solve', '秒'),
    }),
    output,
    example: {
      lantu: 1,
      demo: true,
      years: { from: 2024, to: 2026 },
      target: { year: 2026 },
      leads: [
        {
          id: 'L1',
          name: '演示铝箔',
          needs: { land: 120 },
          output: [2, 8, 15],
          tax: 3200,
          jobs: 260,
          starts: [2024, 2025],
        },
        { id: 'L2', name: '演示再生铝', needs: { land: 90 }, output: [1, 5, 9], tax: 900, jobs: 120, starts: [2024] },
        { id: 'L3', name: '演示型材', needs: { land: 110 }, output: [2, 6, 12], tax: 3400, jobs: 150, starts: [2024] },
      ],
      limits: [{ id: 'land', name: '用地总量', of: 'land', max: 210 }],
    },
    run: async ({ seconds, ...file }) => {
      const input = portfolioOf(file);
      // The package types its ES module as if it were CommonJS.
      const load = (await import('highs')).default as unknown as typeof loadHighs.default;
      return choosePortfolio(input, solverOf(await load()), { seconds });
    },
  }),
];

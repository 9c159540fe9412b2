import { z } from 'zod';
import { field, method, type Method, refuse } from '../../evidence/method.ts';
import { cheapestFixes } from './cheapest-fixes.ts';

const amounts = z.array(z.number().min(0).max(1e12)).min(1).max(5000);

export const methods: readonly Method[] = [
  method(import.meta.url, {
    id: 'school-fixes',
    name: { zh: '差异系数过线的最省补法', en: 'Cheapest way under the line of variation' },
    answers: {
      zh: '给哪些学校各补多少，全县差异系数降到线下而花得最少？',
      en: 'What is added to which schools so that the variation is under the line for least?',
    },
    formula: [
      {
        zh: '把生均最低的几所补到同一水平 ℓ：aᵢ = max(0, ℓ Pᵢ − 总量ᵢ)，取使 CV ≤ 线 的最小 ℓ',
        en: 'aᵢ = max(0, ℓ Pᵢ − totalᵢ) with the least ℓ for which CV ≤ the line',
      },
      {
        zh: '单价处处相同时最省；取整后重算 CV',
        en: 'the cheapest where a unit costs the same everywhere; CV worked out anew from whole units',
      },
    ],
    sources: [
      { zh: '差异系数：教育部义务教育均衡发展督导评估', en: 'Variation: Ministry of Education', grade: 'A' },
      { zh: '补法：自定（注水）', en: 'Filling up: our choice', grade: 'own' },
    ],
    parameters: [],
    input: z.strictObject({
      students: field(
        z.array(z.number().positive().max(1e7)).min(1).max(5000),
        '各校在校生',
        'Students of each school',
        '人',
      ),
      total: field(amounts, '各校总量', 'Total of each school'),
      line: field(z.number().min(0).max(10), '线', 'Line'),
      unitCost: field(z.number().min(0).max(1e12), '单价', 'Cost of one'),
      whole: field(z.boolean().default(true), '取整', 'Whole units'),
    }),
    output: z.object({
      before: field(z.number().nullable(), '现差异系数', 'Variation now'),
      after: field(z.number().nullable(), '补后', 'After'),
      add: field(z.array(z.number()), '各校补', 'Added to each'),
      added: field(z.number(), '共补', 'Added'),
      cost: field(z.number(), '花费', 'Cost'),
      reached: field(z.boolean(), '过线', 'Under the line'),
    }),
    example: { students: [300, 500, 120], total: [1200, 6000, 400], line: 0.4, unitCost: 3 },
    run: ({ students, total, line, unitCost, whole }) => {
      if (total.length !== students.length)
        refuse('total', `应有 ${students.length} 项`, `should have ${students.length}`);
      return cheapestFixes(
        students.map((one, at) => ({ students: one, total: total[at]! })),
        line,
        unitCost,
        whole,
      );
    },
  }),
];

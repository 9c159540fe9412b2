import { z } from 'zod';
import { field, method, type Method, own } from '../../evidence/method.ts';
import { clusterSum, pathTo } from './sum.ts';

const amount = z.string().regex(/^\d{1,15}(\.\d{1,6})?$/, '金额写成 660000 或 660000.50 an amount such as 660000.50');

export const methods: readonly Method[] = [
  method(import.meta.url, {
    id: 'cluster-sum',
    name: { zh: '集群合计与到目标的路', en: 'Sum of a cluster and its way to the target' },
    answers: {
      zh: '同口径、去重、扣内部交易后合计多少，到目标年每年要增多少？',
      en: 'What is the sum of one measure, each member once, and which growth does the target ask for?',
    },
    formula: [
      {
        zh: '合计 = Σ 同口径成员（金额 − 向集群成员的销售），每家一次',
        en: 'sum = Σ members of the measure (amount − sold to members), each once',
      },
      'g = (T ÷ S)^{1 ÷ n} − 1',
    ],
    sources: [own],
    parameters: [],
    input: z.strictObject({
      measure: field(z.string().max(40), '口径', 'Measure'),
      figures: field(
        z
          .array(
            z.strictObject({
              member: field(z.string().min(1).max(100), '成员', 'Member'),
              measure: field(z.string().max(40), '口径', 'Measure'),
              amount: field(amount, '金额', 'Amount'),
              internal: field(amount.nullable(), '其中向成员的销售', 'Sold to members'),
            }),
          )
          .max(5000),
        '成员数',
        'Figures',
      ),
      year: field(z.int().min(1900).max(2200), '年度', 'Year'),
      target: field(z.number().positive().max(1e12), '目标（同单位）', 'Target, in the same unit'),
      targetYear: field(z.int().min(1900).max(2200), '目标年', 'By'),
    }),
    output: z.object({
      sum: field(z.string(), '合计', 'Sum'),
      gross: field(z.string(), '未扣内部交易', 'Gross'),
      counted: field(z.int(), '计入成员', 'Members'),
      told: field(z.int(), '填了内部交易的', 'Say what they sold inside'),
      other: field(z.array(z.string()), '口径不同、没有相加的', 'Not added'),
      twice: field(z.array(z.string()), '列了两次、只计第一次的', 'Stood twice, counted once'),
      growth: field(z.number().nullable(), '每年要增', 'Growth a year', '%'),
      years: field(z.array(z.object({ year: z.int(), value: z.number() })), '路径', 'Path'),
      why: field(z.object({ zh: z.string(), en: z.string() }).optional(), '没有结果的理由', 'Why there is none'),
    }),
    example: {
      measure: 'revenue',
      figures: [
        { member: '甲', measure: 'revenue', amount: '120', internal: '20' },
        { member: '乙', measure: 'revenue', amount: '60', internal: null },
        { member: '丙', measure: 'goods', amount: '90', internal: null },
      ],
      year: 2025,
      target: 320,
      targetYear: 2030,
    },
    run: ({ measure, figures, year, target, targetYear }) => {
      const made = clusterSum(figures, measure);
      const path = pathTo({ year, value: Number(made.sum) }, { year: targetYear, value: target });
      return {
        ...made,
        ...path,
        ...(path.growth === null && {
          why: { zh: '合计为 0，或目标年不在以后', en: 'the sum is nothing, or the year is not later' },
        }),
      };
    },
  }),
];

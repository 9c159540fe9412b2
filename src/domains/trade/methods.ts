import { z } from 'zod';
import { field, method, type Method, refuse } from '../../evidence/method.ts';
import { listingMonth } from './listing-month.ts';

/** What the area computes, for anybody's own numbers. */

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, '月份写成 2026-08 a month such as 2026-08');
const amount = z.string().regex(/^\d{1,15}(\.\d{1,6})?$/, '金额写成 660000 或 660000.50 an amount such as 660000.50');
const why = field(z.object({ zh: z.string(), en: z.string() }).optional(), '没有结果的理由', 'Why there is no result');

export const methods: readonly Method[] = [
  method(import.meta.url, {
    id: 'listing-month',
    name: { zh: '上限入统月份', en: 'Month of entry into the statistics' },
    answers: {
      zh: '这家主体什么时候达标、何时申报、本年能贡献哪几个月？',
      en: 'When does this firm cross the threshold, when is it filed, and which months of the year will count?',
    },
    formula: [
      {
        zh: '当年累计销售 ≥ 门槛的首月；新开业走月度：次月申报、再次月起报；老主体走年度：次年 1 月起报',
        en: 'first month in which the year’s sales reach the threshold; new firms file the month after and report from the next, old ones report from January',
      },
    ],
    sources: [
      {
        zh: '“新企业走月度、老企业走年度”：地方统计局入统规程',
        en: 'New firms by month, old ones by year: local statistics offices',
        grade: 'A',
      },
    ],
    parameters: [],
    input: z.strictObject({
      threshold: field(amount, '门槛', 'Threshold', '元'),
      opened: field(month, '开业月', 'Opened'),
      sales: field(
        z
          .array(
            z.strictObject({ month: field(month, '月份', 'Month'), amount: field(amount, '销售额', 'Sales', '元') }),
          )
          .min(1)
          .max(240),
        '已知销售',
        'Known sales',
      ),
      expected: field(amount, '以后每月预计', 'Expected a month after', '元'),
      rules: field(
        z.strictObject({
          newFrom: field(month, '此月及以后开业算新', 'New from'),
          monthlyDay: field(z.int().min(1).max(28), '月度申报日', 'Day of the month'),
          yearlyBy: field(
            z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/),
            '年度申报截止',
            'Yearly by (MM-DD)',
          ),
          secondBy: field(
            z
              .string()
              .regex(/^0[1-3]-(0[1-9]|[12]\d|3[01])$/)
              .optional(),
            '第二批截止（次年）',
            'Second day, in the year after',
          ),
        }),
        '申报规则',
        'Rules',
      ),
    }),
    output: z.object({
      crosses: field(z.string().nullable(), '达标月', 'Crosses'),
      kind: field(z.enum(['monthly', 'yearly']).nullable(), '途径', 'Way'),
      file: field(z.string().nullable(), '申报截止', 'File by'),
      reportsFrom: field(z.string().nullable(), '起报月', 'Reports from'),
      countsThisYear: field(z.array(z.string()), '本年计入', 'Counts this year'),
      why,
    }),
    example: {
      threshold: '5000000',
      opened: '2026-03',
      sales: [
        { month: '2026-03', amount: '520000' },
        { month: '2026-04', amount: '640000' },
      ],
      expected: '700000',
      rules: { newFrom: '2025-10', monthlyDay: 25, yearlyBy: '11-20' },
    },
    run: ({ threshold, opened, sales, expected, rules }) => {
      const months = sales.map((one) => one.month);
      const twice = months.findIndex((one, n) => months.indexOf(one) !== n);
      if (twice >= 0) refuse(`sales.${twice}.month`, '这个月写了两次', 'stands twice');
      const found = listingMonth(threshold, opened, sales, expected, rules);
      return found.crosses === null
        ? {
            ...found,
            why: { zh: '照这样的月销售，一年内累计不到门槛', en: 'at these sales no year reaches the threshold' },
          }
        : found;
    },
  }),
];

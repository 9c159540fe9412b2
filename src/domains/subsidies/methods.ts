import { z } from 'zod';
import { field, method, type Method, refuse } from '../../evidence/method.ts';
import { faultIn, loanSubsidy } from './loan-subsidy.ts';

/** What the area computes, for anybody's own numbers: exact decimals as text. */

const amount = z
  .string()
  .regex(/^\d{1,15}(\.\d{1,6})?$/, '金额写成 1200000 或 1200000.50 an amount such as 1200000.50');
const percent = z.string().regex(/^\d{1,4}(\.\d{1,6})?$/, '写成 1.725 such as 1.725');
const day = z.iso.date();

export const methods: readonly Method[] = [
  method(import.meta.url, {
    id: 'loan-subsidy',
    name: { zh: '贷款贴息', en: 'Subsidy of interest' },
    answers: {
      zh: '这笔贷款应贴多少息，几天？',
      en: 'How much interest of this loan is subsidised, for how many days?',
    },
    formula: [
      {
        zh: '贴息 = Σ_{段} min(余额, 封顶) × 天数 × 年利率 ÷ 日数基准，末了四舍五入到分',
        en: 'subsidy = Σ min(owed, cap) × days × rate ÷ days of a year, rounded to the cent at the end',
      },
      {
        zh: '算头不算尾；先封顶本金再算',
        en: 'the first day counts, the last does not; the cap is laid on the principal',
      },
    ],
    sources: [
      {
        zh: '各地贴息办法多不写日数基准和封顶先后：应选定并印在明细上',
        en: 'Local rules seldom say days of a year and order of the cap: choose, and print it',
        grade: 'M',
      },
    ],
    parameters: [],
    input: z.strictObject({
      principal: field(amount, '本金', 'Principal', '元'),
      cap: field(amount.optional(), '贴息本金封顶', 'Cap of the principal', '元'),
      from: field(day, '起日', 'From (counted)'),
      to: field(day, '止日（不计）', 'To (not counted)'),
      rate: field(percent, '贴息年利率', 'Rate a year', '%'),
      basis: field(z.union([z.literal(360), z.literal(365), z.literal(366)]), '日数基准', 'Days of a year'),
      repayments: field(
        z
          .array(z.strictObject({ on: field(day, '还款日', 'On'), amount: field(amount, '金额', 'Amount', '元') }))
          .max(500),
        '还款',
        'Repayments',
      ),
    }),
    output: z.object({
      days: field(z.int(), '天数', 'Days'),
      subsidy: field(z.string(), '贴息', 'Subsidy', '元'),
    }),
    example: {
      principal: '500000',
      cap: '300000',
      from: '2026-01-10',
      to: '2026-07-10',
      rate: '1.5',
      basis: 360,
      repayments: [{ on: '2026-05-10', amount: '350000' }],
    },
    run: (loan) => {
      const fault = faultIn(loan);
      return fault ? refuse(fault.field, fault.zh, fault.en) : loanSubsidy(loan);
    },
  }),
];

import { z } from 'zod';
import { field, method, type Method, refuse } from '../../evidence/method.ts';
import { guaranteePool } from './guarantee-pool.ts';
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
  method(import.meta.url, {
    id: 'pool',
    name: { zh: '担保风险补偿池', en: 'Risk pool of guarantees' },
    answers: {
      zh: '这样的代偿率之后池子还剩多少、放大多少倍，多高会击穿？',
      en: 'What is left of the pool at this rate of default, and at which rate does it break?',
    },
    formula: [
      { zh: '上限 = 池 × 倍数；代偿 = 在保 × 代偿率', en: 'limit = pool × multiple; paid = outstanding × rate' },
      {
        zh: '政府承担 = (代偿 − 追偿) × 份额；实际倍数 = 在保 ÷ 余额（在保不减代偿）',
        en: 'government = (paid − recovered) × share; multiple = outstanding ÷ left (not lessened by what was paid)',
      },
      { zh: '击穿代偿率 = 池 ÷ (在保 × 份额)', en: 'breaking rate = pool ÷ (outstanding × share)' },
    ],
    sources: [
      {
        zh: '上限、份额和熔断无统一条文，按本地办法填',
        en: 'Limit, share and breaker have no common rule: by the local one',
        grade: 'M',
      },
    ],
    parameters: [],
    input: z.strictObject({
      pool: field(amount, '池', 'Pool'),
      multiple: field(percent, '放大倍数', 'Multiple'),
      outstanding: field(amount, '在保余额', 'Outstanding'),
      defaultRate: field(percent, '代偿率', 'Rate of default', '%'),
      share: field(percent, '政府分担', 'Share of the government', '%'),
      recovered: field(amount, '追偿', 'Recovered'),
    }),
    output: z.object({
      limit: field(z.string(), '在保上限', 'Limit'),
      paid: field(z.string(), '代偿', 'Paid'),
      government: field(z.string(), '政府承担', 'Borne by the government'),
      left: field(z.string(), '池余额', 'Left'),
      multipleNow: field(z.string().nullable(), '实际倍数', 'Multiple now'),
      multipleLess: field(z.string().nullable(), '实际倍数（在保减代偿）', 'Multiple, outstanding less what was paid'),
      breakingRate: field(z.string().nullable(), '击穿代偿率', 'Breaking rate', '%'),
      why: field(z.object({ zh: z.string(), en: z.string() }).optional(), '没有结果的理由', 'Why there is none'),
    }),
    example: { pool: '1000', multiple: '10', outstanding: '6000', defaultRate: '2.5', share: '40', recovered: '30' },
    run: (given) => {
      const made = guaranteePool(given);
      const why =
        made.multipleNow === null
          ? { zh: '池已用尽，倍数没有意义', en: 'the pool is used up: there is no multiple' }
          : made.breakingRate === null
            ? { zh: '在保或份额为 0，不会击穿', en: 'nothing outstanding, or no share: it does not break' }
            : null;
      return { ...made, ...(why && { why }) };
    },
  }),
];

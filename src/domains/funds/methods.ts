import { z } from 'zod';
import { field, method, type Method } from '../../evidence/method.ts';
import { defaultRates } from './default-rate.ts';
import { guaranteePool } from './guarantee-pool.ts';

/** What the area computes, for anybody's own numbers: exact decimals as text. */

const amount = z
  .string()
  .regex(/^\d{1,15}(\.\d{1,6})?$/, '金额写成 1200000 或 1200000.50 an amount such as 1200000.50');
const percent = z.string().regex(/^\d{1,4}(\.\d{1,6})?$/, '写成 1.725 such as 1.725');
const why = field(z.object({ zh: z.string(), en: z.string() }).optional(), '没有结果的理由', 'Why there is none');

export const methods: readonly Method[] = [
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
      why,
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
  method(import.meta.url, {
    id: 'default-rates',
    name: { zh: '代偿率的三种写法', en: 'Three rates of default' },
    answers: { zh: '同一个池，按三种写法代偿率各是多少？', en: 'What are the three rates called 代偿率 of one pool?' },
    formula: [
      {
        zh: '代偿额 ÷ 解除担保额；代偿笔数 ÷ 担保笔数；代偿额 ÷ 累计发生额；追偿款不冲减',
        en: 'paid ÷ released; cases paid ÷ cases; paid ÷ all guaranteed; nothing recovered is taken off',
      },
    ],
    sources: [{ zh: '三个在用系统的三种写法并存', en: 'three systems in use, three ways', grade: 'B' }],
    parameters: [],
    input: z.strictObject({
      released: field(amount, '解除担保额（含代偿的）', 'Released, those paid among them'),
      paid: field(amount, '代偿额', 'Paid'),
      cases: field(z.int().min(0).max(1e9), '担保笔数', 'Cases'),
      paidCases: field(z.int().min(0).max(1e9), '代偿笔数', 'Cases paid'),
      volume: field(amount, '累计发生额', 'All guaranteed'),
    }),
    output: z.object({
      released: field(z.string().nullable(), '代偿额 ÷ 解除担保额', 'Paid over released', '%'),
      cases: field(z.string().nullable(), '代偿笔数 ÷ 担保笔数', 'Cases paid over cases', '%'),
      volume: field(z.string().nullable(), '代偿额 ÷ 累计发生额', 'Paid over all guaranteed', '%'),
      why,
    }),
    example: { released: '3000', paid: '60', cases: 250, paidCases: 2, volume: '9000' },
    run: (given) => {
      const made = defaultRates(given);
      const none = Object.values(made).includes(null);
      return { ...made, ...(none && { why: { zh: '分母为 0 的没有比率', en: 'nothing to divide by' } }) };
    },
  }),
];

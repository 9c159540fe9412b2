import { z } from 'zod';
import { field, method, type Method, refuse } from '../../evidence/method.ts';
import { faultIn } from './loan-subsidy.ts';
import { subsidyByRule } from './subsidy.ts';

/** Subsidies by a rule table, and the rates that are called 代偿率. */

const amount = z.string().regex(/^\d{1,15}(\.\d{1,6})?$/, '金额写成 660000 或 660000.50 an amount such as 660000.50');
const percent = z.string().regex(/^\d{1,5}(\.\d{1,8})?$/, '写成 1.725 a number such as 1.725');
const day = z.iso.date();

export const methods: readonly Method[] = [
  method(import.meta.url, {
    id: 'subsidy-by-rule',
    name: { zh: '按规则表算贴息', en: 'Subsidy by a rule table' },
    answers: {
      zh: '按这份办法，这笔贷款每一段贴多少、每年贴多少，断崖在哪里？',
      en: 'What does this rule give for each line and year of the loan, and where are its cliffs?',
    },
    formula: [
      {
        zh: '贴息 = Σ 计息本金 × 贴息率 × 天数 ÷ 日数基准，每年四舍五入到分一次',
        en: 'subsidy = Σ counted × rate × days ÷ days of a year, rounded half up once a year',
      },
      {
        zh: '贴息率：LPR × 比例 | 年利率 | 月利率 | 合同利率 − (LPR + 点)，不超过合同利率和最高贴息率；利率低于 LPR 时按合同利率算比例',
        en: 'rate: share of the LPR | a year | a month | contract − (LPR + points), at most that of the contract and the highest',
      },
      {
        zh: '分档：整笔套档，或分段累进（各段按其中的本金加权）',
        en: 'bands: the whole principal in one, or each part in its own',
      },
    ],
    sources: [
      {
        zh: '湘农联〔2022〕22 号（LPR 比例、分档、单户年上限）；县级办法（固定年、月利率）',
        en: 'Hunan 2022 No. 22 (share of the LPR, bands, cap a year); rules of counties',
        grade: 'A',
      },
      {
        zh: '算头不算尾、日数基准、封顶先后：办法多不写，选定并印在单上',
        en: 'First day counted, days of a year, order of the cap: seldom written, chosen and printed',
        grade: 'M',
      },
    ],
    parameters: [],
    input: z.strictObject({
      rule: field(
        z.strictObject({
          kind: field(z.enum(['share', 'fixed', 'monthly', 'above']), '贴多少', 'How much'),
          rate: field(percent.optional(), '比例或利率（月利率为 ‰）', 'Share or rate (‰ a month)', '%'),
          points: field(
            z
              .string()
              .regex(/^-?\d{1,4}$/)
              .optional(),
            '加减点',
            'Points',
            'BP',
          ),
          bands: field(z.enum(['whole', 'stepped']).optional(), '分档', 'Bands'),
          steps: field(
            z
              .array(
                z.strictObject({
                  upTo: field(amount.optional(), '本金至', 'Up to', '元'),
                  rate: field(percent, '比例', 'Share', '%'),
                }),
              )
              .max(10)
              .optional(),
            '各档',
            'Steps',
          ),
          cap: field(amount.optional(), '贴息本金封顶', 'Cap of the principal', '元'),
          order: field(z.enum(['daily', 'before', 'after']).optional(), '封顶先后', 'When the cap'),
          lprDay: field(z.enum(['start', 'each']).optional(), 'LPR 取哪一天', 'LPR of which day'),
          mostRate: field(percent.optional(), '最高年贴息率', 'At most a year', '%'),
          yearCap: field(amount.optional(), '单户年上限', 'Cap of a year', '元'),
          basis: field(z.union([z.literal(360), z.literal(365), z.literal(366)]), '日数基准', 'Days of a year'),
        }),
        '规则',
        'Rule',
      ),
      loan: field(
        z.strictObject({
          principal: field(amount, '本金', 'Principal', '元'),
          from: field(day, '起日', 'From (counted)'),
          to: field(day, '止日（不计）', 'To (not counted)'),
          rate: field(percent, '合同年利率', 'Rate of the contract', '%'),
          repayments: field(
            z
              .array(z.strictObject({ on: field(day, '还款日', 'On'), amount: field(amount, '金额', 'Amount', '元') }))
              .max(500),
            '还款',
            'Repayments',
          ),
        }),
        '贷款',
        'Loan',
      ),
      lprs: field(
        z
          .array(z.strictObject({ since: field(day, '公布日', 'Since'), rate: field(percent, '利率', 'Rate', '%') }))
          .max(500),
        'LPR',
        'LPR',
      ),
    }),
    output: z.object({
      days: field(z.int(), '天数', 'Days'),
      subsidy: field(z.string(), '贴息', 'Subsidy', '元'),
      exact: field(z.string(), '不分年、不设上限', 'Without years and caps', '元'),
      lines: field(
        z.array(
          z.object({
            from: z.string(),
            to: z.string(),
            days: z.int(),
            owed: z.string(),
            counted: z.string(),
            lpr: z.string().nullable(),
            rate: z.string(),
            exact: z.string(),
            cents: z.string(),
          }),
        ),
        '逐段',
        'Lines',
      ),
      years: field(
        z.array(z.object({ year: z.string(), exact: z.string(), subsidy: z.string(), cut: z.boolean() })),
        '按年',
        'Years',
      ),
      cliffs: field(z.array(z.object({ at: z.string(), below: z.string(), above: z.string() })), '断崖', 'Cliffs'),
    }),
    example: {
      rule: {
        kind: 'share',
        bands: 'whole',
        steps: [{ upTo: '8000000', rate: '50' }, { rate: '20' }],
        yearCap: '1000000',
        basis: 365,
      },
      loan: {
        principal: '8000000.01',
        from: '2026-01-15',
        to: '2026-12-15',
        rate: '4.1',
        repayments: [{ on: '2026-09-01', amount: '500000' }],
      },
      lprs: [{ since: '2025-05-20', rate: '3' }],
    },
    run: ({ rule, loan, lprs }) => {
      const fault = faultIn(loan);
      if (fault) refuse(`loan.${fault.field}`, fault.zh, fault.en);
      if ((rule.kind === 'share' || rule.kind === 'above') && !lprs.some(({ since }) => since <= loan.from))
        refuse('lprs', '放款日的 LPR 没有给出', 'the LPR of the first day is not given');
      const borders = (rule.steps ?? []).map(({ upTo }) => (upTo === undefined ? Infinity : Number(upTo)));
      if (borders.some((one, n) => n > 0 && one <= (borders[n - 1] ?? 0)))
        refuse('rule.steps', '各档应由小到大，不限的在最后', 'steps rise, the open one is the last');
      return subsidyByRule(rule, loan, lprs);
    },
  }),
];

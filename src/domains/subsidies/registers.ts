import { amount, choice, date, link, number, org, register, required, text } from '../../core/register/index.ts';
import { funds } from '../funds/registers.ts';

export const lpr = register({
  id: 'lpr',
  name: ['贷款市场报价利率（LPR）', 'Loan prime rate'],
  identify: ['term', 'since'],
  role: 'finance',
  open: true,
  fields: {
    term: required(choice('期限', 'Term', { y1: ['1年期', '1 year'], y5: ['5年期以上', 'Over 5 years'] })),
    since: required(date('公布日', 'Published on')),
    rate: required(number('利率', 'Rate', '%', { min: 0, max: 30, decimals: 4 })),
    source: text('来源', 'Source'),
  },
});

const bands = { zh: '按贷款额分档（空：不分档）', en: 'Bands by principal (empty: none)' };
const upTo = (n: number) => amount(`第${n}档贷款额至`, `Band ${n} up to`, '元', { min: 0, group: bands });
const part = (n: number) => number(`第${n}档比例`, `Share of band ${n}`, '%', { min: 0, max: 100, group: bands });

/** Rules of subsidies as a table: what local papers decide differently is a column. */
export const subsidyRules = register({
  id: 'subsidy-rules',
  name: ['贴息规则', 'Rules of subsidies'],
  about: ['利率、分档、封顶、日数，每项都写明', 'Rate, bands, caps, days of the year: each one said'],
  identify: ['name', 'since'],
  role: 'finance',
  open: true,
  fields: {
    name: required(text('规则', 'Rule')),
    since: required(date('起行日期', 'In force from')),
    kind: required(
      choice('贴多少', 'How much', {
        share: ['LPR 的比例', 'Share of the LPR'],
        fixed: ['固定年利率', 'Fixed rate a year'],
        monthly: ['固定月利率', 'Fixed rate a month'],
        above: ['借款人承担 LPR 加减点，余下贴息', 'Borrower bears LPR plus points'],
      }),
    ),
    rate: number('比例或利率', 'Share or rate', '', {
      min: 0,
      max: 100,
      decimals: 4,
      help: {
        zh: 'LPR 比例、年利率为 %，月利率为 ‰；分档时可空',
        en: '% of the LPR or a year, ‰ a month; empty with bands',
      },
    }),
    points: number('加减点', 'Points', '', {
      decimals: 0,
      help: { zh: '基点，−150 表示 LPR−150BP', en: 'Basis points' },
    }),
    bands: choice(
      '分档',
      'Bands',
      { whole: ['整笔套档', 'Whole'], stepped: ['分段累进', 'Stepped'] },
      { group: bands },
    ),
    upto1: upTo(1),
    share1: part(1),
    upto2: upTo(2),
    share2: part(2),
    share3: part(3),
    cap: amount('贴息本金封顶', 'Cap of the principal', '元', { min: 0 }),
    order: choice('封顶先后', 'When the cap', {
      daily: ['逐日余额与封顶取小', 'The smaller of balance and cap, day by day'],
      before: ['先封顶本金，再减还款', 'Cap first, then repayments'],
      after: ['先按全额算，再以封顶本金的贴息为限', 'Whole first, then at most that of the cap'],
    }),
    lpr_day: choice('LPR 取哪一天', 'LPR of which day', {
      start: ['放款日，期内不变', 'The day of paying out, for all of it'],
      each: ['逐日按当日公布', 'Each day by its own'],
    }),
    most_rate: number('最高年贴息率', 'At most a year', '%', { min: 0, max: 100, decimals: 4 }),
    year_cap: amount('单户年上限', 'Cap a year and borrower', '元', { min: 0 }),
    basis: required(
      choice('日数基准', 'Days of a year', { b360: ['360', '360'], b365: ['365', '365'], b366: ['366', '366'] }),
    ),
    source: required(text('依据', 'Source')),
  },
});

export const loans = register({
  id: 'farm-loans',
  name: ['涉农贷款与担保', 'Farm loans and guarantees'],
  about: ['贷款、担保、贴息、代偿和追偿，一笔一行', 'One line a loan: guarantee, subsidy, what was paid and recovered'],
  identify: ['contract'],
  owner: 'bureau',
  role: 'finance',
  fields: {
    contract: required(text('合同号', 'Contract')),
    borrower: required(text('借款人', 'Borrower')),
    code: text('统一社会信用代码', 'Unified social credit code', { format: 'credit-code' }),
    bank: text('贷款银行', 'Bank'),
    bureau: org('经办单位', 'Handled by'),
    principal: required(amount('本金', 'Principal', '元', { min: 0.01 })),
    from: required(date('放款日', 'Paid out on')),
    to: required(date('到期日', 'Due on')),
    rate: required(number('合同年利率', 'Rate of the contract', '%', { min: 0, max: 36, decimals: 4 })),
    rule: link(() => subsidyRules, '贴息规则', 'Rule of the subsidy'),
    pool: link(() => funds, '担保池', 'Pool'),
    guaranteed: amount('担保额', 'Guaranteed', '元', { min: 0 }),
    use: text('用途', 'Use'),
    paid: amount('代偿额', 'Paid by the pool', '元', { min: 0 }),
    recovered: amount('追偿额', 'Recovered', '元', { min: 0 }),
  },
  stages: {
    open: { name: ['在贷', 'Open'] },
    released: { name: ['结清解除', 'Released'] },
    defaulted: { name: ['已代偿', 'Paid by the pool'], requires: ['paid'], exit: true },
  },
});

export const repayments = register({
  id: 'loan-repayments',
  name: ['贷款还本', 'Repayments'],
  identify: ['loan', 'on'],
  role: 'finance',
  fields: {
    loan: required(link(() => loans, '贷款', 'Loan')),
    on: required(date('还款日', 'Paid on')),
    amount: required(amount('本金', 'Principal', '元', { min: 0.01 })),
    document: required(text('凭据', 'Document')),
  },
});

/** Support of every kind that somebody got: who got it twice is seen over all lists. */
export const supports = register({
  id: 'farm-supports',
  name: ['涉农奖补清单', 'Supports of farming'],
  identify: ['name', 'kind', 'matter', 'year'],
  owner: 'bureau',
  role: 'finance',
  fields: {
    name: required(text('受益主体', 'Who got it')),
    code: text('统一社会信用代码', 'Unified social credit code', { format: 'credit-code' }),
    kind: required(
      choice('类别', 'Kind', {
        interest: ['贷款贴息', 'Interest'],
        fee: ['担保费补贴', 'Fee of a guarantee'],
        honest: ['诚信奖补', 'Reward for honesty'],
        project: ['项目补助', 'Project'],
      }),
    ),
    matter: required(text('事项', 'For what')),
    year: required(number('年度', 'Year', '', { min: 2000, max: 2100, decimals: 0 })),
    amount: required(amount('金额', 'Amount', '元', { min: 0.01 })),
    bureau: org('发放单位', 'Given by'),
    loan: link(() => loans, '贷款', 'Loan'),
    document: text('文号', 'Paper'),
  },
});

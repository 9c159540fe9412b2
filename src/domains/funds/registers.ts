import { amount, choice, date, file, link, number, org, register, required, text } from '../../core/register/index.ts';

/** Accounts of a fund: what it has, where that comes from, what came in and went out. */
export const accounts = {
  bank: ['银行存款', 'Bank'],
  invested: ['投放项目', 'Invested'],
  claimed: ['应收代偿款', 'Owed after paying for others'],
  raised: ['已筹资金', 'Raised'],
  award: ['上级奖补', 'Granted from above'],
  added: ['追加资金', 'Added'],
  interest: ['利息收入', 'Interest'],
  earned: ['投放收益', 'Earned'],
  recovered: ['追偿收入', 'Recovered'],
  paid: ['代偿支出', 'Paid for others'],
  subsidy: ['贴息支出', 'Subsidies of interest'],
  reward: ['诚信奖补支出', 'Rewards'],
  cost: ['管理费用', 'Costs'],
} as const;
export type Account = keyof typeof accounts;
/** Accounts whose balance is what was debited; that of the others is what was credited. */
export const debitAccounts: readonly Account[] = ['bank', 'invested', 'claimed', 'paid', 'subsidy', 'reward', 'cost'];
/** What was paid into a fund: its size. */
export const paidIn: readonly Account[] = ['raised', 'award', 'added'];

const rule = { zh: '杠杆与熔断（按本地办法填）', en: 'Leverage and breaker (by the local rule)' };

export const funds = register({
  id: 'funds',
  name: ['基金与资金池', 'Funds and pools'],
  about: ['基金、担保风险补偿池：目标规模、倍数、分担、熔断', 'Funds and risk pools: size, multiple, share, breaker'],
  identify: ['name'],
  owner: 'bureau',
  role: 'finance',
  open: true,
  fields: {
    name: required(text('名称', 'Name')),
    kind: required(choice('类型', 'Kind', { fund: ['发展基金', 'Fund'], pool: ['风险补偿池', 'Risk pool'] })),
    bureau: org('主管单位', 'Answers for it'),
    target: amount('目标规模', 'Size aimed at', '元', { min: 0 }),
    multiple: number('放大倍数上限', 'Highest multiple', '', { min: 0, decimals: 2, group: rule }),
    share: number('分担比例', 'Share of the loss', '%', { min: 0, max: 100, group: rule }),
    breaker: number('熔断代偿率', 'Breaker', '%', { min: 0, max: 100, group: rule }),
    measure: choice(
      '熔断所用代偿率',
      'Rate that the breaker looks at',
      {
        released: ['代偿额÷解除担保额', 'Paid over released'],
        cases: ['代偿笔数÷担保笔数', 'Cases paid over cases'],
        volume: ['代偿额÷累计发生额', 'Paid over all guaranteed'],
      },
      { group: rule },
    ),
    basis: text('依据文号', 'Paper'),
  },
});

/** One entry is a transfer from the credited to the debited account: both sides are equal because they are one amount. */
export const fundEntries = register({
  id: 'fund-entries',
  name: ['基金分录', 'Entries of funds'],
  about: [
    '复式记账：一笔写借方、贷方和一个金额；结账后只能登记更正',
    'Double entry: debit, credit and one amount; after a closing only corrections are entered',
  ],
  identify: ['fund', 'voucher', 'line'],
  owner: 'bureau',
  role: 'finance',
  closedBy: { register: 'fund-closings', same: 'fund', day: 'on', through: 'through' },
  fields: {
    fund: required(link(() => funds, '基金', 'Fund')),
    on: required(date('日期', 'Day')),
    voucher: required(text('凭证号', 'Voucher')),
    line: required(number('分录号', 'Line', '', { min: 1, max: 999, decimals: 0 })),
    debit: required(choice('借方', 'Debit', accounts)),
    credit: required(choice('贷方', 'Credit', accounts)),
    amount: required(amount('金额', 'Amount', '元', { min: 0.01 })),
    document: required(text('凭据（文号、单号）', 'Document')),
    papers: file('凭据附件', 'Papers'),
    party: text('对方单位', 'Other side'),
    loan: link(() => ({ id: 'farm-loans' }), '贷款', 'Loan'),
    corrects: link(() => ({ id: 'fund-entries' }), '更正哪一笔', 'Corrects'),
    bureau: org('记账单位', 'Kept by'),
    note: text('摘要', 'What for'),
  },
});

export const fundClosings = register({
  id: 'fund-closings',
  name: ['基金结账', 'Closings of funds'],
  about: ['结账日及以前的分录不再改动', 'Entries up to the day are not changed any more'],
  identify: ['fund', 'through'],
  role: 'finance',
  closedBy: { register: 'fund-closings', same: 'fund', day: 'through', through: 'through' },
  fields: {
    fund: required(link(() => funds, '基金', 'Fund')),
    through: required(date('结账至', 'Closed up to')),
    entries: number('分录数', 'Entries', '', { min: 0, decimals: 0 }),
    debits: amount('借方合计', 'All debits'),
    bank: amount('银行存款余额', 'Balance of the bank'),
    note: text('说明', 'Note'),
  },
});

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

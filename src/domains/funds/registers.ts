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

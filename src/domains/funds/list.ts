import type { Text } from '../../core/measure/index.ts';
import { column, lacking, lit, related, say } from '../../evidence/judged-parts.ts';
import { type Judgement, list, type Section } from '../../evidence/judgement.ts';
import { closeFund, correctEntry } from './acts.ts';
import { trialBalance } from './book.ts';
import { accounts, fundEntries, funds } from './registers.ts';
import { type FundStanding, standingOf } from './standing.ts';

type JudgedFund = Judgement & { standing: FundStanding };
const yuan = { unit: '元', decimals: 2 } as const;
const money = (text: string | null) => (text === null ? null : Number(text));

export const fundList = list<typeof funds, JudgedFund>({
  register: funds,
  judge: async (view) => {
    const all = await standingOf(view);
    return new Map(
      [...all].map(([id, standing]): [string, JudgedFund] => [
        id,
        { standing, light: standing.light, why: standing.why, demo: standing.demo },
      ]),
    );
  },
  columns: [
    column('size', '到位', 'Paid in', ({ standing }) => money(standing.size), yuan),
    column('bank', '银行存款', 'Bank', ({ standing }) => money(standing.bank), yuan),
    column('closed', '结账至', 'Closed up to', ({ standing }) => standing.closed ?? lacking('从未结账', 'never')),
    column(
      'multiple',
      '实际倍数',
      'Multiple now',
      ({ standing: { pool } }) => {
        if (!pool) return null;
        if (pool.loans.told === 0) return lacking('没有登记担保额', 'no guarantee is entered');
        return money(pool.multiple) ?? lacking('池已用尽', 'used up');
      },
      { decimals: 4 },
    ),
    column(
      'rate',
      '代偿率（代偿额÷解除额，累计）',
      'Paid over released, of all',
      ({ standing: { pool } }) =>
        pool ? (money(pool.rates.all.released) ?? lacking('还没有解除的', 'none released')) : null,
      { unit: '%', decimals: 4 },
    ),
    column(
      'breaking',
      '击穿代偿率',
      'Breaking rate',
      ({ standing: { pool } }) => (pool ? (money(pool.breaking) ?? lacking('没有分担比例', 'no share said')) : null),
      { unit: '%', decimals: 2 },
    ),
    column('guarantees', '有担保额的担保', 'Guarantees with their amount', ({ standing: { pool } }) =>
      pool ? say(`${pool.loans.told}/${pool.loans.of}`, `${pool.loans.told}/${pool.loans.of}`) : null,
    ),
    column('papers', '有附件的分录', 'Entries with a file', ({ standing: { papers } }) =>
      say(`${papers.with}/${papers.of}`, `${papers.with}/${papers.of}`),
    ),
  ],
  sections: async (_view, _row, judged) =>
    judged ? [balanceSection(judged.standing), ...poolSection(judged.standing)] : [],
  notes: async () => [
    say(
      '借贷必相等：一笔分录同时写借方、贷方和一个金额。',
      'Debits are credits: one entry names both accounts and one amount.',
    ),
    say(
      '追偿款另列，不冲减代偿率；“代偿率”有三种写法，各自列出。',
      'What is recovered stands apart and lessens no rate; the three rates called 代偿率 are told each.',
    ),
  ],
  actions: [closeFund],
});

function balanceSection({ entries, size }: FundStanding): Section {
  return {
    title: say('科目余额（元）', 'Balances (yuan)'),
    about: say(
      `到位 ${size} 元；共 ${entries.length} 笔分录。逐笔看“基金账”页。`,
      `${size} yuan paid in; ${entries.length} entries. Entry by entry on the page of ledgers.`,
    ),
    heads: [say('借方', 'Debit'), say('贷方', 'Credit'), say('余额', 'Balance')],
    lines: trialBalance(entries)
      .filter(({ debit, credit }) => Number(debit) + Number(credit) > 0)
      .map(({ account, debit, credit, balance }) => ({
        name: { zh: accounts[account][0], en: accounts[account][1] },
        cells: [debit, credit, balance],
      })),
  };
}

const rateNames: Record<'released' | 'cases' | 'volume', Text> = {
  released: say('代偿额 ÷ 解除担保额', 'Paid over released'),
  cases: say('代偿笔数 ÷ 担保笔数', 'Cases paid over cases'),
  volume: say('代偿额 ÷ 累计发生额', 'Paid over all guaranteed'),
};

function poolSection({ pool }: FundStanding): Section[] {
  if (!pool) return [];
  const rate = (text: string | null) => (text === null ? lacking('没有分母', 'nothing to divide by') : `${text}%`);
  const cell = (text: string | null) => text ?? lacking('办法没有写', 'the rule does not say');
  return [
    {
      title: say('代偿率的三种写法', 'Three rates of default'),
      heads: [say('本年', 'This year'), say('累计', 'Of all')],
      lines: (['released', 'cases', 'volume'] as const).map((id) => ({
        name: rateNames[id],
        cells: [rate(pool.rates.year[id]), rate(pool.rates.all[id])],
      })),
    },
    {
      title: say('够不够', 'Whether it is enough'),
      lines: [
        { name: say('在保余额（元）', 'Outstanding (yuan)'), cells: [pool.outstanding] },
        { name: say('在保上限（池×倍数，元）', 'Limit (pool × multiple, yuan)'), cells: [cell(pool.limit)] },
        { name: say('实际倍数（在保÷银行存款）', 'Multiple (outstanding over bank)'), cells: [cell(pool.multiple)] },
        {
          name: say('击穿代偿率', 'Breaking rate'),
          cells: [pool.breaking === null ? cell(null) : `${pool.breaking}%`],
        },
        { name: say('追偿（另列，元）', 'Recovered (apart, yuan)'), cells: [pool.recovered] },
      ],
    },
  ];
}

export const entryList = list<typeof fundEntries>({
  register: fundEntries,
  judge: async (_view, rows) => {
    const corrected = new Map(
      rows.flatMap(({ corrects, voucher }) => (corrects ? [[corrects.id, voucher] as const] : [])),
    );
    return new Map(
      rows.map(({ id, debit, credit, papers }): [string, Judgement] => {
        const by = corrected.get(id);
        if (debit === credit) return [id, lit('red', '借贷同一科目。', 'Debit and credit are one account.')];
        if (by !== undefined) return [id, lit('grey', `已由 ${by} 更正。`, `Corrected by ${by}.`)];
        return (papers?.length ?? 0) > 0
          ? [id, lit('green', '有凭据附件。', 'Its document is attached.')]
          : [id, lit('yellow', '只有凭据编号，没有附件。', 'The number of the document only, no file.')];
      }),
    );
  },
  sections: (view, { id }) => related(view, fundEntries, 'corrects', id, ['on', 'debit', 'credit', 'amount']),
  order: ({ row: a }, { row: b }) => b.on.localeCompare(a.on) || b.voucher.localeCompare(a.voucher) || a.line - b.line,
  actions: [correctEntry],
});

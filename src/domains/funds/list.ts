import { Decimal } from 'decimal.js';
import type { Text } from '../../core/measure/index.ts';
import { sumAmounts } from '../../core/register/index.ts';
import { column, covered, lacking, lit, related, say } from '../../evidence/judged-parts.ts';
import { type Judgement, list, type Section } from '../../evidence/judgement.ts';
import { closeFund, correctEntry } from './acts.ts';
import { trialBalance } from './book.ts';
import { accounts, fundEntries, funds, loans, repayments, supports } from './registers.ts';
import { type Ruled, ruledLoans } from './ruled.ts';
import { type FundStanding, standingOf } from './standing.ts';
import { type Double, doublesIn } from './doubles.ts';

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

type JudgedLoan = Judgement & { ruled: Ruled; booked: string };

export const loanList = list<typeof loans, JudgedLoan>({
  register: loans,
  judge: async (view, rows) => {
    const [ruledOf, entries] = [await ruledLoans(view), await view.list(fundEntries)];
    const booked = Map.groupBy(
      entries.rows.filter(({ loan, debit, credit }) => loan && (debit === 'subsidy' || credit === 'subsidy')),
      ({ loan }) => loan?.id,
    );
    const judged = rows.map((row): [string, JudgedLoan] => {
      const ruled = ruledOf(row);
      const paid = sumAmounts(
        (booked.get(row.id) ?? []).map(({ debit, amount }) => (debit === 'subsidy' ? amount : `-${amount}`)),
      );
      return [row.id, { ruled, booked: paid, ...subsidyLight(ruled, paid) }];
    });
    for (const [id, over] of overYear(rows, new Map(judged)))
      Object.assign(judged.find(([one]) => one === id)?.[1] ?? {}, { light: 'red', why: over });
    return new Map(judged);
  },
  columns: [
    column(
      'subsidy',
      '应贴息',
      'Subsidy by rule',
      ({ ruled }) => ('why' in ruled ? { missing: ruled.why } : Number(ruled.subsidy.subsidy)),
      yuan,
    ),
    column('booked', '已列支', 'Booked', ({ booked }) => Number(booked), yuan),
    column('cliff', '断崖', 'Cliff', ({ ruled }) => {
      if ('why' in ruled || ruled.subsidy.cliffs.length === 0) return null;
      const near = ruled.subsidy.cliffs.map(
        ({ at, below, above }) => [`${Number(at) / 10_000} 万元`, below, above] as const,
      );
      return say(
        near.map(([at, below, above]) => `超过 ${at} 一分钱，贴息从 ${below} 降到 ${above} 元`).join('；'),
        near.map(([at, below, above]) => `one cent above ${at}: ${below} falls to ${above}`).join('; '),
      );
    }),
  ],
  tiles: async (_view, rows, judged) =>
    covered(
      '算得出贴息',
      'With a subsidy by rule',
      [...judged.values()].filter(({ ruled }) => !('why' in ruled)).length,
      rows.length,
      '笔',
    ),
  sections: async (view, row, judged) => [
    ...(judged && !('why' in judged.ruled) ? [subsidySection(judged.ruled)] : []),
    ...(await related(view, repayments, 'loan', row.id, ['amount', 'document'])),
  ],
});

function subsidyLight(ruled: Ruled, booked: string): Judgement & { why: Text } {
  if ('why' in ruled) return lit('grey', `没有算贴息：${ruled.why.zh}。`, `No subsidy: ${ruled.why.en}.`);
  const { subsidy } = ruled.subsidy;
  const over = new Decimal(booked).minus(subsidy);
  if (over.gt(0))
    return lit(
      'red',
      `列支 ${booked} 元，按规则应为 ${subsidy} 元，多 ${over.toFixed(2)} 元。`,
      `${booked} yuan booked, ${subsidy} by the rule: ${over.toFixed(2)} too much.`,
    );
  if (over.eq(0)) return lit('green', `列支与重算一致：${subsidy} 元。`, `Booked as recomputed: ${subsidy} yuan.`);
  return lit('yellow', `还有 ${over.abs().toFixed(2)} 元未列支。`, `${over.abs().toFixed(2)} yuan are not booked yet.`);
}

/** Borrowers whose loans of one rule get together more in a year than its cap. */
function overYear(
  rows: readonly { id: string; code: string | null; borrower: string }[],
  judged: ReadonlyMap<string, JudgedLoan>,
): [string, Text][] {
  const parts = rows.flatMap(({ id, code, borrower }) => {
    const ruled = judged.get(id)?.ruled;
    if (!ruled || 'why' in ruled || ruled.rule.yearCap === undefined) return [];
    return ruled.subsidy.years.map(({ year, subsidy }) => ({
      id,
      cap: ruled.rule.yearCap ?? '0',
      year,
      subsidy,
      of: `${code ?? borrower} ${ruled.name} ${year}`,
    }));
  });
  return [...Map.groupBy(parts, ({ of }) => of).values()].flatMap((own): [string, Text][] => {
    const [first] = own;
    const sum = sumAmounts(own.map(({ subsidy }) => subsidy));
    if (!first || own.length < 2 || new Decimal(sum).lte(first.cap)) return [];
    const why = say(
      `${first.year} 年同一主体合计 ${sum} 元，超过单户年上限 ${first.cap} 元。`,
      `${sum} yuan in ${first.year} for one borrower, above the cap of ${first.cap}.`,
    );
    return own.map(({ id }) => [id, why]);
  });
}

function subsidySection({ name, source, subsidy }: Exclude<Ruled, { why: unknown }>): Section {
  return {
    title: say(`逐段贴息：${name}`, `Line by line: ${name}`),
    about: say(
      `依据 ${source}；合计 ${subsidy.subsidy} 元。打印和 .xlsx 在“贴息单”页。`,
      `By ${source}; ${subsidy.subsidy} yuan. Print and .xlsx on the sheet of the loan.`,
    ),
    heads: [
      say('天数', 'Days'),
      say('计息本金', 'Counted'),
      say('贴息率（%）', 'Rate (%)'),
      say('贴息（元）', 'Subsidy (yuan)'),
    ],
    lines: subsidy.lines.map(({ from, to, days, counted, rate, cents }) => ({
      name: say(`${from} 至 ${to}`, `${from} to ${to}`),
      cells: [days, counted, rate, cents],
    })),
  };
}

type JudgedSupport = Judgement & { doubles: readonly Double[] };

export const supportList = list<typeof supports, JudgedSupport>({
  register: supports,
  judge: async (view, rows) => {
    const doubles = doublesIn(rows, (await view.list(loans)).rows);
    return new Map(
      rows.map(({ id }): [string, JudgedSupport] => {
        const own = doubles.get(id) ?? [];
        const [first] = own;
        return [
          id,
          first
            ? { doubles: own, light: first.sure ? 'red' : 'yellow', why: first.why }
            : { doubles: own, ...lit('green', '没有见到重复享受。', 'Nothing was found twice.') },
        ];
      }),
    );
  },
  columns: [
    column('doubles', '可能重复', 'Perhaps twice', ({ doubles }) =>
      doubles.length === 0
        ? null
        : say(doubles.map(({ why }) => why.zh).join('；'), doubles.map(({ why }) => why.en).join('; ')),
    ),
  ],
});

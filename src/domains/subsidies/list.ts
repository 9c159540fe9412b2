import { Decimal } from 'decimal.js';
import type { Text } from '../../core/measure/index.ts';
import { sumAmounts } from '../../core/register/index.ts';
import { column, covered, lit, related, say } from '../../evidence/judged-parts.ts';
import { type Judgement, list, type Section } from '../../evidence/judgement.ts';
import { fundEntries } from '../funds/registers.ts';
import { type Double, doublesIn } from './doubles.ts';
import { loans, repayments, supports } from './registers.ts';
import { type Ruled, ruledLoans } from './ruled.ts';

const yuan = { unit: '元', decimals: 2 } as const;

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

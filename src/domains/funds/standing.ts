import { Decimal } from 'decimal.js';
import { type Light, type Text } from '../../core/measure/index.ts';
import { type RecordOf, sumAmounts } from '../../core/register/index.ts';
import type { ViewAt } from '../../evidence/reading/view.ts';
import { totals } from './book.ts';
import { defaultRates, type Guarantees } from './default-rate.ts';
import { guaranteePool } from './guarantee-pool.ts';
import { loans } from '../subsidies/registers.ts';
import { fundClosings, fundEntries, funds } from './registers.ts';

type Fund = RecordOf<typeof funds>;
type Loan = RecordOf<typeof loans>;
type Entry = RecordOf<typeof fundEntries>;

export interface FundStanding {
  light: Light;
  why: Text;
  entries: readonly Entry[];
  size: string;
  bank: string;
  /** Day up to which it is closed; null: never. */
  closed: string | null;
  pool: PoolStanding | null;
  /** Share of the entries with a file beside the number of their document. */
  papers: { with: number; of: number };
  demo: boolean;
}

interface PoolStanding {
  /** Guarantees of the pool, and those of which the amount is said. */
  loans: { of: number; told: number };
  outstanding: string;
  limit: string | null;
  multiple: string | null;
  breaking: string | null;
  rates: { year: ReturnType<typeof defaultRates>; all: ReturnType<typeof defaultRates> };
  recovered: string;
}

/** How every fund stands on the day of the view: from its entries, closings and guarantees. */
export async function standingOf(view: ViewAt): Promise<Map<string, FundStanding>> {
  const [all, entries, closings, lent] = await Promise.all([
    view.list(funds),
    view.list(fundEntries),
    view.list(fundClosings),
    view.list(loans),
  ]);
  const byFund = Map.groupBy(entries.rows, ({ fund }) => fund.id);
  return new Map(
    all.rows.map((fund) => {
      const own = (byFund.get(fund.id) ?? []).filter(({ on }) => on <= view.asOf).toSorted(inOrder);
      const closed = closings.rows
        .filter((one) => one.fund.id === fund.id)
        .map(({ through }) => through)
        .toSorted()
        .at(-1);
      const guaranteed = lent.rows.filter(({ pool }) => pool?.id === fund.id);
      const { size, bank } = totals(own);
      const pool = fund.kind === 'pool' ? poolOf(fund, bank, guaranteed, view.asOf) : null;
      const papers = { with: own.filter((one) => (one.papers?.length ?? 0) > 0).length, of: own.length };
      const demo = [fund, ...own, ...guaranteed].some(({ held }) => held.demo);
      const standing = { entries: own, size, bank, closed: closed ?? null, pool, papers, demo };
      return [fund.id, { ...standing, ...lightOf(fund, standing, view.asOf) }];
    }),
  );
}

const inOrder = (a: Entry, b: Entry) =>
  a.on.localeCompare(b.on) || a.voucher.localeCompare(b.voucher) || a.line - b.line;

function poolOf(fund: Fund, bank: string, guaranteed: readonly Loan[], asOf: string): PoolStanding {
  const outstanding = sumAmounts(guaranteed.flatMap((loan) => (loan.stage === 'open' ? (loan.guaranteed ?? []) : [])));
  const made = guaranteePool({
    pool: bank,
    multiple: String(fund.multiple ?? 0),
    outstanding,
    defaultRate: '0',
    share: String(fund.share ?? 0),
    recovered: '0',
  });
  const year = `${asOf.slice(0, 4)}-01-01`;
  return {
    loans: { of: guaranteed.length, told: guaranteed.filter((loan) => loan.guaranteed !== null).length },
    outstanding,
    limit: fund.multiple === null ? null : made.limit,
    multiple: made.multipleNow,
    breaking: fund.share === null ? null : made.breakingRate,
    rates: { all: defaultRates(guaranteesIn(guaranteed, '')), year: defaultRates(guaranteesIn(guaranteed, year)) },
    recovered: sumAmounts(guaranteed.flatMap(({ recovered }) => recovered ?? [])),
  };
}

/** What was released, paid and guaranteed from a day on. A guarantee that was paid for has ended with it. */
function guaranteesIn(guaranteed: readonly Loan[], from: string): Guarantees {
  const ended = guaranteed.filter(
    ({ stage, passed }) => stage !== 'open' && (passed[stage ?? 'released'] ?? '') >= from,
  );
  const begun = guaranteed.filter((loan) => loan.from >= from);
  const paid = ended.filter(({ stage }) => stage === 'defaulted');
  return {
    released: sumAmounts(ended.flatMap((loan) => loan.guaranteed ?? [])),
    paid: sumAmounts(paid.flatMap((loan) => loan.paid ?? [])),
    cases: begun.length,
    paidCases: paid.length,
    volume: sumAmounts(begun.flatMap((loan) => loan.guaranteed ?? [])),
  };
}

function lightOf(
  fund: Fund,
  of: Pick<FundStanding, 'entries' | 'size' | 'bank' | 'closed' | 'pool'>,
  asOf: string,
): { light: Light; why: Text } {
  const { pool, size, bank, closed } = of;
  if (of.entries.length === 0) return { light: 'grey', why: { zh: '还没有分录。', en: 'No entries yet.' } };
  if (new Decimal(bank).lt(0))
    return { light: 'red', why: { zh: `银行存款为负：${bank} 元。`, en: `The bank is below nothing: ${bank} yuan.` } };
  const rate = pool?.rates.all[fund.measure ?? 'released'] ?? null;
  if (fund.breaker !== null && rate !== null && new Decimal(rate).gte(fund.breaker))
    return {
      light: 'red',
      why: {
        zh: `代偿率 ${rate}%，达到熔断线 ${fund.breaker}%。`,
        en: `Rate of default ${rate} %, at the breaker of ${fund.breaker} %.`,
      },
    };
  if (pool && fund.multiple !== null && (pool.multiple === null || new Decimal(pool.multiple).gt(fund.multiple)))
    return {
      light: 'red',
      why: {
        zh: `实际倍数 ${pool.multiple ?? '—'}，超过上限 ${fund.multiple}。`,
        en: `Multiple ${pool.multiple ?? '—'}, above ${fund.multiple}.`,
      },
    };
  const month = new Date(`${asOf.slice(0, 7)}-01T00:00:00Z`);
  const due = new Date(month.getTime() - 86_400_000).toISOString().slice(0, 10);
  if (closed === null || closed < due)
    return {
      light: 'yellow',
      why: {
        zh: `上月还没有结账（${closed === null ? '从未结账' : `结账至 ${closed}`}）。`,
        en: `Last month is not closed (${closed ?? 'never closed'}).`,
      },
    };
  if (fund.target !== null && new Decimal(size).lt(fund.target))
    return {
      light: 'yellow',
      why: { zh: `到位 ${size} 元，目标 ${fund.target} 元。`, en: `${size} yuan paid in of ${fund.target}.` },
    };
  return { light: 'green', why: { zh: '到位、已结账，未触及熔断。', en: 'Paid in, closed, below the breaker.' } };
}

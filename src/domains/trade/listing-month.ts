import { Decimal } from 'decimal.js';

/** Rules of a statistics office for taking firms in (入统). Months YYYY-MM. */
export interface ListingRules {
  /** Firms opened in or after this month may come in by month; older ones by year. */
  newFrom: string;
  /** Day of the month after the threshold is crossed by which is filed. */
  monthlyDay: number;
  /** MM-DD by which is filed once a year. */
  yearlyBy: string;
  /** MM-DD of the year after by which those file who crossed later; absent: they wait a year. */
  secondBy?: string | undefined;
}

export interface Listing {
  /** The month in which the sales of its year reach the threshold; null: they do not. */
  crosses: string | null;
  kind: 'monthly' | 'yearly' | null;
  /** Day by which is filed. */
  file: string | null;
  reportsFrom: string | null;
  /** Months of the year of crossing whose sales will count. */
  countsThisYear: string[];
}

const nothing: Listing = { crosses: null, kind: null, file: null, reportsFrom: null, countsThisYear: [] };
const years = 10;

const plus = (month: string, n: number): string => {
  const at = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + n;
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
};

/**
 * When a firm below the threshold can be taken into the statistics: sales add up within a calendar year, after the known
 * months at `expected` a month. A new firm files in the month after and reports from the one after that; an older one files
 * once a year and reports from January. Amounts are exact decimal text. At least one month of sales is known.
 */
export function listingMonth(
  threshold: string,
  opened: string,
  sales: readonly { month: string; amount: string }[],
  expected: string,
  rules: ListingRules,
): Listing {
  const known = new Map(sales.map(({ month, amount }) => [month, amount]));
  const first = [...known.keys()].toSorted()[0];
  const last = [...known.keys()].toSorted().at(-1);
  if (first === undefined || last === undefined) return nothing;
  let sum = new Decimal(0);
  let crosses: string | null = null;
  for (let month = first; month <= plus(last, 12 * years); month = plus(month, 1)) {
    if (month.endsWith('-01')) sum = new Decimal(0);
    sum = sum.plus(known.get(month) ?? (month > last ? expected : '0'));
    if (sum.gte(threshold)) {
      crosses = month;
      break;
    }
  }
  if (crosses === null) return nothing;
  const year = crosses.slice(0, 4);
  if (opened >= rules.newFrom) {
    const file = plus(crosses, 1);
    const reportsFrom = plus(file, 1);
    const rest = Array.from({ length: 12 }, (_, n) => `${year}-${String(n + 1).padStart(2, '0')}`);
    return {
      crosses,
      kind: 'monthly',
      file: `${file}-${String(rules.monthlyDay).padStart(2, '0')}`,
      reportsFrom,
      countsThisYear: rest.filter((month) => month >= reportsFrom),
    };
  }
  // Who crosses after the day of the year is too late for it.
  const late = crosses.slice(5) > rules.yearlyBy.slice(0, 2);
  // Where there is a second day, it is for those whose month of crossing was not over on the first.
  if (rules.secondBy !== undefined && crosses.slice(5) >= rules.yearlyBy.slice(0, 2)) {
    const next = Number(year) + 1;
    return {
      crosses,
      kind: 'yearly',
      file: `${next}-${rules.secondBy}`,
      reportsFrom: `${next}-01`,
      countsThisYear: [],
    };
  }
  const filing = late ? Number(year) + 1 : Number(year);
  return {
    crosses,
    kind: 'yearly',
    file: `${filing}-${rules.yearlyBy}`,
    reportsFrom: `${filing + 1}-01`,
    countsThisYear: [],
  };
}

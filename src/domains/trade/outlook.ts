import { Decimal } from 'decimal.js';
import { type Listing, type ListingRules, listingMonth } from './listing-month.ts';

export interface ListingOutlook {
  expected: Listing;
  /** With monthly sales at the upper and the lower end of the interval. */
  early: Listing;
  late: Listing;
  /** Expected a month: mean of the last three; with the ends of an 80 % interval. Yuan. */
  monthly: string;
  low: string;
  high: string;
  /** The newest month that is told: what is crossed later is expected, not known. */
  newest: string;
  /** Sales of the year so far. */
  soFar: string;
}

/**
 * When a firm crosses, by its own monthly sales: the last three as they were on average, and an interval of 80 % by the
 * spread of the last twelve (normal, our choice). Null with fewer than three months.
 */
export function listingOutlook(
  threshold: string,
  opened: string,
  sales: readonly { month: string; amount: string }[],
  rules: ListingRules,
): ListingOutlook | null {
  const known = sales.toSorted((a, b) => a.month.localeCompare(b.month));
  const last = known.slice(-3);
  const newest = last.at(-1);
  if (last.length < 3 || !newest) return null;
  const mean = last.reduce((sum, { amount }) => sum.plus(amount), new Decimal(0)).div(3);
  const spread = known.slice(-12).map(({ amount }) => new Decimal(amount));
  const middle = spread.reduce((sum, one) => sum.plus(one), new Decimal(0)).div(spread.length);
  const variance = spread
    .reduce((sum, one) => sum.plus(one.minus(middle).pow(2)), new Decimal(0))
    .div(spread.length - 1);
  const half = variance.sqrt().times('1.2816');
  const at = (value: Decimal) => Decimal.max(0, value).toFixed(2);
  const [low, monthly, high] = [at(mean.minus(half)), at(mean), at(mean.plus(half))];
  const year = newest.month.slice(0, 4);
  // Sales add up within a year: what an earlier year reached was for that year's filing.
  const current = known.filter(({ month }) => month.startsWith(year));
  const by = (expected: string) => listingMonth(threshold, opened, current, expected, rules);
  return {
    expected: by(monthly),
    early: by(high),
    late: by(low),
    monthly,
    low,
    high,
    newest: newest.month,
    soFar: current.reduce((sum, { amount }) => sum.plus(amount), new Decimal(0)).toFixed(2),
  };
}

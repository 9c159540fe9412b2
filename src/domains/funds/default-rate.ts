import { Decimal } from 'decimal.js';

/** What a pool guaranteed within a time: amounts in one unit as text, cases as numbers. */
export interface Guarantees {
  /** Amount of guarantees that ended, those that were paid for among them. */
  released: string;
  paid: string;
  cases: number;
  paidCases: number;
  /** All that was ever guaranteed within the time. */
  volume: string;
}

/** The three rates that are all called 代偿率, in percent to four decimals; null where there is nothing to divide by. */
export function defaultRates({ released, paid, cases, paidCases, volume }: Guarantees): {
  released: string | null;
  cases: string | null;
  volume: string | null;
} {
  const share = (part: Decimal.Value, of: Decimal.Value) =>
    new Decimal(of).lte(0)
      ? null
      : new Decimal(part).div(of).times(100).toDecimalPlaces(4, Decimal.ROUND_HALF_UP).toFixed();
  return { released: share(paid, released), cases: share(paidCases, cases), volume: share(paid, volume) };
}

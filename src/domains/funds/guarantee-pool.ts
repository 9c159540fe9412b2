import { Decimal } from 'decimal.js';

/** Amounts in one unit, rates in percent, all as text. */
export interface GuaranteePool {
  pool: string;
  /** Guarantees allowed for each yuan of the pool. */
  multiple: string;
  outstanding: string;
  /** Of what is outstanding. */
  defaultRate: string;
  /** Share of the net loss that the pool bears. */
  share: string;
  recovered: string;
}

/** Decimal text without zeros at its end. */
const plain = (value: Decimal) => value.toDecimalPlaces(6).toFixed();

/**
 * What a rate of default takes from a risk pool: net loss = paid − recovered, the pool bears its share; what is outstanding
 * is not lessened by what was paid. The breaking rate empties the pool without any recovery. Null where it divides by 0.
 */
export function guaranteePool(given: GuaranteePool): {
  limit: string;
  paid: string;
  government: string;
  left: string;
  multipleNow: string | null;
  /** The same where the rule takes what was paid off what is outstanding. */
  multipleLess: string | null;
  breakingRate: string | null;
} {
  const [pool, outstanding] = [new Decimal(given.pool), new Decimal(given.outstanding)];
  const paid = outstanding.times(given.defaultRate).div(100);
  const loss = Decimal.max(0, paid.minus(given.recovered));
  const government = loss.times(given.share).div(100);
  const left = pool.minus(government);
  const borne = outstanding.times(given.share).div(100);
  return {
    limit: plain(pool.times(given.multiple)),
    paid: plain(paid),
    government: plain(government),
    left: plain(left),
    multipleNow: left.gt(0) ? outstanding.div(left).toFixed(4) : null,
    multipleLess: left.gt(0) ? outstanding.minus(paid).div(left).toFixed(4) : null,
    breakingRate: borne.gt(0) ? pool.div(borne).times(100).toFixed(2) : null,
  };
}

import { Decimal } from 'decimal.js';
import { dayNumber, parseDay } from '../../core/measure/index.ts';

export interface Loan {
  /** Yuan, as text. */
  principal: string;
  /** What interest is subsidised on at most, yuan; absent: no cap. */
  cap?: string | undefined;
  /** ISO days: from counted, to not. */
  from: string;
  to: string;
  /** Percent a year, as text. */
  rate: string;
  /** Days of a year of interest. */
  basis: 360 | 365 | 366;
  repayments: readonly { on: string; amount: string }[];
}

const day = (iso: string): number => {
  const found = parseDay(iso);
  return typeof found === 'number' ? found : dayNumber(1970, 1, 1);
};

/**
 * The subsidy of a loan day by day on what is still owed, the owed principal cut to the cap first: exact decimals, rounded
 * to 0.01 yuan (half up) once at the end. Days lie in order and repayments do not exceed the principal; `faultIn` says so.
 */
export function loanSubsidy(loan: Loan): { days: number; subsidy: string } {
  const ends = day(loan.to);
  const turns = loan.repayments.map(({ on, amount }) => ({ on: day(on), amount })).toSorted((a, b) => a.on - b.on);
  let owed = new Decimal(loan.principal);
  let at = day(loan.from);
  let productOfDays = new Decimal(0);
  for (const { on, amount } of [...turns, { on: ends, amount: '0' }]) {
    const counted = loan.cap === undefined ? owed : Decimal.min(owed, loan.cap);
    productOfDays = productOfDays.plus(counted.times(on - at));
    owed = owed.minus(amount);
    at = on;
  }
  const subsidy = productOfDays.times(loan.rate).div(100).div(loan.basis);
  return { days: ends - day(loan.from), subsidy: subsidy.toFixed(2, Decimal.ROUND_HALF_UP) };
}

/** What of a loan cannot be: the field and why; null: it can be computed. */
export function faultIn(loan: Loan): { field: string; zh: string; en: string } | null {
  if (day(loan.to) <= day(loan.from)) return { field: 'to', zh: '止日应晚于起日', en: 'ends later than it begins' };
  for (const [n, { on }] of loan.repayments.entries())
    if (day(on) < day(loan.from) || day(on) > day(loan.to))
      return { field: `repayments.${n}.on`, zh: '还款日应在贷款期内', en: 'lies within the time of the loan' };
  const repaid = loan.repayments.reduce((sum, { amount }) => sum.plus(amount), new Decimal(0));
  return repaid.gt(loan.principal)
    ? { field: 'repayments', zh: '还款合计超过本金', en: 'repay more than the principal' }
    : null;
}

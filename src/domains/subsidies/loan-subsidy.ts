import { Decimal } from 'decimal.js';
import { subsidyByRule } from './subsidy.ts';

export interface Loan {
  /** Yuan, as text. */
  principal: string;
  /** What interest is subsidised on at most, yuan; absent: no cap. */
  cap?: string | undefined;
  /** ISO days: from counted, to not. */
  from: string;
  to: string;
  /** Percent a year that is subsidised, as text. */
  rate: string;
  /** Days of a year of interest. */
  basis: 360 | 365 | 366;
  repayments: readonly { on: string; amount: string }[];
}

/**
 * The subsidy of a loan day by day on what is still owed, the owed principal cut to the cap day by day: exact decimals,
 * rounded half up to 0.01 yuan. Days lie in order and repayments do not exceed the principal; `faultIn` says so.
 */
export function loanSubsidy({ cap, rate, basis, ...loan }: Loan): { days: number; subsidy: string } {
  const { days, exact } = subsidyByRule({ kind: 'fixed', rate, cap, basis }, { ...loan, rate }, []);
  return { days, subsidy: exact };
}

/** What of a loan cannot be: the field and why; null: it can be computed. */
export function faultIn(
  loan: Pick<Loan, 'principal' | 'from' | 'to' | 'repayments'>,
): { field: string; zh: string; en: string } | null {
  if (loan.to <= loan.from) return { field: 'to', zh: '止日应晚于起日', en: 'ends later than it begins' };
  for (const [n, { on }] of loan.repayments.entries())
    if (on < loan.from || on > loan.to)
      return { field: `repayments.${n}.on`, zh: '还款日应在贷款期内', en: 'lies within the time of the loan' };
  const repaid = loan.repayments.reduce((sum, { amount }) => sum.plus(amount), new Decimal(0));
  return repaid.gt(loan.principal)
    ? { field: 'repayments', zh: '还款合计超过本金', en: 'repay more than the principal' }
    : null;
}

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { faultIn, type Loan, loanSubsidy } from './loan-subsidy.ts';

const loan = (more: Partial<Loan> = {}): Loan => ({
  principal: '1000000',
  from: '2024-03-15',
  to: '2024-12-20',
  rate: '1.725',
  basis: 360,
  repayments: [],
  ...more,
});

describe('a subsidy of interest', () => {
  test('is counted from the first day to the last but one, on what is still owed', () => {
    expect(loanSubsidy(loan())).toEqual({ days: 280, subsidy: '13416.67' });
    expect([365, 366].map((basis) => loanSubsidy(loan({ basis: basis as 365 })).subsidy)).toEqual([
      '13232.88',
      '13196.72',
    ]);
    expect(loanSubsidy(loan({ repayments: [{ on: '2024-09-01', amount: '100000' }] })).subsidy).toBe('12889.58');
  });

  test('does not change when a repayment leaves more than the cap', () => {
    const capped = { principal: '1200000', cap: '1000000' };
    const paid = loanSubsidy(loan({ ...capped, repayments: [{ on: '2024-05-01', amount: '150000' }] }));
    expect(paid.subsidy).toBe(loanSubsidy(loan(capped)).subsidy);
  });

  test('parts of a loan have together the subsidy of the whole, to the cent of each', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5_000_000 }), fc.integer({ min: 1, max: 5_000_000 }), (a, b) => {
        const of = (principal: number) => Number(loanSubsidy(loan({ principal: String(principal) })).subsidy);
        expect(Math.abs(of(a) + of(b) - of(a + b))).toBeLessThanOrEqual(0.0151);
      }),
    );
  });

  test('what cannot be is named', () => {
    expect(faultIn(loan({ to: '2024-03-15' }))?.field).toBe('to');
    expect(faultIn(loan({ repayments: [{ on: '2025-01-01', amount: '1' }] }))?.field).toBe('repayments.0.on');
    expect(faultIn(loan({ repayments: [{ on: '2024-06-01', amount: '1000000.01' }] }))?.field).toBe('repayments');
  });
});

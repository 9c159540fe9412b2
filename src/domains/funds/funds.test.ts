import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type BookEntry, accountIds, running, totals, trialBalance } from './book.ts';
import { defaultRates } from './default-rate.ts';
import { guaranteePool } from './guarantee-pool.ts';

describe('a risk pool', () => {
  const pool = { pool: '2000', multiple: '10', outstanding: '15000', defaultRate: '3', share: '40', recovered: '0' };

  test('what is recovered lessens the loss, and never below nothing', () => {
    expect(guaranteePool(pool)).toMatchObject({ paid: '450', government: '180', left: '1820', multipleNow: '8.2418' });
    // The same rate by the two ways in which multiples are told; at the full ten times the pool breaks at a quarter.
    expect(guaranteePool(pool)).toMatchObject({ multipleLess: '7.9945', breakingRate: '33.33' });
    expect(guaranteePool({ ...pool, outstanding: '20000' }).breakingRate).toBe('25.00');
    expect(guaranteePool({ ...pool, recovered: '50' })).toMatchObject({ government: '160', left: '1840' });
    expect(guaranteePool({ ...pool, recovered: '9999' })).toMatchObject({ government: '0', left: '2000' });
  });

  test('at its breaking rate nothing is left', () => {
    const broken = guaranteePool({ ...pool, defaultRate: '33.333333' });
    expect(Number(broken.left)).toBeCloseTo(0, 3);
    expect(guaranteePool({ ...pool, defaultRate: '40' }).multipleNow).toBe(null);
    expect(guaranteePool({ ...pool, share: '0' }).breakingRate).toBe(null);
  });
});

test('whatever is entered, all debits are all credits, and what a fund has is where it came from', () => {
  const entry = fc.record({
    debit: fc.constantFrom(...accountIds),
    credit: fc.constantFrom(...accountIds),
    amount: fc.integer({ min: 1, max: 1e12 }).map((cents) => (cents / 100).toFixed(2)),
  });
  const cents = (text: string) => BigInt(text.replace('.', ''));
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 60 }), (entries: BookEntry[]) => {
      const lines = trialBalance(entries);
      const sum = (pick: 'debit' | 'credit') => lines.reduce((total, line) => total + cents(line[pick]), 0n);
      expect(sum('debit')).toBe(sum('credit'));
      expect(cents(totals(entries).debits)).toBe(sum('debit'));
      for (const { account, balance } of lines) expect(running(account, entries).at(-1)?.after ?? '0.00').toBe(balance);
    }),
  );
});

test('three rates of one pool are three numbers, a small one does not become nothing', () => {
  expect(defaultRates({ released: '10000', paid: '150', cases: 400, paidCases: 3, volume: '30000' })).toEqual({
    released: '1.5',
    cases: '0.75',
    volume: '0.5',
  });
  expect(defaultRates({ released: '25000000', paid: '100', cases: 0, paidCases: 0, volume: '1' }).released).toBe(
    '0.0004',
  );
  expect(defaultRates({ released: '0', paid: '0', cases: 0, paidCases: 0, volume: '0' }).released).toBe(null);
});

import { describe, expect, test } from 'vitest';
import { listingMonth } from './listing-month.ts';

describe('entry into the statistics', () => {
  const rules = { newFrom: '2025-10', monthlyDay: 25, yearlyBy: '11-20' };
  const months = (amounts: Record<string, string>) =>
    Object.entries(amounts).map(([month, amount]) => ({ month, amount }));

  test('the same month of crossing counts this year for a new firm and next year for an old one', () => {
    const sales = months({ '2026-06': '2000000', '2026-07': '2000000' });
    expect(listingMonth('5000000', '2026-06', sales, '1000000', rules)).toEqual({
      crosses: '2026-08',
      kind: 'monthly',
      file: '2026-09-25',
      reportsFrom: '2026-10',
      countsThisYear: ['2026-10', '2026-11', '2026-12'],
    });
    expect(listingMonth('5000000', '2020-01', sales, '1000000', rules)).toMatchObject({
      file: '2026-11-20',
      reportsFrom: '2027-01',
      countsThisYear: [],
    });
  });

  test('sales of a year are not carried into the next one, and who crosses late waits a year', () => {
    const sales = months({ '2026-11': '1000000' });
    // 2 million by December; from January a million a month again.
    expect(listingMonth('5000000', '2026-11', sales, '1000000', rules)).toMatchObject({ crosses: '2027-05' });
    const late = months({ '2026-12': '6000000' });
    expect(listingMonth('5000000', '2020-01', late, '0', rules)).toMatchObject({
      crosses: '2026-12',
      file: '2027-11-20',
      reportsFrom: '2028-01',
    });
    expect(listingMonth('5000000', '2026-11', sales, '100000', rules)).toMatchObject({ crosses: null, kind: null });
  });
});

import { describe, expect, test } from 'vitest';
import { capacity } from './capacity.ts';
import { listingMonth } from './listing-month.ts';

test('turns are those of the whole area, whole where they are asked to be', () => {
  const spots = [{ area: 8000, perPerson: 2 }];
  expect(capacity(spots, { openHours: 9, stayHours: 2.5, whole: true })).toEqual({
    momentary: 4000,
    turns: 3,
    daily: 12_000,
  });
  expect(capacity(spots, { openHours: 9, stayHours: 0.3, whole: true }).turns).toBe(30);
});

test('the worked sight: 6,333 at once, 19,000 a day, 22,800 without whole turns, 75,000 where turns are summed by spot', () => {
  const spots = [
    { area: 8000, perPerson: 2 },
    { area: 6000, perPerson: 3 },
    { area: 20_000, perPerson: 60 },
  ];
  const day = { openHours: 9, stayHours: 2.5, whole: true };
  expect(capacity(spots, day)).toMatchObject({ momentary: expect.closeTo(6333.33, 2), turns: 3, daily: 19_000 });
  expect(capacity(spots, { ...day, whole: false })).toMatchObject({ turns: 3.6, daily: 22_800 });
  const bySpot = spots.map((spot, n) => capacity([spot], { ...day, stayHours: [1, 0.5, 1][n] ?? 1 }).daily);
  expect(bySpot.reduce((sum, one) => sum + one, 0)).toBe(75_000);
});

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

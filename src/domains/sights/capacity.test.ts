import { expect, test } from 'vitest';
import { capacity } from './capacity.ts';

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

import { expect, it } from 'vitest';
import { slotWords, yearLines } from './year-lines.ts';

it('lays the same months of the years over each other, holes kept', () => {
  expect(
    yearLines([
      { period: '2024-01..03', value: 80 },
      { period: '2024-01..12', value: 336 },
      { period: '2025-01..03', value: 90 },
      { period: '2025-01..06', value: 181 },
      { period: '2022..2026', value: 5 },
    ]),
  ).toEqual({
    slots: ['-01..03', '-01..06', '-01..12'],
    lines: [
      { year: 2024, values: [80, null, 336] },
      { year: 2025, values: [90, 181, null] },
    ],
  });
});

it('has nothing to lay over each other in yearly figures, or in a single year', () => {
  expect(
    yearLines([
      { period: '2024', value: 1 },
      { period: '2025', value: 2 },
    ]),
  ).toBeNull();
  expect(
    yearLines([
      { period: '2024Q1', value: 1 },
      { period: '2024Q2', value: 2 },
    ]),
  ).toBeNull();
});

it('names months as people do', () => {
  expect(['-01..09', '-03', 'Q3'].map((slot) => slotWords(slot, 'zh'))).toEqual(['1—9月', '3月', 'Q3']);
  expect(slotWords('-01..09', 'en')).toBe('Jan–Sep');
});

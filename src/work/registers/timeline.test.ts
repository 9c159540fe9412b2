import { expect, it } from 'vitest';
import { axisOf, dayIn, placeOn } from './timeline.ts';

it('puts days on whole months, and on whole years where they are far apart', () => {
  const months = axisOf(['2026-03-09', '2026-05-31']);
  expect(months).toMatchObject({ start: '2026-03-01', end: '2026-06-01' });
  expect(months?.ticks.map((tick) => tick.label)).toEqual(['2026-03', '2026-04', '2026-05']);
  const years = axisOf(['2022-11-01', '2026-02-01']);
  expect(years).toMatchObject({ start: '2022-01-01', end: '2027-01-01' });
  expect(years?.ticks.map((tick) => tick.label)).toEqual(['2022', '2023', '2024', '2025', '2026']);
  expect(axisOf(['2025-12-31'])).toMatchObject({ start: '2025-12-01', end: '2026-01-01' });
  expect(axisOf([])).toBeNull();
});

it('places a day by its share of the axis', () => {
  expect(placeOn({ start: '2026-01-01', end: '2026-01-11' }, '2026-01-06')).toBe(0.5);
});

it('takes the last day of a period', () => {
  expect(['2026', '2026Q1', '2024-02', '2026-05-07', '2026H1'].map(dayIn)).toEqual([
    '2026-12-31',
    '2026-03-31',
    '2024-02-29',
    '2026-05-07',
    null,
  ]);
});

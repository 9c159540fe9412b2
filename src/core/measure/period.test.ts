import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { civil, dayNumber, isoOf, parseDay, yearFraction } from './day.ts';
import {
  cadenceOf,
  comparePeriods,
  contains,
  dueDay,
  endDate,
  lastFinishedPeriod,
  nextPeriod,
  parsePeriod,
  periodLabel,
  periodsBetween,
  previousPeriod,
  startDate,
  timeProgress,
  yearBefore,
} from './period.ts';
import { isProblem, unwrap } from './problem.ts';

const code = (x: unknown) => (isProblem(x) ? x.code : null);
const year = fc.integer({ min: 1950, max: 2150 });
const two = (n: number) => String(n).padStart(2, '0');
const key = fc.oneof(
  year.map(String),
  fc.tuple(year, fc.integer({ min: 1, max: 2 })).map(([y, h]) => `${y}H${h}`),
  fc.tuple(year, fc.integer({ min: 1, max: 4 })).map(([y, q]) => `${y}Q${q}`),
  fc.tuple(year, fc.integer({ min: 1, max: 12 })).map(([y, m]) => `${y}-${two(m)}`),
  fc.tuple(year, fc.integer({ min: 2, max: 12 })).map(([y, m]) => `${y}-01..${two(m)}`),
  fc.tuple(year, fc.integer({ min: 1, max: 9 })).map(([y, n]) => `${y}..${y + n}`),
  fc.tuple(year, fc.integer({ min: 0, max: 364 })).map(([y, d]) => isoOf(dayNumber(y, 1, 1) + d)),
);

test('days agree with the calendar', () => {
  fc.assert(
    fc.property(fc.integer({ min: -200_000, max: 200_000 }), (n) => {
      const c = civil(n);
      return dayNumber(c.year, c.month, c.day) === n && (c.year < 0 || c.year > 9999 || parseDay(isoOf(n)) === n);
    }),
  );
  expect(dayNumber(1970, 1, 1)).toBe(0);
  expect(dayNumber(2024, 2, 29)).toBe(19_782);
  expect(yearFraction(dayNumber(2023, 12, 31))).toBe(2024);
});

test.each([
  '2023-02-30',
  '2024-13',
  '2024-13-01',
  '2023-02-29',
  '2024-00',
  '2024H3',
  '2024Q5',
  '2024-01..01',
  '2024-02..05',
  '2024-01..13',
  '2026..2022',
  '24',
  '2024-3',
  '',
  '2024Q',
  '2024-01-00',
])('%s is refused', (k) => expect(code(parsePeriod(k))).not.toBeNull());

test('first and last days', () => {
  expect([startDate('2024-01..02'), endDate('2024-01..02')]).toEqual(['2024-01-01', '2024-02-29']);
  expect([startDate('2022..2026'), endDate('2022..2026')]).toEqual(['2022-01-01', '2026-12-31']);
  expect([startDate('2024Q3'), endDate('2024H1')]).toEqual(['2024-07-01', '2024-06-30']);
});

describe('stepping', () => {
  test('next and previous undo one another', () => {
    fc.assert(fc.property(key, (k) => previousPeriod(unwrap(nextPeriod(k))) === k));
  });
  test('next is later', () => {
    fc.assert(fc.property(key, (k) => comparePeriods(k, unwrap(nextPeriod(k))) < 0));
  });
  test('a cumulative series has no January', () => {
    expect(nextPeriod('2024-01..12')).toBe('2025-01..02');
    expect(previousPeriod('2024-01..02')).toBe('2023-01..12');
    expect(nextPeriod('2024-01..03', 'quarter')).toBe('2024-01..06');
    expect(nextPeriod('2024-01..12', 'quarter')).toBe('2025-01..03');
    expect(lastFinishedPeriod('month', '2024-01-31', 'ytd')).toBe('2023-01..12');
    expect(periodsBetween('month', '2024-01-01', '2024-04-30', 'ytd')).toEqual([
      '2024-01..02',
      '2024-01..03',
      '2024-01..04',
    ]);
  });
  test('a year before', () => {
    expect(yearBefore('2024-01..05')).toBe('2023-01..05');
    expect(yearBefore('2024-02-29')).toBe('2023-02-28');
    expect(yearBefore('2022..2026')).toBe('2021..2025');
  });
});

test('order is total and agrees with contains', () => {
  fc.assert(fc.property(key, key, (a, b) => Math.sign(comparePeriods(a, b)) === -Math.sign(comparePeriods(b, a))));
  expect(contains('2024', '2024Q3')).toBe(true);
  expect(contains('2024Q3', '2024-06-30')).toBe(false);
  expect(contains('x', '2024')).toBe(false);
});

test('periods tile the year', () => {
  for (const [c, n] of [
    ['year', 1],
    ['half', 2],
    ['quarter', 4],
    ['month', 12],
    ['day', 366],
  ] as const) {
    const list = unwrap(periodsBetween(c, '2024-01-01', '2024-12-31'));
    expect(list).toHaveLength(n);
    expect(cadenceOf(list[0] ?? '')).toBe(c);
  }
});

test('due days and time progress', () => {
  expect(dueDay('2024-05', 20)).toBe('2024-06-20');
  expect(lastFinishedPeriod('quarter', '2024-06-30')).toBe('2024Q2');
  expect(lastFinishedPeriod('quarter', '2024-06-29')).toBe('2024Q1');
  expect(unwrap(timeProgress('2022..2026', '2024-06-30'))).toBeCloseTo(0.4995, 4);
  expect(timeProgress('2024', '2023-01-01')).toBe(0);
  expect(timeProgress('2024', '2025-01-01')).toBe(1);
  fc.assert(
    fc.property(
      key,
      fc.integer({ min: -7000, max: 70_000 }),
      (k, n) => unwrap(timeProgress(k, isoOf(n))) <= unwrap(timeProgress(k, isoOf(n + 1))),
    ),
  );
});

test.each([
  ['2024', '2024年', '2024'],
  ['2024H1', '2024年上半年', 'first half of 2024'],
  ['2024Q3', '2024年第三季度', 'Q3 2024'],
  ['2024-03', '2024年3月', 'March 2024'],
  ['2024-01..05', '2024年1—5月', 'January–May 2024'],
  ['2022..2026', '2022—2026年', '2022–2026'],
  ['2024-06-30', '2024年6月30日', '30 June 2024'],
])('label of %s', (k, zh, en) => expect(periodLabel(k)).toEqual({ zh, en }));

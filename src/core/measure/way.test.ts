import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { goalOf } from './goal.ts';
import type { Indicator, Observation, Target } from './model.ts';
import { unwrap } from './problem.ts';
import { YINCHUAN_2025 } from './rules.ts';
import { wayWords } from './sentence.ts';
import { buildSeries } from './series.ts';
import { standing } from './standing.ts';
import { wayOf, type Way } from './way.ts';

const gdp: Indicator = {
  id: 'gdp',
  name: { zh: '地区生产总值', en: 'GDP' },
  unit: '亿元',
  nature: 'ytd',
  cadence: 'quarter',
  direction: 'up',
  binding: false,
  evidence: { kind: 'observations' },
  scope: null,
  owner: 'tj',
  dueDays: 30,
};
const past500: Target = {
  indicator: 'gdp',
  op: '>=',
  value: 500,
  unit: '亿元',
  period: '2026',
  cumulative: false,
  trajectory: { kind: 'linear' },
};
const horizon = { start: '2022-01-01', end: '2026-12-31' };
type Row = [period: string, value: number];
const thin = (s: string) => s.replaceAll('\u2009', ' ');

function of(rows: readonly Row[], asOf: string, i: Partial<Indicator> = {}, t: Partial<Target> = {}) {
  const indicator = { ...gdp, ...i };
  const target = { ...past500, unit: indicator.unit, ...t };
  const observations = rows.map(([period, value]): Observation => ({
    indicator: 'gdp',
    place: 'p',
    period,
    value,
    status: 'approved',
    knownOn: '2022-01-01',
    source: 's',
    grade: 'A',
    demo: false,
  }));
  const series = buildSeries(indicator, 'p', observations, asOf);
  const goal = unwrap(goalOf(target, indicator, series, horizon));
  return {
    way: wayOf(goal, series, asOf),
    why: thin(standing({ target, indicator, series, asOf, horizon, rules: YINCHUAN_2025 }).why.zh),
    words: (way: Way | null) =>
      way === null ? null : thin(wayWords(way, indicator.unit, indicator.nature === 'rate').zh),
  };
}
const quarters: Row[] = [
  ['2021-01..12', 300],
  ['2025-01..09', 273.27],
  ['2025-01..12', 364.24],
  ['2026-01..09', 292.95],
];

describe('what is left, in words that fit the time that is left', () => {
  test('in the last year: what the year must bring, what is done, what the rest must bring beside last year', () => {
    const { way, words } = of(quarters, '2026-11-26');
    expect(way).toMatchObject({ kind: 'this-year', must: 500, left: 207.05, lastYear: 90.97 });
    expect(words(way)).toBe(
      '2026 年要完成 500 亿元，2026年1—9月已完成 292.95 亿元，余下 3 个月还需 207.05 亿元（上年同期 90.97 亿元）',
    );
  });
  test('年均 only where two years or more remain', () => {
    const rows: Row[] = [
      ['2021-01..12', 300],
      ['2023-01..12', 332.6],
      ['2024-01..12', 345],
    ];
    expect(of(rows.slice(0, 2), '2024-06-30').way).toMatchObject({ kind: 'yearly' });
    // The figure of 2024 is known, two figures are to come; but in March 2025 less than two years are left.
    expect(of(rows, '2025-03-31').way).toMatchObject({ kind: 'ahead', left: 155 });
    expect(of(rows, '2025-03-31').why).not.toContain('年均');
    expect(of(rows, '2025-03-31').why).toContain('比2024年还需 +155 亿元（+44.9%）');
    for (const asOf of ['2025-06-30', '2026-02-28', '2026-12-31']) expect(of(rows, asOf).why).not.toContain('年均');
  });
  test('a level: how far it must move, beside the same months of last year', () => {
    const residents: Row[] = [
      ['2021-12', 62],
      ['2025-06', 66.1],
      ['2025-12', 66.4],
      ['2026-06', 66.9],
    ];
    const { way, words } = of(
      residents,
      '2026-08-01',
      { unit: '万人', nature: 'stock', cadence: 'half' },
      { value: 75 },
    );
    expect(words(way)).toBe(
      '2026 年要到 75 万人，2026年6月为 66.9 万人，余下 6 个月还需增加 8.1 万人（上年同期 0.3 万人）',
    );
  });
  test('without a figure of the year it says so', () => {
    const { way, words } = of(quarters.slice(0, 3), '2026-02-01');
    expect(words(way)).toBe('2026 年要完成 500 亿元，还没有今年的数，全年还需 500 亿元（上年同期 364.24 亿元）');
  });
  test('a sum over years: what is left of it for this year', () => {
    const arrived: Row[] = [2022, 2023, 2024, 2025].map((year): Row => [`${year}-01..12`, 20]);
    const { way } = of(
      [...arrived, ['2025-01..06', 8], ['2026-01..06', 9]],
      '2026-08-01',
      { unit: '家' },
      { period: '2022..2026', value: 100, cumulative: true },
    );
    expect(way).toMatchObject({ kind: 'this-year', must: 20, left: 11, lastYear: 12 });
  });
  test('what is done and what is left make the whole, whatever the figures', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40_000 }), fc.integer({ min: 1, max: 49_999 }), (last, now) => {
        const { way } = of(
          [...quarters.slice(0, 1), ['2025-01..12', 300 + last / 100], ['2026-01..09', now / 100]],
          '2026-11-26',
        );
        if (way === null) return;
        if (way.kind !== 'this-year' || way.done === null) throw new Error(way.kind);
        expect(way.done.value + way.left).toBeCloseTo(way.must, 9);
      }),
    );
  });
});

test('9.99 points behind is green and is not read as the ten that would be yellow', () => {
  const behind = (points: number) =>
    of(
      [
        ['2021-01..12', 0],
        ['2023-01..12', 200 - 5 * points],
      ],
      '2024-06-30',
    ).why;
  expect(behind(9.99)).toContain('慢 9.99 个百分点');
  expect(behind(10)).toContain('慢 10 个百分点');
  expect(behind(29.96)).toContain('慢 29.96 个百分点');
  expect(behind(30.04)).toContain('慢 30.04 个百分点');
});

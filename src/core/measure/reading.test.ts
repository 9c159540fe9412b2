import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ytdToFlow } from './flow.ts';
import type { Indicator, Observation } from './model.ts';
import { unwrap } from './problem.ts';
import { growthOf, growthWords, readingOf, readingWords } from './reading.ts';
import { buildSeries } from './series.ts';

type Row = [period: string, value: number, knownOn?: string];
const of = (rows: readonly Row[], i: Partial<Indicator> = {}, asOf = '2026-11-26') => {
  const indicator = { id: 'x', unit: '亿元', nature: 'ytd', cadence: 'quarter', ...i } as const;
  const observations = rows.map(([period, value, knownOn]): Observation => ({
    indicator: 'x',
    place: 'p',
    period,
    value,
    status: 'approved',
    knownOn: knownOn ?? '2026-10-26',
    source: 's',
    grade: 'A',
    demo: false,
  }));
  return buildSeries(indicator, 'p', observations, asOf);
};
const gdp: Row[] = [
  ['2025-01..06', 181.6],
  ['2025-01..09', 273.27],
  ['2025-01..12', 364.24],
  ['2026-01..06', 195.4],
  ['2026-01..09', 292.95],
];
const rates = (rows: readonly Row[]) => ({
  series: of(rows, { unit: '%', nature: 'rate' }),
  prices: 'comparable' as const,
});
const thin = (text: string) => text.replaceAll('\u2009', ' ');

describe('本期、同比、任务', () => {
  test('is what an official reads first', () => {
    const found = readingOf(of(gdp), { taskOf: () => 500 })!;
    expect(found).toMatchObject({
      period: '2026-01..09',
      value: 292.95,
      yoy: { base: '2025-01..09', reported: false, prices: 'current', unit: '%' },
      mom: null,
      task: { year: 2026, value: 500 },
    });
    expect(thin(readingWords(found, '亿元').zh)).toBe('2026年1—9月 292.95 亿元，同比 +7.2%（名义）');
    expect(found.task?.share).toBeCloseTo(58.59, 9);
  });

  test('a published rate stands before the computed one, which is said where it differs', () => {
    const at = (rate: number) => growthOf(of(gdp), '2026-01..09', rates([['2026-01..09', rate]]))!;
    expect(growthWords(at(6.1)).zh).toBe('+6.1%（可比价；按两期数相除 +7.2%）');
    expect(growthWords(at(7.2)).zh).toBe('+7.2%（可比价）');
    // The rate of the third quarter, published since January, is that of 1—9月.
    expect(growthOf(of(gdp), '2026-01..09', rates([['2026Q3', 6.1]]))).toMatchObject({ value: 6.1, reported: true });
  });

  test('a revised base year changes the computed and not the published rate', () => {
    const revised: Row[] = [...gdp, ['2025-01..09', 280, '2026-11-01']];
    const before = growthOf(of(revised, {}, '2026-10-31'), '2026-01..09', rates([['2026-01..09', 6.1]]))!;
    const after = growthOf(of(revised), '2026-01..09', rates([['2026-01..09', 6.1]]))!;
    expect([before.value, after.value]).toEqual([6.1, 6.1]);
    expect(after.computed).toBeLessThan(before.computed!);
    expect(growthOf(of(revised), '2026-01..09')!.value).toBeCloseTo((292.95 / 280 - 1) * 100, 9);
  });

  test('of a scaled series is the same; rates change by points whatever the scale', () => {
    const value = fc.integer({ min: 1, max: 1_000_000 }).map((n) => n / 100);
    fc.assert(
      fc.property(value, value, fc.constantFrom(10, 100, 10_000, 0.01), (then, now, by) => {
        const growth = (k: number) =>
          growthOf(
            of(
              [
                ['2025-03', then * k],
                ['2026-03', now * k],
              ],
              { nature: 'stock', cadence: 'month' },
            ),
            '2026-03',
          )!;
        expect(growth(by).value).toBeCloseTo(growth(1).value, 6);
        const points = growthOf(
          of(
            [
              ['2025Q1', then],
              ['2026Q1', now],
            ],
            { unit: '%', nature: 'rate' },
          ),
          '2026Q1',
        )!;
        expect(points).toMatchObject({ unit: '个百分点', prices: null });
        expect(points.value).toBeCloseTo(now - then, 6);
      }),
    );
  });

  test('of cumulative figures and of the flows in them agree where only one period is in both', () => {
    const amount = fc.integer({ min: 1, max: 50_000 }).map((n) => n / 100);
    fc.assert(
      fc.property(amount, amount, (then, now) => {
        const ytd = of([
          ['2025-01..03', then],
          ['2026-01..03', now],
        ]);
        const flow = unwrap(ytdToFlow(ytd));
        expect(growthOf(flow, '2026Q1')!.value).toBeCloseTo(growthOf(ytd, '2026-01..03')!.value, 9);
      }),
    );
  });

  test('nothing is made up where last year is not known, or was not positive', () => {
    expect(growthOf(of([['2026-01..09', 5]]), '2026-01..09')).toBeNull();
    expect(
      growthOf(
        of([
          ['2025-01..09', 0],
          ['2026-01..09', 5],
        ]),
        '2026-01..09',
      ),
    ).toBeNull();
    expect(readingOf(of([]))).toBeNull();
  });

  test('环比 only where it says something', () => {
    const monthly = of(
      [
        ['2026-02', 100],
        ['2026-03', 110],
      ],
      { nature: 'flow', cadence: 'month' },
    );
    expect(readingOf(monthly)!.mom).toMatchObject({ base: '2026-02', value: expect.closeTo(10, 9) });
    expect(
      readingOf(
        of(
          [
            ['2025', 100],
            ['2026', 110],
          ],
          { nature: 'stock', cadence: 'year' },
        ),
      )!.mom,
    ).toBeNull();
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  buildSeries,
  isMissing,
  isProblem,
  unwrap,
  ytdToFlow,
  type Cadence,
  type Indicator,
  type Nature,
  type Observation,
  type Series,
  type Value,
} from '../measure/index.ts';
import {
  forecast,
  forecastBelow,
  forecastPaths,
  forecastQuantile,
  type Forecast,
  type ForecastOptions,
} from './forecast.ts';
import { normal, seeded } from '../random/index.ts';

type Row = [period: string, value: Value, knownOn?: string];
const observe = (rows: readonly Row[]): Observation[] =>
  rows.map(([period, value, knownOn]) => ({
    indicator: 'x',
    place: 'p',
    period,
    value,
    status: 'approved',
    knownOn: knownOn ?? '2020-01-01',
    source: 's',
    grade: 'A',
    demo: false,
  }));
const series = (nature: Nature, cadence: Cadence, rows: readonly Row[], asOf = '2026-12-31', unit = '亿元'): Series =>
  buildSeries({ id: 'x', unit, nature, cadence } satisfies Partial<Indicator> as Indicator, 'p', observe(rows), asOf);
const years = (values: readonly Value[], first = 2012): Row[] => values.map((value, i) => [String(first + i), value]);
function made(s: Series, options: ForecastOptions): Forecast {
  const f = forecast(s, options);
  if (isMissing(f) || isProblem(f)) throw new Error(JSON.stringify(f));
  return f;
}
const two = (n: number) => String(n).padStart(2, '0');
/** Cumulative figures of `count` years, 1—2月 to 1—12月, from a seed. */
function cumulative(seed: number, count: number): Row[] {
  const random = seeded(seed);
  return Array.from({ length: count }, (_, y) => {
    let sum = 0;
    return Array.from({ length: 11 }, (_, k): Row => {
      sum += Math.round((k === 0 ? 150 : 80 + 5 * k) * 1.06 ** y * (1 + 0.03 * normal(random)) * 100) / 100;
      return [`${2019 + y}-01..${two(k + 2)}`, Math.round(sum * 100) / 100];
    });
  }).flat();
}

describe('too little to go by', () => {
  test('one real point: how many are lacking, not a line', () => {
    const f = forecast(series('flow', 'year', [['2022', 301.39]]), { until: '2026' });
    expect(f).toMatchObject({
      missing: 'not-enough-points',
      note: { zh: '连续的数有 1 个，至少要 4 个，还差 3 个；最新到2022年' },
    });
  });
  test('holes are named', () => {
    const f = forecast(
      series('flow', 'year', [
        ['2016', 1],
        ['2017', 2],
        ['2019', 3],
        ['2022', 4],
      ]),
      { until: '2026' },
    );
    expect(isMissing(f) && f.note?.zh).toContain('缺 2018年、2020年、2021年');
  });
  test('nothing at all', () =>
    expect(forecast(series('flow', 'year', []), { until: '2026' })).toMatchObject({ missing: 'not-enough-points' }));
  test('a year of months is too little; whole years are used where they are enough', () => {
    const months: Row[] = Array.from({ length: 12 }, (_, k) => [`2025-${two(k + 1)}`, 10 + k]);
    expect(forecast(series('stock', 'month', months), { until: '2026' })).toMatchObject({
      missing: 'not-enough-points',
    });
    const f = made(series('stock', 'month', [...years([50, 52, 55, 57, 60], 2020), ...months]), { until: '2027' });
    expect(f.steps.map((s) => s.period)).toEqual(['2026', '2027']);
  });
  test('a period that is known needs no forecast', () =>
    expect(forecast(series('flow', 'year', years([1, 2, 3, 4, 5])), { until: '2016' })).toMatchObject({
      missing: 'not-applicable',
    }));
  test('a bad period is a problem, a horizon of centuries too', () => {
    expect(forecast(series('flow', 'year', years([1, 2, 3, 4, 5])), { until: 'soon' })).toMatchObject({
      ok: false,
      code: 'period-format',
    });
    expect(forecast(series('flow', 'year', years([1, 2, 3, 4, 5])), { until: '9000' })).toMatchObject({
      ok: false,
      code: 'horizon-too-long',
    });
  });
});

describe('periods', () => {
  test('cumulative and flow forms of the same figures give the same forecast; there is no single January', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), (seed) => {
        const ytd = series('ytd', 'month', cumulative(seed, 4));
        const a = made(ytd, { until: '2023-06' });
        const b = made(unwrap(ytdToFlow(ytd)), { until: '2023-06' });
        expect(a.steps).toEqual(b.steps);
        expect(a.steps.map((s) => s.period)).toEqual(['2023-01..02', '2023-03', '2023-04', '2023-05', '2023-06']);
      }),
      { numRuns: 8 },
    );
  });
  test('January and February of a monthly flow are one, whenever the Spring Festival falls', () => {
    const flows = unwrap(ytdToFlow(series('ytd', 'month', cumulative(3, 4)))).points;
    const split = (early: boolean): Row[] =>
      flows.flatMap((p): Row[] =>
        p.period.endsWith('01..02')
          ? [
              [`${p.period.slice(0, 4)}-01`, early ? 30 : 100],
              [`${p.period.slice(0, 4)}-02`, (p.value as number) - (early ? 30 : 100)],
            ]
          : [[p.period, p.value]],
      );
    const steps = (early: boolean) =>
      made(series('flow', 'month', split(early)), { until: '2023-03' }).steps.map((s) => [
        s.period,
        Math.round(s.expected * 1000),
      ]);
    expect(steps(true)).toEqual(steps(false));
  });
  test('quarters go on over the end of a year', () => {
    const rows: Row[] = Array.from({ length: 10 }, (_, k) => [`${2022 + Math.floor(k / 4)}Q${(k % 4) + 1}`, 100 + k]);
    expect(made(series('flow', 'quarter', rows), { until: '2025Q1' }).steps.map((s) => s.period)).toEqual([
      '2024Q3',
      '2024Q4',
      '2025Q1',
    ]);
  });
  test('cumulative growth rates step through 1—2月, 1—3月 …', () => {
    const rows: Row[] = [2021, 2022, 2023].flatMap((y) =>
      Array.from({ length: 11 }, (_, k): Row => [`${y}-01..${two(k + 2)}`, 6 + 0.1 * k]),
    );
    expect(
      made(series('rate', 'month', rows, '2026-12-31', '%'), { until: '2024-01..03' }).steps.map((s) => s.period),
    ).toEqual(['2024-01..02', '2024-01..03']);
  });
  test('a short hole is filled and said', () => {
    const f = made(series('stock', 'year', years([10, 11, { missing: 'overdue' }, 13, 14, 15])), { until: '2018' });
    expect(f.known[2]).toEqual({ period: '2014', value: 12 });
    expect(f.notes[0]?.zh).toBe('补了 1 个缺数：2014年');
  });
});

describe('honesty', () => {
  test('a figure known later changes nothing before: the time machine does not leak', () => {
    const rows = years([100, 104, 111, 115, 123, 130, 133, 140, 149]);
    const planted: Row[] = [...rows, ['2021', 9999, '2025-01-01'], ['2018', 1, '2025-01-01']];
    expect(forecast(series('flow', 'year', planted, '2024-12-31'), { until: '2026' })).toEqual(
      forecast(series('flow', 'year', rows, '2024-12-31'), { until: '2026' }),
    );
    expect(forecast(series('flow', 'year', planted, '2025-12-31'), { until: '2026' })).not.toEqual(
      forecast(series('flow', 'year', rows, '2025-12-31'), { until: '2026' }),
    );
  });
  test('where naive did better it is said', () => {
    const f = made(series('stock', 'year', years([10, 12, 14, 16, 18, 20, 20, 20, 20.01, 20])), { until: '2024' });
    expect([f.naiveWins, f.sentence.zh.includes('照搬上期更准')]).toEqual([true, true]);
    const g = made(series('flow', 'year', years([100, 110, 121, 133, 146, 161, 177, 195])), { until: '2022' });
    expect([g.naiveWins, g.sentence.en.includes('did better')]).toEqual([false, false]);
  });
  test('a jump out of all proportion is said; marked as a break it is not taken for growth', () => {
    const rows = years([50, 50.4, 50.9, 51.2, 51.8, 52.1, 62, 62.4, 62.9, 63.3]);
    const plain = made(series('stock', 'year', rows), { until: '2025' });
    expect(plain.notes.some((n) => n.zh.startsWith('2018年的变化'))).toBe(true);
    const mended = made(series('stock', 'year', rows), { until: '2025', breaks: ['2018'] });
    expect(mended.notes).toEqual([]);
    expect(mended.known).toEqual(plain.known);
    const width = (f: Forecast) => f.steps[2]!.high80 - f.steps[2]!.low80;
    expect(width(mended)).toBeLessThan(width(plain) / 2);
  });
  test('the result is plain data', () => {
    const f = made(series('flow', 'year', years([100, 104, 111, 115, 123])), { until: '2018' });
    expect(JSON.parse(JSON.stringify(f))).toEqual(f);
    expect(forecast(series('flow', 'year', years([100, 104, 111, 115, 123])), { until: '2018' })).toEqual(f);
  });
});

describe('bounds', () => {
  const share = years([91, 93.5, 95, 96.4, 97.2, 98, 98.6, 99]);
  test('a share stays inside its whole', () => {
    const f = made(series('rate', 'year', share, '2026-12-31', '%'), { until: '2026', whole: 100 });
    expect(f.steps.every((s) => s.low95 > 0 && s.high95 < 100 && s.low80 < s.expected && s.expected < s.high80)).toBe(
      true,
    );
    expect([forecastBelow(f, 0, 100), forecastBelow(f, 0, 0)]).toEqual([1, 0]);
    expect(forecastBelow(f, 3, forecastQuantile(f, 3, 0.3))).toBeCloseTo(0.3, 6);
    expect(forecastPaths(f, 200, 1).every((v) => v > 0 && v < 100)).toBe(true);
    expect(
      made(series('rate', 'year', share, '2026-12-31', '%'), { until: '2026' }).steps.at(-1)!.high95,
    ).toBeGreaterThan(100);
  });
  test('a growth rate may turn negative', () => {
    const f = made(series('rate', 'year', years([8, 6, 9, 2, 5, 1, 3, 0.5]), '2026-12-31', '%'), { until: '2024' });
    expect(f.steps[3]!.low80).toBeLessThan(0);
  });
  test('a share above its whole is a problem', () =>
    expect(forecast(series('rate', 'year', share), { until: '2024', whole: 1 })).toMatchObject({
      ok: false,
      code: 'share-range',
    }));
});

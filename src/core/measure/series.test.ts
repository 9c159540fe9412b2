import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { flowToYtd, ytdToFlow } from './flow.ts';
import { mom, yoy } from './growth.ts';
import { describeMissing, isMissing, isNumber, missing } from './missing.ts';
import type { Nature, Observation, Value } from './model.ts';
import { isProblem, unwrap } from './problem.ts';
import { align, annual, buildSeries, latest, valueAt, type Series } from './series.ts';

const meta = (nature: Nature, cadence: 'month' | 'quarter' | 'year' = 'month') => ({
  id: 'x',
  unit: '亿元',
  nature,
  cadence,
});
function obs(period: string, value: Value, more: Partial<Observation> = {}): Observation {
  return {
    indicator: 'x',
    place: 'p',
    period,
    value,
    status: 'approved',
    knownOn: '2024-01-01',
    source: 's',
    grade: 'A',
    demo: false,
    ...more,
  };
}
const make = (nature: Nature, rows: [string, Value][], cadence: 'month' | 'quarter' | 'year' = 'month') =>
  buildSeries(
    meta(nature, cadence),
    'p',
    rows.map(([p, v]) => obs(p, v)),
    '2030-01-01',
  );
const numbers = (s: Series) =>
  Object.fromEntries(s.points.filter((p) => isNumber(p.value)).map((p) => [p.period, p.value]));
const two = (n: number) => String(n).padStart(2, '0');

describe('as known on a day', () => {
  const rows = [
    obs('2023', 100, { knownOn: '2024-01-20', status: 'preliminary' }),
    obs('2023', 104, { knownOn: '2024-06-01', status: 'revised' }),
    obs('2023', 103, { knownOn: '2024-06-01', status: 'approved' }),
    obs('2023', 99, { knownOn: '2025-06-01', status: 'preliminary' }),
    obs('2023', 7, { place: 'elsewhere' }),
  ];
  test.each([
    ['2024-01-19', undefined],
    ['2024-01-20', 100],
    ['2024-06-01', 104],
    ['2025-06-01', 99],
  ])('on %s', (day, want) => expect(latest(buildSeries(meta('flow', 'year'), 'p', rows, day))?.value).toBe(want));
  test('the order of the observations does not matter', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(rows, { minLength: rows.length }), (r) => {
        expect(buildSeries(meta('flow', 'year'), 'p', r, '2026-01-01')).toEqual(
          buildSeries(meta('flow', 'year'), 'p', rows, '2026-01-01'),
        );
      }),
    );
  });
  test('two figures on one day are reported', () => {
    const s = buildSeries(meta('flow', 'year'), 'p', [obs('2023', 1), obs('2023', 2)], '2026-01-01');
    expect(s.problems.map((p) => p.code)).toEqual(['duplicate']);
    expect(s.points).toHaveLength(1);
  });
  test('bad periods and natures are set aside, not dropped in silence', () => {
    const s = buildSeries(
      meta('stock'),
      'p',
      [obs('2023-13', 1), obs('2023-01..05', 2), obs('2023-05', Number.NaN), obs('2023-06', 3)],
      '2026-01-01',
    );
    expect(s.problems.map((p) => p.code).sort()).toEqual(['period-invalid', 'period-nature', 'value-not-finite']);
    expect(numbers(s)).toEqual({ '2023-06': 3 });
  });
});

describe('cumulative and flow', () => {
  const amount = fc.integer({ min: -5_000_000, max: 50_000_000 }).map((n) => n / 10_000);
  test('1—2月 stays one point', () => {
    const flow = unwrap(
      ytdToFlow(
        make('ytd', [
          ['2024-01..02', 10.1],
          ['2024-01..03', 16.3],
          ['2024-01..04', 21],
        ]),
      ),
    );
    expect(numbers(flow)).toEqual({ '2024-01..02': 10.1, '2024-03': 6.2, '2024-04': 4.7 });
  });
  test('a missing month is Missing with its reason, never 0, and the next month too', () => {
    const flow = unwrap(
      ytdToFlow(
        make('ytd', [
          ['2024-01..02', 10],
          ['2024-01..04', 21],
          ['2024-01..05', 25],
        ]),
      ),
    );
    expect(flow.points.map((p) => [p.period, isMissing(p.value)])).toEqual([
      ['2024-01..02', false],
      ['2024-03', true],
      ['2024-04', true],
      ['2024-05', false],
    ]);
    const v = valueAt(flow, '2024-04');
    expect(isMissing(v) && describeMissing(v).zh).toBe('数据点不足：缺 1—3月累计');
  });
  test('quarters', () => {
    const flow = unwrap(
      ytdToFlow(
        make(
          'ytd',
          [
            ['2024-01..03', 1],
            ['2024-01..06', 3],
            ['2024-01..09', 6],
            ['2024-01..12', 10],
          ],
          'quarter',
        ),
      ),
    );
    expect(numbers(flow)).toEqual({ '2024Q1': 1, '2024Q2': 2, '2024Q3': 3, '2024Q4': 4 });
  });
  test('there and back loses nothing, whatever is missing', () => {
    const months = fc.array(fc.option(amount), { minLength: 11, maxLength: 33 });
    fc.assert(
      fc.property(months, (list) => {
        const rows = list.map((v, i): [string, Value] | null =>
          v === null ? null : [`${2020 + Math.floor(i / 11)}-01..${two((i % 11) + 2)}`, v],
        );
        const s = make(
          'ytd',
          rows.filter((r) => r !== null),
        );
        const back = unwrap(flowToYtd(unwrap(ytdToFlow(s))));
        expect(numbers(back)).toEqual(numbers(s));
      }),
    );
  });
  test('flow to cumulative and back', () => {
    fc.assert(
      fc.property(fc.array(amount, { minLength: 1, maxLength: 11 }), (list) => {
        const s = make(
          'flow',
          list.map((v, i): [string, Value] => [i === 0 ? '2024-01..02' : `2024-${two(i + 2)}`, v]),
        );
        expect(numbers(unwrap(ytdToFlow(unwrap(flowToYtd(s)))))).toEqual(numbers(s));
      }),
    );
  });
  test('January and February alone make one cumulative figure', () => {
    const ytd = unwrap(
      flowToYtd(
        make('flow', [
          ['2024-01', 1],
          ['2024-02', 2],
          ['2024-03', 3],
        ]),
      ),
    );
    expect(numbers(ytd)).toEqual({ '2024-01..02': 3, '2024-01..03': 6 });
  });
  test('a stock has neither', () => {
    expect(isProblem(ytdToFlow(make('stock', [])))).toBe(true);
    expect(isProblem(flowToYtd(make('stock', [])))).toBe(true);
  });
});

describe('years', () => {
  test('an incomplete year is missing', () => {
    const s = annual(
      make(
        'flow',
        [
          ['2023Q1', 1],
          ['2023Q2', 2],
          ['2023Q3', 3],
          ['2023Q4', 4],
          ['2024Q1', 1],
        ],
        'quarter',
      ),
    );
    expect(valueAt(s, '2023')).toBe(10);
    expect(isMissing(valueAt(s, '2024'))).toBe(true);
  });
  test('stock at the end, ytd at 1—12月, rate only as published', () => {
    expect(
      valueAt(
        annual(
          make('stock', [
            ['2023-11', 5],
            ['2023-12', 6],
          ]),
        ),
        '2023',
      ),
    ).toBe(6);
    expect(isMissing(valueAt(annual(make('stock', [['2023-11', 5]])), '2023'))).toBe(true);
    expect(
      valueAt(
        annual(
          make('ytd', [
            ['2023-01..11', 5],
            ['2023-01..12', 6],
          ]),
        ),
        '2023',
      ),
    ).toBe(6);
    expect(isMissing(valueAt(annual(make('rate', [['2023-12', 6]])), '2023'))).toBe(true);
    expect(valueAt(annual(make('rate', [['2023', 6]])), '2023')).toBe(6);
  });
});

test('growth carries its caveat, and points for rates', () => {
  const s = make(
    'flow',
    [
      ['2022', 200],
      ['2023', 220],
      ['2024', missing('overdue')],
    ],
    'year',
  );
  expect(yoy(s, '2023')).toMatchObject({ unit: '%', caveat: 'nominal', base: '2022' });
  expect(yoy(s, '2023').value).toBeCloseTo(10);
  expect(yoy(s, '2024').value).toEqual({ missing: 'overdue' });
  expect(
    yoy(
      make(
        'rate',
        [
          ['2022', 51.2],
          ['2023', 53],
        ],
        'year',
      ),
      '2023',
    ),
  ).toMatchObject({ unit: '个百分点', value: 1.8 });
  expect(
    isMissing(
      yoy(
        make(
          'flow',
          [
            ['2022', -1],
            ['2023', 3],
          ],
          'year',
        ),
        '2023',
      ).value,
    ),
  ).toBe(true);
  expect(
    isMissing(
      mom(
        make('ytd', [
          ['2023-01..02', 1],
          ['2023-01..03', 2],
        ]),
        '2023-01..03',
      ).value,
    ),
  ).toBe(true);
});

test('aligned series show holes as missing', () => {
  const rows = align([make('flow', [['2022', 1]], 'year'), make('flow', [['2023', 2]], 'year')]);
  expect(rows.map((r) => [r.period, r.values.map(isMissing)])).toEqual([
    ['2022', [false, true]],
    ['2023', [true, false]],
  ]);
});

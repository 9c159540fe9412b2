import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { milestoneStanding } from './milestone.ts';
import { missing } from './missing.ts';
import type { Indicator, Observation, Standing, Target, Value } from './model.ts';
import { lightBy, SDG_RATIO, YINCHUAN_2025 } from './rules.ts';
import { buildSeries } from './series.ts';
import { standing } from './standing.ts';

const gdp: Indicator = {
  id: 'gdp',
  name: { zh: '地区生产总值', en: 'GDP' },
  unit: '亿元',
  nature: 'flow',
  cadence: 'year',
  direction: 'up',
  binding: false,
  evidence: { kind: 'observations' },
  scope: null,
  owner: 'tj',
  dueDays: 60,
};
const past500: Target = {
  indicator: 'gdp',
  op: '>',
  value: 500,
  unit: '亿元',
  period: '2026',
  cumulative: false,
  trajectory: { kind: 'linear' },
};
const plan = { start: '2022-01-01', end: '2026-12-31' };
const thin = (s: string) => s.replaceAll('\u2009', ' ');
type Row = [period: string, value: Value, knownOn?: string];
function judge(
  rows: Row[],
  asOf: string,
  i: Partial<Indicator> = {},
  t: Partial<Target> = {},
  horizon = plan,
  rules = YINCHUAN_2025,
): Standing {
  const indicator = { ...gdp, ...i };
  const obs = rows.map(([period, value, knownOn]): Observation => ({
    indicator: 'gdp',
    place: 'p',
    period,
    value,
    status: 'approved',
    knownOn: knownOn ?? `${Number(period.slice(0, 4)) + 1}-02-01`,
    source: 's',
    grade: 'A',
    demo: false,
  }));
  return standing({
    target: { ...past500, ...t },
    indicator,
    series: buildSeries(indicator, 'p', obs, asOf),
    asOf,
    horizon,
    rules,
  });
}
const known: Row[] = [
  ['2020', 272.4],
  ['2021', 295],
  ['2022', 301.39],
  ['2023', 332.6],
];

describe('a path of several years', () => {
  test('behind: yellow by points, red by ratio, the numbers behind it', () => {
    const s = judge(known, '2024-06-30');
    expect(s.light).toBe('yellow');
    expect(thin(s.why.zh)).toBe('2023年 332.6 亿元，应为 377 亿元，比序时慢 21.7 个百分点；还需年均增长 14.6%。');
    expect(s).toMatchObject({
      required: 377,
      baseline: { period: '2021', value: 295 },
      observed: { period: '2023', value: 332.6 },
      rule: 'yinchuan-2025',
    });
    expect(judge(known, '2024-06-30', {}, {}, plan, SDG_RATIO)).toMatchObject({ light: 'red', rule: 'sdg-ratio' });
  });
  test('0 to 10 points behind is green and said to be slow', () => {
    const s = judge(
      [
        ['2021', 300],
        ['2022', 340],
        ['2023', 375],
      ],
      '2024-06-30',
    );
    expect([s.light, s.why.zh.slice(0, 3)]).toEqual(['green', '略慢：']);
  });
  test('as known on an earlier day', () => expect(judge(known, '2023-06-30').observed?.period).toBe('2022'));
  test('reached before its time', () =>
    expect(
      thin(
        judge(
          [
            ['2021', 300],
            ['2025', 510],
          ],
          '2026-02-05',
        ).why.zh,
      ),
    ).toBe('已达成：2025年 510 亿元，提前达到目标 500 亿元。'));
  test('kept or missed at the end', () => {
    expect(
      judge(
        [
          ['2021', 300],
          ['2026', 512],
        ],
        '2027-03-01',
      ),
    ).toMatchObject({ light: 'green', requiredGrowth: null });
    const s = judge(
      [
        ['2021', 300],
        ['2026', 490],
      ],
      '2027-03-01',
    );
    expect([s.light, thin(s.why.zh)]).toEqual(['red', '未达成：2026年 490 亿元，目标 500 亿元，缺 10 亿元。']);
    expect(
      judge(
        [
          ['2021', 300],
          ['2026', 500],
        ],
        '2027-03-01',
      ).light,
    ).toBe('red');
    expect(
      judge(
        [
          ['2021', 300],
          ['2026', 500],
        ],
        '2027-03-01',
        {},
        { op: '>=' },
      ).light,
    ).toBe('green');
  });
  test('the target may be in another unit', () =>
    expect(judge(known, '2024-06-30', {}, { value: 5_000_000, unit: '万元' }).required).toBe(377));
  test('an increase in % and in percentage points', () => {
    expect(
      judge(
        [
          ['2021', 100],
          ['2023', 120],
        ],
        '2024-06-30',
        {},
        { op: '+', value: 50, unit: '%' },
      ).required,
    ).toBe(120);
    expect(
      judge(
        [
          ['2021', 50],
          ['2023', 52],
        ],
        '2024-06-30',
        { unit: '%', nature: 'rate' },
        { op: '+', value: 5, unit: '个百分点' },
      ).required,
    ).toBe(52);
  });
  test('falling is good, and what moved away is red', () => {
    const s = judge(
      [
        ['2021', 5],
        ['2022', 5.5],
        ['2023', 5.2],
      ],
      '2024-06-30',
      { unit: '%', nature: 'rate', direction: 'down' },
      { unit: '%', value: 3, op: '<=' },
    );
    expect(s.light).toBe('red');
    expect(thin(s.why.zh)).toContain('还需每年 −0.73 个百分点');
  });
});

describe('grey, with the reason', () => {
  test.each<[string, Standing, string]>([
    ['never reported', judge([], '2024-06-30'), '从未填报。'],
    ['not due yet', judge([], '2022-06-30'), '未到填报期：2022年的数 2023-03-01 到期。'],
    ['refused', judge([['2023', missing('refused')]], '2024-06-30'), '没有可用的数：责任单位不予提供。'],
    [
      'stale',
      judge(
        [
          ['2021', 300],
          ['2022', 310],
        ],
        '2025-06-30',
      ),
      '数据已旧：2023年的数逾期 16 个月未报，最新只到2022年。',
    ],
    ['base only', judge([['2022', 301.39]], '2023-06-30'), '只有基期（2022年）的数，还看不出进展。'],
    ['wrong unit', judge(known, '2024-06-30', {}, { unit: '亩' }), '“亩”与“亿元”不是同一种量，不能换算。'],
    [
      'no indicator',
      standing({ target: past500, indicator: null, series: null, asOf: '2024-06-30', horizon: plan }),
      '没有对应的指标，无从衡量。',
    ],
    [
      'no target',
      standing({ target: null, indicator: gdp, series: null, asOf: '2024-06-30', horizon: plan }),
      '没有目标值。',
    ],
  ])('%s', (_name, s, want) => expect([s.light, thin(s.why.zh)]).toEqual(['grey', want]));
  test('a first figure that reaches the level already is no base alone: it is reached', () => {
    const s = judge([['2022', 510]], '2023-06-30');
    expect(s).toMatchObject({ light: 'green', observed: { value: 510 }, required: null, ratio: null, baseline: null });
    expect(thin(s.why.zh)).toContain('已达成：2022年');
    // A level counted from the base is not reached by it.
    expect(judge([['2022', 510]], '2023-06-30', {}, { op: '+', value: 50, unit: '%' }).light).toBe('grey');
  });
  test('overdue but not stale keeps its light and says so', () => {
    expect(
      thin(
        judge(
          [
            ['2021', 301.39],
            ['2022', 310],
          ],
          '2024-06-30',
        ).why.zh,
      ),
    ).toMatch(/；2023年的数已欠报 3 个月。$|；2023年的数已欠报 4 个月。$/);
  });
});

describe('amounts', () => {
  const year = { start: '2024-01-01', end: '2024-12-31' };
  test('of one year against the time progress', () => {
    const s = judge(
      [['2024-01..05', 43, '2024-06-15']],
      '2024-06-30',
      { nature: 'ytd', cadence: 'month', dueDays: 20 },
      { period: '2024', value: 120, op: '>=' },
      year,
    );
    expect([s.light, thin(s.why.zh)]).toEqual([
      'green',
      '略慢：2024年1—5月完成 43 亿元，为目标 120 亿元的 35.8%，应为 41.5%，比序时慢 5.7 个百分点；余下 7 个月还需 77 亿元。',
    ]);
  });
  test('added up over the years, with the current quarter', () => {
    const s = judge(
      [
        ['2022', 15],
        ['2023', 20],
        ['2024Q1', 3, '2024-04-10'],
      ],
      '2024-06-30',
      { unit: '家', cadence: 'quarter' },
      { unit: '家', period: '2022..2026', value: 100, op: '>=', cumulative: true },
    );
    expect(s).toMatchObject({ observed: { period: '2024-01..03', value: 38 }, light: 'green' });
    expect(thin(s.why.zh)).toBe(
      '略慢：2022年至2024年3月累计完成 38 家，为目标 100 家的 38%，应为 45%，比序时慢 7 个百分点；还差 62 家。',
    );
  });
  test('a ceiling that is not used up is not met before the end', () => {
    const s = judge(
      [['2024-01..05', 30, '2024-06-15']],
      '2024-06-30',
      { nature: 'ytd', cadence: 'month', dueDays: 20, direction: 'down' },
      { period: '2024', value: 120, op: '<=' },
      year,
    );
    expect([s.light, s.why.zh.includes('已达成')]).toEqual(['green', false]);
  });
});

test('a level to be held', () => {
  const water: Partial<Indicator> = { unit: 'mg/L', nature: 'stock', cadence: 'month', direction: 'hold', dueDays: 10 };
  const limit: Partial<Target> = { unit: 'mg/L', value: 0.05, op: '<=' };
  expect(
    thin(
      judge(
        [
          ['2021-12', 0.046, '2022-01-09'],
          ['2024-05', 0.048, '2024-06-09'],
        ],
        '2024-06-12',
        water,
        limit,
      ).why.zh,
    ),
  ).toBe('保持稳定：2024年5月 0.048 mg/L，在允许范围内（上限 0.05 mg/L）。');
  expect(
    judge(
      [
        ['2021-12', 0.046, '2022-01-09'],
        ['2024-05', 0.0505, '2024-06-09'],
      ],
      '2024-06-12',
      water,
      limit,
    ).light,
  ).toBe('yellow');
  expect(
    judge(
      [
        ['2021-12', 0.046, '2022-01-09'],
        ['2024-05', 0.06, '2024-06-09'],
      ],
      '2024-06-12',
      water,
      limit,
    ).light,
  ).toBe('red');
});

test('thresholds of the Yinchuan rule include both ends of yellow', () => {
  expect([-9.99, -10, -30, -30.01, 5].map((p) => lightBy(YINCHUAN_2025, 1, p))).toEqual([
    'green',
    'yellow',
    'yellow',
    'red',
    'green',
  ]);
  expect([0.95, 0.949, 0.6, 0.599].map((r) => lightBy(SDG_RATIO, r, null))).toEqual([
    'green',
    'yellow',
    'yellow',
    'red',
  ]);
});

test('a required value of minus zero is zero (JSON has no −0)', () => {
  expect(
    Object.is(
      judge(
        [
          ['2020', 0],
          ['2021', 0],
          ['2022', 0],
        ],
        '2024-06-30',
        { direction: 'hold' },
        { op: '+', value: -101, unit: '%' },
      ).required,
      -0,
    ),
  ).toBe(false);
});

test('every standing survives JSON, whatever the input', () => {
  const value = fc.oneof(
    fc.integer({ min: -1000, max: 1000 }),
    fc.constantFrom(0, 1e-9, 1e12),
    fc.constant(missing('refused')),
  );
  fc.assert(
    fc.property(
      fc.array(value, { maxLength: 6 }),
      fc.record({
        op: fc.constantFrom('>=', '<=', '>', '<', '=', 'approx', 'range', '+', 'to'),
        value: fc.integer({ min: -500, max: 500 }),
        value2: fc.integer({ min: -500, max: 500 }),
        unit: fc.constantFrom('亿元', '万元', '%', 'x'),
        cumulative: fc.boolean(),
        period: fc.constantFrom('2026', '2022..2026', '2024', '2024-13', '2024Q3'),
      }),
      fc.record({
        nature: fc.constantFrom('flow', 'stock', 'ytd', 'index', 'rate'),
        direction: fc.constantFrom('up', 'down', 'hold'),
      }),
      fc.constantFrom('2021-06-30', '2024-06-30', '2027-06-30'),
      (values, t, i, asOf) => {
        const s = judge(
          values.map((v, n): Row => [String(2020 + n), v]),
          asOf,
          i as Partial<Indicator>,
          t as Partial<Target>,
        );
        expect(JSON.parse(JSON.stringify(s))).toEqual(s);
        expect(JSON.stringify(s)).not.toMatch(/NaN|Infinity|undefined/);
        expect(s.why.zh.endsWith('。')).toBe(true);
      },
    ),
    { numRuns: 400 },
  );
});

describe('to-dos', () => {
  const step = (due: string, doneOn: string | null = null) => ({
    name: { zh: '开工', en: 'ground broken' },
    due,
    doneOn,
  });
  const at = (asOf: string, ...milestones: ReturnType<typeof step>[]) => milestoneStanding({ milestones, asOf });
  test('a late step whose share the figures have reached says both in one sentence', () => {
    const milestones = [{ ...step('2026-11-10'), name: { zh: '整治完成八成', en: 'Four fifths' } }];
    const figure = (value: number) => ({ name: { zh: '整改率', en: 'Put right' }, value });
    const why = (value?: number) =>
      thin(
        milestoneStanding({ milestones, asOf: '2026-11-24', figure: value === undefined ? undefined : figure(value) })
          .why.zh,
      );
    expect(why(97.5)).toContain('；“整改率”已是 97.5%，做到了就报办结。');
    for (const value of [79.9, undefined]) expect(why(value)).not.toContain('整改率');
  });
  test.each<[string, Standing, string]>([
    ['none', at('2024-06-30'), 'grey'],
    ['not due', at('2024-06-30', step('2024-07-01')), 'grey'],
    ['due today', at('2024-06-30', step('2024-06-30')), 'grey'],
    ['a day late', at('2024-07-01', step('2024-06-30')), 'yellow'],
    ['two months running', at('2024-08-31', step('2024-06-30')), 'yellow'],
    ['three calendar months running', at('2024-09-01', step('2024-06-30')), 'red'],
    ['three calendar months running, due on the first', at('2024-09-01', step('2024-06-01')), 'red'],
    ['two of them', at('2024-08-31', step('2024-06-01')), 'yellow'],
    ['done', at('2024-07-01', step('2024-06-30', '2024-06-29')), 'green'],
    ['done later than the as-of day', at('2024-07-01', step('2024-06-30', '2024-07-05')), 'yellow'],
    ['one done, one to come', at('2024-07-01', step('2024-06-30', '2024-06-29'), step('2025-06-30')), 'green'],
    ['bad day', at('2024-07-01', step('2024-06-31')), 'grey'],
  ])('%s', (_name, s, light) => expect(s.light).toBe(light));
  test('names the step and its delay', () =>
    expect(thin(at('2024-07-20', step('2024-06-30')).why.zh)).toBe('“开工”应于2024年6月30日完成，已超 20 天。'));
});

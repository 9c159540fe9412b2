import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  buildSeries,
  countedWhole,
  goalOf,
  isMissing,
  sumExact,
  unwrap,
  type Composite,
  type Goal,
  type Indicator,
  type Missing,
  type Observation,
  type Problem,
  type Target,
} from '../measure/index.ts';
import { attainment, chanceWords, type Attainment, type AttainmentInput } from './attain.ts';
import { attainmentOfComposite } from './composite.ts';
import type { Contribution } from './contribution.ts';
import { arrivalsIn, arrivalsOf, chanceOfArrivals, drawArrivals } from './count.ts';
import { forecast, type Forecast } from './forecast.ts';
import { gap } from './gap.ts';
import { outlookOf, shownLight } from './outlook.ts';
import { growthFor, scenario } from './scenario.ts';

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
  op: '>=',
  value: 500,
  unit: '亿元',
  period: '2026',
  cumulative: false,
  trajectory: { kind: 'linear' },
};
const plan = { start: '2022-01-01', end: '2026-12-31' };
type Row = [period: string, value: number];
const history: Row[] = [240, 262, 285, 301, 330, 352, 381, 404].map((value, i) => [String(2017 + i), value]);

function input(
  rows: readonly Row[],
  t: Partial<Target> = {},
  i: Partial<Indicator> = {},
  until = '2026',
  whole?: number,
): AttainmentInput & { goal: Goal } {
  const indicator = { ...gdp, ...i };
  const observations = rows.map(([period, value]): Observation => ({
    indicator: 'gdp',
    place: 'p',
    period,
    value,
    status: 'approved',
    knownOn: '2020-01-01',
    source: 's',
    grade: 'A',
    demo: false,
  }));
  const series = buildSeries(indicator, 'p', observations, '2026-01-31');
  const target = { ...past500, ...t };
  return {
    target,
    indicator,
    goal: unwrap(goalOf(target, indicator, series, plan)),
    forecast: unwrap(
      forecast(series, { until, ...(whole !== undefined && { whole }) }) as Forecast | Missing | Problem,
    ) as Forecast | Missing,
  };
}
function attained(x: AttainmentInput): Attainment {
  const a = attainment(x);
  if (isMissing(a)) throw new Error(JSON.stringify(a));
  return a;
}
const chance = (rows: readonly Row[], t: Partial<Target>, i: Partial<Indicator> = {}) =>
  attained(input(rows, t, i)).probability;
const project = (id: string, probability: number, amount: number, from = '2025'): Contribution => ({
  id,
  kind: 'project',
  probability,
  amount,
  from,
  note: { zh: id, en: id },
  demo: false,
});

describe('the probability of a target', () => {
  test('never rises with a harder target; ≥ and < add up to one', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 380, max: 600, noNaN: true }),
        fc.double({ min: 0, max: 80, noNaN: true }),
        (value, more) => {
          expect(chance(history, { value: value + more })).toBeLessThanOrEqual(chance(history, { value }));
          expect(chance(history, { value }) + chance(history, { value, op: '<' })).toBeCloseTo(1, 9);
        },
      ),
      { numRuns: 15 },
    );
  });
  test('near one below the path, near zero far above, about a half on it', () => {
    const middle = (input(history).forecast as Forecast).steps[1]!.expected;
    expect(chance(history, { value: 350 })).toBeGreaterThan(0.95);
    expect(chance(history, { value: 700 })).toBeLessThan(0.02);
    expect(Math.abs(chance(history, { value: middle }) - 0.5)).toBeLessThan(0.15);
  });
  test('a range is the share that falls inside; 左右 of what should grow is missed below it only', () => {
    const inside = chance(history, { op: 'range', value: 430, value2: 460 });
    expect(inside).toBeCloseTo(chance(history, { value: 430 }) - chance(history, { op: '>', value: 460 }), 9);
    expect(chance(history, { op: 'approx', value: 450 })).toBeCloseTo(chance(history, { value: 427.5 }), 9);
  });
  test('an increase over the base is its level', () =>
    expect(chance(history, { op: '+', value: 30, unit: '%', baseline: { period: '2021', value: 330 } })).toBeCloseTo(
      chance(history, { value: 429 }),
      9,
    ));
  test('falling is good', () => {
    const energy: Row[] = [52, 50.1, 48.9, 47, 45.2, 43.8, 42].map((v, k) => [String(2018 + k), v]);
    expect(
      chance(energy, { op: '<=', value: 42.5, unit: '%' }, { unit: '%', nature: 'rate', direction: 'down' }),
    ).toBeGreaterThan(0.8);
    expect(
      chance(energy, { op: '<=', value: 30, unit: '%' }, { unit: '%', nature: 'rate', direction: 'down' }),
    ).toBeLessThan(0.1);
  });
  test('a sum over the horizon counts what is done and forecasts the rest together', () => {
    const total = (value: number) => attained(input(history, { cumulative: true, period: '2022..2026', value }));
    const done = 352 + 381 + 404;
    expect(total(2000).expected).toBeCloseTo(
      done + (input(history).forecast as Forecast).steps.reduce((sum, s) => sum + s.expected, 0),
      6,
    );
    expect(total(done + 700).probability).toBeGreaterThan(0.97);
    expect(total(done + 1200).probability).toBeLessThan(0.03);
  });
  test('a year of months: what is known of the year counts', () => {
    const rows: Row[] = [2022, 2023, 2024, 2025].flatMap((y) =>
      Array.from({ length: y === 2025 ? 5 : 11 }, (_, k): Row => [
        `${y}-01..${String(k + 2).padStart(2, '0')}`,
        (k + 2) * 10 * 1.05 ** (y - 2022),
      ]),
    );
    const monthly = { nature: 'ytd', cadence: 'month' } as const;
    const a = attained(input(rows, { period: '2025', value: 135 }, monthly, '2025'));
    expect(a.expected).toBeGreaterThan(60 * 1.05 ** 3);
    expect(Math.abs(a.expected / (120 * 1.05 ** 3) - 1)).toBeLessThan(0.05);
  });
  test('decided once the figure is known', () => {
    const a = attained(input([...history, ['2025', 440], ['2026', 512]], {}, {}, '2027'));
    expect([a.probability, a.decided, a.sentence.zh]).toEqual([1, true, '已达成：2026年为 512\u2009亿元。']);
    expect(attained(input([...history, ['2025', 440], ['2026', 498]], {}, {}, '2027')).probability).toBe(0);
  });
  test('too little to go by is handed on with what is lacking', () =>
    expect(attainment(input([['2022', 301.39]]))).toMatchObject({ missing: 'not-enough-points' }));
  test('a forecast that ends before the goal is no answer', () =>
    expect(attainment(input(history, {}, {}, '2025'))).toMatchObject({ missing: 'not-enough-points' }));
  test('never said to be certain', () =>
    expect([chanceWords(0, false), chanceWords(1, false), chanceWords(0.634, false), chanceWords(1, true)]).toEqual([
      '<1%',
      '>99%',
      '63%',
      '100%',
    ]));
});

describe('what is needed', () => {
  const a = attained(input(history));
  test('growth still required, and the day at which the present pace gets there', () => {
    expect(a.requiredGrowth).toBeCloseTo(((500 / 404) ** 0.5 - 1) * 100, 9);
    expect(a.requiredPerYear).toBeCloseTo(48, 6);
    expect(a.pacePerYear).toBeCloseTo((404 - 285) / 5, 6);
    expect(a.reachedOn).toBe('2029-01-13');
    expect(a.sentence.zh).not.toMatch(/速度|年均/);
  });
  test('a pace that leads away never gets there', () => {
    const away = attained(input([400, 395, 388, 380, 371].map((v, k) => [String(2020 + k), v])));
    expect(away.reachedOn).toBeNull();
  });
  test('照此到不了: no day is named that lies more than ten years beyond the goal', () => {
    const slow = (value: number) => attained(input(history, { value })).reachedOn;
    expect(slow(404 + 23.8 * 11.9)).toBe('2036-11-25');
    expect(slow(404 + 23.8 * 12.1)).toBeNull();
  });
});

describe('contributions and the gap', () => {
  const base = input(history);
  const money = fc.integer({ min: -3000, max: 9000 }).map((x) => x / 100);
  const contribution = fc.record({
    id: fc.uuid(),
    kind: fc.constantFrom('project', 'lead', 'adjustment'),
    probability: fc.double({ min: 0, max: 1, noNaN: true }),
    amount: money,
    from: fc.constantFrom('2025', '2026-03', '2028'),
    note: fc.constant({ zh: '', en: '' }),
    demo: fc.boolean(),
  }) as fc.Arbitrary<Contribution>;
  test('the bars add up exactly to target − from, and each bar to its entries', () => {
    fc.assert(
      fc.property(fc.array(contribution, { maxLength: 12 }), money, (contributions, more) => {
        const g = gap({ ...base, goal: { ...base.goal, level: 500 + more }, contributions });
        if (isMissing(g)) throw new Error('missing');
        expect(g.bars.map((bar) => bar.cause)).toEqual(['trend', 'project', 'lead', 'adjustment', 'unexplained']);
        expect(sumExact([g.from, ...g.bars.map((bar) => bar.amount)])).toBe(g.target);
        for (const bar of g.bars) expect(sumExact(bar.entries.map((entry) => entry.amount))).toBe(bar.amount);
      }),
    );
  });
  test('a project weighs by its probability, raises the chance, and counts nothing after the goal', () => {
    const plain = attained(base);
    const sure = attained({ ...base, contributions: [project('a', 1, 40)] });
    const half = attained({ ...base, contributions: [project('a', 0.5, 40)] });
    expect(sure.expected - plain.expected).toBeCloseTo(40, 6);
    expect(half.expected - plain.expected).toBeCloseTo(20, 6);
    expect(plain.probability).toBeLessThan(half.probability);
    expect(half.probability).toBeLessThan(sure.probability);
    expect(attained({ ...base, contributions: [project('late', 1, 40, '2027')] }).probability).toBe(plain.probability);
    const g = gap({ ...base, contributions: [project('a', 0.5, 40)] });
    expect(isMissing(g) ? null : g.expected).toBeCloseTo(half.expected, 5);
  });
  test('scenarios compare on the same draws', () => {
    const withProject = { ...base, contributions: [project('a', 0.8, 40)] };
    const of = (...changes: Parameters<typeof scenario>[1]) => scenario(withProject, changes).attainment as Attainment;
    const now = of();
    expect(now).toEqual(attained(withProject));
    expect(of({ kind: 'delay', id: 'a', from: '2027' }).probability).toBe(attained(base).probability);
    expect(of({ kind: 'remove', id: 'a' })).toEqual(of({ kind: 'delay', id: 'a', from: '2027' }));
    expect(of({ kind: 'add', contribution: project('b', 0.9, 20) }).probability).toBeGreaterThan(now.probability);
    expect(of({ kind: 'target', level: 450 }).probability).toBeGreaterThan(now.probability);
    const grown = scenario(base, [{ kind: 'growth', perYear: 12 }]);
    expect((grown.attainment as Attainment).expected).toBeCloseTo(404 * 1.12 ** 2, 5);
    expect((grown.attainment as Attainment).probability).toBeGreaterThan(attained(base).probability);
  });
});

describe('arrivals of named things', () => {
  const pace = (counts: readonly number[], needed: number, left: number) => {
    const a = arrivalsIn({ stretches: counts.map((count) => ({ count, years: 1 })) }, left);
    if (isMissing(a)) throw new Error('missing');
    return { ...a, probability: chanceOfArrivals(a, needed) };
  };
  test('Poisson with a gamma prior: P(at least one) has a closed form', () => {
    // Negative binomial of shape N + ½ and odds T / left: P(0) = (T / (T + left))^(N + ½).
    expect(pace([3], 1, 1).probability).toBeCloseTo(1 - 0.5 ** 3.5, 9);
    expect(pace([4, 4, 4], 1, 2).probability).toBeCloseTo(1 - 0.6 ** 12.5, 9);
  });
  test('falls with what is needed, rises with the time left', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 80 }),
        fc.double({ min: 0.1, max: 4, noNaN: true }),
        (counts, needed, left) => {
          const a = pace(counts, needed, left);
          expect(a.probability).toBeGreaterThanOrEqual(pace(counts, needed + 1, left).probability - 1e-12);
          expect(a.probability).toBeLessThanOrEqual(pace(counts, needed, left + 0.5).probability + 1e-9);
          expect(a.probability).toBeGreaterThanOrEqual(0);
        },
      ),
      { numRuns: 60 },
    );
  });
  test('clustered arrivals are less sure than even ones', () => {
    expect(pace([0, 40, 2, 38], 30, 2).probability).toBeLessThan(pace([20, 20, 20, 20], 30, 2).probability);
    expect(pace([0, 40, 2, 38], 30, 2).dispersion).toBeGreaterThan(10);
  });
  test('done, out of time, never observed', () => {
    expect(pace([5], 0, 0).probability).toBe(1);
    expect(pace([5], 1, 0).probability).toBe(0);
    expect(arrivalsIn({ stretches: [] }, 2)).toMatchObject({ missing: 'not-enough-points' });
  });
});

describe('a target on a few named things', () => {
  const belts = { unit: '条', nature: 'stock' } as const;
  const counted = (values: readonly number[], level: number) => {
    const rows: Row[] = values.map((value, i) => [String(2021 + i), value]);
    const base = input(rows, { unit: '条', value: level, period: '2031' }, belts, '2031');
    const observed = rows.map(([period, value]) => ({ period, value }));
    const arrivals = arrivalsOf({ nature: 'stock', points: observed } as never);
    return { base, input: { ...base, ...(arrivals && { arrivals }) } };
  };
  test('is foreseen in whole numbers: the median, its interval, and never below what is there', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 4, maxLength: 6 }), (steps) => {
        const values = steps.reduce<number[]>((all, step) => [...all, (all.at(-1) ?? 0) + step], []);
        const a = attained(counted(values, 3).input);
        for (const figure of [a.expected, a.low80, a.high80, a.low95, a.high95])
          expect(figure).toBe(Math.round(figure));
        expect(a.low95).toBeGreaterThanOrEqual(values.at(-1)!);
        expect([a.low95, a.low80, a.expected, a.high80, a.high95]).toEqual(
          [a.low95, a.low80, a.expected, a.high80, a.high95].toSorted((x, y) => x - y),
        );
      }),
      { numRuns: 40 },
    );
  });
  test('两条 has no third to come, 100 家以上 has', () => {
    const { input: named } = counted([0, 1, 1, 1, 1], 2);
    expect(attained({ ...named, target: { op: '=' } }).high95).toBe(2);
    expect(attained({ ...named, target: { op: '>=' } }).high95).toBeGreaterThan(2);
  });
  test('draws of arrivals follow their distribution', () => {
    const arrivals = arrivalsIn({ stretches: [3, 5, 2, 6].map((count) => ({ count, years: 1 })) }, 2);
    if (isMissing(arrivals)) throw new Error('missing');
    const draws = drawArrivals(arrivals, 4000, 1);
    for (const needed of [1, 4, 8, 12, 20])
      expect(draws.filter((n) => n >= needed).length / 4000).toBeCloseTo(chanceOfArrivals(arrivals, needed), 3);
  });
  test('a scenario without changes is the outlook itself, and its gap adds up to it', () => {
    const { input: base } = counted([0, 0, 1, 1, 1], 2);
    const same = scenario(base, []);
    expect(same.attainment).toEqual(attained(base));
    expect(isMissing(same.gap) ? null : same.gap.expected).toBe(attained(base).expected);
    // A growth that somebody assumes takes the place of the arrivals.
    expect(scenario(base, [{ kind: 'growth', perYear: 40 }]).attainment).not.toEqual(attained(base));
  });
  test('cannot be told from a count that fell, or that was never whole', () => {
    const of = (values: readonly number[]) =>
      arrivalsOf({ nature: 'stock', points: values.map((value, i) => ({ period: String(2020 + i), value })) } as never);
    expect(of([40, 52, 70])?.stretches.map((stretch) => stretch.count)).toEqual([12, 18]);
    expect([of([40, 52, 49]), of([1, 1.5, 2])]).toEqual([null, null]);
  });
  test('万人 is no number of named things, 人 is', () =>
    expect(['家', '条', '个', '人', '户', '万人', '亿元', '%', '家/平方公里'].map(countedWhole)).toEqual([
      true,
      true,
      true,
      true,
      true,
      false,
      false,
      false,
      false,
    ]));
});

test('the growth that a target needs brings a scenario to the target (37.3 % once gave 418 and not 500)', () => {
  const base = input(history);
  for (const level of [430, 500, 620]) {
    const needed = growthFor(base, level);
    const { attainment: found } = scenario(base, [{ kind: 'growth', perYear: needed! }]);
    // One decimal of growth over two years.
    expect(Math.abs((found as Attainment).expected / level - 1)).toBeLessThan(0.0011);
  }
  expect(growthFor(base, 1e9)).toBeNull();
  const { expected } = attained(base);
  const same = scenario(base, [{ kind: 'growth', perYear: growthFor(base, expected)! }]);
  expect(Math.abs((same.attainment as Attainment).expected / expected - 1)).toBeLessThan(0.0011);
});

describe('前景 of a promise', () => {
  const found = attained(input(history));
  test('is one estimate with a word; no plain green below an even chance', () => {
    const at = (probability: number) => outlookOf({ ...found, probability });
    expect([0, 0.32, 0.33, 0.5, 0.65, 0.66, 1].map((p) => at(p).word)).toEqual([
      'unlikely',
      'unlikely',
      'at-risk',
      'at-risk',
      'at-risk',
      'likely',
      'likely',
    ]);
    expect(at(0.4)).toMatchObject({ expected: found.expected, low80: found.low80, high80: found.high80 });
    expect([0.49, 0.5].map((p) => shownLight('green', at(p)))).toEqual(['yellow', 'green']);
    // The forecast alone makes nothing red, and nothing better.
    expect((['yellow', 'red', 'grey'] as const).map((light) => shownLight(light, at(0)))).toEqual([
      'yellow',
      'red',
      'grey',
    ]);
    expect(shownLight('red', at(1))).toBe('red');
    expect(shownLight('green', null)).toBe('green');
  });
  test('that cannot be foreseen is unknown, with the reason', () =>
    expect(outlookOf({ missing: 'not-enough-points' })).toMatchObject({
      word: 'unknown',
      probability: null,
      expected: null,
      sentence: { zh: '不能预测：数据点不足。' },
    }));
});

describe('a weighted index', () => {
  const part = (indicator: string) => ({
    indicator,
    name: { zh: indicator, en: indicator },
    weight: 1,
    normalisation: { kind: 'goalposts', low: 200, high: 600 } as const,
  });
  const index: Composite = {
    id: 'i',
    name: { zh: '指数', en: 'index' },
    parts: [part('a'), part('b')],
    minCoverage: 0.4,
    source: { zh: '', en: '' },
  };
  const both = new Map([
    ['a', input(history)],
    ['b', input(history)],
  ]);
  test('the more is asked the less likely; two parts together are surer than one', () => {
    const at = (level: number, parts = both) =>
      attainmentOfComposite(index, parts, level) as Exclude<ReturnType<typeof attainmentOfComposite>, Missing>;
    expect(at(50).probability).toBeGreaterThan(at(65).probability);
    const one = at(60, new Map([['a', input(history)]]));
    expect(one.without).toEqual(['b']);
    expect(at(60).high80 - at(60).low80).toBeLessThan(one.high80 - one.low80);
  });
  test('below the least coverage there is no index', () =>
    expect(attainmentOfComposite({ ...index, minCoverage: 0.9 }, new Map([['a', input(history)]]), 50)).toMatchObject({
      missing: 'not-enough-points',
    }));
});

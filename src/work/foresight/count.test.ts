import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Goal, goalOf, type Indicator, isMissing, type Series } from '../../core/measure/index.ts';
import { arrivalsOf, attainmentByCount } from './count.ts';

const firms: Indicator = {
  id: 'firms',
  name: { zh: '引进企业', en: 'Firms' },
  unit: '家',
  nature: 'stock',
  cadence: 'year',
  direction: 'up',
  binding: false,
  evidence: { kind: 'register', register: 'firms', fn: 'count' },
  scope: null,
  owner: null,
  dueDays: 30,
};
const seriesOf = (values: readonly number[], nature: 'stock' | 'flow' = 'stock'): Series => ({
  indicator: 'firms',
  place: 'p',
  unit: '家',
  nature,
  cadence: 'year',
  asOf: '2025-06-30',
  points: values.map((value, i) => ({
    period: String(2020 + i),
    value,
    knownOn: `${2021 + i}-01-10`,
    status: 'approved',
    source: '台账',
    grade: '计算',
    demo: false,
  })),
  problems: [],
});
const goalAt = (series: Series, value: number) =>
  goalOf(
    {
      indicator: 'firms',
      op: '>=',
      value,
      unit: '家',
      period: '2026',
      cumulative: false,
      trajectory: { kind: 'linear' },
    },
    firms,
    series,
    { start: '2022-01-01', end: '2026-12-31' },
  ) as Goal;
const chanceOf = (values: readonly number[], level: number) => {
  const series = seriesOf(values);
  const found = attainmentByCount(goalAt(series, level), firms, arrivalsOf(series)!, false);
  if (isMissing(found)) throw new Error(found.missing);
  return found;
};

describe('arrivals in a register', () => {
  it('are what is new in each period; what stood there at first did not arrive in it', () => {
    expect(arrivalsOf(seriesOf([40, 52, 70]))?.stretches.map((stretch) => stretch.count)).toEqual([12, 18]);
    expect(arrivalsOf(seriesOf([12, 18], 'flow'))?.stretches.map((stretch) => stretch.count)).toEqual([12, 18]);
  });

  it('cannot be told from a count that fell', () => expect(arrivalsOf(seriesOf([40, 52, 49]))).toBeNull());
});

describe('attainment by count', () => {
  it('says how many are short, how fast they came and when the pace gets there', () => {
    const found = chanceOf([40, 52, 64, 76, 88], 118);
    expect(found.pacePerYear).toBeCloseTo(12, 0);
    expect(found.probability).toBeGreaterThan(0.05);
    expect(found.probability).toBeLessThan(0.3);
    expect(found.sentence.zh).toMatch(
      /^达成概率 \d+%：2026年预计 112\s家；还差 30，此前每年进 12；照目前速度 2027 年 [67] 月达到。$/,
    );
    expect(found.low80).toBeNull();
  });

  it('never rises with a harder target, and is certain for one that is reached', () => {
    expect(chanceOf([40, 52, 64], 60).probability).toBe(1);
    fc.assert(
      fc.property(fc.integer({ min: 65, max: 200 }), fc.integer({ min: 1, max: 60 }), (level, more) => {
        expect(chanceOf([40, 52, 64], level + more).probability).toBeLessThanOrEqual(
          chanceOf([40, 52, 64], level).probability,
        );
      }),
      { numRuns: 50 },
    );
  });

  it('is over with the last period: reached or not', () => {
    expect(chanceOf([40, 44, 50, 52, 60, 64, 69], 70)).toMatchObject({ probability: 0, decided: true });
    expect(chanceOf([40, 44, 50, 52, 60, 64, 70], 70)).toMatchObject({ probability: 1, decided: true });
  });
});

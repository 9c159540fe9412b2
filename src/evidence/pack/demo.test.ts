import { describe, expect, it } from 'vitest';
import { endDate, parsePeriod, unwrap } from '../../core/measure/index.ts';
import { indicatorItem, type IndicatorItem, type ObservationItem } from '../../core/plan/plan-file.ts';
import { demoFile, demonstrate } from './demo.ts';
import { readPack, shippedPack } from './pack.ts';

const place = '520181';
const indicator = (over: Partial<IndicatorItem> & Pick<IndicatorItem, 'nature' | 'cadence'>): IndicatorItem =>
  indicatorItem.parse({ id: 'x', name: { zh: '甲', en: 'x' }, unit: '亿元', ...over });
const layer = (over: object) =>
  demoFile.parse({
    'lantu-demo': 1,
    seed: 7,
    from: '2021-01',
    to: '2024-10',
    series: [{ indicator: 'x', start: 100, growth: 0.1, ...over }],
  });
const real = (period: string, value: number): ObservationItem => ({
  indicator: 'x',
  place,
  period,
  value,
  status: 'approved',
  knownOn: '2024-01-01',
  source: 'x',
  grade: 'A',
});

describe('a demonstration series', () => {
  it('is the same for the same seed, and another for another', () => {
    const of = (seed: number) =>
      demonstrate({ ...layer({ noise: 0.05 }), seed }, [indicator({ nature: 'flow', cadence: 'month' })], [], place);
    expect(of(7)).toEqual(of(7));
    expect(of(7)).not.toEqual(of(8));
  });

  it('leaves the periods alone that have a real figure, in either spelling of a whole year', () => {
    const made = demonstrate(
      layer({ noise: 0.03 }),
      [indicator({ nature: 'ytd', cadence: 'quarter' })],
      [real('2022', 150), real('2023-01..12', 140)],
      place,
    );
    const periods = made.map((item) => item.period);
    expect(periods).not.toContain('2022-01..12');
    expect(periods).not.toContain('2023-01..12');
    expect(periods).toContain('2022-01..09');
  });

  it('bends through the real figures: its neighbours are near them', () => {
    const made = demonstrate(
      layer({ noise: 0 }),
      [indicator({ nature: 'stock', cadence: 'month' })],
      [real('2022-06', 300)],
      place,
    );
    const at = (period: string) => made.find((item) => item.period === period)?.value ?? 0;
    expect(at('2022-05') / 300).toBeCloseTo(1, 1);
    expect(at('2022-07') / 300).toBeCloseTo(1, 1);
  });

  it('never falls within a year when it is cumulative, nor at all when it is a running total', () => {
    const ytd = demonstrate(
      layer({ noise: 0.4 }),
      [indicator({ nature: 'ytd', cadence: 'month' })],
      [real('2022-01..05', 30)],
      place,
    );
    climbs([...ytd, real('2022-01..05', 30)], true);
    const total = demonstrate(
      layer({ noise: 0.4, rising: true }),
      [indicator({ nature: 'stock', cadence: 'quarter' })],
      [real('2022Q4', 90)],
      place,
    );
    climbs([...total, real('2022Q4', 90)], false);
  });

  it('goes above and below its path with the seasons', () => {
    const seasonal = [0.8, 0.8, 0.8, 1, 1, 1.2, 1.4, 1.2, 1, 1, 1, 0.8];
    const made = demonstrate(
      layer({ noise: 0, growth: 0, seasonal }),
      [indicator({ nature: 'stock', cadence: 'month' })],
      [],
      place,
    );
    const at = (period: string) => made.find((item) => item.period === period)?.value ?? 0;
    expect(at('2022-07')).toBe(140);
    expect(at('2022-01')).toBe(80);
  });

  it('has a bad quarter where it was given one, in a flow, in what is cumulated, and in a level', () => {
    const shocks = [{ from: '2022-04', to: '2022-06', factor: 0.5 }];
    const at = (nature: 'flow' | 'ytd' | 'stock', period: string, more = {}) =>
      demonstrate(layer({ noise: 0, growth: 0, ...more }), [indicator({ nature, cadence: 'quarter' })], [], place).find(
        (item) => item.period === period,
      )?.value;
    expect([at('flow', '2022Q1', { shocks }), at('flow', '2022Q2', { shocks })]).toEqual([25, 12.5]);
    expect([at('ytd', '2022-01..06', { shocks }), at('ytd', '2022-01..12', { shocks })]).toEqual([37.5, 87.5]);
    expect([at('stock', '2022Q2', { shocks }), at('stock', '2022Q3', { shocks })]).toEqual([50, 100]);
  });

  it('is published too low at first and revised later, where it is to be; what is not yet revised stands as published', () => {
    const revised = { share: 1, size: 0.1, days: 120 };
    const made = demonstrate(
      layer({ noise: 0, revised }),
      [indicator({ nature: 'ytd', cadence: 'quarter' })],
      [],
      place,
    );
    const of = (period: string) => made.filter((item) => item.period === period);
    const [first, later] = of('2022-01..09');
    expect([first?.status, later?.status]).toEqual(['preliminary', 'revised']);
    expect(first?.value).toBeLessThan(later?.value ?? 0);
    expect((later?.knownOn ?? '') > (first?.knownOn ?? '9')).toBe(true);
    expect(of('2024-01..09').map(({ status }) => status)).toEqual(['preliminary']);
    climbs(made, true);
  });

  it('stops, skips and keeps within bounds', () => {
    const made = demonstrate(
      layer({ growth: 0.5, bounds: [0, 120], skipped: ['2022'], until: '2023' }),
      [indicator({ nature: 'rate', cadence: 'year' })],
      [],
      place,
    );
    expect(made.map((item) => item.period)).toEqual(['2021', '2023']);
    expect(Math.max(...made.map((item) => item.value ?? 0))).toBeLessThanOrEqual(120);
  });

  it('refuses an indicator that is not there', () => {
    expect(() => demonstrate(layer({}), [], [], place)).toThrow('unknown indicator x');
  });
});

describe('the demonstration layer of the Qingzhen pack', () => {
  const { sections, demo, jurisdiction } = readPack(shippedPack('qingzhen'));
  const make = () =>
    demo.layer ? demonstrate(demo.layer, sections.indicators, sections.observations, jurisdiction.id) : [];
  const made = make();
  const of = (id: string) => [...made, ...sections.observations].filter((item) => item.indicator === id);

  it('is deterministic and marked', () => {
    expect(make()).toEqual(made);
    expect(made.length).toBeGreaterThan(1500);
    for (const item of made) expect([item.grade, item.source]).toEqual(['演示', '演示数据']);
  });

  it('has no figure where a real one is, none after its last month, none known before its period is over', () => {
    const taken = new Set(sections.observations.map((item) => `${item.indicator} ${item.period}`));
    for (const item of made) {
      expect(taken.has(`${item.indicator} ${item.period}`), `${item.indicator} ${item.period}`).toBe(false);
      expect(unwrap(endDate(item.period)) <= '2026-10-31', item.period).toBe(true);
      expect(item.knownOn > unwrap(endDate(item.period)), item.period).toBe(true);
      expect(Number.isFinite(item.value) && (item.value ?? -1) >= 0, `${item.indicator} ${item.period}`).toBe(true);
    }
  });

  it('never lets a cumulative figure fall within its year, real points included', () => {
    for (const item of sections.indicators.filter((candidate) => candidate.nature === 'ytd')) climbs(of(item.id), true);
  });

  it('keeps parts below their whole', () => {
    const at = (id: string) => new Map(of(id).map((item) => [item.period, item.value ?? 0]));
    const output = at('industrial-output');
    for (const part of ['industrial-va', 'alu-above-output'])
      for (const [period, value] of at(part))
        expect(value, `${part} ${period}`).toBeLessThan(output.get(period) ?? Number.POSITIVE_INFINITY);
  });

  it('looks like figures that an office collects: a bad quarter, revisions, gaps, growth that is not the same each time', () => {
    const quarters = of('gdp').filter(({ status }) => status !== 'revised');
    expect(of('gdp').some(({ status }) => status === 'revised')).toBe(true);
    const at = (period: string) => of('gdp').findLast((item) => item.period === period)?.value ?? 0;
    const second = (year: number) => at(`${year}-01..06`) - at(`${year}-01..03`);
    expect(second(2022)).toBeLessThan(second(2021));
    expect(second(2023)).toBeGreaterThan(second(2022));
    const growth = quarters.flatMap(({ period, value }) => {
      const before = at(`${Number(period.slice(0, 4)) - 1}${period.slice(4)}`);
      return before > 0 ? [Math.round(1000 * ((value ?? 0) / before - 1))] : [];
    });
    expect(new Set(growth).size).toBeGreaterThan(growth.length / 2);
    const periods = new Set(of('retail-sales').map(({ period }) => period));
    expect([periods.has('2023-01..07'), periods.has('2023-01..08'), periods.has('2023-01..09')]).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('makes no percentage above 100', () => {
    for (const item of sections.indicators.filter((candidate) => candidate.unit === '%'))
      for (const { value } of of(item.id)) expect(value ?? 0, item.id).toBeLessThanOrEqual(100);
  });
});

function climbs(items: ObservationItem[], withinYear: boolean): void {
  const inOrder = [...items].sort((a, b) => unwrap(parsePeriod(a.period)).last - unwrap(parsePeriod(b.period)).last);
  inOrder.forEach((item, index) => {
    const before = inOrder[index - 1];
    if (!before || (withinYear && before.period.slice(0, 4) !== item.period.slice(0, 4))) return;
    expect(item.value ?? 0, `${item.indicator} ${item.period}`).toBeGreaterThanOrEqual(before.value ?? 0);
  });
}

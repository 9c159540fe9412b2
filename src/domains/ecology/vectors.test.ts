import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { compute } from '../../evidence/method.ts';
import { bloomGrade, lakeBloom } from './bloom.ts';
import { ecology } from './index.ts';
import { patrolDuty } from './patrol-duty.ts';
import { type WaterBody, waterClass, type WaterItem } from './water-class.ts';

const shared = new URL('../../../../shared/data/', import.meta.url);
const there = existsSync(shared);
const json = (name: string) => JSON.parse(readFileSync(new URL(name, shared), 'utf8')) as never;
const run = async (id: string, input: unknown) => {
  const method = ecology.methods?.find((one) => one.id === id);
  if (!method) throw new Error(id);
  return (await compute(method, input)) as Record<string, never>;
};

describe.skipIf(!there)('the shared vectors (skipped where the shared data are absent)', () => {
  test('every triple of this area', async () => {
    const ids = new Set(ecology.methods?.map(({ id }) => id));
    const triples = (
      json('domains/method_examples.json') as { method: string; input: unknown; output: Record<string, unknown> }[]
    ).filter(({ method }) => ids.has(method));
    expect(triples.length).toBeGreaterThanOrEqual(7);
    for (const { method, input, output } of triples) {
      const made = await run(method, input);
      for (const [name, value] of Object.entries(output)) {
        if (typeof value === 'number') expect(made[name], `${method} ${name}`).toBeCloseTo(value, name === 'p' ? 9 : 4);
        else if (Array.isArray(value))
          expect([...(made[name] as unknown as string[])].toSorted()).toEqual([...value].toSorted());
        else if (typeof value === 'object' && value !== null)
          for (const [part, of] of Object.entries(value))
            expect((made[name] as unknown as Record<string, unknown>)[part], `${method} ${name}.${part}`).toEqual(
              typeof of === 'number' ? expect.closeTo(of, 4) : of,
            );
        else expect(made[name]).toEqual(value);
      }
    }
  });

  test('the figures of the worked examples', async () => {
    const worked = json('domains/worked_examples.json') as Record<string, never>;
    const air = worked.aqi_2026 as unknown as { pm25_points: Record<string, number>; so2_1h_900: number };
    for (const [mean, index] of Object.entries(air.pm25_points))
      expect(
        (
          (await run('aqi', { standard: '2026', daily: { pm25: Number(mean) } })).iaqi as unknown as Record<
            string,
            number
          >
        ).pm25,
      ).toBe(index);
    expect((await run('iaqi-hour', { pollutant: 'so2', value: 900 })).iaqi).toBe(air.so2_1h_900);
  });

  test('every border of GB 3838 belongs to the better class', () => {
    const rows = readFileSync(new URL('gb3838_2002_table1.csv', shared), 'utf8').trim().split('\n').slice(1);
    const ids: Record<string, [WaterItem, WaterBody]> = {
      溶解氧: ['do', 'river'],
      高锰酸盐指数: ['codmn', 'river'],
      化学需氧量COD: ['cod', 'river'],
      五日生化需氧量BOD5: ['bod5', 'river'],
      '氨氮NH3-N': ['nh3n', 'river'],
      '总磷TP(河流)': ['tp', 'river'],
      '总磷TP(湖库)': ['tp', 'lake'],
      铜: ['cu', 'river'],
      锌: ['zn', 'river'],
      '氟化物(F-)': ['f', 'river'],
      硒: ['se', 'river'],
      砷: ['as', 'river'],
      汞: ['hg', 'river'],
      镉: ['cd', 'river'],
      '铬(六价)': ['cr6', 'river'],
      铅: ['pb', 'river'],
      氰化物: ['cn', 'river'],
      挥发酚: ['phenol', 'river'],
      石油类: ['oil', 'river'],
      阴离子表面活性剂: ['las', 'river'],
      硫化物: ['sulfide', 'river'],
    };
    let borders = 0;
    for (const row of rows) {
      const [name = '', , direction, ...limits] = row.split(',');
      const [item, body] = ids[name] ?? [];
      if (!item || !body) continue;
      for (const [n, text] of limits.entries()) {
        const limit = Number.parseFloat(text);
        const first = 1 + limits.findIndex((one) => Number.parseFloat(one) === limit);
        const next = limits.slice(n + 1).findIndex((one) => Number.parseFloat(one) !== limit);
        const worse = direction === 'ge' ? limit * 0.999999 : limit * 1.000001;
        expect([name, waterClass(body, { [item]: limit })?.class]).toEqual([name, first]);
        expect([name, waterClass(body, { [item]: worse })?.class]).toEqual([name, next < 0 ? 6 : n + 2 + next]);
        borders += 1;
      }
    }
    expect(borders).toBe(21 * 5);
  });
});

test('a border of bloom belongs to the worse grade; a lake by its points', () => {
  expect([1.99e6, 2e6, 9.99e6, 1e7, 5e7, 1e8].map(bloomGrade)).toEqual([1, 2, 2, 3, 4, 5]);
  const points = (third: number, second: number) => [
    ...Array<number>(third).fill(2e7),
    ...Array<number>(second).fill(5e6),
  ];
  expect(lakeBloom(points(16, 4))).toMatchObject({ grade: 3, by: 'share' });
  expect(lakeBloom(points(14, 6))).toMatchObject({ by: 'mean' });
  expect(lakeBloom(Array<number>(20).fill(1e5))).toMatchObject({ grade: 1, by: 'clear' });
});

test('50 patrols in 45 weeks, eight too near and three in a week that had one: 39 weeks, 86.7 % and not 111 %', () => {
  const duty = { per: 'week', times: 1, firstMonth: 3, lastMonth: 12, minutes: 0, metres: 300, gap: 0 } as const;
  const day = (n: number) => new Date(Date.UTC(2026, 2, 2) + n * 86_400_000).toISOString().slice(0, 10);
  const good = Array.from({ length: 39 }, (_, week) => ({ at: day(week * 7 + 1), minutes: 30, metres: 500 }));
  const again = [0, 5, 9].map((week) => ({ at: day(week * 7 + 3), minutes: 30, metres: 500 }));
  const near = Array.from({ length: 8 }, (_, week) => ({ at: day(week * 7 + 4), minutes: 30, metres: 100 }));
  const result = patrolDuty(duty, [...good, ...again, ...near], '2026-03-01', '2026-12-31');
  expect(result).toMatchObject({ periods: 45, due: 45, done: 39, valid: 42 });
  expect(result.rate).toBeCloseTo(86.667, 2);
  expect(patrolDuty(duty, [...good, ...again, ...near], '2026-03-01', '2026-12-31', false).periods).toBe(43);
});

test('44 minutes are no hour, and 19 hours no day', async () => {
  expect(await run('valid-mean', { values: Array(44).fill(1), needed: 45 })).toMatchObject({ mean: null, n: 44 });
  expect(await run('valid-mean', { values: Array(19).fill(1), needed: 20 })).toMatchObject({ mean: null });
});

test('the same year of air by the standard of its day: 33 µg/m³ of PM2.5 kept the old limit and not the new one', async () => {
  const of = (on: string) => run('air-year', { on, means: { pm25: 33 } });
  expect(await of('2026-02-28')).toMatchObject({ standard: 'GB 3095-2012', keeps: true });
  expect(await of('2026-03-01')).toMatchObject({ standard: 'GB 3095-2026（过渡）', keeps: false });
  expect(await of('2031-01-01')).toMatchObject({ standard: 'GB 3095-2026', keeps: false });
});

test('the probability of keeping a limit falls as the year runs higher, and is sure once twelve months are known', async () => {
  const values = [2023, 2024, 2025].flatMap((year) =>
    Array.from({ length: 12 }, (_, n) => [year, n + 1, 0.045 + 0.004 * Math.sin(n + year)]),
  );
  const of = async (level: number, months: number) => {
    const now = Array.from({ length: months }, (_, n) => [2026, n + 1, level]);
    return Number((await run('keeps-class', { values: [...values, ...now], year: 2026, limit: 0.05 })).probability);
  };
  expect(await of(0.04, 6)).toBeGreaterThan(await of(0.055, 6));
  expect([await of(0.049, 12), await of(0.051, 12)]).toEqual([1, 0]);
  expect((await run('keeps-class', { values: [[2025, 1, 1]], year: 2026, limit: 1 })).why).toBeDefined();
});

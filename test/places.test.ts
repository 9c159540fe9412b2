import { afterAll, beforeAll, expect, test } from 'vitest';
import { Runner } from '../src/evidence/run/index.ts';
import type { Endpoint } from '../src/http/endpoint.ts';
import type { Route } from '../src/http/route.ts';
import { getIndicator, getPlaces } from '../src/work/indicators/api.ts';
import { indicators } from '../src/work/indicators/index.ts';
import { commitImport, getImport, startImport } from '../src/work/registers/api.ts';
import { registers } from '../src/work/registers/index.ts';
import { getReporting, review } from '../src/work/reporting/api.ts';
import { reporting } from '../src/work/reporting/index.ts';
import { ask } from './ask.ts';
import { servicesOf } from './services.ts';
import { testStore, type TestStore } from './store.ts';

/** Twelve towns hand their figures in by sheet; they stand side by side and make the city's by the rule of the indicator. */

let db: TestStore;
let routes: Route[];
let settled: () => Promise<void>;
let today = '2026-04-08';
const towns = Array.from({ length: 12 }, (_, n) => ({
  id: `9900${String(n + 1).padStart(2, '0')}`,
  zh: `${n + 1}号镇`,
}));
const name = (zh: string) => ({ zh, en: zh });
const clerk = { role: 'reporter', login: 'wang', organisation: 'agri' } as const;
const townClerk = { role: 'local', login: 'town', organisation: 'town-1' } as const;
const reviewer = { role: 'reviewer', login: 'li', organisation: 'agri' } as const;
const visitor = { role: 'public', login: null, organisation: null } as const;

type Somebody = Parameters<typeof ask>[2];
const call = <E extends Endpoint>(who: Somebody, endpoint: E, more: Parameters<typeof ask>[3] = {}) =>
  ask(routes, endpoint, who, more);

beforeAll(async () => {
  db = await testStore();
  const services = servicesOf(db, () => today);
  const runner = new Runner(db.store, { databaseUrl: db.url, contributing: [] }, registers.runs ?? []);
  runner.start(services.runs);
  settled = async () => {
    await runner.idle();
    const head = await db.store.selectFrom('chain_head').select('seq').executeTakeFirstOrThrow();
    services.snapshots.moved('test', head.seq);
  };
  routes = [reporting, registers, indicators].flatMap((area) => area.routes(services));
  const of = { jurisdiction: 'test', actor: 'x', demo: false };
  await db.ledger.submit([
    {
      ...of,
      kind: 'place.put',
      payload: { places: towns.map(({ id, zh }) => ({ id, name: name(zh), kind: 'town' as const })) },
    },
    {
      ...of,
      kind: 'organisation.put',
      payload: {
        organisations: [
          { id: 'agri', name: name('农业农村局') },
          // The first town reports itself; the bureau reports for the others.
          { id: 'town-1', name: name('1号镇政府'), place: towns[0]?.id },
        ],
      },
    },
    {
      ...of,
      kind: 'indicator.put',
      payload: {
        indicators: [
          ['toilets', '新改户厕', '户', 'flow', 'sum', undefined],
          ['cover', '卫生厕所普及率', '%', 'rate', 'mean', 'homes'],
          ['homes', '农村常住户', '户', 'stock', 'sum', undefined],
          ['rank', '乡村排名', '', 'stock', 'none', undefined],
        ].map(([id = '', zh = '', unit = '', nature, rollup, weight]) => ({
          id,
          name: name(zh),
          unit,
          nature: nature as 'flow',
          cadence: 'quarter' as const,
          owner: 'agri',
          dueDays: 10,
          places: { kinds: ['town' as const], rollup: rollup as 'sum', ...(weight && { weight }) },
        })),
      },
    },
    {
      ...of,
      kind: 'plan.put',
      payload: {
        plan: { id: 'p', title: name('规划'), horizon: { start: 2026, end: 2030 } },
        mode: 'replace',
        commitments: [],
      },
    },
  ]);
});
afterAll(() => db.close());

const head = ['指标', '所在地', '统计期', '单位', '本期数'].join('\t');
const sheet = (rows: (string | number)[][]) => [head, ...rows.map((row) => row.join('\t'))].join('\n');

async function handIn(who: Somebody, text: string) {
  const { id } = await call(who, startImport, { body: { text } });
  await settled();
  const read = await call(who, getImport, { params: { draft: id } });
  if (read.rows.refused === 0)
    await call(who, commitImport, {
      params: { draft: id },
      body: {
        confirmed: read.problems.flatMap(({ key }) => (key === null ? [] : [{ key, reason: '核对过，属实' }])),
      },
    });
  await settled();
  return read;
}
const placesOf = (indicator: string, query: object = {}, who: Somebody = clerk) =>
  call(who, getPlaces, { params: { indicator }, query });
async function approve() {
  for (const who of [reviewer, { ...reviewer, organisation: 'town-1' }]) {
    const { tasks } = await call({ ...who, role: 'planner', organisation: null } as never, getReporting);
    const lines = tasks
      .filter(({ state, organisation }) => state === 'submitted' && organisation?.id === who.organisation)
      .map(({ about, place, period, base }) => ({ about, place, period, of: base, decision: 'approve' }));
    if (lines.length > 0) await call(who, review, { body: { lines } });
  }
}

test('what is asked for is asked of each town, of whoever is in charge of it, and of the whole only where towns make nothing', async () => {
  const { tasks } = await call(clerk, getReporting);
  const toilets = tasks.filter(({ about }) => about === 'indicator:toilets');
  expect(toilets.map(({ place }) => place)).toEqual(towns.slice(1).map(({ id }) => id));
  expect(toilets[0]?.name.zh).toBe('新改户厕（2号镇）');
  expect(tasks.filter(({ about, place }) => about === 'indicator:rank' && place === 'test')).toHaveLength(1);
  const { tasks: own } = await call(townClerk, getReporting);
  expect(new Set(own.map(({ place }) => place))).toEqual(new Set([towns[0]?.id]));
});

test('a sheet of twelve towns stands side by side and rolls up by the rule of each indicator, as of a day', async () => {
  const rows = towns.slice(1).flatMap(({ zh }, n) => [
    ['新改户厕', zh, '2026Q1', '户', 10 + n],
    ['农村常住户', zh, '2026Q1', '户', 1000],
    ['卫生厕所普及率', zh, '2026Q1', '%', 90],
    ['乡村排名', zh, '2026Q1', '', n + 2],
  ]);
  expect((await handIn(clerk, sheet(rows))).rows).toMatchObject({ read: 44, added: 44, refused: 0 });
  const half = await placesOf('toilets');
  expect(half.rollup).toMatchObject({
    value: null,
    missing: { zh: expect.stringContaining('12 个地方中 1 个没有数：1号镇') },
  });
  expect(half.places[0]).toMatchObject({ name: { zh: '1号镇' }, value: null, missing: { zh: '未到填报期：没有报' } });
  today = '2026-04-09';
  const first = ['新改户厕', '农村常住户', '卫生厕所普及率', '乡村排名'].map((zh, n) => [
    zh,
    '1号镇',
    '2026Q1',
    ['户', '户', '%', ''][n] ?? '',
    [5, 13_000, 50, 1][n] ?? 0,
  ]);
  expect((await handIn(townClerk, sheet(first))).rows).toMatchObject({ added: 4, refused: 0 });
  await approve();

  const toilets = await placesOf('toilets');
  expect(toilets.places.map(({ value }) => value)).toEqual([5, ...Array.from({ length: 11 }, (_, n) => 10 + n)]);
  expect(toilets.places.map(({ rank }) => rank).slice(0, 3)).toEqual([12, 11, 10]);
  expect(toilets.rollup).toMatchObject({ value: 5 + (10 + 20) * 5.5, reported: null });
  // 13,000 households at 50 % and 11,000 at 90 %: not the mean of the twelve rates.
  const cover = await placesOf('cover');
  expect(cover.rollup.value).toBeCloseTo((13_000 * 50 + 11_000 * 90) / 24_000, 12);
  expect((await placesOf('rank')).rollup).toMatchObject({ value: null, rule: { zh: '各地的数不能汇总' } });
  // The city's own page says the same.
  const city = await call(visitor, getIndicator, { params: { indicator: 'toilets' } });
  expect(city.points).toMatchObject([{ period: '2026Q1', value: 170, source: '由 12 个地方汇总', grade: '计算' }]);
  // On the day before, one town was still missing.
  const before = await placesOf('toilets', { asOf: '2026-04-08' });
  expect(before.rollup.value).toBe(null);
  expect(before.places.filter(({ value }) => value !== null).length).toBeLessThan(12);
});

test('a figure of a town that is not approved is not shown to the public', async () => {
  today = '2026-07-08';
  const rows = [['新改户厕', '2号镇', '2026Q2', '户', 33]];
  await handIn(clerk, sheet(rows));
  expect((await placesOf('toilets')).period).toBe('2026Q2');
  expect((await placesOf('toilets', {}, visitor)).period).toBe('2026Q1');
});

test('a sheet that names a town which does not report is refused by its row', async () => {
  const read = await handIn(clerk, sheet([['新改户厕', '不存在镇', '2026Q2', '户', 3]]));
  expect(read.rows.refused).toBe(1);
  expect(read.problems[0]).toMatchObject({ code: 'not-to-report', row: 2 });
});

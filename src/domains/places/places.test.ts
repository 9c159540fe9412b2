import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openRoom, type Room } from '../../../test/room.ts';
import { ask } from '../../../test/ask.ts';
import { planner } from '../../../test/room.ts';
import { readSheet, type Ties } from '../../evidence/intake/sheet/index.ts';
import { readRegisterSheets } from '../../evidence/registers/sheet.ts';
import { addDays, isProblem, unwrap } from '../../core/measure/index.ts';
import { type Register, stageClock } from '../../core/register/index.ts';
import { toGcj02 } from '../../core/space/index.ts';
import { city } from '../city/index.ts';
import { countryside } from '../countryside/index.ts';
import { people } from '../people/index.ts';
import { firms } from '../firms/index.ts';
import { parks } from '../parks/index.ts';
import { getAccess, getAccessMap, getAddedSites, getSupply } from '../services/api.ts';
import { publicServices } from '../services/index.ts';
import { getGround } from '../../evidence/reading/ground-api.ts';
import { uploadFile } from '../../work/registers/api.ts';
import { collection, toilets, watched } from '../countryside/registers.ts';
import { places } from './index.ts';
import { roads, settlements } from './registers.ts';

let room: Room;
let today = '2026-10-05';
beforeAll(async () => {
  room = await openRoom([places, publicServices, countryside, people, city, firms, parks], () => today);
});
afterAll(() => room.close());

const cell = async (list: string, id: string) => (await room.list(list)).rows.find((row) => row.id === id)?.judged;

const names = { organisations: new Map(), places: new Map(), jurisdiction: 'test', name: { zh: '试', en: 'T' } };
function read(type: Register, text: string, file: string, ties: Ties = {}) {
  const grid = readSheet(new TextEncoder().encode(text), { name: file });
  if (isProblem(grid)) throw new Error(grid.zh);
  return readRegisterSheets(type, grid, names as never, { ties });
}

test('points in two columns of GCJ-02 come in as CGCS2000, and it is said', () => {
  const [lng, lat] = toGcj02([106.47, 26.55]);
  const { records, notes } = read(
    settlements,
    `名称,经度（GCJ-02）,纬度（GCJ-02）,常住人口,所在镇街\n甲村,${lng},${lat},100,\n`,
    'a.csv',
  );
  const spot = records[0]?.values.spot as [number, number];
  expect(spot[0]).toBeCloseTo(106.47, 6);
  expect(spot[1]).toBeCloseTo(26.55, 6);
  expect(notes.map(({ code }) => code)).toContain('datum-converted');
});

test('where a file names no datum that is said, and BD-09 is refused rather than read as something else', () => {
  const plain = read(settlements, '名称,坐标,常住人口,所在镇街\n甲村,"106.47, 26.55",100,\n', 'a.csv');
  expect(plain.notes.map(({ code }) => code)).toContain('datum-not-told');
  expect(plain.records[0]?.values.spot).toEqual([106.47, 26.55]);
  const baidu = read(settlements, '名称,坐标（BD-09）,常住人口,所在镇街\n甲村,"106.47, 26.55",100,\n', 'a.csv');
  expect(baidu.problems.map(({ code }) => code)).toContain('datum-unknown');
});

test('sheets of toilets and of waste are read in the words that villages write, and a strange word is asked about once', () => {
  const sheet =
    '户编号,村（社区）,类型,冲水方式,粪污去向,使用中\n1,,三格式,水冲,还田,在用\n2,,水冲式,节水冲,接入管网,停用\n';
  const { records, problems } = read(toilets, sheet, 'a.csv');
  expect(problems).toEqual([]);
  expect(records.map(({ values: { kind, flush, outlet, used } }) => [kind, flush, outlet, used])).toEqual([
    ['three', 'ordinary', 'field', true],
    ['flush', 'micro', 'sewer', false],
  ]);
  const waste =
    '收集点,村（社区）,收集工具,垃圾,正常运行\n一号,,小型车,混合垃圾,正常\n二号,,钩臂车,厨余,不正常\n三号,,驴车,其他,凑合\n';
  const first = read(collection, waste, 'b.csv');
  expect(first.problems.map(({ word }) => [word?.key, word?.said])).toEqual([
    ['=vehicle:驴车', '驴车'],
    ['=works:凑合', '凑合'],
  ]);
  const tied = read(collection, waste, 'b.csv', {
    '=vehicle:驴车': { field: 'hand' },
    '=works:凑合': { field: 'false' },
  });
  expect(tied.problems).toEqual([]);
  expect(tied.records.map(({ values: { vehicle, works } }) => [vehicle, works])).toEqual([
    ['small', true],
    ['small', false],
    ['hand', false],
  ]);
  const staged =
    '户匿名键,所在镇街,类别,发现线索,办理状态\n甲,,边缘户,2026-09-01,纳入监测\n乙,,监测户,2026-09-01,再看看\n';
  const watch = read(watched, staged, 'c.csv', { '=_stage:再看看': { field: 'visited' } });
  expect(watch.records.map(({ values, stage }) => [values.kind, stage])).toEqual([
    ['edge', 'decided'],
    ['prevented', 'visited'],
  ]);
});

test('lines of GeoJSON are roads, cut where they meet, in the datum that the file names', () => {
  const line = (id: number, coordinates: number[][]) => ({
    type: 'Feature',
    id,
    properties: { 路名: `路${id}` },
    geometry: { type: 'LineString', coordinates },
  });
  const file = {
    type: 'FeatureCollection',
    crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::4490' } },
    features: [
      line(1, [
        [106.4, 26.5],
        [106.41, 26.5],
        [106.42, 26.5],
      ]),
      line(2, [
        [106.41, 26.49],
        [106.41, 26.5],
      ]),
    ],
  };
  const { records, notes, problems } = read(roads, JSON.stringify(file), 'roads.geojson');
  expect(problems).toEqual([]);
  expect(notes.map(({ code }) => code)).not.toContain('datum-not-told');
  expect(records.map(({ values }) => values.code)).toEqual(['1-1', '1-2', '2-1']);
  expect(records.map(({ values }) => Number(values.length))).toEqual(
    [0.9951, 0.9951, 1.1119].map((km) => expect.closeTo(km, 2)),
  );
});

test('a school planned in two places: the page says for whom it helps and what Gini becomes', async () => {
  const at = (east: number): [number, number] => [106.4 + east / 99_600, 26.5];
  const village = (name: string, east: number, pupils: number) => ({
    name,
    town: 'test',
    spot: at(east),
    people: 10 * pupils,
    pupils,
  });
  await room.put('settlements', '2026-01-05', {
    near: village('近村', 100, 120),
    middle: village('中村', 350, 80),
    far: village('远村', 2600, 60),
    blank: { name: '无坐标村', town: 'test', people: 500 },
  });
  await room.put('facilities', '2026-01-05', {
    old: { name: '一小', kind: 'primary', spot: at(0), capacity: 200, stage: 'open' },
  });
  const access = (query: object) =>
    ask(room.routes, getAccess, planner, { params: {}, query: { kind: 'primary', ...query } });
  const { now, options, best, coverage, junctions, check } = await access({ at: 'near,far', size: 50 });
  expect(junctions).toBe(0);
  expect(now.covered).toBeCloseTo(200 / 260, 9);
  expect(coverage).toMatchObject({ people: 3100, placed: 2600, without: 1 });
  expect(check.demand).toBeCloseTo(check.supply, 9);
  const [near, far] = options;
  expect(near!.after.gini!).toBeGreaterThan(far!.after.gini!);
  expect(far!.after.gini!).toBeLessThan(now.gini!);
  expect(far!.gains.map(({ name }) => name)).toEqual(['远村']);
  expect(best[0]?.id).toBe('far');
  const added = await ask(room.routes, getAddedSites, planner, { params: {}, query: { kind: 'primary', more: 1 } });
  expect([added.shortest, added.most].map((plans) => plans[0]?.sites.map(({ id }) => id))).toEqual([['far'], ['far']]);
  expect(added.shortest[0]).toMatchObject({ covered: 1, gap: 0 });
  // What stands is kept: the mean is that of everybody to the nearer of both, worked out anew.
  expect(added.shortest[0]!.minutes!).toBeLessThan(added.now.minutes!);
  expect(added.shortest[1]!.minutes!).toBeGreaterThanOrEqual(added.shortest[0]!.minutes!);
});

test('the map shows who is left out, on areas around settlements until the place has a boundary file of its own', async () => {
  const map = await ask(room.routes, getAccessMap, planner, { params: {}, query: { kind: 'primary' } });
  const told = Object.fromEntries(map.settlements.map(({ name, reached }) => [name, reached]));
  expect(told).toEqual({ 近村: true, 中村: true, 远村: false });
  expect(map.facilities).toMatchObject([{ name: '一小', open: true }]);
  const ground = () => ask(room.routes, getGround, planner);
  expect(await ground()).toMatchObject({ source: 'drawn', tianditu: null, fault: null, shapes: [{ id: 'test' }] });
  const keep = async (id: string, day: string, text: string) => {
    const bytes = new TextEncoder().encode(text);
    const kept = await ask(room.routes, uploadFile, planner, { file: { name: '界线.json', type: '', bytes } });
    const layer = { name: id, since: day, datum: 'cgcs2000', basis: '自然资源局，审图号某', boundary: [kept] };
    await room.put('map-layers', day, { [id]: layer } as never);
  };
  await keep('bad', '2026-02-01', '{}');
  expect(await ground()).toMatchObject({ source: 'drawn', fault: { zh: expect.stringContaining('认得出的镇街') } });
  const ring = [
    [106, 26],
    [107, 26],
    [107, 27],
    [106, 26],
  ];
  const area = { type: 'Feature', properties: { code: 'test' }, geometry: { type: 'Polygon', coordinates: [ring] } };
  await keep('good', '2026-02-02', JSON.stringify({ type: 'FeatureCollection', features: [area] }));
  expect(await ground()).toMatchObject({ source: 'own', basis: '自然资源局，审图号某', shapes: [{ rings: [ring] }] });
});

test('nursery places are divided by all residents, and a facility without a number is left out and counted', async () => {
  const of = { kind: 'nursery', town: 'test', stage: 'open' };
  await room.put('facilities', '2026-01-06', { n1: { ...of, name: '甲园', capacity: 4 }, n2: { ...of, name: '乙园' } });
  const { items, residents, registered } = await ask(room.routes, getSupply, planner, { params: {}, query: {} });
  expect([residents, registered]).toEqual([{ people: 3100, period: null }, null]);
  const nursery = items.find(({ id }) => id === 'nursery')!;
  expect(nursery).toMatchObject({ total: 4, facilities: 2, unknown: 1, ofRegistered: null });
  expect(nursery.value).toBeCloseTo(4 / 3.1, 9);
  // 4.5 for a thousand of 3,100 are 13.95 places: 14, of which 4 stand.
  expect(nursery.short).toBe(10);
  expect(items.find(({ id }) => id === 'beds')).toMatchObject({ value: 0, short: 23 });
});

test('teachers exchanged are told of the schools that say both numbers, and of how many schools that is', async () => {
  const school = (name: string, more: object) => ({ name, level: 'primary', year: 2026, students: 100, ...more });
  await room.put('school-conditions', '2026-09-01', {
    both: school('甲校', { exchange_due: 8, exchanged: 2 }),
    half: school('乙校', { exchange_due: 40 }),
  });
  const tile = (await room.list('school-conditions')).tiles.find(({ name }) => name.zh === '教师交流轮岗');
  expect(tile).toMatchObject({ value: 25, unit: '%', note: { zh: '应交流 8 人，1 / 2 所填了' } });
});

test('the clock of a household is that of a calendar told off day by day, whatever stops it and whatever is a holiday', () => {
  const day = fc.integer({ min: 0, max: 400 }).map((n) => unwrap(addDays('2026-01-01', n)));
  const stop = fc.record({ from: day, length: fc.integer({ min: 0, max: 12 }) });
  fc.assert(
    fc.property(day, fc.array(stop, { maxLength: 3 }), (clue, stops) => {
      const acts = stops.map(({ from, length }) => {
        const to = unwrap(addDays(from, length));
        return { kind: 'stop' as const, stage: 'visited', from, to, document: '文', reason: '停' };
      });
      const state = { id: 'h', stage: 'visited', passed: { visited: clue }, passages: [], values: { clue_on: clue } };
      const clock = unwrap(stageClock(watched, state as never, acts)!);
      let counted = 0;
      let at = clue;
      while (counted < 15) {
        at = unwrap(addDays(at, 1));
        if (!acts.some(({ from, to }) => from <= at && at <= to)) counted += 1;
      }
      expect(clock.due).toEqual({ due: at, certain: true });
    }),
  );
});

test('a household’s clock runs in natural days over a holiday and is red a day over', async () => {
  const household = { key: '户1', town: 'test', kind: 'sudden', clue_on: '2026-09-21' };
  await room.put('watch-households', '2026-09-21', {
    open: { ...household, stage: 'compared' },
    late: {
      ...household,
      key: '户2',
      board_from: '2026-09-28',
      board_to: '2026-10-02',
      decided_on: '2026-10-07',
      stage: 'decided',
    },
    short: { ...household, key: '户3', board_from: '2026-09-28', board_to: '2026-10-01', stage: 'town' },
    unable: {
      ...household,
      key: '户4',
      labour: 0,
      decided_on: '2026-09-30',
      stable_since: '2026-01-01',
      measure: '岗位',
      stage: 'lifted',
    },
  });
  expect((await cell('watch-households', 'open'))?.light).toBe('yellow');
  today = '2026-10-07';
  expect(await cell('watch-households', 'open')).toMatchObject({
    light: 'red',
    why: { zh: '超期 1 天，卡在“信息比对”' },
  });
  expect((await cell('watch-households', 'late'))?.why?.zh).toContain('用了 16 天，超 1 天');
  expect((await cell('watch-households', 'short'))?.why?.zh).toContain('公示 4 天');
  expect((await cell('watch-households', 'unable'))?.why?.zh).toContain('无劳动能力');
});

test('lists held against each other by the key: on allowance and not watched, deceased and watched', async () => {
  await room.put('aid-entries', '2026-10-01', {
    a: { list: 'allowance', key: '户9' },
    b: { list: 'died', key: '户1' },
    c: { list: 'allowance', key: '户2' },
  });
  expect((await cell('aid-entries', 'a'))?.light).toBe('yellow');
  expect((await cell('aid-entries', 'b'))?.light).toBe('red');
  expect((await cell('aid-entries', 'c'))?.light).toBe('green');
});

test('three cells with ordinary flush are nominal: they run straight out', async () => {
  await room.put('household-toilets', '2026-10-01', {
    real: { key: '厕1', village: 'test', kind: 'three', flush: 'micro', outlet: 'field', used: true },
    nominal: { key: '厕2', village: 'test', kind: 'three', flush: 'ordinary', outlet: 'field', used: true },
    unknown: { key: '厕3', village: 'test', kind: 'three', used: true },
  });
  const { lights } = await room.list('household-toilets');
  expect(lights).toMatchObject({ green: 1, red: 1, grey: 1 });
});

test('built-up area: roads along the edge count half, and a larger area with the same roads is less dense', async () => {
  await room.put('built-up-areas', '2026-10-01', {
    was: { name: '片', year: '2024', area: 65, inside: 480, edge: 25.6, works: true },
    is: { name: '片', year: '2025', area: 70, inside: 480, edge: 25.6, works: true },
  });
  const { tiles } = await room.list('built-up-areas');
  expect(tiles.find(({ name }) => name.zh === '路网密度')?.value).toBe(7.04);
  expect(tiles.find(({ name }) => name.zh.startsWith('同口径'))?.value).toBe(0);
});

test('fewer than thirty years of rain give a trial and no light', async () => {
  const mm = [3, 4, 5, 6, 8, 10, 12, 15, 20, 30, 1.5];
  await room.put(
    'rain-days',
    '2026-10-01',
    Object.fromEntries(
      mm.map((rain, n) => [`r${n}`, { station: '站', on: `2025-06-${String(n + 1).padStart(2, '0')}`, rain }]),
    ),
  );
  await room.put('sponge-sites', '2026-10-01', {
    s: { name: '块', hectares: 2.5, phi: 0.6, target: 70, storage: 200 },
  });
  const judged = await cell('sponge-sites', 's');
  expect(judged?.light).toBe('grey');
  expect(judged?.cells).toMatchObject({ design: expect.closeTo(10.775, 9), needed: expect.closeTo(161.625, 9) });
});

test('talent counts a person of two kinds once net, and stock and flow agree', async () => {
  const of = { since: '2021-12-31', came: 'stock' };
  await room.put('talents', '2026-10-01', {
    a: { ...of, key: '甲', kind: 'technical' },
    b: { ...of, key: '甲', kind: 'managers' },
    c: { key: '乙', kind: 'skilled', since: '2026-03-01', came: 'attracted' },
  });
  const { tiles, rows } = await room.list('talents');
  expect(tiles.slice(0, 3).map(({ value }) => value)).toEqual([2, 3, '2 + 1 − 0 = 3']);
  expect(rows.find(({ id }) => id === 'c')?.judged?.why?.zh).toBe('没有凭据');
});

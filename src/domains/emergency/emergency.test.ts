import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Office, openOffice } from '../../../test/office.ts';
import { bestPool } from '../../core/decide/index.ts';
import { cheapest } from './cover.ts';
import { breakEven, type Service, servicePlan, siteQueue } from './mass-service.ts';

const round: Service = {
  people: 629_088,
  hours: 6,
  behindHours: 24,
  perHour: 60,
  servers: 1748,
  pool: 10,
  pools: [20],
  prevalence: null,
  behind: 12_000,
  front: [],
  back: [],
};

test('629,088 people: 1,748 samplers, 62,909 tubes of ten, 31,455 of twenty; 50,909 or 19,455 short of four laboratories', () => {
  const plan = servicePlan(round);
  expect(plan).toMatchObject({ servers: 1748, serversShort: 0, best: null });
  expect(plan.behind.map(({ units, short }) => [units, short])).toEqual([
    [62_909, 50_909],
    [31_455, 19_455],
  ]);
  expect(plan.behindHours).toBeCloseTo(24 * 5.24, 0);
});

test('the cheapest way out takes larger pools where few are positive, and not where many are', () => {
  const back = [
    { name: '移动方舱', adds: 10_000, cost: 30, most: 6 },
    { name: '外送', adds: 3000, cost: 12, most: 4 },
  ];
  const few = servicePlan({ ...round, back });
  expect(few).toMatchObject({ best: 20, cost: 60 });
  expect(few.behind[0]?.close).toMatchObject({
    open: 0,
    cost: 162,
    ways: [
      { name: '移动方舱', n: 5 },
      { name: '外送', n: 1 },
    ],
  });
  const many = servicePlan({
    ...round,
    prevalence: 0.02,
    back: [{ name: '移动方舱', adds: 10_000, cost: 30, most: 40 }],
  });
  expect(many.best).toBe(10);
});

test('pools: the worked sizes, and the share of positives at which a larger pool is worth no more', () => {
  expect([0.001, 0.005, 0.01, 0.05].map((p) => bestPool(p).pool)).toEqual([32, 15, 11, 5]);
  const even = breakEven(10, 20);
  expect(even).toBeGreaterThan(0.001);
  expect(even).toBeLessThan(0.01);
  expect(breakEven(1, 10)).toBeCloseTo(0.2057, 4);
});

test('the worked queue: two counters 2.273 minutes, three 0.225; nobody at all serves nobody', () => {
  expect(siteQueue(600, 6, 60, 2)?.minutes).toBeCloseTo(2.273, 3);
  expect(siteQueue(600, 6, 60, 3)?.minutes).toBeCloseTo(0.225, 3);
  expect(siteQueue(600, 6, 60, 1)?.minutes).toBeNull();
  expect(siteQueue(600, 6, 60, 0)).toBeNull();
});

test('the same method moves people to safety: parameters, no room behind', () => {
  const moved = servicePlan({
    ...round,
    people: 4000,
    hours: 3,
    perHour: 40,
    servers: 20,
    pool: null,
    front: [{ name: '客车', adds: 2, cost: 0.3, most: 10 }],
  });
  expect(moved).toMatchObject({
    servers: 34,
    serversShort: 14,
    behind: [],
    best: null,
    closeFront: { open: 0, ways: [{ name: '客车', n: 7 }] },
  });
});

test('no set of ways that is enough costs less (brute force)', () => {
  const way = fc.record({
    adds: fc.integer({ min: 1, max: 9 }),
    cost: fc.integer({ min: 0, max: 9 }),
    most: fc.integer({ min: 0, max: 3 }),
  });
  fc.assert(
    fc.property(fc.array(way, { maxLength: 4 }), fc.integer({ min: 0, max: 40 }), (drawn, short) => {
      const ways = drawn.map((one, n) => ({ ...one, name: `w${n}` }));
      const found = cheapest(short, ways);
      const sets = ways.reduce<number[][]>(
        (sets, { most }) => sets.flatMap((set) => Array.from({ length: most + 1 }, (_, n) => [...set, n])),
        [[]],
      );
      const sum = (set: readonly number[], key: 'adds' | 'cost') =>
        set.reduce((total, n, at) => total + n * ways[at]![key], 0);
      const enough = sets.filter((set) => sum(set, 'adds') >= short);
      if (enough.length === 0) expect(found.open).toBe(short - Math.max(...sets.map((set) => sum(set, 'adds'))));
      else {
        expect(found.open).toBe(0);
        expect(found.adds).toBeGreaterThanOrEqual(short);
        expect(found.cost).toBe(Math.min(...enough.map((set) => sum(set, 'cost'))));
      }
    }),
    { numRuns: 150 },
  );
});

describe('the lists', () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice('2026-11-20');
  });
  afterAll(() => office.close());

  const put = async (register: string, records: Record<string, object>, stage?: string) => {
    const body = {
      records: Object.entries(records).map(([id, values]) => ({ id, base: null, values, ...(stage && { stage }) })),
    };
    const answer = await office.ask('plan', 'POST', `registers/${register}/records`, body);
    expect([answer.status, answer.body]).toEqual([200, answer.body]);
  };
  interface Row {
    judged: { light?: string; why?: { zh: string }; cells: Record<string, unknown> };
    sections: { title: { zh: string }; lines: { cells: unknown[] }[] }[];
  }
  const row = async (list: string, id: string) => (await office.ask<Row>('plan', 'GET', `lists/${list}/${id}`)).body;
  const drill = {
    name: '全员检测演练',
    mode: 'exercise',
    service: 'testing',
    people: 629_088,
    hours: 6,
    per_hour: 60,
    pool: 10,
    other_pool: 20,
    behind_hours: 24,
  };

  test('an exercise without a site is grey and says so; with sites it finds what is short and the cheapest way out', async () => {
    await put('emergency-tasks', { drill, real: { ...drill, name: '实战', mode: 'real', people: 700_000 } });
    expect((await row('emergency-tasks', 'drill')).judged).toMatchObject({
      light: 'grey',
      why: { zh: '【演练】没有登记服务点，算不出缺口。' },
    });
    await put('emergency-sites', {
      a: { service: 'testing', name: '一中', servers: 1000 },
      b: { service: 'vaccination', name: '接种点', servers: 900 },
    });
    await put('emergency-rooms', {
      lab: { service: 'testing', name: '疾控', a_day: 12_000 },
      spare: { service: 'testing', name: '备用', a_day: 90_000, spare: true },
    });
    await put('surge-ways', {
      medics: { service: 'testing', name: '医护支援', side: 'front', adds: 100, cost: 5, most: 10 },
      cabin: { service: 'testing', name: '移动方舱', side: 'back', adds: 10_000, cost: 30, most: 6 },
    });
    const { judged, sections } = await row('emergency-tasks', 'drill');
    expect(judged).toMatchObject({
      light: 'grey',
      why: { zh: '【演练】缺人手 748、后台 50909；最省的补法 100.0 万元。' },
      cells: { servers: 1748, servers_short: 748, behind_short: 50_909, cost: 100 },
    });
    expect(sections[0]?.lines.map(({ cells }) => cells)).toEqual([
      [1748, 748, '医护支援×8', 40],
      [62_909, 50_909, '移动方舱×6', 180],
      [31_455, 19_455, '移动方舱×2', 60],
    ]);
  });

  test('what nothing was entered for is said, and costs nothing that is known', async () => {
    await put('emergency-tasks', {
      flood: {
        ...drill,
        name: '转移',
        mode: 'real',
        service: 'evacuation',
        people: 3000,
        hours: 3,
        per_hour: 40,
        pool: null,
        other_pool: null,
      },
    });
    await put('emergency-sites', { ground: { service: 'evacuation', name: '转移点', servers: 20 } });
    expect((await row('emergency-tasks', 'flood')).judged).toMatchObject({
      light: 'red',
      why: { zh: '缺人手 5；没有登记增援手段，算不出补法。' },
      cells: { servers_short: 5, cost: { missing: { zh: '没有登记增援手段' } } },
    });
    const { body } = await office.ask<{ tiles: { name: { zh: string }; value: number; share?: number }[] }>(
      'plan',
      'GET',
      'lists/emergency-tasks',
    );
    expect(body.tiles.at(-1)).toMatchObject({ name: { zh: '服务点、后台、增援都有登记' }, value: 2, share: 2 / 3 });
  });

  test('a card of a real task becomes a directive, one of an exercise never does', async () => {
    const card = { bureau: 'water', due: '2026-11-25' };
    await put('task-cards', {
      mine: { ...card, task: 'real', title: '保供水' },
      drilled: { ...card, task: 'drill', title: '演练保供水' },
    });
    const run = (id: string) =>
      office.ask<{ code?: string; register?: string }>('plan', 'POST', `lists/task-cards/${id}/actions/to-directive`, {
        base: 1,
        values: { demand: '当日完成', workdays: 1 },
      });
    const refused = await run('drilled');
    expect([refused.status, refused.body.code]).toEqual([422, 'not-handed']);
    expect(await run('mine')).toMatchObject({ status: 200, body: { register: 'directives' } });
    expect((await row('task-cards', 'mine')).judged.why?.zh).toContain('已转督办单');
    expect((await row('task-cards', 'drilled')).judged).toMatchObject({
      light: 'grey',
      why: { zh: '【演练】2026-11-25 前完成。' },
    });
  });

  test('nothing of an exercise is offered as a directive', async () => {
    const { body } = await office.ask<{ candidates: { object: string }[] }>('plan', 'GET', 'directives/candidates');
    const objects = body.candidates.map(({ object }) => object);
    expect(objects).toContain('record/emergency-tasks/real');
    expect(objects).not.toContain('record/emergency-tasks/drill');
    expect(objects).not.toContain('record/task-cards/drilled');
  });

  test('more vaccinated than people is red and shown as it is; a denominator that is not there is not made up', async () => {
    const of = { place: 'test', group: 'all', as_of: '2026-10-01' };
    await put('vaccinations', {
      over: { ...of, done: 1200, residents: 1000, registered: 1300, eligible: 1250 },
      bare: { ...of, group: 'old', done: 90 },
    });
    expect((await row('vaccinations', 'over')).judged).toMatchObject({ light: 'red', cells: { of_residents: 120 } });
    expect((await row('vaccinations', 'bare')).judged).toMatchObject({
      light: 'grey',
      cells: { of_eligible: { missing: { zh: '分母未填' } } },
    });
  });

  test('the roster says for which of the next seven days nobody is named', async () => {
    await put('duty-roster', {
      a: { on: '2026-11-20', post: 'leader', name: '甲' },
      b: { on: '2026-11-20', post: 'officer', name: '乙' },
    });
    const { tiles } = (
      await office.ask<{ tiles: { value: number; note?: { zh: string } }[] }>('plan', 'GET', 'lists/duty-roster')
    ).body;
    expect(tiles.map(({ value }) => value)).toEqual([2, 1]);
    expect(tiles[1]?.note?.zh).toContain('2026-11-21');
  });
});

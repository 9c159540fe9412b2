import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OneServer } from '../../evidence/store/servers.ts';
import { Vault } from '../../evidence/store/vault.ts';
import { testStore, type TestStore } from '../../../test/store.ts';
import type { Contribution } from '../../core/foresee/index.ts';
import type { Services } from '../../evidence/domain.ts';
import { register, text } from '../../core/register/index.ts';
import { verifyChains } from '../../evidence/book.ts';
import { list, listsOf } from '../../evidence/judgement.ts';
import { Outlooks } from '../../evidence/reading/outlooks.ts';
import { Snapshots } from '../../evidence/reading/snapshots.ts';
import { Runner, Runs } from '../../evidence/run/index.ts';
import type { Role } from '../../http/access.ts';
import type { Checked, Route } from '../../http/route.ts';
import type { Board, ForecastView, RecordView, ScenarioAnswer, ScenarioBody, TargetResult } from './api.ts';
import { type Computing, computings } from './computing.ts';
import { foresightRoutes } from './routes.ts';

/** A small plan through the routes and the thread that computes, without a browser. */
const today = '2026-06-30';
const of = { jurisdiction: 'test', actor: 'x', demo: false };

let db: TestStore;
let services: Services;
let routes: Route[];
let projects: Contribution[] = [];

/** The runs that wait, the oldest first. */
const ordered = async () =>
  (await services.runs.latest(computings, { jurisdiction: 'test', most: 100, states: ['waiting'] }))
    .map(({ body }): Computing => body)
    .toReversed();
/** A module that says what `projects` holds. */
const saying = () =>
  new URL(
    `data:text/javascript,${encodeURIComponent(`export const contribute = async (_view, indicator) => ({ entries: indicator === 'output' ? ${JSON.stringify(projects)} : [], left: [], measures: [], limits: [] })`)}`,
  );

beforeAll(async () => {
  db = await testStore();
  const snapshots = new Snapshots(db.store, new Outlooks(db.store, () => today));
  db.ledger.onCommit((jurisdiction, head) => snapshots.moved(jurisdiction, head));
  services = {
    store: db.store,
    ledger: db.ledger,
    snapshots,
    runs: new Runs(db.store),
    servers: new OneServer(),
    databaseUrl: db.url,
    vault: Vault.passing(),
    lists: listsOf([
      {
        lists: [
          list({
            register: register({ id: 'x', name: ['x', 'x'], identify: ['name'], fields: { name: text('x', 'x') } }),
            get contribute() {
              return saying();
            },
          }),
        ],
      },
    ]),
    today: () => today,
  };
  routes = foresightRoutes(services);
  const indicator = (id: string, nature: 'flow' | 'stock') => ({
    id,
    name: { zh: id, en: id },
    unit: nature === 'flow' ? '亿元' : '万人',
    nature,
    cadence: 'year' as const,
    direction: 'up' as const,
  });
  await db.ledger.submit({
    ...of,
    kind: 'indicator.put',
    payload: { indicators: [indicator('output', 'flow'), indicator('people', 'stock'), indicator('new', 'flow')] },
  });
  const target = (id: string, of: string, value: number, unit: string, weight: number) => ({
    id,
    kind: 'target' as const,
    title: { zh: id, en: id },
    parent: 'T',
    indicator: of,
    target: { op: '>=' as const, value, unit, period: '2026' },
    weight,
  });
  await db.ledger.submit({
    ...of,
    kind: 'plan.put',
    payload: {
      plan: { id: 'p', title: { zh: '规划', en: 'Plan' }, horizon: { start: 2022, end: 2026 } },
      mode: 'replace',
      commitments: [
        { id: 'T', kind: 'theme', title: { zh: '主题', en: 'Theme' } },
        target('T-01', 'output', 205, '亿元', 1),
        target('T-02', 'people', 60, '万人', 3),
        target('T-03', 'new', 5, '亿元', 1),
      ],
    },
  });
  await db.ledger.submit({
    ...of,
    kind: 'observation.put',
    payload: {
      observations: Array.from({ length: 14 }, (_, i) => 2012 + i).flatMap((year) => [
        {
          indicator: 'output',
          place: 'test',
          period: String(year),
          value: Math.round(100 * 1.05 ** (year - 2012) * (1 + 0.02 * Math.sin(year * 2))),
          knownOn: `${year + 1}-02-01`,
          source: '公报',
          grade: 'A' as const,
        },
        {
          indicator: 'people',
          place: 'test',
          period: String(year),
          value: 50 + 0.8 * (year - 2012) + 0.3 * Math.cos(year * 3),
          knownOn: `${year + 1}-03-01`,
          source: '公报',
          grade: 'A' as const,
        },
      ]),
    },
  });
});
afterAll(() => db.close());

/** Computes what waits; gives how many runs that were. */
async function run(): Promise<number> {
  const waiting = await ordered();
  await new Runner(db.store, { databaseUrl: db.url, contributing: [saying().href] }, [computings]).idle();
  return waiting.length;
}

async function ask(
  role: Role,
  method: string,
  path: string,
  more: { params?: object; query?: object; body?: object; login?: string } = {},
): Promise<unknown> {
  const found = routes.find(
    ({ endpoint }) => endpoint.method === method && endpoint.path === `/api/:jurisdiction/foresight${path}`,
  );
  if (!found) throw new Error(`no route ${method} ${path}`);
  const { endpoint } = found;
  const who = { login: role === 'public' ? null : (more.login ?? role), name: role, role, organisation: 'stats' };
  const request = {
    params: endpoint.params.parse({ jurisdiction: 'test', ...more.params }),
    query: endpoint.query.parse(more.query ?? {}),
    body: endpoint.body.parse(more.body ?? {}),
    file: null,
    who,
    jar: null,
  };
  return endpoint.response.parse(await found.handle(request as unknown as Checked<typeof endpoint>));
}

/** The board when nothing is left to compute. */
async function board(role: Role = 'leader', query: { asOf?: string } = {}): Promise<Board> {
  await ask(role, 'get', '', { query });
  await run();
  return (await ask(role, 'get', '', { query })) as Board;
}
const of1 = (shown: Board, id = 'T-01') => shown.targets.find((item) => item.commitment === id) as TargetResult;
const chance = (shown: Board, id = 'T-01') => of1(shown, id).attainment?.probability ?? Number.NaN;
const known = (
  indicator: string,
  period: string,
  value: number,
  knownOn: string,
  status: 'approved' | 'preliminary' = 'approved',
) =>
  db.ledger.submit({
    ...of,
    kind: 'observation.put',
    payload: {
      observations: [{ indicator, place: 'test', period, value, knownOn, status, source: '公报', grade: 'A' }],
    },
  });

describe('a page', () => {
  it('never waits for a model: it orders one run, says so, and shows the results once they are there', async () => {
    const first = (await ask('leader', 'get', '')) as Board;
    expect(first.run).toMatchObject({ head: null, updating: true });
    expect(first.targets).toEqual([]);
    await ask('leader', 'get', '');
    await ask('leader', 'get', '/indicators/:indicator', { params: { indicator: 'output' } });
    expect(await run()).toBe(1);
    const shown = (await ask('leader', 'get', '')) as Board;
    expect(shown.run).toMatchObject({ updating: false, head: shown.run.ledger, asOf: today });
    expect(shown.targets.map((item) => item.commitment).sort()).toEqual(['T-01', 'T-02', 'T-03']);
    expect(chance(shown)).toBeGreaterThan(0);
    expect(chance(shown)).toBeLessThan(1);
  });

  it('shows the results before a new entry, with the entry that they are of, while newer ones are computed', async () => {
    const before = await board();
    await known('people', '2025', 57, '2026-06-01');
    const during = (await ask('leader', 'get', '')) as Board;
    expect(during.run).toMatchObject({ updating: true, head: before.run.head });
    // What stands moves at once; what is foreseen waits for the run.
    const foreseen = ({ targets }: Board) =>
      targets.map(({ commitment, attainment, outlook }) => ({ commitment, attainment, outlook }));
    expect(foreseen(during)).toEqual(foreseen(before));
    await run();
    const after = (await ask('leader', 'get', '')) as Board;
    expect(after.run.head).toBe(after.run.ledger);
    expect(chance(after, 'T-02')).toBeLessThan(chance(before, 'T-02'));
  });

  it('gives the forecast of an indicator together with its targets, never one without the other while a run ends', async () => {
    const query = { asOf: '2022-06-30' };
    const both = async () => {
      const { forecast, targets } = (await ask('leader', 'get', '/indicators/:indicator', {
        params: { indicator: 'output' },
        query,
      })) as ForecastView;
      return [forecast !== null, targets.length > 0];
    };
    expect(await both()).toEqual([false, false]);
    let over = false;
    const running = run().then(() => (over = true));
    while (!over) {
      const [forecast, targets] = await both();
      expect(targets).toBe(forecast);
    }
    await running;
    expect(await both()).toEqual([true, true]);
  });

  it('computes only the series that an entry touched', async () => {
    await board();
    const parts = async (indicator: string) =>
      (
        await db.store
          .selectFrom('foresight_part')
          .select((e) => e.fn.countAll<number>().as('n'))
          .where((e) =>
            e(
              e
                .ref('body', '->')
                .key('forecast' as never)
                .key('indicator' as never) as never,
              '=',
              JSON.stringify(indicator) as never,
            ),
          )
          .executeTakeFirstOrThrow()
      ).n;
    const [output, people] = [await parts('output'), await parts('people')];
    expect(Number(output)).toBeGreaterThan(0);
    await known('people', '2025', 61.5, '2026-06-02');
    await board();
    expect(await parts('output')).toBe(output);
    expect(Number(await parts('people'))).toBeGreaterThan(Number(people));
  });

  it('says what is missing where there are not enough figures, and puts the greatest threat first', async () => {
    const shown = await board();
    expect(of1(shown, 'T-03')).toMatchObject({ attainment: null, threat: null });
    expect(of1(shown, 'T-03').missing?.zh).toMatch(/至少要 4 个/);
    expect(shown.targets.at(-1)?.commitment).toBe('T-03');
    const threats = shown.targets.flatMap((item) => item.threat ?? []);
    expect(threats).toEqual(threats.toSorted((a, b) => b - a));
  });
});

describe('who sees what', () => {
  it('figures that are not approved move the result of the leader, not that of the public or of a department', async () => {
    const [leader, everybody] = [await board('leader'), await board('public')];
    expect(chance(everybody)).toBe(chance(leader));
    await known('output', '2025', 250, '2026-06-10', 'preliminary');
    expect(chance(await board('leader'))).toBeGreaterThan(chance(leader));
    expect(chance(await board('public'))).toBe(chance(everybody));
    expect(chance(await board('reporter'))).toBe(chance(everybody));
    await known('output', '2025', 190, '2026-06-11');
  });

  it('projects in hand stand in the gap with their entries, for those who see all figures', async () => {
    const without = await board('leader');
    projects = [
      {
        id: 'p-1',
        kind: 'project',
        probability: 0.5,
        amount: 20,
        from: '2026',
        note: { zh: '铝厂二期', en: 'Plant' },
        demo: true,
      },
    ];
    await known('people', '2025', 61.6, '2026-06-12');
    expect(chance(await board('leader'))).toBeGreaterThan(chance(without));
    const shown = (await ask('leader', 'get', '/gaps/:commitment', { params: { commitment: 'T-01' } })) as {
      gap: {
        from: number;
        target: number;
        bars: { cause: string; amount: number; entries: { id: string; note: { zh: string } }[] }[];
      };
    };
    expect(shown.gap.bars.find((bar) => bar.cause === 'project')).toMatchObject({
      amount: 10,
      entries: [{ id: 'p-1', note: { zh: '铝厂二期' }, demo: true }],
    });
    expect(shown.gap.bars.reduce((sum, bar) => sum + bar.amount, 0)).toBeCloseTo(shown.gap.target - shown.gap.from, 6);
    await board('public');
    expect(
      JSON.stringify(await ask('public', 'get', '/gaps/:commitment', { params: { commitment: 'T-01' } })),
    ).not.toContain('铝厂二期');
  });
});

describe('the time machine', () => {
  it('shows a day as it was known then: planting a later figure changes nothing before it', async () => {
    const asOf = '2024-12-31';
    const before = await board('leader', { asOf });
    const record = (await ask('leader', 'get', '/record', { query: { asOf } })) as { record: RecordView };
    expect(record.record.forecasts.n).toBeGreaterThan(0);
    await known('output', '2024', 9_999, '2025-03-01');
    await known('output', '2023', 9_999, '2025-03-01');
    await known('people', '2024', 1, '2025-04-01');
    const after = await board('leader', { asOf });
    expect(after.run.head).toBeGreaterThan(before.run.head ?? 0);
    expect(after.targets).toEqual(before.targets);
    expect(((await ask('leader', 'get', '/record', { query: { asOf } })) as { record: RecordView }).record).toEqual(
      record.record,
    );
    const forecast = (await ask('leader', 'get', '/indicators/:indicator', {
      params: { indicator: 'output' },
      query: { asOf },
    })) as ForecastView;
    expect(forecast.forecast?.history.at(-1)?.period).toBe('2023');
    for (const [period, value, day] of [
      ['2024', 180, '2025-03-02'],
      ['2023', 171, '2025-03-02'],
    ] as const)
      await known('output', period, value, day);
    await known('people', '2024', 59.7, '2025-04-02');
  });

  it('never shows a later day’s results for an earlier one, but yesterday’s while today’s are computed', async () => {
    await board('leader');
    const earlier = (await ask('leader', 'get', '', { query: { asOf: '2023-06-30' } })) as Board;
    expect(earlier.run).toMatchObject({ head: null, updating: true });
    expect(earlier.targets).toEqual([]);
    await run();
    const tomorrow = foresightRoutes({ ...services, today: () => '2026-07-01' }).find(
      ({ endpoint }) => endpoint.path === '/api/:jurisdiction/foresight',
    )!;
    const shown = (await tomorrow.handle({
      params: { jurisdiction: 'test' },
      query: {},
      who: { login: 'a', name: 'a', role: 'leader', organisation: null },
    } as never)) as Board;
    expect(shown.run).toMatchObject({ asOf: today, updating: true });
    expect(shown.targets).toHaveLength(3);
    await run();
  });
});

describe('a calendar that is paged through', () => {
  it('orders a few earlier days at once, never keeps today waiting, and takes a day to come for today', async () => {
    for (let n = 1; n <= 12; n++)
      await ask('public', 'get', '', { query: { asOf: `2022-${String(n).padStart(2, '0')}-15` } });
    expect(await ordered()).toHaveLength(6);
    await known('people', '2025', 61.7, '2026-06-13');
    await ask('leader', 'get', '');
    expect(await ordered()).toHaveLength(7);
    expect(((await ask('leader', 'get', '', { query: { asOf: '2030-01-01' } })) as Board).asOf).toBe(today);
    expect(await ordered()).toHaveLength(7);
    await db.store.deleteFrom('run').where('state', '=', 'waiting').execute();
    const last = (await ask('public', 'get', '', { query: { asOf: '2022-12-15' } })) as Board;
    expect(last.run.updating).toBe(true);
    expect(await ordered()).toMatchObject([{ asOf: '2022-12-15', reach: 'approved' }]);
    await db.store.deleteFrom('foresight').where('as_of', '=', today).execute();
    await db.store.deleteFrom('run').execute();
  });
});

describe('a judgemental adjustment', () => {
  it('is an entry of the ledger, stands apart in the gap, and counts from its day until it is taken back', async () => {
    const before = await board('leader');
    const everybody = await board('public');
    const added = (await ask('planner', 'post', '/adjustments', {
      body: { indicator: 'output', period: '2026', amount: 80_000, unit: '万元', reason: '新线六月投产' },
    })) as { id: string; seq: number };
    const after = await board('leader');
    expect(chance(after)).toBeGreaterThan(chance(before));
    expect(chance(await board('public'))).toBe(chance(everybody));
    const gap = (await ask('leader', 'get', '/gaps/:commitment', { params: { commitment: 'T-01' } })) as {
      gap: { bars: { cause: string; amount: number }[] };
      adjustments: { reason: string; seq: number; actor: string }[];
    };
    expect(gap.gap.bars.find((bar) => bar.cause === 'adjustment')?.amount).toBe(8);
    expect(gap.adjustments).toMatchObject([{ reason: '新线六月投产', seq: added.seq, actor: 'planner' }]);
    const open = (await ask('public', 'get', '/gaps/:commitment', { params: { commitment: 'T-01' } })) as typeof gap;
    expect(open.adjustments).toEqual([]);
    const past = (await ask('leader', 'get', '/indicators/:indicator', {
      params: { indicator: 'output' },
      query: { asOf: '2026-06-29' },
    })) as ForecastView;
    expect(past.adjustments).toEqual([]);
    await ask('planner', 'post', '/adjustments/:adjustment/remove', {
      params: { adjustment: added.id },
      body: { reason: '推迟了' },
    });
    expect(chance(await board('leader'))).toBe(chance(before));
    await expect(
      ask('planner', 'post', '/adjustments/:adjustment/remove', {
        params: { adjustment: added.id },
        body: { reason: '再撤' },
      }),
    ).rejects.toMatchObject({ body: { code: 'no-such-adjustment' } });
    expect((await verifyChains(db.store, 'test'))[0]).not.toHaveProperty('firstBroken');
    expect((await verifyChains(db.store, 'test'))[0]).not.toHaveProperty('differing');
  });

  it('ends with its last period', async () => {
    const before = await board('leader');
    const added = (await ask('planner', 'post', '/adjustments', {
      body: { indicator: 'output', period: '2024', until: '2025', amount: 30, unit: '亿元', reason: '一次性订单' },
    })) as { id: string };
    expect(chance(await board('leader'))).toBe(chance(before));
    await ask('planner', 'post', '/adjustments/:adjustment/remove', {
      params: { adjustment: added.id },
      body: { reason: '完了' },
    });
  });

  it('is refused where its unit or period makes no sense, with the field', async () => {
    const body = { indicator: 'output', period: '2026', amount: 1, unit: '亿元', reason: '试试' };
    await expect(ask('planner', 'post', '/adjustments', { body: { ...body, unit: '公里' } })).rejects.toMatchObject({
      body: { code: 'adjustment-malformed', where: 'unit' },
    });
    await expect(ask('planner', 'post', '/adjustments', { body: { ...body, period: '明年' } })).rejects.toMatchObject({
      body: { where: 'period' },
    });
    await expect(
      ask('planner', 'post', '/adjustments', { body: { ...body, indicator: 'none' } }),
    ).rejects.toMatchObject({ body: { where: 'indicator' } });
  });
});

describe('a scenario', () => {
  const compute = async (variants: ScenarioBody['variants'], commitments = ['T-01']) =>
    (await ask('leader', 'post', '/scenarios/compute', { body: { commitments, variants } })) as ScenarioAnswer;
  const p = (answer: ScenarioAnswer, at: number) =>
    answer.commitments[0]?.results[at]?.attainment?.probability ?? Number.NaN;

  it('compares with the base of the board: more growth, a lower target, a project more or less', async () => {
    const shown = await board('leader');
    const one = (name: string, ...changes: ScenarioBody['variants'][number]['changes'][number]['change'][]) => ({
      name,
      changes: changes.map((change) => ({ commitment: 'T-01', change })),
    });
    const answer = await compute([
      one('快', { kind: 'growth', perYear: 12 }),
      one('低', { kind: 'target', level: 195 }),
      one('加', { kind: 'add', amount: 15, probability: 1, from: '2026', note: '新厂' }),
    ]);
    expect(p(answer, 0)).toBe(chance(shown));
    for (const at of [1, 2, 3]) expect(p(answer, at)).toBeGreaterThan(p(answer, 0));
    expect(answer.commitments[0]?.results[2]?.level).toBe(195);
    expect(answer.commitments[0]?.contributions).toMatchObject([{ id: 'p-1' }]);
    const worse = await compute([
      one('推迟', { kind: 'delay', id: 'p-1', from: '2027' }),
      one('不来', { kind: 'remove', id: 'p-1' }),
    ]);
    expect(p(worse, 1)).toBeLessThan(p(answer, 0));
    expect(p(worse, 2)).toBe(p(worse, 1));
  });

  it('says what is missing, and refuses what is not a target', async () => {
    const answer = await compute([{ name: '一', changes: [] }], ['T-03']);
    expect(answer.commitments[0]).toMatchObject({ results: [], missing: { zh: expect.stringContaining('至少要') } });
    await expect(compute([{ name: '一', changes: [] }], ['T'])).rejects.toMatchObject({
      status: 422,
      body: { code: 'no-such-target' },
    });
  });

  it('is saved with a name, seen by colleagues, deleted by its maker alone, and never in the ledger', async () => {
    const head = services.snapshots.head('test');
    const body: ScenarioBody = {
      commitments: ['T-01'],
      variants: [{ name: '快', changes: [{ commitment: 'T-01', change: { kind: 'growth', perYear: 9 } }] }],
    };
    const { id } = (await ask('leader', 'post', '/scenarios', { body: { name: '提速', body } })) as { id: string };
    const { scenarios } = (await ask('supervisor', 'get', '/scenarios')) as {
      scenarios: { id: string; name: string; mine: boolean; body: ScenarioBody }[];
    };
    expect(scenarios).toMatchObject([{ id, name: '提速', mine: false, body }]);
    await expect(
      ask('supervisor', 'delete', '/scenarios/:scenario', { params: { scenario: id } }),
    ).rejects.toMatchObject({ body: { code: 'no-such-scenario' } });
    await ask('leader', 'delete', '/scenarios/:scenario', { params: { scenario: id } });
    expect(((await ask('leader', 'get', '/scenarios')) as { scenarios: unknown[] }).scenarios).toEqual([]);
    expect(services.snapshots.head('test')).toBe(head);
  });
});

describe('the record', () => {
  it('looks back from the ends of quarters, counts coverage, and has no case that was not decided', async () => {
    await board('leader');
    const { record } = (await ask('leader', 'get', '/record')) as { record: RecordView };
    expect(record.origins[0]! >= '2022-01-01' && record.origins.at(-1)! < today).toBe(true);
    expect(record.forecasts.n).toBeGreaterThan(10);
    for (const item of record.cases) {
      expect(item.origin < `${item.period}-12-31`).toBe(true);
      expect(item.period <= '2025').toBe(true);
      expect(item.met).toBe(item.came >= item.required);
    }
    expect(record.chances.bins.reduce((sum, bin) => sum + bin.n, 0)).toBe(record.chances.n);
  });
});

import ExcelJS from 'exceljs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { servicesOf } from './services.ts';
import { testStore, type TestStore } from './store.ts';
import type { Services } from '../src/evidence/domain.ts';
import { holds, verifyChains } from '../src/evidence/book.ts';
import { Runner } from '../src/evidence/run/index.ts';
import type { Role } from '../src/http/access.ts';
import type { Checked, Route } from '../src/http/route.ts';
import { auditRoutes } from '../src/work/audit/routes.ts';
import type { ImportView } from '../src/work/registers/api.ts';
import { registers } from '../src/work/registers/index.ts';
import { reportingRoutes } from '../src/work/reporting/routes.ts';

/** A clerk's month without a browser: the same routes, the same worker, the same files. */

let db: TestStore;
let services: Services;
let settled: () => Promise<void>;
let routes: Route[];
const today = '2026-03-10';

beforeAll(async () => {
  db = await testStore();
  services = servicesOf(db, () => today);
  // A run is done when it was opened: the test waits for the thread instead of polling.
  const runner = new Runner(db.store, { databaseUrl: db.url, contributing: [] }, registers.runs ?? []);
  runner.start(services.runs);
  settled = async () => {
    await runner.idle();
    const head = await db.store
      .selectFrom('chain_head')
      .select('seq')
      .where('jurisdiction_id', '=', 'test')
      .executeTakeFirstOrThrow();
    services.snapshots.moved('test', head.seq);
  };
  routes = [...reportingRoutes(services), ...registers.routes(services), ...auditRoutes(services)];
  const of = { jurisdiction: 'test', actor: 'x', demo: false };
  await db.ledger.submit({
    ...of,
    kind: 'organisation.put',
    payload: {
      organisations: [
        { id: 'stats', name: { zh: '统计局', en: 'Statistics' } },
        { id: 'water', name: { zh: '水务局', en: 'Water' } },
      ],
    },
  });
  const indicator = (id: string, zh: string, unit: string, owner: string) => ({
    id,
    name: { zh, en: id },
    unit,
    nature: 'stock' as const,
    cadence: 'month' as const,
    direction: 'up' as const,
    owner,
    dueDays: 5,
    workdays: true,
    bounds: unit === '%' ? ([0, 100] as [number, number]) : undefined,
  });
  await db.ledger.submit({
    ...of,
    kind: 'indicator.put',
    payload: {
      indicators: [
        indicator('roads', '道路', '公里', 'stats'),
        indicator('share', '比例', '%', 'stats'),
        indicator('tax', '税收', '万元', 'stats'),
        indicator('pipes', '管网', '公里', 'water'),
      ],
    },
  });
  await db.ledger.submit({
    ...of,
    kind: 'plan.put',
    payload: {
      plan: { id: 'p', title: { zh: '规划', en: 'Plan' }, horizon: { start: 2026, end: 2030 } },
      mode: 'replace',
      commitments: [
        {
          id: 'T-01',
          kind: 'target',
          title: { zh: '道路', en: 'Roads' },
          indicator: 'roads',
          lead: 'stats',
          target: { op: '>=', value: 120, unit: '公里', period: '2030', baseline: { period: '2025', value: 100 } },
        },
      ],
    },
  });
  for (const [period, known] of [
    ['2025-07', '2025-08-05'],
    ['2025-08', '2025-09-05'],
    ['2025-09', '2025-10-05'],
    ['2025-10', '2025-11-05'],
    ['2025-11', '2025-12-05'],
    ['2025-12', '2026-01-05'],
    ['2026-01', '2026-02-05'],
  ] as const) {
    await db.ledger.submit({
      ...of,
      kind: 'observation.put',
      payload: {
        observations: [
          ['roads', 100],
          ['share', 50],
          ['tax', 1000],
          ['pipes', 30],
        ].map(([id, value]) => ({
          indicator: String(id),
          place: 'test',
          period,
          value: Number(value) + Number(period.slice(-2)) / 10,
          knownOn: known,
          source: '月报',
          grade: 'A' as const,
        })),
      },
    });
  }
});
afterAll(() => db.close());

async function call(
  role: Role,
  login: string,
  organisation: string | null,
  method: string,
  path: string,
  more: {
    params?: object;
    query?: object;
    body?: object;
    file?: { name: string; type: string; bytes: Uint8Array };
  } = {},
): Promise<unknown> {
  const found = routes.find(
    ({ endpoint }) => endpoint.method === method && endpoint.path === `/api/:jurisdiction/${path}`,
  );
  if (!found) throw new Error(`no route ${method} ${path}`);
  const { endpoint } = found;
  const request = {
    params: endpoint.params.parse({ jurisdiction: 'test', ...more.params }),
    query: endpoint.query.parse(more.query ?? {}),
    body: endpoint.body.parse(more.body ?? {}),
    file: more.file ?? null,
    who: { login, name: login, role, organisation },
    jar: {} as never,
  } as Checked<typeof endpoint>;
  const answer = endpoint.response.parse(await found.handle(request));
  if (path.startsWith('imports') && method === 'post') await settled();
  return answer;
}
const clerk = (method: string, path: string, more = {}) => call('reporter', 'wang', 'stats', method, path, more);
const reviewer = (method: string, path: string, more = {}) => call('reviewer', 'li', 'stats', method, path, more);
const auditor = (method: string, path: string, more = {}) => call('auditor', 'zhao', null, method, path, more);

type Tasks = {
  tasks: {
    about: string;
    period: string;
    state: string;
    base: number | null;
    value: number | null;
    due: string;
    reason: string | null;
  }[];
};
type Form = { name: string; bytes: Uint8Array };

/** Fills the column 本期数 (and others) of the downloaded form by the name of the indicator. */
async function filled(
  form: Form,
  values: Record<string, string | number>,
  more: Record<string, Record<string, string>> = {},
): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(form.bytes.slice().buffer as ArrayBuffer);
  const sheet = book.getWorksheet('填报表');
  if (!sheet) throw new Error('the form has a sheet to fill in');
  const header =
    Array.from({ length: 12 }, (_, at) => at + 1).find((row) =>
      (sheet.getRow(row).values as unknown[]).some((value) => String(value).startsWith('本期数')),
    ) ?? 0;
  const column = (name: string) =>
    (sheet.getRow(header).values as unknown[]).findIndex((value) => String(value ?? '').startsWith(name));
  for (let row = header + 1; row <= sheet.rowCount; row += 1) {
    const name = String(sheet.getRow(row).getCell(column('指标')).value ?? '');
    if (name in values) sheet.getRow(row).getCell(column('本期数')).value = values[name] ?? null;
    for (const [head, text] of Object.entries(more[name] ?? {})) sheet.getRow(row).getCell(column(head)).value = text;
  }
  return new Uint8Array(await book.xlsx.writeBuffer());
}

async function uploaded(bytes: Uint8Array): Promise<ImportView> {
  const { id } = (await clerk('post', 'imports', { file: { name: '填报表.xlsx', type: '', bytes } })) as { id: string };
  return (await clerk('get', 'imports/:draft', { params: { draft: id } })) as ImportView;
}

it('goes from what is due to an approved figure that leads back to its sheet row', async () => {
  const due = (await clerk('get', 'reporting')) as Tasks;
  expect(due.tasks.map((task) => [task.about, task.period, task.state, task.due])).toEqual([
    ['indicator:roads', '2026-02', 'late', '2026-03-06'],
    ['indicator:share', '2026-02', 'late', '2026-03-06'],
    ['indicator:tax', '2026-02', 'late', '2026-03-06'],
  ]);
  const form = (await clerk('get', 'reporting/form')) as Form;

  // Four planted errors: no number, a wrong kind of unit, two ways to read, a value and a reason at once.
  const faulty = await uploaded(await filled(form, { 道路: '约一百', 比例: '12亩', 税收: '1.234,5' }, {}));
  expect(faulty.state).toBe('review');
  expect(
    faulty.problems
      .filter((problem) => problem.severity === 'error')
      .map((problem) => [
        problem.row > 0,
        problem.header.startsWith('本期数'),
        problem.zh.length > 4,
        problem.fix !== null,
      ]),
  ).toEqual([
    [true, true, true, true],
    [true, true, true, true],
    [true, true, true, true],
  ]);
  await expect(clerk('post', 'imports/:draft/commit', { params: { draft: faulty.id } })).rejects.toMatchObject({
    body: { code: 'import-has-errors' },
  });

  // Mended; the tax is written in 亿元, the share jumps and needs a word.
  const mended = await uploaded(await filled(form, { 道路: 101, 比例: 95, 税收: '0.1002亿元' }));
  expect(mended.problems.map((problem) => [problem.severity, problem.code])).toEqual([['warning', 'jump']]);
  expect(mended.rows).toMatchObject({ read: 3, added: 3, refused: 0 });
  await expect(clerk('post', 'imports/:draft/commit', { params: { draft: mended.id } })).rejects.toMatchObject({
    body: { code: 'import-has-warnings' },
  });
  await clerk('post', 'imports/:draft/commit', {
    params: { draft: mended.id },
    body: { confirmed: [{ key: mended.problems[0]?.key, reason: '新口径并入了乡镇' }] },
  });
  const done = (await clerk('get', 'imports/:draft', { params: { draft: mended.id } })) as ImportView;
  expect(done).toMatchObject({ state: 'done', problem: null, seq: expect.any(Number) });

  // The same file again changes nothing.
  const again = await uploaded(await filled(form, { 道路: 101, 比例: 95, 税收: '0.1002亿元' }));
  expect(again.rows).toMatchObject({ added: 0, changed: 0, unchanged: 3 });

  // Before approval the public does not see the figure, its own bureau does, another bureau does not.
  const newest = async (reach: 'approved' | `of:${string}`) =>
    (await services.snapshots.at('test', today, reach)).newest('tax')?.value;
  expect([await newest('approved'), await newest('of:stats'), await newest('of:water')]).toEqual([
    1000.1, 1002, 1000.1,
  ]);

  const waiting = (await reviewer('get', 'reviews')) as { waiting: Tasks['tasks'] };
  const line = (about: string, decision: string, reason = '') => {
    const task = waiting.waiting.find((item) => item.about === about);
    return { about, place: 'test', period: '2026-02', of: task?.base, decision, reason };
  };
  await expect(
    reviewer('post', 'reviews', { body: { lines: [line('indicator:share', 'return')] } }),
  ).rejects.toMatchObject({ body: { code: 'reason-missing' } });
  await expect(
    call('reviewer', 'wang', 'stats', 'post', 'reviews', { body: { lines: [line('indicator:tax', 'approve')] } }),
  ).rejects.toMatchObject({ body: { code: 'own-report' } });
  await expect(
    call('reviewer', 'sun', 'water', 'post', 'reviews', { body: { lines: [line('indicator:tax', 'approve')] } }),
  ).rejects.toMatchObject({ body: { code: 'out-of-scope' } });
  await reviewer('post', 'reviews', {
    body: {
      lines: [
        line('indicator:roads', 'approve'),
        line('indicator:tax', 'approve'),
        line('indicator:share', 'return', '请核对口径'),
      ],
    },
  });
  expect([await newest('approved'), await newest('of:water')]).toEqual([1002, 1002]);
  const view = await services.snapshots.at('test', today, 'all');
  expect(view.series('share')?.points.at(-1)).toMatchObject({ period: '2026-01' });
  expect(view.standing('T-01').observed).toMatchObject({ period: '2026-02', value: 101 });

  // Returned: seen with its reason, handed in again, approved.
  const returned = ((await clerk('get', 'reporting')) as Tasks).tasks.find((task) => task.about === 'indicator:share');
  expect(returned).toMatchObject({ state: 'returned', reason: '请核对口径', value: 95 });
  const sent = (base: number | null, body = {}) =>
    clerk('post', 'reports', {
      body: { lines: [{ about: 'indicator:share', place: 'test', period: '2026-02', base, value: 51, ...body }] },
    });
  await expect(sent(null)).rejects.toMatchObject({
    status: 409,
    body: { code: 'report-changed', current: { state: 'returned', value: 95 } },
  });
  expect(await sent(returned?.base ?? null)).toMatchObject({ warnings: [] });
  const second = ((await reviewer('get', 'reviews')) as { waiting: Tasks['tasks'] }).waiting[0];
  await reviewer('post', 'reviews', {
    body: {
      lines: [{ about: 'indicator:share', place: 'test', period: '2026-02', of: second?.base, decision: 'approve' }],
    },
  });
  expect((await services.snapshots.at('test', today, 'approved')).newest('share')?.value).toBe(51);

  // Approved is locked; a revision needs its reason, and what was approved before stays readable.
  const approved = ((await clerk('get', 'reporting')) as Tasks).tasks.find((task) => task.about === 'indicator:share');
  await expect(sent(approved?.base ?? null, { value: 52 })).rejects.toMatchObject({ body: { code: 'report-locked' } });
  await sent(approved?.base ?? null, { value: 52, revision: '普查数据更正' });
  const third = ((await reviewer('get', 'reviews')) as { waiting: Tasks['tasks'] }).waiting[0];
  await reviewer('post', 'reviews', {
    body: {
      lines: [{ about: 'indicator:share', place: 'test', period: '2026-02', of: third?.base, decision: 'approve' }],
    },
  });

  const trace = (await auditor('get', 'trace', { query: { indicator: 'share', period: '2026-02' } })) as {
    steps: {
      what: string;
      value: number | null;
      actor: string;
      cell: { sheet: string; row: number; column: string } | null;
      file: { name: string } | null;
      reason: string | null;
    }[];
    confirmations: { reason: string }[];
  };
  expect(trace.steps.map((step) => [step.what, step.value, step.actor])).toEqual([
    ['submitted', 95, 'wang'],
    ['returned', 95, 'li'],
    ['submitted', 51, 'wang'],
    ['approved', 51, 'li'],
    ['submitted', 52, 'wang'],
    ['revised', 52, 'li'],
  ]);
  expect(trace.steps[0]).toMatchObject({
    cell: { sheet: '填报表', row: expect.any(Number) },
    file: { name: '填报表.xlsx' },
  });
  expect(trace.steps[1]?.reason).toBe('请核对口径');
  expect(trace.confirmations).toMatchObject([{ reason: '新口径并入了乡镇' }]);
  expect((await verifyChains(db.store, 'test')).map(holds)).toEqual([true]);
});

it('reopens an approved figure: it no longer counts, and the trace says so', async () => {
  const roads = ((await reviewer('get', 'reviews')) as { reviewed: Tasks['tasks'] }).reviewed.find(
    (task) => task.about === 'indicator:roads',
  );
  await reviewer('post', 'reviews', {
    body: {
      lines: [
        {
          about: 'indicator:roads',
          place: 'test',
          period: '2026-02',
          of: roads?.base,
          decision: 'reopen',
          reason: '审错了',
        },
      ],
    },
  });
  expect((await services.snapshots.at('test', today, 'approved')).series('roads')?.points.at(-1)).toMatchObject({
    period: '2026-01',
  });
  expect((await services.snapshots.at('test', today, 'all')).series('roads')?.points.at(-1)).toMatchObject({
    period: '2026-02',
    status: 'preliminary',
  });
  expect((await verifyChains(db.store, 'test'))[0]).not.toHaveProperty('differing');
});

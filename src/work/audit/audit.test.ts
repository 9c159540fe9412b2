import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ask } from '../../../test/ask.ts';
import { servicesOf } from '../../../test/services.ts';
import { testStore, type TestStore } from '../../../test/store.ts';
import { Runner } from '../../evidence/run/index.ts';
import type { Endpoint } from '../../http/endpoint.ts';
import type { Route } from '../../http/route.ts';
import {
  beginCheck,
  type CheckView,
  exportChain,
  getEntry,
  listChecks,
  listReadings,
  listSecurity,
  openEntry,
  searchLedger,
  traceNumber,
} from './api.ts';
import { audit } from './index.ts';

let db: TestStore;
let routes: Route[];
let runner: Runner;
const name = (zh: string, en: string) => ({ zh, en });

beforeAll(async () => {
  db = await testStore();
  const services = servicesOf(db, () => '2026-03-10', [audit]);
  routes = audit.routes(services);
  runner = new Runner(db.store, { databaseUrl: db.url, contributing: [] }, audit.runs ?? []);
  runner.start(services.runs);
  const of = { jurisdiction: 'test', demo: false };
  await db.ledger.submit({
    ...of,
    actor: 'li',
    kind: 'organisation.put',
    payload: { organisations: [{ id: 'stats', name: name('统计局', 'Statistics') }] },
  });
  await db.ledger.submit({
    ...of,
    actor: 'li',
    kind: 'indicator.put',
    payload: {
      indicators: [
        {
          id: 'roads',
          name: name('道路', 'Roads'),
          unit: '公里',
          nature: 'stock',
          cadence: 'year',
          direction: 'up',
          owner: 'stats',
        },
      ],
    },
  });
  for (const [period, value, source] of [
    ['2024', 90, '年报 "初稿"\n第 1 页'],
    ['2025', 96, '年报 100% \u{20bb7} \u2028'],
  ] as const) {
    await db.ledger.submit({
      ...of,
      actor: 'wang',
      kind: 'observation.put',
      payload: {
        observations: [
          {
            indicator: 'roads',
            place: 'test',
            period,
            value,
            knownOn: `${Number(period) + 1}-01-20`,
            source,
            grade: 'A',
          },
        ],
      },
    });
  }
  await db.ledger.submit({
    ...of,
    actor: 'li',
    kind: 'register.put',
    payload: {
      registers: [
        {
          id: 'bridges',
          name: name('桥梁', 'Bridges'),
          identify: ['name'],
          fields: [{ id: 'name', name: name('名称', 'Name'), type: 'text' }],
        },
      ],
    },
  });
  await db.ledger.submit({
    ...of,
    actor: 'wang',
    kind: 'record.put',
    payload: {
      register: 'bridges',
      on: '2026-03-01',
      source: '普查',
      grade: 'A',
      status: 'approved',
      records: [{ id: 'b1', base: null, values: { name: '一号桥' }, stage: null, passed: {} }],
    },
  });
});
afterAll(async () => {
  await runner.stop(0);
  await db.close();
});

const zhao = { role: 'auditor', login: 'zhao', organisation: null } as const;
const call = <E extends Endpoint>(endpoint: E, more: Parameters<typeof ask>[3] = {}) =>
  ask(routes, endpoint, zhao, more);
const found = async (query: object) => (await call(searchLedger, { query })).entries.map((entry) => entry.seq);

it('finds entries by kind, person, day and words, the newest first, page by page', async () => {
  expect(await found({})).toEqual([6, 5, 4, 3, 2, 1]);
  expect(await found({ kind: 'observation.put' })).toEqual([4, 3]);
  expect(await found({ actor: 'wang', text: '一号桥' })).toEqual([6]);
  expect(await found({ to: '2001-01-01' })).toEqual([]);
  const first = await call(searchLedger, { query: { limit: 4 } });
  expect(first).toMatchObject({ more: true, head: { seq: 6 }, actors: ['li', 'wang'] });
  expect(await found({ limit: 4, before: first.entries.at(-1)?.seq })).toEqual([2, 1]);
  expect(first.entries.map((entry) => entry.what.zh)).toEqual(['桥梁 1 条', '桥梁', '1 个数', '1 个数']);
});

it('shows one entry whole, with its seal computed again', async () => {
  const { entry, holds } = await call(getEntry, { params: { seq: '4' } });
  expect(holds).toBe(true);
  expect(entry.prev).toBe((await call(getEntry, { params: { seq: '3' } })).entry.hash);
  expect(entry.payload).toMatchObject({ observations: [{ indicator: 'roads', value: 96 }] });
  await expect(call(getEntry, { params: { seq: '7' } })).rejects.toMatchObject({ status: 404 });
});

it('follows a number to the person, the source and the entry', async () => {
  const trace = await call(traceNumber, { query: { indicator: 'roads', period: '2025' } });
  expect(trace).toMatchObject({
    name: { zh: '道路' },
    unit: '公里',
    steps: [{ what: 'approved', value: 96, actor: 'wang', seq: 4 }],
  });
  expect((await call(traceNumber, { query: { indicator: 'roads', period: '2030' } })).steps).toEqual([]);
  await expect(call(traceNumber, { query: { indicator: 'nothing', period: '2025' } })).rejects.toMatchObject({
    status: 404,
  });
});

/** Runs the program of docs/ledger.md on a chain, as a third party would. */
function checkedByHand(chain: string, ...known: string[]): string {
  const page = readFileSync(join(import.meta.dirname, '..', '..', '..', 'docs', 'ledger.md'), 'utf8');
  const folder = mkdtempSync(join(tmpdir(), 'lantu-chain-'));
  try {
    writeFileSync(join(folder, 'check.mjs'), /```js\n(.*?)```/s.exec(page)?.[1] ?? '');
    writeFileSync(join(folder, 'chain.ndjson'), chain);
    return execFileSync(process.execPath, [join(folder, 'check.mjs'), join(folder, 'chain.ndjson'), ...known], {
      encoding: 'utf8',
    }).trim();
  } catch (error) {
    return String((error as { stdout?: unknown }).stdout).trim();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

it('hands out the chain so that the program of docs/ledger.md holds it true, and finds every tampering', async () => {
  const { bytes, name: file } = await call(exportChain);
  expect(file).toBe('lantu-chain-test-2026-03-10.ndjson');
  const chain = new TextDecoder().decode(bytes);
  const lines = chain.trimEnd().split('\n');
  const head = (await call(searchLedger)).head.hash;
  expect(checkedByHand(chain)).toBe(`6 entries hold, head ${head}`);
  expect(checkedByHand(chain, '6', head)).toContain('6 entries hold');
  const broken = {
    changed: lines.map((line, at) => (at === 3 ? line.replace('96', '99') : line)),
    removed: lines.toSpliced(2, 1),
    inserted: lines.toSpliced(2, 0, lines[2] ?? ''),
    reordered: [lines[0], lines[2], lines[1], ...lines.slice(3)],
  };
  expect(Object.values(broken).map((list) => /^entry (\d)/.exec(checkedByHand(`${list.join('\n')}\n`))?.[1])).toEqual([
    '4',
    '3',
    '4',
    '2',
  ]);
  // The end of a chain is missed only by who knows its head.
  expect(checkedByHand(`${lines.slice(0, 5).join('\n')}\n`)).toContain('5 entries hold');
  expect(checkedByHand(`${lines.slice(0, 5).join('\n')}\n`, '6', head)).toBe('entry 6 does not hold: it is missing');
});

it('lists who read personal data, in the words of the register', async () => {
  await db.store
    .insertInto('personal_reading')
    .values({
      jurisdiction_id: 'test',
      login: 'wang',
      at: '2026-03-09T01:00:00.000Z',
      register_id: 'bridges',
      record_id: 'b1',
      fields: 'name',
      purpose: '核实',
    })
    .execute();
  expect((await call(listReadings)).readings).toEqual([
    {
      at: '2026-03-09T01:00:00.000Z',
      login: 'wang',
      register: 'bridges',
      registerName: { zh: '桥梁', en: 'Bridges' },
      record: 'b1',
      fields: '名称',
      purpose: '核实',
    },
  ]);
});

/** Begins a check and waits until it has ended. */
async function checked(whole: boolean): Promise<CheckView> {
  const { id } = await call(beginCheck, { body: { whole } });
  await runner.idle();
  return (await call(listChecks)).checks.find((one) => one.id === id) as CheckView;
}

it('checks the chain and the tables, goes on from the last good head, and names what was changed behind its back', async () => {
  expect((await call(listChecks)).good).toBeNull();
  const first = await checked(false);
  // Nothing was checked before: everything is.
  expect(first).toMatchObject({ since: null, found: { ok: true, entries: 6, firstBroken: null, differing: [] } });
  expect((await call(listChecks)).good).toMatchObject({ seq: 6, hash: first.found?.head });
  await db.ledger.submit({
    jurisdiction: 'test',
    demo: false,
    actor: 'li',
    kind: 'organisation.put',
    payload: { organisations: [{ id: 'audit', name: name('审计局', 'Audit') }] },
  });
  expect(await checked(false)).toMatchObject({ since: 6, found: { ok: true, entries: 1 } });
  await db.store
    .updateTable('observation')
    .set({ value: 99 })
    .where('jurisdiction_id', '=', 'test')
    .where('period', '=', '2025')
    .execute();
  // Tables are compared by a whole check; one that found them different is no good head to go on from.
  expect(await checked(false)).toMatchObject({ since: 7, found: { ok: true, entries: 0 } });
  expect(await checked(true)).toMatchObject({
    found: { ok: false, firstBroken: null, differing: [{ table: 'observation' }] },
  });
  expect((await call(listChecks)).good).toBeNull();
  await sql`alter table submission disable trigger user`.execute(db.store);
  await db.store
    .updateTable('submission')
    .set({ actor: 'somebody' })
    .where('jurisdiction_id', '=', 'test')
    .where('seq', '=', 3)
    .execute();
  expect(await checked(false)).toMatchObject({
    since: null,
    found: { ok: false, firstBroken: { seq: 3, whyName: { zh: '内容被改动' } } },
  });
  expect((await call(getEntry, { params: { seq: '3' } })).holds).toBe(false);
});

it('shows payloads with personal data masked until somebody says why, and keeps what he says', async () => {
  const type = {
    id: 'people',
    name: name('人员', 'People'),
    identify: ['code'],
    fields: [
      { id: 'code', name: name('编号', 'Code'), type: 'text' as const },
      { id: 'phone', name: name('电话', 'Phone'), type: 'text' as const, personal: true },
    ],
  };
  const of = { jurisdiction: 'test', demo: false, actor: 'li' };
  await db.ledger.submit({ ...of, kind: 'register.put', payload: { registers: [type] } });
  const { seq } = await db.ledger.submit({
    ...of,
    kind: 'record.put',
    payload: {
      register: 'people',
      on: '2026-03-10',
      source: 'x',
      grade: 'A',
      status: 'approved',
      records: [{ id: 'r1', base: null, values: { code: 'a', phone: '13800003333' }, stage: null, passed: {} }],
    },
  });
  const at = { params: { seq: String(seq) } };
  const masked = await call(getEntry, at);
  expect(masked).toMatchObject({ masked: true });
  expect(JSON.stringify(masked)).not.toContain('13800003333');
  await expect(call(openEntry, { ...at, body: { purpose: '.' } })).rejects.toThrow();
  expect((await call(searchLedger, { query: { text: '13800003333' } })).entries).toEqual([]);
  const { payload } = await call(openEntry, { ...at, body: { purpose: '核对举报' } });
  expect(JSON.stringify(payload)).toContain('13800003333');
  await expect(call(exportChain)).rejects.toMatchObject({ body: { code: 'purpose-missing' } });
  await call(exportChain, { query: { purpose: '年度审计' } });
  const { entries } = await call(listSecurity);
  expect(entries.filter(({ kind }) => kind === 'payload-reading').map(({ about }) => about)).toEqual([
    { entry: 'all', purpose: '年度审计' },
    { entry: seq, purpose: '核对举报' },
  ]);
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { servicesOf } from '../../test/services.ts';
import { testStore, type TestStore } from '../../test/store.ts';
import { outOfBounds } from '../core/measure/index.ts';
import type { Domain, Services } from '../evidence/domain.ts';
import { sm3 } from '../evidence/ledger/canonical.ts';
import { lineOf } from '../evidence/store/complain.ts';
import { leaveOut } from '../evidence/reading/left-out.ts';
import { countUpload, uploadQuota, within } from '../evidence/store/quota.ts';
import { endpoint } from '../http/endpoint.ts';
import { jurisdictionParams, none } from '../http/shapes.ts';
import { route } from '../http/route.ts';
import { openSession, putAccount, sessionOf } from '../work/sign-in/accounts.ts';
import { createApp } from './app.ts';
import { domains } from './domains.ts';
import { HeavyWork } from './limits.ts';

let db: TestStore;
let services: Services;
let headers: Record<string, string>;
beforeAll(async () => {
  db = await testStore();
  services = servicesOf(db, () => '2024-06-30', domains);
  await putAccount(db.store, {
    jurisdiction: 'test',
    login: 'plan',
    name: '规',
    password: null,
    role: 'planner',
    organisation: null,
    demo: true,
  });
  const token = await openSession(db.store, 'plan', new Date());
  headers = {
    cookie: `lantu_session=${token}`,
    'x-csrf-token': (await sessionOf(db.store, token, new Date()))?.csrf ?? '',
    'content-type': 'application/json',
  };
});
afterAll(() => db.close());

describe('what may be stored', () => {
  it('refuses what would spoil a page for everybody: days, numbers, characters, names', () => {
    for (const [value, code] of [
      [{ due: '9999-12-31' }, 'day-out-of-range'],
      [{ due: '+010000-01-01' }, 'day-out-of-range'],
      [{ period: '9999' }, 'day-out-of-range'],
      [{ n: 1.7e308 }, 'number-out-of-range'],
      [{ n: 1e-320 }, 'number-out-of-range'],
      [{ note: 'a\u0000b' }, 'control-character'],
      [{ note: '\ud800' }, 'control-character'],
      [{ note: '\u202eabc' }, 'control-character'],
      [{ 'a\u0000': 1 }, 'control-character'],
      [{ name: ' \u3164 ' }, 'blank'],
      [{ name: { zh: '名', en: '\u200b' } }, 'blank'],
      [{ name: 'x'.repeat(100_000) }, 'too-long'],
      [{ note: 'x'.repeat(100_000) }, 'too-long'],
      [JSON.parse(`${'['.repeat(60)}${']'.repeat(60)}`), 'too-deep'],
    ] as const)
      expect([value, outOfBounds(value)?.code]).toEqual([value, code]);
  });

  it('takes what people write: line ends, documents, old foundations, large sums of money', () => {
    for (const value of [
      { note: '第一行\n第二行\t列' },
      { text: `页\f页${'文'.repeat(100_000)}` },
      { founded: '1638-05-01' },
      { money: 999_999_999_999.99, zero: 0, small: 1e-9 },
      { name: '清镇市 👨‍👩‍👧 合作社' },
      { period: '2026Q1' },
    ])
      expect([value, outOfBounds(value)]).toEqual([value, null]);
  });

  it('is asked of every request, whatever it is for', async () => {
    const { app } = createApp({ services, domains, demo: true, secure: false });
    const send = async (body: string) => {
      const answer = await app.request('/api/test/drafts', { method: 'POST', headers, body });
      return [answer.status, ((await answer.json()) as { code: string; where?: string }).code];
    };
    expect(await send('{"text":"到2026年。","name":"\\u202e"}')).toEqual([422, 'control-character']);
    expect(await send('{"text":"a\\u0000b"}')).toEqual([422, 'control-character']);
    expect(await send('{"text":"x","asOf":"9999-12-31"}')).toEqual([422, 'day-out-of-range']);
    const far = await app.request('/api/test/overview?asOf=9999-12-31', { headers });
    expect(far.status).toBe(422);
    const ahead = await app.request('/api/test/overview?asOf=2098-01-01', { headers });
    expect([ahead.status, ((await ahead.json()) as { code: string }).code]).toEqual([422, 'day-ahead']);
  });
});

describe('an answer that a row spoils', () => {
  const list = endpoint({
    method: 'get',
    path: '/api/:jurisdiction/spoilt',
    access: 'plan.read',
    summary: 'x',
    params: jurisdictionParams,
    query: none,
    body: none,
    response: z.object({ rows: z.array(z.object({ id: z.string(), value: z.number() })) }),
  });
  const spoilt: Domain = {
    id: 'spoilt',
    routes: () => [
      route(list, async () => {
        leaveOut({ what: 'leads/far', zh: '日期', en: 'day' });
        return {
          rows: [
            { id: 'a', value: 1 },
            { id: 'b', value: Number.NaN },
            { id: 'c', value: 3 },
          ],
        };
      }),
    ],
  };

  it('comes without that row and says so', async () => {
    const { app } = createApp({ services, domains: [spoilt], demo: true, secure: false });
    const answer = await app.request('/api/test/spoilt', { headers });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({
      rows: [{ id: 'a' }, { id: 'c' }],
      leftOut: [{ what: 'leads/far' }, { what: 'rows.1.value' }],
    });
  });

  it('a lead of the year 9999 that is there already takes no page of leads down', async () => {
    const { installRegisters } = await import('../evidence/pack/install.ts');
    await installRegisters(db.store, db.ledger, 'test', domains);
    const { app } = createApp({ services, domains, demo: true, secure: false });
    const write = (values: object) =>
      app.request('/api/test/registers/leads/records', {
        method: 'POST',
        headers,
        body: JSON.stringify({ records: [{ id: null, base: null, values }] }),
      });
    const type = (await services.snapshots.get('test')).registers.get('leads')?.type;
    const date = type?.fields.find((field) => field.type === 'date');
    const far = { name: '远', firm: '远', ...(date && { [date.id]: '9999-12-31' }) };
    expect((await write(far)).status).toBe(422);
    // As it stood in chains of before: written past the check.
    const { sql } = await import('kysely');
    const row = [
      JSON.stringify({ lead: '9999-12-31' }),
      JSON.stringify({ name: '远', firm: '远', investment: 1.7e308 }),
    ];
    await sql`insert into record (jurisdiction_id, register_id, record_id, version, stage, passed, values, status, known_on, source, grade, seq, demo)
      values ('test', 'leads', 'far', 1, 'lead', ${row[0]}::jsonb, ${row[1]}::jsonb, 'approved', '2024-01-01', 'x', 'A', 1, false)`.execute(
      db.store,
    );
    await sql`insert into record_version (jurisdiction_id, register_id, record_id, version, stage, passed, values, removed, status, known_on, source, grade, seq, demo)
      values ('test', 'leads', 'far', 1, 'lead', ${row[0]}::jsonb, ${row[1]}::jsonb, false, 'approved', '2024-01-01', 'x', 'A', 1, false)`.execute(
      db.store,
    );
    for (const path of [
      'lists/leads',
      'registers/leads/records',
      'portfolio',
      'overview',
      'lists/projects',
      'lists/leads',
    ]) {
      const answer = await app.request(`/api/test/${path}`, { headers });
      expect([path, answer.status]).toEqual([path, 200]);
      if (path === 'lists/leads') expect(await answer.json()).toMatchObject({ leftOut: [{ what: 'leads/far' }] });
    }
  });
});

describe('a change sent twice with one key', () => {
  it('is done once and answered twice, also at the same moment; another content under the key is refused', async () => {
    const { app } = createApp({ services, domains, demo: true, secure: false });
    const field = (id: string) => ({ id, name: { zh: id, en: id }, type: 'text' });
    const fields = [field('name'), field('code')];
    const type = { id: 'once', name: { zh: '一次', en: 'Once' }, identify: ['code'], fields };
    const send = (method: string, path: string, body: object, key?: string) =>
      app.request(path, {
        method,
        headers: { ...headers, ...(key && { 'idempotency-key': key }) },
        body: JSON.stringify(body),
      });
    expect((await send('PUT', '/api/test/registers/once', { type })).status).toBe(200);
    const records = { records: [{ id: null, base: null, values: { name: '甲' } }] };
    const path = '/api/test/registers/once/records';
    const both = await Promise.all([
      send('POST', path, records, 'key-12345'),
      send('POST', path, records, 'key-12345'),
    ]);
    const later = await send('POST', path, records, 'key-12345');
    const bodies = await Promise.all([...both, later].map((answer) => answer.text()));
    expect(new Set(bodies).size).toBe(1);
    expect(later.headers.get('idempotency-replayed')).toBe('true');
    expect(((await (await app.request(path, { headers })).json()) as { total: number }).total).toBe(1);
    const another = { records: [{ id: null, base: null, values: { name: '乙' } }] };
    const other = await send('POST', path, another, 'key-12345');
    expect(await other.json()).toMatchObject({ code: 'key-used', status: 422 });
    // After the answer was forgotten the ledger still knows.
    await db.store.deleteFrom('given_answer').execute();
    expect(await (await send('POST', path, records, 'key-12345')).json()).toMatchObject({ code: 'written-already' });
  });
});

describe('work without end', () => {
  it('is cut for one person before it is for others', async () => {
    const heavy = new HeavyWork();
    const ends: (() => void)[] = [];
    const long = () => new Promise<void>((done) => ends.push(done));
    const running = [heavy.run('a', 'li', long), heavy.run('a', 'li', long)];
    await expect(heavy.run('a', 'li', long)).rejects.toMatchObject({ status: 429, retryAfter: 5 });
    running.push(heavy.run('a', 'wang', long), heavy.run('a', 'zhao', long));
    await expect(heavy.run('a', 'qian', long)).rejects.toMatchObject({ status: 429 });
    running.push(heavy.run('b', 'qian', long));
    for (const end of ends) end();
    await Promise.all(running);
    await heavy.run('a', 'li', async () => {});
  });

  it('has a quota for a person and for a city: scenarios, uploads', async () => {
    const scenario = (id: string, by: string) => ({
      jurisdiction_id: 'test',
      scenario_id: id,
      name: 'x',
      body: '{}',
      created_by: by,
      created_at: '2024-01-01',
    });
    await db.store
      .insertInto('scenario')
      .values([scenario('1', 'li'), scenario('2', 'li'), scenario('3', 'wang')])
      .execute();
    const ask = (login: string, person: number, city: number) =>
      within(db.store, 'scenario', { jurisdiction: 'test', login }, { person, city }, { zh: '情景', en: 'scenarios' });
    await ask('wang', 2, 4);
    await expect(ask('li', 2, 4)).rejects.toMatchObject({ status: 429, body: { code: 'quota' } });
    await expect(ask('qian', 2, 3)).rejects.toMatchObject({ status: 429 });
    const upload = (login: string, bytes: number) =>
      countUpload(db.store, { jurisdiction: 'test', login, bytes, at: new Date('2024-06-30T00:00:00Z') });
    await upload('li', uploadQuota.person - 10);
    await expect(upload('li', 20)).rejects.toMatchObject({ status: 429 });
    await upload('wang', 20);
  });
});

it('what somebody else has running is not cancelled', async () => {
  const { app } = createApp({ services, domains, demo: true, secure: false });
  const row = { jurisdiction_id: 'test', state: 'running', progress: 0.5, created_by: 'li', created_at: '2024-01-01' };
  const file = { name: 'x.txt', bytes: 1, format: null, encoding: null };
  const bodies = { portfolio: '{}', 'plan.read': JSON.stringify({ file, asOf: null, compiling: false }) };
  for (const [kind, body] of Object.entries(bodies))
    await db.store
      .insertInto('run')
      .values({ ...row, run_id: kind, kind, body })
      .execute();
  for (const path of ['runs/portfolio', 'drafts/plan.read']) {
    const answer = await app.request(`/api/test/${path}`, { method: 'DELETE', headers });
    expect([path, answer.status, ((await answer.json()) as { code: string }).code]).toEqual([path, 403, 'not-yours']);
  }
  // What is shared may be watched by others; what is not is nobody else's.
  expect((await app.request('/api/test/runs/portfolio', { headers })).status).toBe(200);
  expect((await app.request('/api/test/runs/plan.read', { headers })).status).toBe(404);
});

it('a line of the log is one line and holds no more than it was given', () => {
  const line = lineOf('info', 'request', { path: '/api/x\n{"level":"error"}\u2028', login: 'a"b' }, new Date(0));
  expect(line.trimEnd()).not.toContain('\n');
  expect(JSON.parse(line)).toEqual({
    at: '1970-01-01T00:00:00.000Z',
    level: 'info',
    event: 'request',
    path: '/api/x\n{"level":"error"}\u2028',
    login: 'a"b',
  });
  expect(sm3(line)).toHaveLength(64);
});

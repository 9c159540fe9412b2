import { BlockList } from 'node:net';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { servicesOf } from '../../../test/services.ts';
import { testStore, type TestStore } from '../../../test/store.ts';
import { type App, createApp } from '../../server/app.ts';
import { domains } from '../../server/domains.ts';
import { addressOf, networkOf } from '../../server/network.ts';
import { verifyChains } from '../../evidence/book.ts';
import { addJurisdiction } from '../../evidence/ledger/ledger.ts';
import { verifySecurity } from '../../evidence/ledger/security.ts';
import { Vault } from '../../evidence/store/vault.ts';
import { openSession, putAccount, sessionOf } from './accounts.ts';
import { offerSecondFactor, sealSecrets } from './second-factor.ts';
import { countRight, countWrong, forgetWaiting, mustNotWait } from './waiting.ts';

let db: TestStore;
let running: App;
let over: App;
const password = 'Rotate-nine-lakes-4';

beforeAll(async () => {
  db = await testStore();
  await addJurisdiction(db.store, 'other', { zh: '别处', en: 'Elsewhere' });
  const services = servicesOf(db, () => '2024-06-30', domains);
  running = createApp({ services, domains, demo: true, secure: false });
  over = createApp({ services, domains, demo: false, secure: true, network: networkOf('127.0.0.1', {}) });
  const account = { jurisdiction: 'test', organisation: null };
  await putAccount(db.store, {
    ...account,
    login: 'demo-admin',
    name: '演示',
    password: null,
    role: 'admin',
    demo: true,
  });
  await putAccount(db.store, { ...account, login: 'root', name: '管', password, role: 'admin', demo: false });
  await putAccount(db.store, { ...account, login: 'plan', name: '规', password, role: 'planner', demo: false });
  await putAccount(db.store, { ...account, login: 'audit', name: '审', password, role: 'auditor', demo: false });
});
afterAll(() => db.close());

async function as(login: string) {
  const token = await openSession(db.store, login, new Date());
  const csrf = (await sessionOf(db.store, token, new Date()))?.csrf ?? '';
  return async (app: App, method: string, path: string, body?: object, more: Record<string, string> = {}) => {
    const answer = await app.app.request(path, {
      method,
      headers: {
        cookie: `lantu_session=${token}`,
        'x-csrf-token': csrf,
        'content-type': 'application/json',
        ...more,
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    return {
      status: answer.status,
      headers: answer.headers,
      body: (await answer.json().catch(() => null)) as Record<string, never> & { code?: string },
    };
  };
}
const person = (login: string, more: object = {}) => ({
  login,
  name: '新人',
  role: 'admin',
  organisation: null,
  password: `${password}-new`,
  ...more,
});

describe('rights of the demonstration', () => {
  it('end with it: a session of the layer counts for nothing, and nobody can enter', async () => {
    const demo = await as('demo-admin');
    expect((await demo(running, 'GET', '/api/test/people')).status).toBe(200);
    expect((await demo(over, 'GET', '/api/test/people')).status).toBe(401);
    expect((await demo(over, 'GET', '/api/session')).body).toMatchObject({ user: null, role: 'public' });
  });

  it('make nobody who outlives it, and reach no real person', async () => {
    const demo = await as('demo-admin');
    expect((await demo(running, 'POST', '/api/test/people', person('backdoor'))).status).toBe(200);
    const made = await db.store.selectFrom('account').select('demo').where('login', '=', 'backdoor').executeTakeFirst();
    expect(made?.demo).toBe(true);
    const through = await as('backdoor');
    expect((await through(over, 'GET', '/api/test/people')).status).toBe(401);
    const signIn = (app: App) =>
      app.app.request('/api/session', {
        method: 'POST',
        headers: { cookie: 'lantu_csrf=t', 'x-csrf-token': 't', 'content-type': 'application/json' },
        body: JSON.stringify({ login: 'backdoor', password: `${password}-new` }),
      });
    expect((await signIn(running)).status).toBe(200);
    expect((await signIn(over)).status).toBe(401);
    for (const [method, path, body] of [
      ['POST', '/api/test/people', person('root')],
      ['POST', '/api/test/people/root/unlock', { resetSecondFactor: true }],
      ['DELETE', '/api/test/people/plan', undefined],
    ] as const)
      expect((await demo(running, method, path, body)).body).toMatchObject({ code: 'demo-may-not', status: 403 });
    // Made with a password, it is not entered without one.
    expect((await demo(running, 'POST', '/api/session/demo', { login: 'backdoor' })).status).toBe(404);
  });
});

describe('a city', () => {
  it('that is new has an administrator: the one of its founder’s city', async () => {
    const planner = await as('plan');
    expect((await planner(running, 'POST', '/api/jurisdictions', { id: 'fresh', name: '新县' })).status).toBe(200);
    const root = await as('root');
    expect((await root(running, 'GET', '/api/fresh/people')).status).toBe(200);
    expect((await root(running, 'POST', '/api/fresh/people', person('fresh-admin'))).status).toBe(200);
  });

  it('is not reached from another by a login', async () => {
    await putAccount(db.store, {
      jurisdiction: 'other',
      login: 'their-admin',
      name: '外',
      password,
      role: 'admin',
      organisation: null,
      demo: false,
    });
    const their = await as('their-admin');
    for (const body of [person('root'), person('root', { password: undefined })])
      expect((await their(running, 'POST', '/api/other/people', body)).body).toMatchObject({ code: 'not-home' });
    expect((await their(running, 'DELETE', '/api/other/people/root')).status).toBe(404);
    expect((await (await as('root'))(running, 'GET', '/api/test/people')).status).toBe(200);
  });
});

describe('the book of rights', () => {
  it('holds sign-ins, failures, roles, passwords and exports, sealed, without a secret', async () => {
    const anybody = (body: object) =>
      running.app.request('/api/session', {
        method: 'POST',
        headers: { cookie: 'lantu_csrf=t', 'x-csrf-token': 't', 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    expect((await anybody({ login: 'audit', password: 'wrong-secret-1' })).status).toBe(401);
    expect((await anybody({ login: 'audit', password })).status).toBe(200);
    const root = await as('root');
    await root(running, 'POST', '/api/test/people', person('clerk', { role: 'reporter' }));
    await root(running, 'POST', '/api/test/people', person('clerk', { role: 'reviewer', password: undefined }));
    const auditor = await as('audit');
    await auditor(running, 'GET', '/api/test/ledger/export?purpose=%E5%B9%B4%E5%BA%A6%E5%AE%A1%E8%AE%A1');
    const { body } = await auditor(running, 'GET', '/api/test/security');
    const entries = body.entries as unknown as { kind: string; actor: string; about: Record<string, unknown> }[];
    expect(entries.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['sign-in', 'sign-in-failed', 'account-added', 'password-set', 'role-given', 'export']),
    );
    expect(entries.find(({ kind, about }) => kind === 'role-given' && about.role === 'reviewer')).toMatchObject({
      actor: 'root',
      about: { login: 'clerk', before: { role: 'reporter' } },
    });
    const all = JSON.stringify(entries);
    expect(all).not.toContain(password);
    expect(all).not.toContain('wrong-secret-1');
  });

  it('has everybody in it who is signed in: where it cannot be written nobody is', async () => {
    await sql`create function full() returns trigger language plpgsql as $$ begin raise exception 'full'; end $$`.execute(
      db.store,
    );
    await sql`create trigger full_up before insert on security_entry for each row execute function full()`.execute(
      db.store,
    );
    const sessions = () => db.store.selectFrom('session').select('token_hash').where('login', '=', 'audit').execute();
    const before = await sessions();
    const answer = await running.app.request('/api/session', {
      method: 'POST',
      headers: { cookie: 'lantu_csrf=t', 'x-csrf-token': 't', 'content-type': 'application/json' },
      body: JSON.stringify({ login: 'audit', password }),
    });
    await sql`drop trigger full_up on security_entry`.execute(db.store);
    expect(answer.status).toBe(500);
    expect(answer.headers.getSetCookie().filter((line) => line.startsWith('lantu_session='))).toEqual([]);
    expect(await sessions()).toEqual(before);
  });

  it('is checked with the chain: a changed, a deleted and a cut entry are found', async () => {
    const [before] = await verifyChains(db.store, 'test');
    expect(before?.security?.entries).toBeGreaterThan(5);
    expect(before?.security).not.toHaveProperty('firstBroken');
    await expect(sql`update security_entry set actor = 'somebody'`.execute(db.store)).rejects.toThrow('append-only');
    const tampered = async (change: ReturnType<typeof sql>) =>
      db.store
        .transaction()
        .execute(async (tx) => {
          await sql`alter table security_entry disable trigger user`.execute(tx);
          await change.execute(tx);
          throw Object.assign(new Error('taken back'), { report: await verifySecurity(tx, 'test') });
        })
        .catch((error: { report?: unknown }) => error.report);
    expect(
      await tampered(sql`update security_entry set actor = 'somebody' where jurisdiction_id = 'test' and seq = 3`),
    ).toMatchObject({ firstBroken: { seq: 3, why: 'changed' } });
    expect(await tampered(sql`delete from security_entry where jurisdiction_id = 'test' and seq = 2`)).toMatchObject({
      firstBroken: { seq: 2, why: 'missing' },
    });
    expect(
      await tampered(
        sql`delete from security_entry where jurisdiction_id = 'test' and seq = (select max(seq) from security_entry where jurisdiction_id = 'test')`,
      ),
    ).toMatchObject({ firstBroken: { why: 'missing' } });
  });
});

describe('guessing', () => {
  const now = new Date('2024-06-30T00:00:00Z');
  const guess = (address: string, at = now) => countWrong(db.store, { login: 'leader', address, what: 'password' }, at);
  const waits = (address: string, at = now) =>
    mustNotWait(db.store, { login: 'leader', address, what: 'password' }, at).then(
      () => 0,
      (error: { retryAfter: number }) => error.retryAfter,
    );

  it('from many addresses does not keep out whoever was signed in before, and others only for a minute', async () => {
    await putAccount(db.store, {
      jurisdiction: 'test',
      login: 'leader',
      name: '领导',
      password,
      role: 'leader',
      organisation: null,
      demo: false,
    });
    await countRight(db.store, { login: 'leader', address: '10.0.0.1' }, now);
    for (let n = 0; n < 80; n += 1) await guess(`203.0.113.${n}`);
    expect(await waits('10.0.0.1')).toBe(0);
    expect(await waits('10.0.0.2')).toBeGreaterThan(0);
    expect(await waits('10.0.0.2')).toBeLessThanOrEqual(60);
    expect(await waits('10.0.0.2', new Date(now.getTime() + 61_000))).toBe(0);
  });

  it('from one address waits longer each time', async () => {
    await forgetWaiting(db.store, 'leader');
    const waited: number[] = [];
    for (let n = 0; n < 8; n += 1) {
      await guess('198.51.100.9');
      waited.push(await waits('198.51.100.9'));
    }
    expect(waited.slice(0, 4)).toEqual([0, 0, 0, 0]);
    expect(waited.slice(4)).toEqual([30, 60, 120, 240]);
  });
});

describe('secrets at rest', () => {
  it('are opened only with the key from outside the database; those of before are sealed', async () => {
    const vault = Vault.passing();
    const { secret } = await offerSecondFactor(db.store, vault, 'plan');
    const held = async () =>
      (await db.store.selectFrom('account').select('totp_pending').where('login', '=', 'plan').executeTakeFirst())
        ?.totp_pending ?? '';
    expect(await held()).not.toContain(secret);
    expect(vault.open(await held())).toBe(secret);
    expect(() => Vault.passing().open('v1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA')).toThrow('secret-key-wrong');
    await db.store.updateTable('account').set({ totp_pending: 'PLAIN' }).where('login', '=', 'plan').execute();
    expect(await sealSecrets(db.store, vault)).toBe(1);
    expect(vault.open(await held())).toBe('PLAIN');
    expect(await sealSecrets(db.store, vault)).toBe(0);
  });
});

describe('the network', () => {
  it('is answered by our own names only (DNS rebinding), over TLS with Secure cookies and HSTS', async () => {
    const ask = (host: string) => over.app.request('/api/session', { headers: { host } });
    expect((await ask('evil.example')).status).toBe(421);
    for (const host of ['localhost:5500', '127.0.0.1:5500', '[::1]:5500', '10.1.2.3'])
      expect((await ask(host)).status).toBe(200);
    const answer = await ask('localhost');
    expect(answer.headers.get('strict-transport-security')).toMatch(/max-age=31536000/);
    expect(answer.headers.getSetCookie().join()).toMatch(/Secure/);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(networkOf('127.0.0.1', { LANTU_HOSTS: 'plan.city.gov.cn' }).hosts?.has('plan.city.gov.cn')).toBe(true);
  });

  it('believes a proxy that it was told of, and nobody else, about who asks', () => {
    const { proxies } = networkOf('127.0.0.1', { LANTU_TRUST_PROXY: '127.0.0.1,10.0.0.0/8' });
    const behind = { hosts: null, proxies };
    expect(addressOf(behind, '::ffff:127.0.0.1', '203.0.113.9')).toBe('203.0.113.9');
    expect(addressOf(behind, '127.0.0.1', '1.2.3.4, 203.0.113.9, 10.0.0.7')).toBe('203.0.113.9');
    expect(addressOf(behind, '203.0.113.1', '1.2.3.4')).toBe('203.0.113.1');
    expect(addressOf({ hosts: null, proxies: new BlockList() }, '127.0.0.1', '1.2.3.4')).toBe('127.0.0.1');
    expect(() => networkOf('127.0.0.1', { LANTU_TRUST_PROXY: 'proxy.example' })).toThrow('setting-malformed');
  });
});

import { BlockList } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { servicesOf } from '../../test/services.ts';
import { testStore, type TestStore } from '../../test/store.ts';
import { addJurisdiction, reservedPlaces } from '../evidence/ledger/ledger.ts';
import { Snapshots } from '../evidence/reading/snapshots.ts';
import { allows, type Role, roles } from '../http/access.ts';
import type { Route } from '../http/route.ts';
import { openSession, putAccount, sessionOf } from '../work/sign-in/accounts.ts';
import { type App, createApp } from './app.ts';
import { domains } from './domains.ts';

let db: TestStore;
let app: App;
/** Another server on the same database, which nobody tells of what this one writes. */
let deaf: App;
const tokens = new Map<Role, { token: string; csrf: string }>();

beforeAll(async () => {
  db = await testStore();
  await addJurisdiction(db.store, 'other', { zh: '别处', en: 'Elsewhere' });
  const services = servicesOf(db, () => '2024-06-30');
  const proxies = new BlockList();
  proxies.addAddress('192.0.2.1');
  app = createApp({ services, domains, demo: true, secure: false, network: { hosts: null, proxies } });
  const snapshots = new Snapshots(db.store, null);
  deaf = createApp({ services: { ...services, snapshots }, domains, demo: true, secure: false });
  await db.ledger.submit({
    jurisdiction: 'test',
    kind: 'organisation.put',
    actor: 'x',
    demo: false,
    payload: {
      organisations: [
        { id: 'stats', name: { zh: '统计局', en: 'Statistics' } },
        { id: 'miit', name: { zh: '工信局', en: 'Industry' } },
      ],
    },
  });
  for (const role of roles) {
    if (role === 'public') continue;
    await putAccount(db.store, {
      jurisdiction: 'test',
      login: role,
      name: role,
      password: null,
      role,
      organisation: role === 'local' ? 'miit' : 'stats',
      demo: true,
    });
    const token = await openSession(db.store, role, new Date());
    const session = await sessionOf(db.store, token, new Date());
    tokens.set(role, { token, csrf: session?.csrf ?? '' });
  }
});
afterAll(() => db.close());

/** Sends a request as a role; `public` is a reader without a session who has opened a page before. */
async function ask(
  role: Role,
  method: string,
  path: string,
  more: { body?: unknown; headers?: Record<string, string> } = {},
): Promise<Response> {
  const known = tokens.get(role);
  const headers: Record<string, string> = known
    ? { cookie: `lantu_session=${known.token}`, 'x-csrf-token': known.csrf }
    : { cookie: 'lantu_csrf=seen-before', 'x-csrf-token': 'seen-before' };
  const sends = method !== 'get' && method !== 'delete';
  const request = {
    method: method.toUpperCase(),
    headers: { ...headers, ...(sends && { 'content-type': 'application/json' }), ...more.headers },
    ...(sends && { body: JSON.stringify(more.body ?? {}) }),
  };
  // As it comes from the proxy in front of us.
  return app.app.request(path, request, { incoming: { socket: { remoteAddress: '192.0.2.1' } } });
}

const pathIn = (route: Route, jurisdiction: string) =>
  route.endpoint.path.replace(':jurisdiction', jurisdiction).replace(/:\w+/g, 'none');

it('no address is answered by a route that was meant for another', () => {
  const parts = (path: string) => path.split('/');
  const caught = app.routes.flatMap(({ endpoint: { method, path } }, n) =>
    app.routes
      .slice(0, n)
      .filter(
        ({ endpoint: before }) =>
          before.method === method &&
          parts(before.path).length === parts(path).length &&
          parts(before.path).every((part, at) => part.startsWith(':') || part === parts(path)[at]),
      )
      .map(({ endpoint: before }) => `${method} ${path} by ${before.path}`),
  );
  expect(caught).toEqual([]);
});

describe('who wrote at one server', () => {
  it('sees it at the next request at another one, which has not been told; so does whoever was refused for what stands', async () => {
    const listed = async (cookie = '') => {
      const headers = { cookie: `lantu_session=${tokens.get('planner')?.token}${cookie}` };
      const answer = await deaf.app.request('/api/test/registers', { headers });
      return ((await answer.json()) as { registers: { id: string }[] }).registers.map(({ id }) => id);
    };
    expect(await listed()).toEqual([]);
    const type = {
      id: 'wells',
      name: { zh: '水井', en: 'Wells' },
      identify: ['name'],
      fields: [{ id: 'name', name: { zh: '名称', en: 'Name' }, type: 'text' }],
    };
    const written = await ask('planner', 'put', '/api/test/registers/wells', { body: { type } });
    expect(written.status).toBe(200);
    expect(await listed()).toEqual([]);
    const refused = await ask('planner', 'put', '/api/test/registers/wells', { body: { type } });
    expect(refused.status).toBe(422);
    for (const answer of [written, refused]) {
      const told = answer.headers.getSetCookie().find((line) => line.startsWith('lantu_head_test='));
      expect(told).toContain('HttpOnly');
      expect(await listed(`; ${told?.split(';')[0]}`)).toEqual(['wells']);
    }
    // A number that nobody said makes nobody wait.
    expect(await listed('; lantu_head_test=999999999999; lantu_head_none=5')).toEqual(['wells']);
  });
});

describe('the code of a place', () => {
  it('is never a word that an address of the system begins with', async () => {
    const words = app.routes.map(({ endpoint }) => endpoint.path.split('/')[2] ?? '');
    const fixed = new Set([...words.filter((word) => !word.startsWith(':')), 'api', 'assets', 'open', 'v1', 'sign-in']);
    expect([...fixed].filter((word) => !reservedPlaces.has(word))).toEqual([]);
    for (const id of [...fixed, 'Upper', 'a/b', '', 'x'.repeat(33)])
      await expect(addJurisdiction(db.store, id, { zh: '某地', en: 'A place' })).rejects.toMatchObject({
        body: { code: 'jurisdiction-name' },
      });
  });
});

describe('access', () => {
  it('is what the matrix says, for every route and every role', async () => {
    const wrong: string[] = [];
    let tried = 0;
    // Signing out would end the session that the next requests need.
    for (const route of app.routes.filter(({ endpoint }) => endpoint.access !== 'session')) {
      for (const role of roles) {
        const { status } = await ask(role, route.endpoint.method, pathIn(route, 'test'));
        const refused = status === 401 || status === 403;
        if (refused === allows(role, route.endpoint.access))
          wrong.push(`${role} ${route.endpoint.method} ${route.endpoint.path}: ${status}`);
        tried += 1;
      }
    }
    expect(wrong).toEqual([]);
    expect(tried).toBeGreaterThan(100);
  });

  it('ends at the border: in a jurisdiction that an account is not a member of it is a public reader', async () => {
    for (const route of app.routes.filter(({ endpoint }) => endpoint.path.includes(':jurisdiction'))) {
      for (const role of roles) {
        const { status } = await ask(role, route.endpoint.method, pathIn(route, 'other'));
        expect([role, route.endpoint.path, status === 401 || status === 403]).toEqual([
          role,
          route.endpoint.path,
          !allows('public', route.endpoint.access),
        ]);
      }
    }
  });

  it('never gives one reader the answer made for another, however many ask at once', async () => {
    await db.ledger.submit({
      jurisdiction: 'test',
      kind: 'indicator.put',
      actor: 'x',
      demo: false,
      payload: {
        indicators: [
          {
            id: 'gdp',
            name: { zh: '地区生产总值', en: 'GDP' },
            unit: '亿元',
            nature: 'flow',
            cadence: 'year',
            direction: 'up',
            owner: 'stats',
          },
        ],
      },
    });
    await db.ledger.submit({
      jurisdiction: 'test',
      kind: 'observation.put',
      actor: 'x',
      demo: false,
      payload: {
        observations: [
          {
            indicator: 'gdp',
            place: 'test',
            period: '2022',
            value: 100,
            status: 'approved',
            knownOn: '2023-02-01',
            source: '公报',
            grade: 'A',
          },
          {
            indicator: 'gdp',
            place: 'test',
            period: '2023',
            value: 777,
            status: 'preliminary',
            knownOn: '2024-02-01',
            source: '快报',
            grade: 'A',
          },
        ],
      },
    });
    const asking = Array.from({ length: 120 }, (_, index) => roles[index % roles.length] as Role).map(async (role) => {
      const [list, overview] = await Promise.all([
        ask(role, 'get', '/api/test/indicators'),
        ask(role, 'get', '/api/test/overview'),
      ]);
      return { role, list: await list.text(), debt: ((await overview.json()) as { debt: unknown }).debt };
    });
    for (const { role, list, debt } of await Promise.all(asking)) {
      // The bureau of industry is inside, but the figure is not its own.
      expect([role, list.includes('777')]).toEqual([role, allows(role, 'evidence.read') && role !== 'local']);
      expect([role, debt !== null]).toEqual([role, allows(role, 'evidence.read')]);
    }
  });
});

describe('a request that changes something', () => {
  it('needs the token of the page that it comes from', async () => {
    const answer = await ask('planner', 'post', '/api/test/drafts', {
      body: { text: '到2026年,地区生产总值达到1亿元。' },
      headers: { 'x-csrf-token': 'guessed' },
    });
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({ code: 'csrf' });
  });

  it('is refused when another site sends it', async () => {
    const answer = await ask('planner', 'post', '/api/test/drafts', {
      body: { text: 'x' },
      headers: { origin: 'http://evil.example', host: 'lantu.example' },
    });
    expect(await answer.json()).toMatchObject({ code: 'csrf' });
  });

  it('says in both languages what is wrong with its body, and where', async () => {
    const answer = await ask('planner', 'post', '/api/jurisdictions', { body: { id: 'Bad Id', name: '某县' } });
    expect(answer.status).toBe(422);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(await answer.json()).toMatchObject({
      code: 'malformed',
      where: 'body.id',
      title: { zh: expect.stringContaining('body.id'), en: expect.stringContaining('body.id') },
    });
  });

  it('is refused when it is too large, before it is read', async () => {
    const answer = await ask('planner', 'post', '/api/jurisdictions', {
      body: { id: 'aa', name: 'x'.repeat(2_000_000) },
    });
    expect(answer.status).toBe(413);
  });

  it('is refused when its body is not JSON', async () => {
    const known = tokens.get('planner');
    const answer = await app.app.request('/api/jurisdictions', {
      method: 'POST',
      headers: {
        cookie: `lantu_session=${known?.token}`,
        'x-csrf-token': known?.csrf ?? '',
        'content-type': 'application/json',
      },
      body: '{',
    });
    expect(await answer.json()).toMatchObject({ code: 'unreadable' });
  });
});

it('who adds a jurisdiction may import a plan there at once', async () => {
  expect((await ask('planner', 'post', '/api/jurisdictions', { body: { id: 'fresh', name: '新县' } })).status).toBe(
    200,
  );
  expect(
    (await ask('planner', 'post', '/api/fresh/drafts', { body: { text: '到2026年，地区生产总值达到1亿元。' } })).status,
  ).toBe(200);
  expect((await ask('planner', 'post', '/api/jurisdictions', { body: { id: 'fresh', name: '新县' } })).status).toBe(
    409,
  );
});

describe('signing in', () => {
  it('makes whoever guesses wait, and nobody else: the right person signs in from elsewhere', async () => {
    await putAccount(db.store, {
      jurisdiction: 'test',
      login: 'zhang',
      name: '张',
      password: 'Correct-horse-9',
      role: 'reporter',
      organisation: null,
      demo: false,
    });
    const attempt = (password: string, from = '203.0.113.7') =>
      ask('public', 'post', '/api/session', {
        body: { login: 'zhang', password },
        headers: { 'x-forwarded-for': from },
      });
    // Right sign-ins do not count.
    for (let time = 0; time < 8; time += 1) expect((await attempt('Correct-horse-9')).status).toBe(200);
    expect((await attempt('Correct-horse-9')).status).toBe(200);
    for (let time = 0; time < 5; time += 1)
      expect(await (await attempt('wrong')).json()).toMatchObject({ code: 'sign-in-failed' });
    const waiting = await attempt('Correct-horse-9');
    expect([waiting.status, ((await waiting.json()) as { code: string }).code]).toEqual([429, 'wait']);
    expect(Number(waiting.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await attempt('Correct-horse-9', '198.51.100.4')).status).toBe(200);
  });

  it('does not tell an unknown account from a wrong password', async () => {
    const unknown = await ask('public', 'post', '/api/session', { body: { login: 'nobody', password: 'x' } });
    expect([unknown.status, ((await unknown.json()) as { code: string }).code]).toEqual([401, 'sign-in-failed']);
  });

  it('refuses a weak password for a new account', async () => {
    await expect(
      putAccount(db.store, {
        jurisdiction: 'test',
        login: 'li',
        name: '李',
        password: 'password',
        role: 'reporter',
        organisation: null,
        demo: false,
      }),
    ).rejects.toMatchObject({ body: { code: 'password-weak' } });
  });

  it('ends an idle session, and one that was signed out', async () => {
    const token = await openSession(db.store, 'leader', new Date('2024-01-01T00:00:00Z'));
    expect(await sessionOf(db.store, token, new Date('2024-01-01T00:29:00Z'))).not.toBeNull();
    expect(await sessionOf(db.store, token, new Date('2024-01-01T01:30:00Z'))).toBeNull();
    const other = await openSession(db.store, 'supervisor', new Date());
    const csrf = (await sessionOf(db.store, other, new Date()))?.csrf ?? '';
    await app.app.request('/api/session', {
      method: 'DELETE',
      headers: { cookie: `lantu_session=${other}`, 'x-csrf-token': csrf },
    });
    expect(await sessionOf(db.store, other, new Date())).toBeNull();
  });

  it('offers demonstration accounts only in demonstration mode', async () => {
    const real = createApp({ services: servicesOf(db, () => '2024-06-30'), domains, demo: false, secure: false });
    const session = (await (await real.app.request('/api/session')).json()) as { demoAccounts: unknown[] };
    expect(session.demoAccounts).toEqual([]);
    const headers = { cookie: 'lantu_csrf=t', 'x-csrf-token': 't', 'content-type': 'application/json' };
    expect(
      (
        await real.app.request('/api/session/demo', {
          method: 'POST',
          headers,
          body: JSON.stringify({ login: 'planner' }),
        })
      ).status,
    ).toBe(404);
  });
});

describe('every answer', () => {
  it('carries the headers that keep foreign code and frames out', async () => {
    const { headers } = await app.app.request('/api/health');
    expect(headers.get('content-security-policy')).toMatch(/default-src 'self'.*script-src 'self';/);
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('made for somebody is stored by no browser', async () => {
    for (const path of ['/api/test/overview', '/api/test/plan', '/api/session', '/api/test/registers'])
      expect([path, (await ask('leader', 'get', path)).headers.get('cache-control')]).toEqual([path, 'no-store']);
  });

  it('is described in the OpenAPI document', async () => {
    const document = (await (await app.app.request('/api/openapi.json')).json()) as {
      paths: Record<string, Record<string, unknown>>;
    };
    for (const { endpoint } of app.routes)
      expect(document.paths[endpoint.path.replace(/:(\w+)/g, '{$1}')]?.[endpoint.method]).toBeDefined();
  });
});

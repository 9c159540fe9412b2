import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { serve } from '@hono/node-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from 'kysely';
import { servicesOf } from './services.ts';
import { testStore, type TestStore } from './store.ts';
import { installAreas, installPack } from '../src/evidence/pack/install.ts';
import { readPack, shippedPacks } from '../src/evidence/pack/pack.ts';
import { scopes, type Scope } from '../src/http/access.ts';
import { endpoint } from '../src/http/endpoint.ts';
import { route } from '../src/http/route.ts';
import { none } from '../src/http/shapes.ts';
import { type App, createApp } from '../src/server/app.ts';
import { domains } from '../src/server/domains.ts';
import { Pace } from '../src/server/limits.ts';
import { makeToken, tokensOf, withdrawToken } from '../src/work/sign-in/index.ts';
import { openSession, putAccount, sessionOf } from '../src/work/sign-in/accounts.ts';
import { pageOf } from '../src/deliver/open/paging.ts';

const place = '520181';
const day = '2026-11-24';
let db: TestStore;
let app: App;
let over: App;
const all = Object.keys(scopes) as Scope[];

/** A path that was on the way out the day before. */
const old = endpoint({
  method: 'get',
  path: '/api/v1/:jurisdiction/old',
  access: 'plan.read',
  scope: 'plans.read',
  deprecated: { since: '2026-11-23', sunset: '2027-05-31', use: '/api/v1/520181/plans' },
  summary: 'What was.',
  params: none,
  query: none,
  body: none,
  response: none,
});

beforeAll(async () => {
  db = await testStore();
  const path = shippedPacks().find((one) => one.includes('qingzhen')) ?? '';
  await installPack(db.store, db.ledger, domains, readPack(path), { actor: 'pack', demo: true, restate: true });
  await installAreas(db.store, db.ledger, place, domains);
  const services = servicesOf(db, () => day, domains);
  const withOld = [...domains, { id: 'scores', routes: () => [route(old, async () => ({}))] }];
  app = createApp({ services, domains: withOld, demo: true, secure: false });
  over = createApp({ services, domains, demo: false, secure: false });
  for (const [login, role] of [
    ['root', 'admin'],
    ['plan', 'planner'],
  ] as const)
    await putAccount(db.store, {
      jurisdiction: place,
      login,
      name: login,
      password: null,
      role,
      organisation: null,
      demo: true,
    });
});
afterAll(() => db.close());

async function token(held: readonly Scope[], more: { organisation?: string; expiresAt?: string; demo?: boolean } = {}) {
  const { secret, token: made } = await makeToken(
    db.store,
    {
      jurisdiction: place,
      name: '数据平台',
      scopes: held,
      organisation: null,
      expiresAt: '2099-01-01T00:00:00Z',
      demo: false,
      by: 'root',
      ...more,
    },
    new Date(),
  );
  return { secret, id: made.id };
}

const ask = (secret: string | null, path: string, headers: Record<string, string> = {}, method = 'GET', on = app) =>
  on.app.request(path, { method, headers: { ...(secret && { authorization: `Bearer ${secret}` }), ...headers } });
const codeOf = async (answer: Response) => ((await answer.json()) as { code?: string }).code;

describe('the examples of the document', () => {
  interface Parameter {
    name: string;
    in: string;
    example?: string | number;
  }
  it('are answered, each with a resource of Qingzhen', async () => {
    const document = (await (await app.app.request('/api/v1/openapi.json')).json()) as {
      paths: Record<string, { get: { operationId: string; parameters: Parameter[] } }>;
    };
    const { secret } = await token(all);
    const wrong: unknown[] = [];
    let asked = 0;
    for (const [path, { get }] of Object.entries(document.paths).filter(([path]) => !path.endsWith('/old'))) {
      // No directive is part of the pack.
      if (path.endsWith('{directive}')) continue;
      const query = new URLSearchParams();
      let address = path;
      for (const { name, in: where, example } of get.parameters) {
        if (where === 'path') address = address.replace(`{${name}}`, String(example));
        else if (example !== undefined) query.set(name, String(example));
      }
      const answer = await ask(secret, `${address}?${query}`);
      const body = (await answer.json()) as { items?: unknown[]; item?: object };
      const full = body.item !== undefined || (body.items?.length ?? 0) > 0 || /directives|outlooks/.test(path);
      if (answer.status !== 200 || !full) wrong.push({ address: `${address}?${query}`, status: answer.status, body });
      asked += 1;
    }
    expect(wrong).toEqual([]);
    expect(asked).toBeGreaterThanOrEqual(12);
  });

  it('come with what the server answers to them, where anybody may ask', async () => {
    const document = (await (await app.app.request('/api/v1/openapi.json')).json()) as {
      paths: Record<string, { get: { responses: Record<string, { content: Record<string, { example?: object }> }> } }>;
    };
    const shown = Object.entries(document.paths).flatMap(([path, { get }]) => {
      const example = get.responses['200']?.content['application/json']?.example;
      return example ? [[path.replace('/api/v1/{jurisdiction}', ''), JSON.stringify(example)] as const] : [];
    });
    expect(shown.map(([path]) => path).filter((path) => path.includes('directive'))).toEqual([]);
    expect(shown.length).toBeGreaterThanOrEqual(11);
    expect(Object.fromEntries(shown)['/indicators/{indicator}']).toContain('"id":');
    expect(shown.every(([, text]) => text.length < 20_000)).toBe(true);
  });

  it('stand in documents where every operation has an id of its own, a tag, and its refusals as problems', async () => {
    for (const path of ['/api/openapi.json', '/api/v1/openapi.json']) {
      const document = (await (await app.app.request(path)).json()) as {
        openapi: string;
        servers: unknown[];
        tags: { name: string }[];
        components: { securitySchemes: object; responses: Record<string, { content: object }> };
        paths: Record<
          string,
          Record<string, { operationId: string; tags: string[]; security: object[]; responses: object }>
        >;
      };
      expect(document.openapi).toBe('3.1.0');
      expect(document.servers.length).toBe(1);
      const operations = Object.values(document.paths).flatMap((one) => Object.values(one));
      expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
      const tags = new Set(document.tags.map(({ name }) => name));
      const schemes = Object.keys(document.components.securitySchemes);
      for (const { operationId, tags: own, security, responses } of operations) {
        expect([operationId, own.every((tag) => tags.has(tag))]).toEqual([operationId, true]);
        expect([operationId, Object.keys(responses)]).toEqual([
          operationId,
          expect.arrayContaining(['401', '403', '422']),
        ]);
        expect(security.flatMap((one) => Object.keys(one)).filter((name) => !schemes.includes(name))).toEqual([]);
      }
      for (const { content } of Object.values(document.components.responses))
        expect(Object.keys(content)).toEqual(['application/problem+json']);
    }
  });
});

describe('the programs of docs/examples', () => {
  const examples = join(import.meta.dirname, '../docs/examples');
  const python = spawnSync('python3', ['--version']).status === 0;
  it.each([
    ['chart.mjs', process.execPath, ['gdp']],
    ...(python ? [['chart.py', 'python3', []] as const] : []),
  ] as const)(
    '%s draws a chart of what the server says (Python: skipped where there is none)',
    async (name, run, words) => {
      const { secret } = await token(['observations.read', 'indicators.read', 'commitments.read']);
      const folder = await mkdtemp(join(tmpdir(), 'lantu-example-'));
      const file = join(folder, 'chart.svg');
      const server = serve({ fetch: app.app.fetch, port: 0, hostname: '127.0.0.1' });
      try {
        await new Promise((done) => server.once('listening', done));
        const { port } = server.address() as { port: number };
        await promisify(execFile)(run, [join(examples, name), `http://127.0.0.1:${port}`, place, ...words, file], {
          env: { PATH: process.env['PATH'], LANTU_TOKEN: secret },
        });
        const drawn = await readFile(file, 'utf8');
        expect(drawn).toMatch(/^<svg .*<rect .*<\/svg>\n$/s);
        expect(drawn).toContain(name === 'chart.mjs' ? '地区生产总值' : '红灯');
      } finally {
        await new Promise((done) => server.close(done));
        await rm(folder, { recursive: true });
      }
    },
  );
});

describe('a token', () => {
  it('without the scope gets 403 at every route; with all scopes it reads what has one and nothing else', async () => {
    const full = await token(all);
    const wrong: string[] = [];
    let tried = 0;
    for (const { endpoint: of } of app.routes) {
      const path = of.path.replace(':jurisdiction', place).replace(/:\w+/g, 'none');
      const less = await token(all.filter((scope) => scope !== of.scope).slice(0, 6));
      const without = await ask(less.secret, path, {}, of.method.toUpperCase());
      await withdrawToken(db.store, { jurisdiction: place, id: less.id, by: 'root' }, new Date());
      if (without.status !== 403 || (await codeOf(without)) !== 'scope-missing')
        wrong.push(`without: ${of.method} ${of.path} ${without.status}`);
      const held = await ask(full.secret, path, {}, of.method.toUpperCase());
      if ((held.status === 403) === (of.scope !== undefined))
        wrong.push(`with: ${of.method} ${of.path} ${held.status}`);
      tried += 1;
    }
    expect(wrong).toEqual([]);
    expect(tried).toBeGreaterThan(150);
    expect(app.routes.filter(({ endpoint: of }) => of.scope && of.method !== 'get')).toEqual([]);
  });

  it('is kept as a hash, audited when made and withdrawn, and opens nothing once withdrawn or too old', async () => {
    const root = await openSession(db.store, 'root', new Date());
    const csrf = (await sessionOf(db.store, root, new Date()))?.csrf ?? '';
    const headers = { cookie: `lantu_session=${root}`, 'x-csrf-token': csrf, 'content-type': 'application/json' };
    const until = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
    const post = (body: object) =>
      app.app.request(`/api/${place}/tokens`, { method: 'POST', headers, body: JSON.stringify(body) });
    const made = (await (await post({ name: '统计平台', scopes: ['plans.read'], until })).json()) as {
      secret: string;
      token: { id: string; state: string };
    };
    expect(made.token.state).toBe('valid');
    const stored = JSON.stringify(await db.store.selectFrom('access_token').selectAll().execute());
    expect(stored).not.toContain(made.secret.slice(6));
    const listed = await app.app.request(`/api/${place}/tokens`, { headers });
    expect(await listed.text()).not.toContain(made.secret.slice(6));
    expect((await ask(made.secret, `/api/v1/${place}/plans`)).status).toBe(200);
    // Another place is none of its business, though anybody may read there.
    expect(await codeOf(await ask(made.secret, '/api/v1/test/plans'))).toBe('scope-missing');
    const ended = await app.app.request(`/api/${place}/tokens/${made.token.id}`, { method: 'DELETE', headers });
    expect(ended.status).toBe(200);
    const after = await ask(made.secret, `/api/v1/${place}/plans`);
    expect([after.status, after.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="lantu"']);
    const gone = await token(['plans.read'], { expiresAt: new Date(Date.now() - 1000).toISOString() });
    expect(await codeOf(await ask(gone.secret, `/api/v1/${place}/plans`))).toBe('token-unknown');
    for (const bad of ['2020-01-01', '2099-01-01'])
      expect(await codeOf(await post({ name: '太久', scopes: ['plans.read'], until: bad }))).toBe('until-malformed');
    const { rows } = await sql<{ kind: string; payload: string }>`
      select kind, payload from security_entry where jurisdiction_id = ${place} and kind like 'token-%' and payload like ${`%${made.token.id}%`} order by seq`.execute(
      db.store,
    );
    expect(rows.map(({ kind }) => kind)).toEqual(['token-made', 'token-withdrawn']);
    expect(JSON.stringify(rows)).not.toContain(made.secret.slice(6));
  });

  it('of the demonstration ends with it', async () => {
    const { secret } = await token(['plans.read'], { demo: true });
    expect((await ask(secret, `/api/v1/${place}/plans`)).status).toBe(200);
    expect((await ask(secret, `/api/v1/${place}/plans`, {}, 'GET', over)).status).toBe(401);
    expect((await tokensOf(db.store, place)).length).toBeGreaterThan(0);
  });

  it('without anything from inside sees what is approved; one of an organisation what that sees', async () => {
    await db.ledger.submit({
      jurisdiction: place,
      kind: 'observation.put',
      actor: 'x',
      demo: false,
      payload: {
        observations: [
          {
            indicator: 'gdp',
            place,
            period: '2026',
            value: 777.77,
            status: 'preliminary',
            knownOn: '2026-11-01',
            source: '快报',
            grade: 'A',
          },
        ],
      },
    } as never);
    const gdp = async (held: readonly Scope[], organisation?: string) => {
      const { secret } = await token(held, organisation === undefined ? {} : { organisation });
      return (await ask(secret, `/api/v1/${place}/observations?indicator=gdp&limit=1000`)).text();
    };
    const { snapshots } = servicesOf(db, () => day);
    const owner = (await snapshots.get(place)).indicators.get('gdp')?.item.owner ?? '';
    expect(await gdp(['observations.read'])).not.toContain('777.77');
    expect(await gdp(['observations.read', 'lists.read'])).toContain('777.77');
    expect(await gdp(['observations.read', 'lists.read'], owner)).toContain('777.77');
    expect(await gdp(['observations.read', 'lists.read'], 'agriculture')).not.toContain('777.77');
  });
});

describe('what is read', () => {
  it('comes in pages that together are all of it, each once', async () => {
    for (const path of ['commitments', 'observations?indicator=gdp', 'lists/projects/records', 'indicators']) {
      const { secret } = await token(all);
      const join = path.includes('?') ? '&' : '?';
      const ids: string[] = [];
      let next: string | null = null;
      let total = 0;
      do {
        const answer = await ask(
          secret,
          `/api/v1/${place}/${path}${join}limit=7${next === null ? '' : `&after=${encodeURIComponent(next)}`}`,
        );
        const body = (await answer.json()) as { items: { id: string }[]; next: string | null; total: number };
        expect(body.items.length).toBeLessThanOrEqual(7);
        ids.push(...body.items.map(({ id }) => id));
        ({ next, total } = body);
      } while (next !== null && ids.length < 2000);
      expect([path, ids.length, new Set(ids).size]).toEqual([path, total, total]);
      expect(total).toBeGreaterThan(7);
    }
    expect(await codeOf(await ask(null, `/api/v1/${place}/commitments?after=nothing`))).toBe('cursor-unknown');
    expect(() => pageOf([1, 2], String, { limit: 1, after: '3' })).toThrow('cursor-unknown');
  });

  it('answers 304 as long as nothing changed, and anew when something did', async () => {
    const { secret } = await token(['indicators.read', 'commitments.read']);
    const path = `/api/v1/${place}/indicators?limit=5`;
    const first = await ask(secret, path);
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[0-9a-f]{32}"$/);
    const again = await ask(secret, path, { 'if-none-match': `"x", W/${etag}` });
    expect([again.status, await again.text()]).toEqual([304, '']);
    expect((await ask(secret, `${path}&words=gdp`, { 'if-none-match': etag })).status).toBe(200);
    const named = (id: string) =>
      db.ledger.submit({
        jurisdiction: place,
        kind: 'organisation.put',
        actor: 'x',
        demo: false,
        payload: { organisations: [{ id, name: { zh: '新局', en: 'New' } }] },
      } as never);
    // What is written elsewhere leaves the answer as it was, byte for byte.
    await named('fresh');
    expect((await ask(secret, path, { 'if-none-match': etag })).status).toBe(304);
    const { items } = (await first.json()) as { items: { owner: { id: string } | null }[] };
    await named(items.find(({ owner }) => owner !== null)?.owner?.id ?? '');
    const changed = await ask(secret, path, { 'if-none-match': etag });
    expect(changed.status).toBe(200);
    expect(changed.headers.get('etag')).not.toBe(etag);
  });

  it('is narrowed by its filters', async () => {
    const of = async (path: string) =>
      ((await (await ask(null, `/api/v1/${place}/${path}`)).json()) as { items: Record<string, never>[] }).items;
    const targets = await of('commitments?kind=target,project&limit=1000');
    expect(new Set(targets.map((one) => one['kind']))).toEqual(new Set(['target', 'project']));
    const ends = (await of('observations?indicator=gdp&from=2021-01-01&to=2022-12-31')).map((one) =>
      String(one['period']),
    );
    expect(ends.length).toBeGreaterThan(0);
    expect(ends.filter((period) => !/^202[12]/.test(period))).toEqual([]);
    // A list that is not open is not told of to everybody.
    expect(await codeOf(await ask(null, `/api/v1/${place}/lists/directives/records`))).toBe('no-such-resource');
    expect((await ask(null, `/api/v1/${place}/directives`)).status).toBe(401);
  });

  it('says when it is on the way out', async () => {
    const answer = await ask(null, '/api/v1/520181/old');
    expect(answer.headers.get('deprecation')).toBe(`@${Date.UTC(2026, 10, 23) / 1000}`);
    expect(answer.headers.get('sunset')).toBe('Mon, 31 May 2027 00:00:00 GMT');
    expect(answer.headers.get('link')).toBe('</api/v1/520181/plans>; rel="successor-version"');
    const document = (await (await app.app.request('/api/v1/openapi.json')).json()) as {
      paths: Record<string, { get: { deprecated?: boolean } }>;
    };
    expect(document.paths['/api/v1/{jurisdiction}/old']?.get.deprecated).toBe(true);
    expect((await ask(null, '/api/v1/520181/plans')).headers.get('deprecation')).toBeNull();
  });

  it('comes no faster than the pace, and says when to come again', () => {
    let now = 0;
    const pace = new Pace(() => now);
    for (let n = 0; n < 60; n += 1) pace.take('token:a', 60);
    expect(() => pace.take('token:a', 60)).toThrow('too-fast');
    expect(pace.take('token:b', 60)).toBe(59);
    now = 1_000;
    expect(pace.take('token:a', 60)).toBe(0);
    expect(() => pace.take('token:a', 60)).toThrow('too-fast');
  });
});

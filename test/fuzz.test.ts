import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { seeded } from '../src/core/random/index.ts';
import { addJurisdiction } from '../src/evidence/ledger/ledger.ts';
import { installRegisters, loadRecords } from '../src/evidence/pack/install.ts';
import { loadPack, readPack, shippedPack } from '../src/evidence/pack/pack.ts';
import { allows, type Role, roles } from '../src/http/access.ts';
import type { Route } from '../src/http/route.ts';
import { type App, createApp } from '../src/server/app.ts';
import { domains } from '../src/server/domains.ts';
import { openSession, putAccount, sessionOf } from '../src/work/sign-in/accounts.ts';
import { servicesOf } from './services.ts';
import { testStore, type TestStore } from './store.ts';

/** Every route and every field, with values as an attacker or a slip of the hand would send them. */

const count = Number(process.env.LANTU_FUZZ ?? 2_500);
const seed = Number(process.env.LANTU_FUZZ_SEED ?? 11);
const cities = ['520181', 'other'] as const;
let db: TestStore;
let app: App;
const keys = new Map<string, { cookie: string; csrf: string }>();

beforeAll(async () => {
  db = await testStore();
  const services = servicesOf(db, () => '2026-03-10', domains);
  app = createApp({ services, domains, demo: true, secure: false });
  const pack = readPack(shippedPack('qingzhen'));
  await addJurisdiction(db.store, pack.jurisdiction.id, pack.jurisdiction.name);
  await addJurisdiction(db.store, 'other', { zh: '别处', en: 'Elsewhere' });
  for (const city of cities) await installRegisters(db.store, db.ledger, city, domains);
  await loadPack(db.store, db.ledger, pack, { actor: 'pack', demo: true });
  await loadRecords(db.store, db.ledger, pack.jurisdiction.id, domains, pack, { demo: true });
  for (const city of cities)
    for (const role of roles) {
      if (role === 'public') continue;
      const login = `${role}-${city}`;
      await putAccount(db.store, {
        jurisdiction: city,
        login,
        name: role,
        password: null,
        role,
        organisation: city === '520181' && ['reporter', 'reviewer', 'local'].includes(role) ? 'etdz' : null,
        demo: true,
      });
      await enter(role, city);
    }
});
afterAll(() => db.close());

async function enter(role: Role, city: string): Promise<void> {
  const token = await openSession(db.store, `${role}-${city}`, new Date());
  const csrf = (await sessionOf(db.store, token, new Date()))?.csrf ?? '';
  keys.set(`${role} ${city}`, { cookie: `lantu_session=${token}`, csrf });
}

const nasty: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1e308,
  1.7e308,
  1e-320,
  5e-324,
  -0,
  2 ** 53,
  '',
  ' ',
  '\u3164',
  '9999-12-31',
  '0001-01-01',
  '+275760-09-13',
  '2026-02-30',
  '9999',
  '2026-13',
  '9999-12',
  'a\u0000b',
  '\ud800',
  '\u202eabc',
  '\u001b[2J',
  "'; drop table submission; --",
  '<script>alert(1)</script>',
  '=cmd|x!A1',
  '../../etc/passwd',
  '__proto__',
  'constructor',
  'toString',
  '%',
  '%00',
  '\\',
  'x'.repeat(100_000),
  '名'.repeat(300),
  [],
  {},
  [[[[[]]]]],
  { __proto__: { admin: true } },
];
const known = ['520181', 'gdp', 'projects', 'leads', 'firms', 'etdz', 'p1', '1', '2026', '2026-03-10', 'name', 'id'];

interface Json {
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  properties?: Record<string, Json>;
  required?: string[];
  items?: Json;
  anyOf?: Json[];
  oneOf?: Json[];
  additionalProperties?: Json | boolean;
  pattern?: string;
  format?: string;
}

function maker(random: () => number) {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  /** A value of the shape, now and then with something in it that it does not foresee. */
  function make(shape: Json, depth = 0): unknown {
    if (random() < 0.12 || depth > 6) return pick(nasty);
    if (shape.const !== undefined) return shape.const;
    if (shape.enum) return pick(shape.enum);
    const several = shape.anyOf ?? shape.oneOf;
    if (several) return make(pick(several), depth);
    switch (Array.isArray(shape.type) ? pick(shape.type) : shape.type) {
      case 'object': {
        const made: Record<string, unknown> = {};
        for (const [key, inner] of Object.entries(shape.properties ?? {}))
          if (shape.required?.includes(key) || random() < 0.6) made[key] = make(inner, depth + 1);
        if (typeof shape.additionalProperties === 'object')
          for (let n = 0; n < 3; n += 1) made[pick(known)] = make(shape.additionalProperties, depth + 1);
        return made;
      }
      case 'array':
        return Array.from({ length: Math.floor(random() * 3) }, () => make(shape.items ?? {}, depth + 1));
      case 'integer':
        return pick([0, 1, 2, 2024, 2026, -5, 9999]);
      case 'number':
        return pick([0, 1, -1.5, 1e6, 1e15, 1e300, 1e-300]);
      case 'boolean':
        return random() < 0.5;
      case 'string':
        return shape.format === 'date' ? pick(['2026-03-10', '1000-01-01', '2199-12-31', '9999-12-31']) : pick(known);
      default:
        return pick([...nasty, ...known]);
    }
  }
  return { make, pick };
}

const shapes = new WeakMap<z.ZodType, Json>();
function shapeOf(type: z.ZodType): Json {
  const held = shapes.get(type);
  if (held) return held;
  const made = z.toJSONSchema(type, { unrepresentable: 'any', io: 'input', reused: 'inline' }) as Json;
  shapes.set(type, made);
  return made;
}

async function send(route: Route, role: Role, city: string, path: string, body: unknown) {
  const key = keys.get(`${role} ${city}`);
  const { method } = route.endpoint;
  const writes = method !== 'get' && method !== 'delete';
  return app.app.request(path, {
    method: method.toUpperCase(),
    headers: {
      cookie: key?.cookie ?? 'lantu_csrf=seen-before',
      'x-csrf-token': key?.csrf ?? 'seen-before',
      ...(writes && { 'content-type': 'application/json' }),
    },
    ...(writes && { body: JSON.stringify(body) }),
  });
}

/** Routes that start a thread for seconds: each gets a few requests, not its share. */
const slow = /verify$|scenarios\/compute$/;

describe('whatever is sent', () => {
  it(
    `no route answers with a fault of its own (${count} requests, seed ${seed}; LANTU_FUZZ and LANTU_FUZZ_SEED set others)`,
    { timeout: 900_000 },
    async () => {
      const random = seeded(seed);
      const { make, pick } = maker(random);
      const bad: string[] = [];
      const statuses = new Map<number, number>();
      const tried = new Map<Route, number>();
      // Signing out ends the session that the next requests need.
      const routes = app.routes.filter(
        ({ endpoint }) => !(endpoint.path === '/api/session' && endpoint.method === 'delete'),
      );
      for (let n = 0; n < count; n += 1) {
        const route = n < routes.length * 3 ? (routes[n % routes.length] as Route) : pick(routes);
        const times = (tried.get(route) ?? 0) + 1;
        if (slow.test(route.endpoint.path) && times > 6) continue;
        tried.set(route, times);
        // Most come as somebody who may: behind the door there is more to break.
        const role = pick(random() < 0.7 ? roles.filter((one) => allows(one, route.endpoint.access)) : roles);
        const city = pick(cities);
        const path = route.endpoint.path.replace(/:(\w+)/g, (_, name: string) => {
          const value =
            name === 'jurisdiction' && random() < 0.85 ? pick(cities) : random() < 0.6 ? pick(known) : pick(nasty);
          return (
            encodeURIComponent(
              (typeof value === 'string' ? value : JSON.stringify(value)).toWellFormed().slice(0, 3_000),
            ) || 'x'
          );
        });
        const query = make(shapeOf(route.endpoint.query));
        const search = new URLSearchParams();
        if (query && typeof query === 'object')
          for (const [key, value] of Object.entries(query))
            search.set(key, (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 3_000));
        const body = make(shapeOf(route.endpoint.body));
        const answer = await send(route, role, city, search.size > 0 ? `${path}?${search}` : path, body);
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
        const text = await answer.text();
        if (answer.status >= 500)
          bad.push(
            `${answer.status} ${role} ${route.endpoint.method} ${path.slice(0, 200)}?${String(search).slice(0, 300)} ${JSON.stringify(body)?.slice(0, 600)}: ${text.slice(0, 200)}`,
          );
        // Whoever was signed in anew has another session.
        if (route.endpoint.path.startsWith('/api/session') && route.endpoint.method !== 'get' && role !== 'public')
          await enter(role, city).catch(() => {});
      }
      process.stderr.write(
        `fuzz: ${[...statuses]
          .toSorted()
          .map(([status, n]) => `${status} × ${n}`)
          .join(', ')}\n`,
      );
      expect(bad.slice(0, 10)).toEqual([]);
      expect(tried.size).toBe(routes.length);
    },
  );

  it('every page still answers everybody afterwards', async () => {
    const bad: string[] = [];
    for (const route of app.routes.filter(
      ({ endpoint }) => endpoint.method === 'get' && endpoint.path.startsWith('/api/:'),
    ))
      for (const role of roles) {
        const path = route.endpoint.path.replace(':jurisdiction', '520181').replace(/:\w+/g, 'projects');
        const { status } = await send(route, role, '520181', path, {});
        if (status >= 500) bad.push(`${status} ${role} ${path}`);
      }
    expect(bad).toEqual([]);
  });
});

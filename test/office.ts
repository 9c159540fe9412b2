import { Ledger } from '../src/evidence/book.ts';
import type { Services } from '../src/evidence/domain.ts';
import { installAreas } from '../src/evidence/pack/install.ts';
import type { Role } from '../src/http/access.ts';
import { createApp } from '../src/server/app.ts';
import { domains } from '../src/server/domains.ts';
import { openSession, putAccount, sessionOf } from '../src/work/sign-in/accounts.ts';
import { servicesOf } from './services.ts';
import { testStore, type TestStore } from './store.ts';

export interface Answer<T = Record<string, never>> {
  status: number;
  body: T & { code?: string };
}

/** A city hall: organisations, people of each sort in them, an indicator with a target, and the whole API in front of it. */
export interface Office {
  db: TestStore;
  services: Services;
  /** Moves the day that counts as today. */
  turnTo: (day: string) => void;
  ask<T = Record<string, never>>(login: string, method: string, path: string, body?: object): Promise<Answer<T>>;
  /** Asks for an address as somebody who has not signed in. */
  open(path: string, init?: RequestInit, address?: string): Promise<Response>;
  /** Puts a yearly value of the indicator `gdp`, known on today's day. */
  figure(period: string, value: number): Promise<void>;
  close(): Promise<void>;
}

/** Who there is: login, role, organisation. */
const people: readonly [login: string, role: Role, organisation: string | null][] = [
  ['boss', 'leader', null],
  ['plan', 'planner', null],
  ['watch', 'supervisor', 'office'],
  ['watch2', 'supervisor', 'office'],
  ['root', 'admin', null],
  ['audit', 'auditor', null],
  ['farm', 'reporter', 'agri'],
  ['farm2', 'reporter', 'agri'],
  ['farm-review', 'reviewer', 'agri'],
  ['farm-plan', 'planner', 'agri'],
  ['farm-watch', 'supervisor', 'agri-station'],
  ['water', 'reporter', 'water'],
  ['water-review', 'reviewer', 'water'],
  ['road', 'reporter', 'road'],
];

/** Opens one on an empty store; `today` is its first day, `clock` gives the milliseconds that entries are dated by. */
export async function openOffice(today: string, clock: () => number = Date.now): Promise<Office> {
  const empty = await testStore();
  const db = { ...empty, ledger: new Ledger(empty.store, () => new Date(clock()).toISOString()) };
  let day = today;
  const services = servicesOf(db, () => day, domains);
  await installAreas(db.store, db.ledger, 'test', domains);
  const by = { jurisdiction: 'test', actor: 'x', demo: false } as const;
  const organisation = (id: string, zh: string, parent: string | null = null) => ({ id, name: { zh, en: id }, parent });
  await db.ledger.submit([
    {
      ...by,
      kind: 'organisation.put',
      payload: {
        organisations: [
          organisation('office', '督查室'),
          organisation('agri', '农业农村局'),
          organisation('agri-station', '农技站', 'agri'),
          organisation('water', '水务局'),
          organisation('road', '交通局'),
        ],
      },
    },
    {
      ...by,
      kind: 'indicator.put',
      payload: {
        indicators: [
          {
            id: 'gdp',
            name: { zh: '农业产值', en: 'Output' },
            unit: '亿元',
            nature: 'flow',
            cadence: 'year',
            direction: 'up',
            owner: 'agri',
          },
        ],
      },
    },
    {
      ...by,
      kind: 'plan.put',
      payload: {
        plan: { id: 'p', title: { zh: '规划', en: 'Plan' }, horizon: { start: 2022, end: 2026 } },
        mode: 'replace',
        base: null,
        commitments: [
          {
            id: 'A-1',
            kind: 'target',
            title: { zh: '农业产值达到 500 亿元', en: 'Output of 50 billion yuan' },
            parent: null,
            lead: 'agri',
            indicator: 'gdp',
            target: {
              op: '>=',
              value: 500,
              value2: null,
              unit: '亿元',
              period: '2026',
              cumulative: false,
              trajectory: { kind: 'linear' },
              baseline: { period: '2021', value: 100 },
            },
          },
          { id: 'B-1', kind: 'action', title: { zh: '整治河道', en: 'River' }, parent: null, lead: 'water' },
        ],
      } as never,
    },
  ]);
  const { app } = createApp({ services, domains, demo: true, secure: false });
  const sessions = new Map<string, { token: string; csrf: string }>();
  for (const [login, role, organisation] of people) {
    await putAccount(db.store, {
      jurisdiction: 'test',
      login,
      name: login,
      password: null,
      role,
      organisation,
      demo: true,
    });
    const token = await openSession(db.store, login, new Date());
    sessions.set(login, { token, csrf: (await sessionOf(db.store, token, new Date()))?.csrf ?? '' });
  }
  return {
    db,
    services,
    turnTo: (to) => (day = to),
    ask: async (login, method, path, body = {}) => {
      const session = sessions.get(login);
      const sends = method !== 'GET' && method !== 'DELETE';
      const answer = await app.request(`/api/test/${path}`, {
        method,
        headers: {
          cookie: `lantu_session=${session?.token ?? ''}`,
          'x-csrf-token': session?.csrf ?? '',
          ...(sends && { 'content-type': 'application/json' }),
        },
        ...(sends && { body: JSON.stringify(body) }),
      });
      return { status: answer.status, body: await answer.json() };
    },
    open: async (path, init = {}, address = '192.0.2.9') =>
      app.request(path, init, { incoming: { socket: { remoteAddress: address } } }),
    figure: async (period, value) => {
      await db.ledger.submit({
        ...by,
        kind: 'observation.put',
        payload: {
          observations: [
            {
              indicator: 'gdp',
              place: 'test',
              period,
              value,
              status: 'approved',
              knownOn: day,
              source: '公报',
              grade: 'A',
            },
          ],
        },
      });
    },
    close: () => db.close(),
  };
}

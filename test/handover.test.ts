import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from './ask.ts';
import { servicesOf } from './services.ts';
import { testStore, type TestStore } from './store.ts';
import { verifyChains } from '../src/evidence/book.ts';
import type { Endpoint } from '../src/http/endpoint.ts';
import type { Route } from '../src/http/route.ts';
import { putAccount } from '../src/work/sign-in/accounts.ts';
import { registers } from '../src/work/registers/index.ts';
import { getRecord, putRecords, putRegister } from '../src/work/registers/api.ts';
import { enterStage } from '../src/work/registers/work-api.ts';
import { getOpenWork, handOver, listPeople } from '../src/work/system/api.ts';
import { system } from '../src/work/system/index.ts';

/** A clerk leaves: what stood in his name goes over in one act, and what he closed stays his. */

let db: TestStore;
let routes: Route[];
const name = (zh: string) => ({ zh, en: zh });
const admin = { role: 'admin', login: 'root', organisation: null } as const;
const planner = { role: 'planner', login: 'plan', organisation: null } as const;
const wang = { role: 'reporter', login: 'wang', organisation: 'water' } as const;

type Somebody = Parameters<typeof ask>[2];
const call = <E extends Endpoint>(who: Somebody, endpoint: E, more: Parameters<typeof ask>[3] = {}) =>
  ask(routes, endpoint, who, { ...more, params: { register: 'cases', ...more.params } });

beforeAll(async () => {
  db = await testStore();
  const services = servicesOf(db, () => '2026-03-10');
  routes = [...registers.routes(services), ...system.routes(services)];
  const of = { jurisdiction: 'test', actor: 'x', demo: false };
  await db.ledger.submit({
    ...of,
    kind: 'organisation.put',
    payload: { organisations: ['water', 'roads'].map((id) => ({ id, name: name(id) })) },
  });
  const account = { jurisdiction: 'test', password: null, role: 'reporter' as const, demo: false };
  for (const login of ['wang', 'li'])
    await putAccount(db.store, { ...account, login, name: login, organisation: 'water' });
  await putAccount(db.store, { ...account, login: 'zhao', name: 'zhao', organisation: 'roads' });
  await call(planner, putRegister, {
    body: {
      type: {
        id: 'cases',
        name: name('事项'),
        identify: ['matter'],
        organisation: 'water',
        fields: [
          { id: 'matter', name: name('事项'), type: 'text', required: true },
          { id: 'chief', name: name('河长'), type: 'account' },
          { id: 'team', name: name('专班'), type: 'account', many: true },
        ],
        stages: [
          { id: 'open', name: name('在办') },
          { id: 'closed', name: name('办结') },
        ],
      },
    },
  });
  await db.ledger.submit({
    ...of,
    kind: 'duty.put',
    payload: {
      duties: [
        { about: 'register:cases', organisation: 'water', person: 'wang', deputy: 'li', deputyUntil: '2026-12-31' },
        { about: 'indicator:gdp', organisation: 'water', person: 'li', deputy: 'wang', deputyUntil: '2026-12-31' },
      ],
    },
  });
  await call(wang, putRecords, {
    body: {
      records: [
        { id: 'a', base: null, values: { matter: '甲', chief: 'wang' } },
        { id: 'b', base: null, values: { matter: '乙', chief: 'li', team: ['wang', 'li'] } },
        { id: 'c', base: null, values: { matter: '丙', chief: 'wang' } },
      ],
    },
  });
  await call(wang, enterStage, { params: { record: 'c' }, body: { base: 1, stage: 'closed' } });
});
afterAll(() => db.close());

const recordOf = async (record: string) => (await call(planner, getRecord, { params: { record } })).record;

test('to somebody of another organisation nothing goes over, and nothing is half done', async () => {
  const give = call(admin, handOver, {
    params: { login: 'wang' },
    body: { to: 'zhao', reason: '调岗', membership: false },
  });
  await expect(give).rejects.toMatchObject({ status: 422, body: { code: 'not-of-organisation' } });
  const self = call(admin, handOver, {
    params: { login: 'wang' },
    body: { to: 'wang', reason: '调岗', membership: false },
  });
  await expect(self).rejects.toMatchObject({ body: { code: 'oneself' } });
  expect(await recordOf('a')).toMatchObject({ version: 1, values: { chief: 'wang' } });
});

test('duties, open matters and the login go over in one act that the ledger tells of', async () => {
  expect(await call(admin, getOpenWork, { params: { login: 'wang' } })).toMatchObject({
    duties: [
      { about: 'indicator:gdp', deputy: true },
      { about: 'register:cases', deputy: false },
    ],
    registers: [{ id: 'cases', count: 2 }],
  });
  const done = await call(admin, handOver, {
    params: { login: 'wang' },
    body: { to: 'li', reason: '离任交接', membership: true },
  });
  expect(done).toMatchObject({ duties: 2, records: 2 });
  expect(await recordOf('a')).toMatchObject({ version: 2, values: { chief: 'li' } });
  expect(await recordOf('b')).toMatchObject({ values: { chief: 'li', team: ['li'] } });
  // What he closed stays in his name.
  expect(await recordOf('c')).toMatchObject({ stage: 'closed', values: { chief: 'wang' } });
  const duties = await db.store
    .selectFrom('duty')
    .select(['about', 'person', 'deputy', 'deputy_until'])
    .orderBy('about')
    .execute();
  expect(duties).toEqual([
    { about: 'indicator:gdp', person: 'li', deputy: null, deputy_until: null },
    { about: 'register:cases', person: 'li', deputy: null, deputy_until: null },
  ]);
  const { people } = await call(admin, listPeople);
  expect(people.map(({ login }) => login)).toEqual(['li', 'zhao']);
  const last = await db.store
    .selectFrom('submission')
    .select(['kind', 'actor', 'payload'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  expect(last).toMatchObject({ kind: 'person.handover', actor: 'root' });
  expect(JSON.parse(last.payload)).toMatchObject({
    from: 'wang',
    to: 'li',
    reason: '离任交接',
    records: [
      { register: 'cases', record: 'a' },
      { register: 'cases', record: 'b' },
    ],
  });
  const [report] = await verifyChains(db.store, 'test');
  expect(report?.differing).toBe(undefined);
});

import { verify } from '@node-rs/argon2';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ask } from '../../../test/ask.ts';
import { servicesOf } from '../../../test/services.ts';
import { testStore, type TestStore } from '../../../test/store.ts';
import { addJurisdiction } from '../../evidence/ledger/ledger.ts';
import { matrix, type Role, roles } from '../../http/access.ts';
import type { Endpoint } from '../../http/endpoint.ts';
import type { Route } from '../../http/route.ts';
import { listOrganisations, listPeople, putOrganisation, putPerson, removePerson, unlockPerson } from './api.ts';
import { systemRoutes } from './routes.ts';

let db: TestStore;
let routes: Route[];
const strong = 'Hongfeng-lake-2026!';
const name = (zh: string) => ({ zh, en: zh });

beforeAll(async () => {
  db = await testStore();
  await addJurisdiction(db.store, 'other', name('别处'));
  const services = servicesOf(db, () => '2026-03-10');
  routes = systemRoutes(services);
  await db.ledger.submit({
    jurisdiction: 'test',
    demo: false,
    actor: 'x',
    kind: 'organisation.put',
    payload: {
      organisations: [
        { id: 'town', name: name('站街镇') },
        { id: 'stats', name: name('统计局') },
      ],
    },
  });
});
afterAll(() => db.close());

const call = <E extends Endpoint>(endpoint: E, more: Parameters<typeof ask>[3] & { role?: Role } = {}) =>
  ask(routes, endpoint, { login: 'root', role: more.role ?? 'admin', organisation: null }, more);
const person = (login: string, more: object = {}) => ({
  login,
  name: login,
  role: 'reporter',
  organisation: 'stats',
  ...more,
});
const put = (body: object, more: object = {}) => call(putPerson, { body, ...more });
const people = async () => (await call(listPeople)).people;
const account = (login: string) =>
  db.store.selectFrom('account').selectAll().where('login', '=', login).executeTakeFirstOrThrow();
const sessions = async (login: string) =>
  (await db.store.selectFrom('session').select('login').where('login', '=', login).execute()).length;
const signedIn = (login: string) =>
  db.store
    .insertInto('session')
    .values({
      token_hash: `hash of ${login}`,
      login,
      csrf: 'c',
      expires_at: '2099-01-01T00:00:00.000Z',
      idle_at: '2099-01-01T00:00:00.000Z',
    })
    .execute();

it('adds people with a role and an organisation; the password must hold', async () => {
  await expect(put(person('wang', { password: '12345678' }))).rejects.toMatchObject({
    status: 422,
    body: { where: expect.stringContaining('password') },
  });
  await expect(put(person('wang', { organisation: 'nobody', password: strong }))).rejects.toMatchObject({
    body: { code: 'no-such-organisation' },
  });
  for (const who of [
    person('root', { role: 'admin', organisation: null, password: strong }),
    person('wang', { password: strong }),
  ])
    await put(who);
  expect(await people()).toMatchObject([
    { login: 'root', role: 'admin', organisation: null, hasPassword: true },
    { login: 'wang', role: 'reporter', organisation: 'stats', secondFactor: false },
  ]);
  expect((await account('wang')).password_hash).not.toContain(strong);
});

it('ends what is signed in when a role or a password changes, not when a name does', async () => {
  await signedIn('wang');
  await put(person('wang', { name: '王芳' }));
  expect(await sessions('wang')).toBe(1);
  await put(person('wang', { role: 'reviewer' }));
  expect(await sessions('wang')).toBe(0);
  await signedIn('wang');
  await put(person('wang', { role: 'reviewer', password: `${strong}2` }));
  expect(await sessions('wang')).toBe(0);
  expect(await verify((await account('wang')).password_hash ?? '', `${strong}2`)).toBe(true);
});

it('lets nobody take away his own role or membership', async () => {
  await expect(put(person('root', { role: 'reporter' }))).rejects.toMatchObject({
    status: 409,
    body: { code: 'oneself' },
  });
  await expect(call(removePerson, { params: { login: 'root' } })).rejects.toMatchObject({ status: 409 });
});

it('unlocks, and ends the second factor only when asked', async () => {
  await db.store
    .updateTable('account')
    .set({
      totp_secret: 'S',
      recovery_codes: JSON.stringify(['a']) as never,
    })
    .where('login', '=', 'wang')
    .execute();
  await db.store
    .insertInto('sign_in_wait')
    .values({
      about: 'from wang 10.0.0.9',
      failures: 9,
      last_at: '2024-01-01T00:00:00.000Z',
      until: '2099-01-01T00:00:00.000Z',
    })
    .execute();
  expect((await people()).find((item) => item.login === 'wang')).toMatchObject({
    lockedUntil: '2099-01-01T00:00:00.000Z',
    secondFactor: true,
  });
  await call(unlockPerson, { params: { login: 'wang' } });
  expect((await people()).find((item) => item.login === 'wang')).toMatchObject({ lockedUntil: null });
  expect(await account('wang')).toMatchObject({ totp_secret: 'S' });
  await signedIn('wang');
  await call(unlockPerson, { params: { login: 'wang' }, body: { resetSecondFactor: true } });
  expect(await account('wang')).toMatchObject({ totp_secret: null, recovery_codes: [] });
  expect(await sessions('wang')).toBe(0);
});

it('does not reach into another jurisdiction by a login; where an account was let in, only its role here can be changed', async () => {
  await call(putPerson, {
    params: { jurisdiction: 'other' },
    body: person('guest', { organisation: null, password: strong }),
  });
  const before = await account('guest');
  await expect(put(person('guest', { role: 'leader', organisation: null }))).rejects.toMatchObject({
    status: 403,
    body: { code: 'not-home' },
  });
  await db.store
    .insertInto('membership')
    .values({ jurisdiction_id: 'test', login: 'guest', role: 'auditor', organisation_id: null })
    .execute();
  await signedIn('guest');
  await expect(put(person('guest', { password: `${strong}3` }))).rejects.toMatchObject({
    status: 403,
    body: { code: 'not-home' },
  });
  await put(person('guest', { name: '改名', role: 'leader', organisation: null }));
  expect(await sessions('guest')).toBe(1);
  expect(await account('guest')).toMatchObject({ name: 'guest', password_hash: before.password_hash });
  await expect(call(unlockPerson, { params: { login: 'guest' } })).rejects.toMatchObject({ status: 403 });
  await call(removePerson, { params: { login: 'guest' } });
  expect((await people()).map((item) => item.login)).toEqual(['root', 'wang']);
  expect((await call(listPeople, { params: { jurisdiction: 'other' } })).people).toHaveLength(1);
});

it('shows the matrix as it is enforced', async () => {
  const shown = await call(listPeople);
  expect(shown.roles.map((role) => [role.role, role.capabilities])).toEqual(
    roles.map((role) => [role, [...matrix[role]]]),
  );
  expect(new Set(shown.capabilities.map((capability) => capability.id))).toEqual(
    new Set(roles.flatMap((role) => [...matrix[role]])),
  );
});

it('adds, renames and moves organisations through the ledger, never into a circle', async () => {
  const organisation = (body: object) => call(putOrganisation, { body });
  await organisation({ id: 'station', name: name('站街站'), parent: 'town' });
  await organisation({ id: 'office', name: name('办公室'), parent: 'station' });
  await expect(organisation({ id: 'town', name: name('站街镇'), parent: 'office' })).rejects.toMatchObject({
    status: 422,
    body: { code: 'organisation-circle' },
  });
  await expect(organisation({ id: 'town', name: name('站街镇'), parent: 'town' })).rejects.toMatchObject({
    body: { code: 'organisation-circle' },
  });
  await expect(organisation({ id: 'x', name: name('某'), parent: 'nothing' })).rejects.toMatchObject({
    body: { code: 'no-such-organisation' },
  });
  await organisation({ id: 'office', name: name('综合办公室'), parent: null });
  const { organisations } = await call(listOrganisations);
  expect(organisations.find((item) => item.id === 'office')).toMatchObject({
    name: { zh: '综合办公室' },
    parent: null,
  });
  expect(organisations.find((item) => item.id === 'stats')).toMatchObject({ people: 1 });
  const last = await db.store
    .selectFrom('submission')
    .select(['kind', 'actor'])
    .where('jurisdiction_id', '=', 'test')
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  expect(last).toEqual({ kind: 'organisation.put', actor: 'root' });
});

it('counts people for those inside only', async () => {
  const counts = async (role: Role) =>
    (await call(listOrganisations, { role })).organisations.reduce((sum, item) => sum + item.people, 0);
  expect([await counts('leader'), await counts('public')]).toEqual([1, 0]);
  expect((await call(listOrganisations, { role: 'leader' })).mayWrite).toBe(false);
});

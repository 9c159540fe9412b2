import { afterAll, beforeAll, expect, it } from 'vitest';
import { servicesOf } from '../../../test/services.ts';
import { testStore, type TestStore } from '../../../test/store.ts';
import { type App, createApp } from '../../server/app.ts';
import { domains } from '../../server/domains.ts';
import { FirstSetUp } from './first-set-up.ts';

/** A place without anybody: its first administrator, organisations and people from sheets, codes, passwords, sessions. */

let db: TestStore;
let app: App;
let setUp: FirstSetUp | null;
const password = 'Rotate-nine-lakes-4';

beforeAll(async () => {
  db = await testStore();
  setUp = await FirstSetUp.of(db.store);
  app = createApp({
    services: servicesOf(db, () => '2024-06-30', domains),
    domains,
    demo: false,
    setUp,
    secure: false,
  });
});
afterAll(() => db.close());

/** A browser: it keeps its cookies and its token. */
function browser(agent: string) {
  const cookies = new Map<string, string>();
  let csrf = '';
  const ask = async (method: string, path: string, body?: object) => {
    const answer = await app.app.request(path, {
      method,
      headers: {
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        'user-agent': agent,
        ...(method !== 'GET' && { 'x-csrf-token': csrf }),
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/u.exec(line) ?? [];
      cookies.set(name, value);
    }
    const said = (await answer.json().catch(() => ({}))) as Record<string, never> & { code?: string };
    const session = (said.session ?? said) as { csrf?: string };
    if (session.csrf) csrf = session.csrf;
    return { status: answer.status, body: said };
  };
  return { ask, open: () => ask('GET', '/api/session') };
}

const root = browser('Chrome/130 Windows');
let codes: { login: string; code: string }[] = [];

it('the first administrator is made with the printed code alone, once', async () => {
  expect((await root.open()).body).toMatchObject({ user: null, setUp: true });
  const first = {
    place: { id: '520999', name: '某某县' },
    login: 'root',
    name: '王管',
    password,
    code: setUp?.code ?? '',
  };
  expect((await root.ask('POST', '/api/set-up', { ...first, code: 'aaaaa-bbbbb-ccccc-ddddd' })).body).toMatchObject({
    status: 401,
    code: 'code-wrong',
  });
  expect((await root.ask('POST', '/api/set-up', { ...first, password: 'short' })).body.code).toBe('password-weak');
  expect((await root.open()).body).toMatchObject({ setUp: true, jurisdictions: [{ id: 'test' }] });
  // However it is typed.
  const made = await root.ask('POST', '/api/set-up', { ...first, code: first.code.replaceAll('-', ' ').toUpperCase() });
  expect(made.body).toMatchObject({ jurisdiction: '520999', session: { role: 'admin', setUp: false } });
  const second = browser('x');
  await second.open();
  expect((await second.ask('POST', '/api/set-up', { ...first, login: 'other' })).body.code).toBe('set-up-done');
});

it('organisations come from a sheet: looked at, then all in one act; what is wrong writes nothing', async () => {
  const sheet = (text: string, dry: boolean) => root.ask('POST', '/api/520999/organisation-sheet', { text, dry });
  const wrong = await sheet('单位名称\t上级单位\n市发展和改革局\t市政府办\n', false);
  expect(wrong.body).toMatchObject({ written: false, problems: [{ row: 2, column: '上级单位' }] });
  const good = '单位名称\t上级单位\t职能\n县人民政府\t\t\n发展和改革局\t县人民政府\t发展改革\n统计局\t县人民政府\t统计';
  const looked = await sheet(good, true);
  expect(looked.body).toMatchObject({
    written: false,
    problems: [],
    rows: [{ id: 'xrmzf' }, { id: 'fzhggj', parent: '县人民政府' }, {}],
  });
  expect((await root.ask('GET', '/api/520999/organisations')).body.organisations).toHaveLength(0);
  expect((await sheet(good, false)).body).toMatchObject({ written: true });
  expect((await sheet(good, false)).body).toMatchObject({ written: false, rows: [{ what: 'same' }, {}, {}] });
  const circle = await sheet('单位名称\t上级单位\n县人民政府\t统计局', true);
  expect(JSON.stringify(circle.body.problems)).toContain('上级绕回了自己');
});

it('towns and villages come from a sheet, in any order; villages of one name stand in several towns', async () => {
  const sheet = (text: string, dry: boolean) => root.ask('POST', '/api/520999/place-sheet', { text, dry });
  const wrong = await sheet('名称\t上级\n孤村\t\n某地\t\n乙村\t没有的镇', false);
  expect(wrong.body).toMatchObject({ written: false, problems: [{ column: '类别' }, { row: 2 }, { row: 4 }] });
  const good = '名称\t所在镇街\t代码\n新民村\t甲镇\t\n甲镇\t\t520999100\n乙乡\t\t\n新民村\t乙乡\t\n湖滨社区\t甲镇\t';
  expect((await sheet(good, false)).body).toMatchObject({
    written: true,
    rows: [{ name: '新民村', parent: '甲镇' }, { id: '520999100' }, { kind: { zh: '乡' } }, { parent: '乙乡' }, {}],
  });
  expect((await sheet(good, false)).body).toMatchObject({ written: false, rows: [{ what: 'same' }, {}, {}, {}, {}] });
  const { places } = (await root.ask('GET', '/api/520999/places')).body as unknown as { places: { parent: string }[] };
  expect(places.map(({ parent }) => parent ?? '').toSorted()).toEqual(['', '', '520999100', '520999100', 'yx']);
});

it('people come from a sheet, each with a one-time code', async () => {
  const sheet = (text: string, dry: boolean) => root.ask('POST', '/api/520999/people-sheet', { text, dry });
  const wrong = await sheet('姓名\t角色\t单位\n张三\t填报员\t统计居', true);
  expect(JSON.stringify(wrong.body.problems)).toContain('部门填报');
  const people = '姓名\t角色\t单位\n张三\t规划管理\t发展和改革局\n李四\t部门填报\t统计局\n张三\t部门审核\t统计局';
  const made = await sheet(people, false);
  expect(made.body).toMatchObject({
    written: true,
    codes: [{ login: 'zhangsan' }, { login: 'lisi' }, { login: 'zhangsan2' }],
  });
  codes = made.body.codes as never;
  const list = (await root.ask('GET', '/api/520999/people')).body.people as unknown as { login: string }[];
  expect(list.find(({ login }) => login === 'lisi')).toMatchObject({ hasPassword: false, role: 'reporter' });
});

it('a code opens its account once; its owner chooses the password', async () => {
  const zhang = browser('Firefox/130 Linux');
  await zhang.open();
  const code = codes[0]?.code ?? '';
  expect((await zhang.ask('POST', '/api/session/invitation', { code, password: 'zhangsan' })).body.code).toBe(
    'password-weak',
  );
  const opened = await zhang.ask('POST', '/api/session/invitation', { code, password });
  expect(opened.body).toMatchObject({ user: { id: 'zhangsan' }, role: 'planner', owes: null });
  const again = browser('x');
  await again.open();
  expect((await again.ask('POST', '/api/session/invitation', { code, password })).body.code).toBe('code-wrong');
  // A new code makes the one before it void.
  const fresh = (await root.ask('POST', '/api/520999/people/lisi/invitation', {})).body.code ?? '';
  const old = codes[1]?.code ?? '';
  expect((await again.ask('POST', '/api/session/invitation', { code: old, password })).body.code).toBe('code-wrong');
  expect((await again.ask('POST', '/api/session/invitation', { code: fresh, password })).status).toBe(200);
});

it('a password that somebody else set is changed before anything else, and ends what is signed in elsewhere', async () => {
  const given = 'Given-by-somebody-5';
  const body = { login: 'lisi', name: '李四', role: 'reporter', organisation: null, password: given };
  expect((await root.ask('POST', '/api/520999/people', body)).status).toBe(200);
  const [here, there] = [browser('Chrome/130 Windows'), browser('Chrome/130 Android')];
  for (const one of [here, there]) {
    await one.open();
    expect((await one.ask('POST', '/api/session', { login: 'lisi', password: given })).body).toMatchObject({
      owes: 'password',
      user: null,
    });
  }
  expect((await here.ask('GET', '/api/520999/reporting')).status).toBe(401);
  const change = (before: string, next: string) => here.ask('PUT', '/api/session/password', { before, password: next });
  expect((await change(given, given)).body.code).toBe('password-same');
  expect((await change('wrong-one-12345', password)).body.code).toBe('sign-in-failed');
  expect((await change(given, password)).body).toMatchObject({ owes: null, user: { id: 'lisi' } });
  expect((await here.ask('GET', '/api/520999/reporting')).status).toBe(200);
  const left = (await here.ask('GET', '/api/session/sessions')).body.sessions as unknown as { agent: string }[];
  expect(left).toMatchObject([{ here: true, agent: 'Chrome/130 Windows' }]);
});

it('everybody sees where he is signed in, and ends it there; so does the administrator', async () => {
  const enter = async (agent: string) => {
    const one = browser(agent);
    await one.open();
    expect((await one.ask('POST', '/api/session', { login: 'zhangsan', password })).status).toBe(200);
    return one;
  };
  const [here] = [await enter('Chrome/130 Windows'), await enter('Edg/130'), await enter('Safari iPhone')];
  const mine = async () =>
    (await here.ask('GET', '/api/session/sessions')).body.sessions as unknown as { id: string; agent: string }[];
  const edge = (await mine()).find(({ agent }) => agent === 'Edg/130');
  expect((await here.ask('POST', '/api/session/sessions/end', { id: edge?.id ?? '' })).body.ended).toBe(1);
  expect((await mine()).map(({ agent }) => agent)).not.toContain('Edg/130');
  expect(Number((await here.ask('POST', '/api/session/sessions/end', {})).body.ended)).toBeGreaterThan(0);
  expect(await mine()).toHaveLength(1);
  expect((await root.ask('POST', '/api/520999/people/zhangsan/sign-out', {})).body.ended).toBe(1);
});

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testStore, type TestStore } from '../../../test/store.ts';
import { putAccount } from './accounts.ts';
import { WecomProvider, type WecomSettings, wecomSettings } from './wecom.ts';

/** 企业微信 as its documents describe it: tokens that last and may not be fetched often, codes that are good once for five minutes. */
const codes = new Map<string, { userid: string | null; until: number }>();
let fetched = 0;
let tokens = new Set<string>();
let clock = Date.parse('2026-10-01T00:00:00Z');
let server: Server;
let db: TestStore;
let settings: WecomSettings;

beforeAll(async () => {
  db = await testStore();
  server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://x');
    const asked = url.searchParams;
    const say = (body: object) => response.end(JSON.stringify(body));
    if (url.pathname === '/cgi-bin/gettoken') {
      if (asked.get('corpid') !== 'corp' || asked.get('corpsecret') !== 'secret')
        return say({ errcode: 40_001, errmsg: 'invalid credential' });
      fetched += 1;
      if (fetched > 4) return say({ errcode: 45_009, errmsg: 'api freq out of limit' });
      tokens.add(`t${fetched}`);
      return say({ errcode: 0, errmsg: 'ok', access_token: `t${fetched}`, expires_in: 7200 });
    }
    if (!tokens.has(asked.get('access_token') ?? '')) return say({ errcode: 42_001, errmsg: 'access_token expired' });
    const code = codes.get(asked.get('code') ?? '');
    codes.delete(asked.get('code') ?? '');
    if (!code || code.until < clock) return say({ errcode: 40_029, errmsg: 'invalid code' });
    return say(code.userid === null ? { errcode: 0, openid: 'o' } : { errcode: 0, userid: code.userid });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const env = {
    LANTU_WECOM_CORP_ID: 'corp',
    LANTU_WECOM_AGENT_ID: '1000002',
    LANTU_WECOM_SECRET: 'secret',
    LANTU_WECOM_REDIRECT: 'https://lantu.example/sign-in',
    LANTU_WECOM_API: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  };
  const read = wecomSettings(env);
  if (!read) throw new Error('a corporation is named');
  settings = read;
  expect(() => wecomSettings({ ...env, LANTU_WECOM_REDIRECT: 'https://lantu.example/' })).toThrow('wecom-settings');
  expect(wecomSettings({})).toBeNull();
  for (const login of ['zhang', 'li'])
    await putAccount(db.store, {
      jurisdiction: 'test',
      login,
      name: login,
      password: 'Correct-horse-9',
      role: 'reporter',
      organisation: null,
      demo: false,
    });
});
afterAll(async () => {
  server.close();
  await db.close();
});

/** The browser goes to the vendor and comes back with a code. */
async function come(provider: WecomProvider, userid: string | null, browser = 'cookie') {
  const to = new URL(await provider.begin(browser, new Date(clock)));
  expect(to.hash).toBe('#wechat_redirect');
  expect(Object.fromEntries(to.searchParams)).toMatchObject({
    appid: 'corp',
    agentid: '1000002',
    response_type: 'code',
    scope: 'snsapi_base',
    redirect_uri: 'https://lantu.example/sign-in',
  });
  expect(to.searchParams.get('state')).toMatch(/^[a-zA-Z0-9]{1,128}$/);
  const code = `c${codes.size}${Math.random()}`;
  codes.set(code, { userid, until: clock + 5 * 60_000 });
  return `code=${code}&state=${to.searchParams.get('state')}`;
}

it('signs in a member who has an account, once for each code, and fetches its token seldom', async () => {
  const provider = new WecomProvider(db.store, settings);
  const query = await come(provider, 'zhang');
  expect(await provider.finish(query, 'cookie', new Date(clock))).toEqual({ login: 'zhang', secondFactor: false });
  await expect(provider.finish(query, 'cookie', new Date(clock))).rejects.toMatchObject({ status: 401 });
  for (let n = 0; n < 10; n += 1) {
    clock += 10 * 60_000;
    await provider.finish(await come(provider, 'li'), 'cookie', new Date(clock));
  }
  expect(fetched).toBe(1);
  // Called back before its time: asked for once more.
  tokens = new Set();
  expect((await provider.finish(await come(provider, 'li'), 'cookie', new Date(clock))).login).toBe('li');
  expect(fetched).toBe(2);
});

it('refuses another browser, a state of its own making, a code that is too old, who is no member, who has no account', async () => {
  const provider = new WecomProvider(db.store, settings);
  const finish = (query: string, browser = 'cookie') => provider.finish(query, browser, new Date(clock));
  await expect(finish(await come(provider, 'zhang'), 'another')).rejects.toMatchObject({ status: 401 });
  await expect(finish('code=x&state=made-up')).rejects.toMatchObject({ status: 401 });
  const late = await come(provider, 'zhang');
  clock += 6 * 60_000;
  await expect(finish(late)).rejects.toMatchObject({ status: 401 });
  await expect(finish(await come(provider, null))).rejects.toMatchObject({ status: 403 });
  await expect(finish(await come(provider, 'wang'))).rejects.toMatchObject({
    status: 403,
    body: { code: 'no-account' },
  });
});

it('says that the provider cannot be reached without saying its secret', async () => {
  const provider = new WecomProvider(db.store, { ...settings, api: 'http://127.0.0.1:1' });
  const fault = await provider
    .finish(await come(provider, 'zhang'), 'cookie', new Date(clock))
    .catch((error: unknown) => error);
  expect(fault).toMatchObject({ status: 502, body: { code: 'provider-unreachable' } });
  expect(JSON.stringify(fault)).not.toContain('secret');
});

import { createHash, createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testStore, type TestStore } from '../../../test/store.ts';
import { putAccount } from './accounts.ts';
import { OidcProvider, oidcSettings } from './oidc.ts';

/** A small identity provider: discovery, keys, and a token endpoint that checks the code, the client and PKCE. */
interface Person {
  sub: string;
  preferred_username?: string;
  amr?: string[];
}
const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
const other = generateKeyPairSync('rsa', { modulusLength: 2048 });
const codes = new Map<
  string,
  { challenge: string; nonce: string; person: Person; signedBy: KeyObject; audience: string }
>();
let server: Server;
let issuer = '';
let db: TestStore;

function token(claims: object, key: KeyObject): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const body = `${part({ alg: 'RS256', kid: 'k' })}.${part(claims)}`;
  return `${body}.${createSign('RSA-SHA256').update(body).sign(key, 'base64url')}`;
}

beforeAll(async () => {
  db = await testStore();
  server = createServer((request, response) => {
    const send = (status: number, body: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (request.url === '/.well-known/openid-configuration') {
      return send(200, {
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/jwks`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
        code_challenge_methods_supported: ['S256'],
      });
    }
    if (request.url === '/jwks')
      return send(200, { keys: [{ ...keys.publicKey.export({ format: 'jwk' }), kid: 'k', alg: 'RS256', use: 'sig' }] });
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => {
      const form = new URLSearchParams(text);
      const grant = codes.get(form.get('code') ?? '');
      codes.delete(form.get('code') ?? '');
      const proven = createHash('sha256')
        .update(form.get('code_verifier') ?? '')
        .digest('base64url');
      if (!grant || proven !== grant.challenge || form.get('client_secret') !== 'secret')
        return send(400, { error: 'invalid_grant' });
      const now = Math.floor(Date.now() / 1000);
      return send(200, {
        access_token: 'a',
        token_type: 'bearer',
        id_token: token(
          { iss: issuer, aud: grant.audience, iat: now, exp: now + 300, nonce: grant.nonce, ...grant.person },
          grant.signedBy,
        ),
      });
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.close();
  await db.close();
});
beforeEach(async () => {
  await db.store.deleteFrom('account').execute();
  await putAccount(db.store, {
    jurisdiction: 'test',
    login: 'zhang',
    name: '张',
    password: 'a sentence of my own',
    role: 'reporter',
    organisation: null,
    demo: false,
  });
});

const made = () =>
  new OidcProvider(db.store, {
    issuer,
    clientId: 'lantu',
    clientSecret: 'secret',
    redirect: 'http://lantu.example/sign-in',
    name: '统一身份认证',
  });
const now = new Date();

/** What the provider does when the person has signed in there: gives the browser a code to go back with. */
function approve(
  url: string,
  person: Person,
  more: { signedBy?: KeyObject; nonce?: string; audience?: string } = {},
): string {
  const asked = new URL(url).searchParams;
  expect([asked.get('response_type') ?? 'code', asked.get('code_challenge_method'), asked.get('redirect_uri')]).toEqual(
    ['code', 'S256', 'http://lantu.example/sign-in'],
  );
  const code = `code-${codes.size}-${Math.random()}`;
  codes.set(code, {
    challenge: asked.get('code_challenge') ?? '',
    nonce: more.nonce ?? asked.get('nonce') ?? '',
    person,
    signedBy: more.signedBy ?? keys.privateKey,
    audience: more.audience ?? 'lantu',
  });
  return new URLSearchParams({ code, state: asked.get('state') ?? '' }).toString();
}
const outcome = (finishing: Promise<{ login: string; secondFactor: boolean }>) =>
  finishing.catch((error: { body?: { code: string } }) => error.body?.code ?? String(error));

describe('signing in through the identity provider', () => {
  it('finds the account by its name once, and by its subject ever after', async () => {
    const provider = made();
    expect(
      await provider.finish(
        approve(await provider.begin('b', now), { sub: '7', preferred_username: 'zhang' }),
        'b',
        now,
      ),
    ).toEqual({ login: 'zhang', secondFactor: false });
    expect(
      await provider.finish(
        approve(await provider.begin('b', now), { sub: '7', preferred_username: 'renamed' }),
        'b',
        now,
      ),
    ).toEqual({ login: 'zhang', secondFactor: false });
    // Another person who takes the name there does not get the account here.
    expect(
      await outcome(
        provider.finish(approve(await provider.begin('b', now), { sub: '8', preferred_username: 'zhang' }), 'b', now),
      ),
    ).toBe('no-account');
  });

  it('never makes an account, and never enters a demonstration account', async () => {
    await putAccount(db.store, {
      jurisdiction: 'test',
      login: 'demo-planner',
      name: '演示',
      password: null,
      role: 'planner',
      organisation: null,
      demo: true,
    });
    const provider = made();
    for (const person of [
      { sub: '9', preferred_username: 'li' },
      { sub: '9' },
      { sub: '9', preferred_username: 'demo-planner' },
    ])
      expect(await outcome(provider.finish(approve(await provider.begin('b', now), person), 'b', now))).toBe(
        'no-account',
      );
    expect(await db.store.selectFrom('account').select('login').where('login', '=', 'li').execute()).toEqual([]);
  });

  it('takes the provider’s word for a second factor', async () => {
    const provider = made();
    expect(
      await provider.finish(
        approve(await provider.begin('b', now), { sub: '7', preferred_username: 'zhang', amr: ['pwd', 'otp'] }),
        'b',
        now,
      ),
    ).toEqual({ login: 'zhang', secondFactor: true });
    expect(
      await provider.finish(approve(await provider.begin('b', now), { sub: '7', amr: ['pwd'] }), 'b', now),
    ).toEqual({ login: 'zhang', secondFactor: false });
  });

  it.each<[string, Parameters<typeof approve>[2]]>([
    ['signed by somebody else', { signedBy: other.privateKey }],
    ['for another sign-in', { nonce: 'other' }],
    ['for another client', { audience: 'shop' }],
  ])('refuses a token %s', async (_, more) => {
    const provider = made();
    expect(
      await outcome(
        provider.finish(
          approve(await provider.begin('b', now), { sub: '7', preferred_username: 'zhang' }, more),
          'b',
          now,
        ),
      ),
    ).toBe('provider-failed');
  });

  it('refuses an answer that was used, came to another browser, late, or for nothing', async () => {
    const provider = made();
    const person = { sub: '7', preferred_username: 'zhang' };
    const used = approve(await provider.begin('b', now), person);
    expect(await outcome(provider.finish(used, 'b', now))).toMatchObject({ login: 'zhang' });
    expect(await outcome(provider.finish(used, 'b', now))).toBe('provider-failed');
    expect(await outcome(provider.finish(approve(await provider.begin('b', now), person), 'thief', now))).toBe(
      'provider-failed',
    );
    expect(
      await outcome(
        provider.finish(approve(await provider.begin('b', now), person), 'b', new Date(now.getTime() + 11 * 60_000)),
      ),
    ).toBe('provider-failed');
    expect(await outcome(provider.finish('code=x&state=guessed', 'b', now))).toBe('provider-failed');
    const refused = new URL(await provider.begin('b', now)).searchParams.get('state') ?? '';
    expect(await outcome(provider.finish(`error=access_denied&state=${refused}`, 'b', now))).toBe('provider-failed');
  });

  it('says when the provider does not answer, and asks again the next time', async () => {
    const away = new OidcProvider(db.store, {
      issuer: 'http://127.0.0.1:9',
      clientId: 'lantu',
      redirect: 'http://lantu.example/sign-in',
      name: 'x',
    });
    await expect(away.begin('b', now)).rejects.toMatchObject({ body: { code: 'provider-unreachable', status: 502 } });
  });
});

describe('the settings of the identity provider', () => {
  const whole = {
    LANTU_OIDC_ISSUER: 'https://id.example',
    LANTU_OIDC_CLIENT_ID: 'lantu',
    LANTU_OIDC_REDIRECT: 'https://lantu.example/sign-in',
  };
  it('come from the environment', () => {
    expect(oidcSettings({})).toBeNull();
    expect(oidcSettings(whole)).toEqual({
      issuer: 'https://id.example',
      clientId: 'lantu',
      redirect: 'https://lantu.example/sign-in',
      name: '统一身份认证',
    });
  });
  it('are refused at the start when something is missing', () => {
    for (const wrong of [
      { LANTU_OIDC_CLIENT_ID: '' },
      { LANTU_OIDC_REDIRECT: 'https://lantu.example/' },
      { LANTU_OIDC_ISSUER: 'id.example' },
    ])
      expect(() => oidcSettings({ ...whole, ...wrong })).toThrow(/oidc-settings/u);
  });
});

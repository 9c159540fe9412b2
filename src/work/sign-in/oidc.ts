import { complain } from '../../evidence/store/complain.ts';
import * as client from 'openid-client';
import type { Store } from '../../evidence/store/store.ts';
import { Problem } from '../../http/problem.ts';
import { begin, finish } from './begun.ts';

/** The city's identity provider (OpenID Connect Core 1.0): how it is reached, and what its button says. */
export interface OidcSettings {
  issuer: string;
  clientId: string;
  /** Absent for a public client; PKCE is used either way. */
  clientSecret?: string;
  /** Address that the provider sends the browser back to: Lantu's own, ending in `/sign-in`. */
  redirect: string;
  name: string;
}

/**
 * Settings from `LANTU_OIDC_ISSUER`, `_CLIENT_ID`, `_CLIENT_SECRET`, `_REDIRECT`, `_NAME`; null when no issuer is named. Throws
 * `oidc-settings` when something needed is missing or an address is no address.
 */
export function oidcSettings(env: Readonly<Record<string, string | undefined>> = process.env): OidcSettings | null {
  const issuer = env.LANTU_OIDC_ISSUER;
  if (!issuer) return null;
  const {
    LANTU_OIDC_CLIENT_ID: clientId,
    LANTU_OIDC_CLIENT_SECRET: clientSecret,
    LANTU_OIDC_REDIRECT: redirect,
    LANTU_OIDC_NAME: name,
  } = env;
  if (
    !clientId ||
    !redirect ||
    !URL.canParse(issuer) ||
    !URL.canParse(redirect) ||
    !new URL(redirect).pathname.endsWith('/sign-in')
  ) {
    throw new Problem({
      status: 503,
      code: 'oidc-settings',
      zh: '统一身份认证的设置不全。',
      en: 'The settings of the identity provider are incomplete.',
      hint: {
        zh: '设置 LANTU_OIDC_ISSUER、LANTU_OIDC_CLIENT_ID 和 LANTU_OIDC_REDIRECT（以 /sign-in 结尾的完整地址）。',
        en: 'Set LANTU_OIDC_ISSUER, LANTU_OIDC_CLIENT_ID and LANTU_OIDC_REDIRECT (a whole address that ends in /sign-in).',
      },
    });
  }
  return { issuer, clientId, redirect, name: name ?? '统一身份认证', ...(clientSecret && { clientSecret }) };
}

interface Begun {
  verifier: string;
  nonce: string;
  /** The browser that began, by its cookie: nobody can be made to finish another's sign-in. */
  browser: string;
}

/** How long a person may take at the provider. */
const PATIENCE = 10 * 60_000;

/** Words of `amr` (RFC 8176) that say that more than a password was shown. */
const STRONG = new Set(['mfa', 'otp', 'hwk', 'swk', 'sc', 'fpt', 'face', 'iris', 'pop']);

/** Signing in through the identity provider: authorization code with PKCE, state and nonce. */
export class OidcProvider {
  readonly #store: Store;
  readonly #settings: OidcSettings;
  #configuration: Promise<client.Configuration> | undefined;

  constructor(store: Store, settings: OidcSettings) {
    this.#store = store;
    this.#settings = settings;
  }

  /** Address to send the browser to. `browser` is what its cookie holds. Throws 502 `provider-unreachable`. */
  async begin(browser: string, now: Date): Promise<string> {
    const configuration = await this.#discovered();
    const state = client.randomState();
    const begun: Begun = {
      verifier: client.randomPKCECodeVerifier(),
      nonce: client.randomNonce(),
      browser,
    };
    await begin(this.#store, { kind: 'oidc', key: state, patience: PATIENCE }, begun, now);
    const url = client.buildAuthorizationUrl(configuration, {
      redirect_uri: this.#settings.redirect,
      scope: 'openid profile',
      code_challenge: await client.calculatePKCECodeChallenge(begun.verifier),
      code_challenge_method: 'S256',
      state,
      nonce: begun.nonce,
    });
    return url.href;
  }

  /**
   * The account of the person whom the provider names: by issuer and subject, or at the first time by
   * `preferred_username`, which is then tied to that subject for good. Accounts are never made here. Throws 401
   * `provider-failed` (expired, tampered with, refused by the provider), 403 `no-account`.
   */
  async finish(query: string, browser: string, now: Date): Promise<{ login: string; secondFactor: boolean }> {
    const configuration = await this.#discovered();
    const back = new URL(this.#settings.redirect);
    back.search = query;
    const state = back.searchParams.get('state') ?? '';
    const begun = await finish<Begun>(this.#store, 'oidc', state, now);
    if (begun?.browser !== browser) throw failed();
    let claims: client.IDToken | undefined;
    try {
      const tokens = await client.authorizationCodeGrant(configuration, back, {
        pkceCodeVerifier: begun.verifier,
        expectedState: state,
        expectedNonce: begun.nonce,
        idTokenExpected: true,
      });
      claims = tokens.claims();
    } catch (error) {
      complain('oidc', error);
      throw failed();
    }
    if (!claims) throw failed();
    const login = await accountOf(
      this.#store,
      `${claims.iss} ${claims.sub}`,
      typeof claims.preferred_username === 'string' ? claims.preferred_username : null,
    );
    return { login, secondFactor: Array.isArray(claims.amr) && claims.amr.some((word) => STRONG.has(String(word))) };
  }

  /** Asked once; asked again only after it failed. */
  async #discovered(): Promise<client.Configuration> {
    const { issuer, clientId, clientSecret } = this.#settings;
    const server = new URL(issuer);
    const loopback = server.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(server.hostname);
    this.#configuration ??= client.discovery(
      server,
      clientId,
      clientSecret,
      clientSecret === undefined ? client.None() : undefined,
      {
        timeout: 10,
        // The library trusts the connection for tokens that it fetches itself; the signature is checked as well.
        execute: [client.enableNonRepudiationChecks, ...(loopback ? [client.allowInsecureRequests] : [])],
      },
    );
    try {
      return await this.#configuration;
    } catch (error) {
      this.#configuration = undefined;
      throw new Problem({
        status: 502,
        code: 'provider-unreachable',
        zh: `连不上统一身份认证：${error instanceof Error ? error.message : String(error)}`,
        en: `The identity provider does not answer: ${error instanceof Error ? error.message : String(error)}`,
        hint: { zh: '过一会儿再试，或用本地账号登录。', en: 'Try again in a moment, or sign in with a local account.' },
      });
    }
  }
}

export const failed = () =>
  new Problem({
    status: 401,
    code: 'provider-failed',
    zh: '统一身份认证没有完成。',
    en: 'Signing in through the identity provider was not completed.',
    hint: { zh: '请从登录页重新开始。', en: 'Begin again on the sign-in page.' },
  });

/**
 * The account that is tied to a subject of a provider; at the first time the one with that login is tied to it, for good.
 * Accounts are never made here. Throws 403 `no-account`.
 */
export async function accountOf(store: Store, subject: string, username: string | null): Promise<string> {
  const known = await store
    .selectFrom('account')
    .select('login')
    .where('oidc_subject', '=', subject)
    .executeTakeFirst();
  if (known) return known.login;
  const tied =
    username === null
      ? undefined
      : await store
          .updateTable('account')
          .set({ oidc_subject: subject })
          .where('login', '=', username)
          .where('oidc_subject', 'is', null)
          .where('demo', '=', false)
          .returning('login')
          .executeTakeFirst();
  if (tied) return tied.login;
  throw new Problem({
    status: 403,
    code: 'no-account',
    zh: '身份认证通过了，但这里没有你的账号。',
    en: 'The identity provider knows you, but you have no account here.',
    hint: {
      zh: `请系统管理员新增账号${username === null ? '' : `“${username}”`}。`,
      en: `Ask the system administrator to add the account${username === null ? '' : ` "${username}"`}.`,
    },
  });
}

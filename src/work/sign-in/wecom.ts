import { randomBytes } from 'node:crypto';
import { complain } from '../../evidence/store/complain.ts';
import type { Store } from '../../evidence/store/store.ts';
import { Problem } from '../../http/problem.ts';
import { begin, finish } from './begun.ts';
import { accountOf, failed } from './oidc.ts';

/** 企业微信 (or a private deployment of it) as identity provider: the application that people open on their phones. */
export interface WecomSettings {
  corpId: string;
  agentId: string;
  secret: string;
  /** Lantu's own address, ending in `/sign-in`. */
  redirect: string;
  name: string;
  /** Where the application asks, and where the browser is sent. */
  api: string;
  authorize: string;
}

/**
 * Settings from `LANTU_WECOM_CORP_ID`, `_AGENT_ID`, `_SECRET`, `_REDIRECT`, `_NAME`, `_API`, `_AUTHORIZE`; null where no corporation
 * is named. Throws `wecom-settings` when something needed is missing or an address is no address.
 */
export function wecomSettings(env: Readonly<Record<string, string | undefined>> = process.env): WecomSettings | null {
  const corpId = env.LANTU_WECOM_CORP_ID;
  if (!corpId) return null;
  const { LANTU_WECOM_AGENT_ID: agentId, LANTU_WECOM_SECRET: secret, LANTU_WECOM_REDIRECT: redirect } = env;
  const api = env.LANTU_WECOM_API ?? 'https://qyapi.weixin.qq.com';
  const authorize = env.LANTU_WECOM_AUTHORIZE ?? 'https://open.weixin.qq.com/connect/oauth2/authorize';
  if (
    !agentId ||
    !secret ||
    !redirect ||
    !URL.parse(redirect)?.pathname.endsWith('/sign-in') ||
    !URL.canParse(api) ||
    !URL.canParse(authorize)
  )
    throw new Problem({
      status: 503,
      code: 'wecom-settings',
      zh: '企业微信登录的设置不全。',
      en: 'The settings of 企业微信 are incomplete.',
      hint: {
        zh: '设置 LANTU_WECOM_CORP_ID、LANTU_WECOM_AGENT_ID、LANTU_WECOM_SECRET 和 LANTU_WECOM_REDIRECT（以 /sign-in 结尾的完整地址）。',
        en: 'Set LANTU_WECOM_CORP_ID, LANTU_WECOM_AGENT_ID, LANTU_WECOM_SECRET and LANTU_WECOM_REDIRECT (a whole address that ends in /sign-in).',
      },
    });
  return { corpId, agentId, secret, redirect, api, authorize, name: env.LANTU_WECOM_NAME ?? '企业微信' };
}

/** A code is good for five minutes (developer.work.weixin.qq.com, 网页授权登录); a little more for the way. */
const patience = 10 * 60_000;
/** The vendor limits how often a token is fetched: it is kept for the time that it says, less a minute. */
const early = 60_000;
/** A token that is no longer taken: expired, or called back. */
const staleToken = new Set([40_014, 42_001]);

interface Answer {
  errcode?: number;
  errmsg?: string;
  access_token?: string;
  expires_in?: number;
  userid?: string;
  UserId?: string;
}

/** Signing in through 企业微信: authorization in its own browser, then who it was, asked with the application's token. */
export class WecomProvider {
  readonly #store: Store;
  readonly #settings: WecomSettings;
  #token: { value: string; until: number } | undefined;

  constructor(store: Store, settings: WecomSettings) {
    this.#store = store;
    this.#settings = settings;
  }

  /** Address to send the browser to. `browser` is what its cookie holds. */
  async begin(browser: string, now: Date): Promise<string> {
    // The vendor takes letters and digits, at most 128.
    const state = randomBytes(24).toString('hex');
    await begin(this.#store, { kind: 'wecom', key: state, patience }, { browser }, now);
    const { corpId, agentId, redirect, authorize } = this.#settings;
    const url = new URL(authorize);
    url.search = new URLSearchParams({
      appid: corpId,
      redirect_uri: redirect,
      response_type: 'code',
      scope: 'snsapi_base',
      state,
      agentid: agentId,
    }).toString();
    url.hash = 'wechat_redirect';
    return url.href;
  }

  /** The account of the member who came back. Throws 401 `provider-failed`, 403 `no-account`, 502 `provider-unreachable`. */
  async finish(query: string, browser: string, now: Date): Promise<{ login: string; secondFactor: boolean }> {
    const back = new URLSearchParams(query);
    const state = back.get('state') ?? '';
    const begun = await finish<{ browser: string }>(this.#store, 'wecom', state, now);
    const code = back.get('code') ?? '';
    if (begun?.browser !== browser || code === '') throw failed();
    const ask = async () => this.#ask('/cgi-bin/auth/getuserinfo', { access_token: await this.#tokenAt(now), code });
    let answer = await ask();
    if (staleToken.has(answer.errcode ?? 0)) {
      this.#token = undefined;
      answer = await ask();
    }
    if (answer.errcode !== 0) {
      complain('wecom', new Error(`getuserinfo: ${answer.errcode} ${answer.errmsg ?? ''}`));
      throw failed();
    }
    const member = answer.userid ?? answer.UserId ?? null;
    // Somebody who is no member of the corporation has no id in it.
    const subject = `wecom ${this.#settings.corpId} ${member ?? ''}`;
    return { login: await accountOf(this.#store, subject, member), secondFactor: false };
  }

  async #tokenAt(now: Date): Promise<string> {
    if (this.#token && this.#token.until > now.getTime()) return this.#token.value;
    const { corpId, secret } = this.#settings;
    const answer = await this.#ask('/cgi-bin/gettoken', { corpid: corpId, corpsecret: secret });
    if (answer.errcode !== 0 || !answer.access_token) throw unreachable(`${answer.errcode} ${answer.errmsg ?? ''}`);
    this.#token = {
      value: answer.access_token,
      until: now.getTime() + (answer.expires_in ?? 7200) * 1000 - early,
    };
    return answer.access_token;
  }

  async #ask(path: string, query: Record<string, string>): Promise<Answer> {
    try {
      const url = new URL(path, this.#settings.api);
      url.search = new URLSearchParams(query).toString();
      const answer = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(10_000) });
      return (await answer.json()) as Answer;
    } catch (error) {
      // The address holds the secret: only what kind of fault it was is said.
      throw unreachable(error instanceof Error ? error.name : 'network');
    }
  }
}

const unreachable = (why: string) =>
  new Problem({
    status: 502,
    code: 'provider-unreachable',
    zh: `连不上企业微信：${why}`,
    en: `企业微信 does not answer: ${why}`,
    hint: { zh: '过一会儿再试，或用本地账号登录。', en: 'Try again in a moment, or sign in with a local account.' },
  });

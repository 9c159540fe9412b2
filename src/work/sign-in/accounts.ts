import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { sm3 } from '../../evidence/ledger/canonical.ts';
import { record } from '../../evidence/ledger/security.ts';
import { hashPassword } from './password.ts';
import { countRight, countWrong, forgetWaiting, mustNotWait } from './waiting.ts';
import type { Servers } from '../../evidence/store/servers.ts';
import type { Store } from '../../evidence/store/store.ts';
import type { Role } from '../../http/access.ts';
import { Problem } from '../../http/problem.ts';

/** Local accounts and their sessions. Times are ISO instants given by the caller. */

const hour = 3_600_000;
export const sessionLimits = {
  /** A session ends after this long without a request … */
  idle: hour / 2,
  /** … and in any case after this long. */
  whole: 12 * hour,
};

export interface SignedIn {
  login: string;
  name: string;
  demo: boolean;
  home: string;
  csrf: string;
  /** What is still owed before the session counts: a code, a second factor at all, a password that nobody else knows. */
  owes: 'code' | 'enrol' | 'password' | null;
  memberships: { jurisdiction: string; role: Role; organisation: string | null }[];
}

// A hash of nothing anyone can type: an unknown login costs the same time as a wrong password.
let decoy: Promise<string> | undefined;

/** An unknown account, a wrong password, and an account that does not count are told alike. */
export const wrongSignIn = () =>
  new Problem({
    status: 401,
    code: 'sign-in-failed',
    zh: '账号或密码不对。',
    en: 'The account or the password is wrong.',
    hint: {
      zh: '多次不对要等一会儿才能再试；忘记密码请找系统管理员。',
      en: 'After several wrong attempts you have to wait; ask the system administrator for a new password.',
    },
  });

/** Adds an account, or updates its name, with one membership. `password` null makes a demonstration account. */
export async function putAccount(
  store: Store,
  account: {
    jurisdiction: string;
    login: string;
    name: string;
    password: string | null;
    role: Role;
    organisation: string | null;
    demo: boolean;
  },
): Promise<void> {
  const password_hash = account.password === null ? null : await hashPassword(account.password, account.login);
  await store.transaction().execute(async (tx) => {
    await tx
      .insertInto('account')
      .values({
        jurisdiction_id: account.jurisdiction,
        account_id: account.login,
        login: account.login,
        name: account.name,
        password_hash,
        demo: account.demo,
      })
      .onConflict((conflict) => conflict.column('login').doUpdateSet({ name: account.name }))
      .execute();
    await tx
      .insertInto('membership')
      .values({
        jurisdiction_id: account.jurisdiction,
        login: account.login,
        role: account.role,
        organisation_id: account.organisation,
      })
      .onConflict((conflict) =>
        conflict
          .columns(['jurisdiction_id', 'login'])
          .doUpdateSet({ role: account.role, organisation_id: account.organisation }),
      )
      .execute();
  });
}

/** Sets a new password, lets the account be tried again and ends its sessions. Throws 422 `password-weak`, 404 `no-account`. */
export async function setPassword(store: Store, login: string, password: string): Promise<void> {
  const password_hash = await hashPassword(password, login);
  await mustBeAccount(store, login);
  await store.updateTable('account').set({ password_hash, must_change: false }).where('login', '=', login).execute();
  await forgetWaiting(store, login);
  await store.deleteFrom('session').where('login', '=', login).execute();
}

/** Lets an account be tried again at once. Throws 404 `no-account`. */
export async function unlock(store: Store, login: string): Promise<void> {
  await mustBeAccount(store, login);
  await forgetWaiting(store, login);
}

/** The home of an account of a real person. Throws 404 `no-account`. */
export async function mustBeAccount(store: Store, login: string): Promise<string> {
  const account = await store
    .selectFrom('account')
    .select('jurisdiction_id')
    .where('login', '=', login)
    .where('demo', '=', false)
    .executeTakeFirst();
  if (account) return account.jurisdiction_id;
  throw new Problem({
    status: 404,
    code: 'no-account',
    zh: `没有账号 ${login}。`,
    en: `There is no account ${login}.`,
  });
}

/** Checks a password that came from a network address; returns the login. Throws 401 `sign-in-failed` or 429 `wait`. */
export async function checkPassword(
  store: Store,
  login: string,
  password: string,
  now: Date,
  address = 'local',
): Promise<string> {
  await mustNotWait(store, { login, address, what: 'password' }, now);
  const account = await store.selectFrom('account').selectAll().where('login', '=', login).executeTakeFirst();
  decoy ??= hash(randomBytes(16).toString('hex'));
  const right = await verify(account?.password_hash ?? (await decoy), password);
  if (account?.password_hash && right) {
    // Where a code is owed, only the code ends the count: a known password must not give endless tries at it.
    if (account.totp_secret === null) await countRight(store, { login, address }, now);
    return login;
  }
  await countWrong(store, { login, address, what: 'password' }, now);
  if (account)
    await record(store, {
      jurisdiction: account.jurisdiction_id,
      kind: 'sign-in-failed',
      actor: login,
      about: { address, what: 'password' },
    });
  throw wrongSignIn();
}

/**
 * Opens a session; the token goes into the cookie and stands nowhere else. `secondFactor` says that one was shown; without it
 * the session of an account that has or needs one stays half open (`owes`).
 */
export async function openSession(
  store: Store,
  login: string,
  now: Date,
  secondFactor = false,
  from: { address: string; agent: string } = { address: '', agent: '' },
): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await store.deleteFrom('session').where('expires_at', '<', now.toISOString()).execute();
  await store
    .insertInto('session')
    .values({
      token_hash: sm3(token),
      login,
      csrf: randomBytes(18).toString('base64url'),
      second_factor: secondFactor,
      opened_at: now.toISOString(),
      ...from,
      expires_at: new Date(now.getTime() + sessionLimits.whole).toISOString(),
      idle_at: new Date(now.getTime() + sessionLimits.idle).toISOString(),
    })
    .execute();
  return token;
}

/**
 * Who a token stands for; null when the session has ended. `demo` false: the demonstration is over, and what was signed
 * in for it counts for nothing.
 */
export async function sessionOf(store: Store, token: string, now: Date, demo = true): Promise<SignedIn | null> {
  const instant = now.toISOString();
  const rows = await store
    .selectFrom('session')
    .innerJoin('account', 'account.login', 'session.login')
    .leftJoin('membership', 'membership.login', 'session.login')
    .select([
      'session.login',
      'session.csrf',
      'session.idle_at',
      'session.second_factor',
      'account.totp_secret',
      'account.second_factor_required',
      'account.must_change',
      'account.name',
      'account.demo',
      'account.jurisdiction_id as home',
      'membership.jurisdiction_id as jurisdiction',
      'membership.role',
      'membership.organisation_id as organisation',
    ])
    .where('token_hash', '=', sm3(token))
    .where('expires_at', '>', instant)
    .where('idle_at', '>', instant)
    .execute();
  const first = rows[0];
  if (!first || (first.demo && !demo)) return null;
  const idle = new Date(now.getTime() + sessionLimits.idle).toISOString();
  // Written once a minute at most: reading a page must not cost a write each time.
  if (Date.parse(idle) - Date.parse(first.idle_at) > 60_000)
    // A full disk must not keep people from reading: the session then ends a little earlier than it might.
    await store
      .updateTable('session')
      .set({ idle_at: idle })
      .where('token_hash', '=', sm3(token))
      .execute()
      .catch(() => {});
  return {
    login: first.login,
    name: first.name,
    demo: first.demo,
    home: first.home,
    csrf: first.csrf,
    owes: owedBy(first),
    memberships: rows.flatMap((row) =>
      row.jurisdiction && row.role
        ? [{ jurisdiction: row.jurisdiction, role: row.role as Role, organisation: row.organisation }]
        : [],
    ),
  };
}

function owedBy(of: {
  second_factor: boolean;
  totp_secret: string | null;
  second_factor_required: boolean;
  must_change: boolean;
}): SignedIn['owes'] {
  if (!of.second_factor && of.totp_secret !== null) return 'code';
  if (of.must_change) return 'password';
  return !of.second_factor && of.second_factor_required ? 'enrol' : null;
}

export async function closeSession(store: Store, token: string): Promise<void> {
  await store.deleteFrom('session').where('token_hash', '=', sm3(token)).execute();
}

interface RecentSession {
  until: number;
  /** What the browser says was changed last. */
  turn: string;
  login: string | null;
  session: Promise<SignedIn | null>;
}

/**
 * Sessions that were looked up within the last seconds: a page that loads five things asks the database once. What changes in
 * accounts and rights is told by the database, and forgotten here as soon as that is heard, after `memory` milliseconds in any
 * case. Who changed his own session at another server says so with each request (`turn`): that is felt at once.
 */
export class RecentSessions {
  readonly #store: Store;
  readonly #demo: boolean;
  readonly #known = new Map<string, RecentSession>();
  static readonly memory = 2_000;

  /** `demo`: whether accounts of the demonstration layer count. */
  constructor(store: Store, demo: boolean, servers: Pick<Servers, 'hear'>) {
    this.#store = store;
    this.#demo = demo;
    servers.hear('account', (login) => {
      for (const [token, recent] of this.#known)
        if (recent.login === null || recent.login === login) this.#known.delete(token);
    });
  }

  get(token: string, now: Date, turn = ''): Promise<SignedIn | null> {
    const known = this.#known.get(token);
    if (known && known.until > now.getTime() && known.turn === turn) return known.session;
    const session = sessionOf(this.#store, token, now, this.#demo);
    if (this.#known.size > 5_000) this.#known.clear();
    const recent: RecentSession = { until: now.getTime() + RecentSessions.memory, turn, login: null, session };
    this.#known.set(token, recent);
    session.then(
      (found) => (recent.login = found?.login ?? null),
      () => this.#known.delete(token),
    );
    return session;
  }

  forget(token: string): void {
    this.#known.delete(token);
  }
}

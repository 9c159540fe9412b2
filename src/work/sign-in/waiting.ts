import { sql } from 'kysely';
import { sm3 } from '../../evidence/ledger/canonical.ts';
import type { Store } from '../../evidence/store/store.ts';
import { Problem } from '../../http/problem.ts';

/**
 * Guessing is made slow without locking anybody out. Wrong passwords and codes are counted for an account from one address,
 * for an address, and for an account from anywhere; whoever is over waits longer each time. Right sign-ins do not count,
 * and whoever comes from where the account was signed in to before does not wait for what others tried elsewhere.
 */
const minute = 60_000;
const rules = {
  /** An account from one address: five tries, then 30 s, 1 min, 2 min … up to half an hour. */
  from: { free: 5, first: minute / 2, most: 30 * minute },
  /** An address, whatever accounts it names. */
  address: { free: 20, first: minute / 2, most: 30 * minute },
  /** An account from anywhere that it was not signed in to from before. */
  login: { free: 50, first: minute, most: minute },
  /** The code of an account from anywhere unknown: whoever comes so far has the password already. */
  code: { free: 5, first: minute / 2, most: 30 * minute },
} as const;
type Rule = keyof typeof rules;
/** Failures that old are forgotten. */
const forgotten = 6 * 60 * minute;

interface Try {
  login: string;
  address: string;
  what: 'password' | 'code';
}

const keysOf = ({ login, address, what }: Try): [Rule, string][] => [
  ['from', `from ${login} ${address}`],
  ['address', `address ${address}`],
  ['login', `login ${login}`],
  ...(what === 'code' ? ([['code', `code ${login}`]] as [Rule, string][]) : []),
];

/** Throws 429 `wait` while the next try has to wait. */
export async function mustNotWait(store: Store, attempt: Try, now: Date): Promise<void> {
  const keys = keysOf(attempt);
  const rows = await store
    .selectFrom('sign_in_wait')
    .select(['about', 'until'])
    .where(
      'about',
      'in',
      keys.map(([, key]) => key),
    )
    .where('until', '>', now.toISOString())
    .execute();
  let until = rows.filter(({ about }) => !/^(login|code) /.test(about));
  if (until.length < rows.length) {
    const known = await store
      .selectFrom('sign_in_known')
      .select('login')
      .where('login', '=', attempt.login)
      .where('address', '=', sm3(attempt.address))
      .executeTakeFirst();
    if (!known) until = rows;
  }
  if (until.length === 0) return;
  const seconds = Math.max(...until.map((row) => Math.ceil((Date.parse(row.until ?? '') - now.getTime()) / 1000)));
  throw new Problem({
    status: 429,
    code: 'wait',
    zh: `登录尝试太多，请 ${seconds} 秒后再试。`,
    en: `Too many attempts to sign in; try again in ${seconds} seconds.`,
    hint: { zh: '忘记密码请找系统管理员。', en: 'Ask the system administrator for a new password.' },
    retryAfter: seconds,
  });
}

/** Counts a wrong password or code. */
export async function countWrong(store: Store, attempt: Try, now: Date): Promise<void> {
  const since = new Date(now.getTime() - forgotten).toISOString();
  for (const [rule, key] of keysOf(attempt)) {
    const { free, first, most } = rules[rule];
    // Counted in the database: two attempts at the same time count twice.
    const { rows } = await sql<{ failures: number }>`
      insert into sign_in_wait (about, failures, last_at) values (${key}, 1, ${now.toISOString()})
      on conflict (about) do update set failures = case when sign_in_wait.last_at < ${since} then 1 else sign_in_wait.failures + 1 end, last_at = excluded.last_at
      returning failures`.execute(store);
    const over = (rows[0]?.failures ?? 0) - free;
    if (over < 0) continue;
    const until = new Date(now.getTime() + Math.min(most, first * 2 ** Math.min(over, 10))).toISOString();
    await store.updateTable('sign_in_wait').set({ until }).where('about', '=', key).execute();
  }
  await store.deleteFrom('sign_in_wait').where('last_at', '<', since).execute();
}

/** A right sign-in: what was counted for the account from there is forgotten, and the address is known. */
export async function countRight(
  store: Store,
  { login, address }: Pick<Try, 'login' | 'address'>,
  now: Date,
): Promise<void> {
  await store.deleteFrom('sign_in_wait').where('about', '=', `from ${login} ${address}`).execute();
  await store
    .insertInto('sign_in_known')
    .values({ login, address: sm3(address), at: now.toISOString() })
    .onConflict((conflict) => conflict.columns(['login', 'address']).doUpdateSet({ at: now.toISOString() }))
    .execute();
}

/** Lets everybody try an account again. */
export async function forgetWaiting(store: Store, login: string): Promise<void> {
  await sql`delete from sign_in_wait where about in (${`login ${login}`}, ${`code ${login}`}) or starts_with(about, ${`from ${login} `})`.execute(
    store,
  );
}

/** Until when somebody waits for an account, by login; accounts for which nobody does are not in it. */
export async function waitingFor(store: Store, logins: readonly string[], now: Date): Promise<Map<string, string>> {
  const { rows } = await sql<{ login: string; until: string }>`
    select split_part(about, ' ', 2) as login, max(until) as until from sign_in_wait
    where until > ${now.toISOString()} and split_part(about, ' ', 1) in ('from', 'login', 'code') and split_part(about, ' ', 2) = any(${[...logins]})
    group by 1`.execute(store);
  return new Map(rows.map((row) => [row.login, row.until]));
}

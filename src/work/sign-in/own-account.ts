import { randomBytes } from 'node:crypto';
import { sm3 } from '../../evidence/ledger/canonical.ts';
import { record } from '../../evidence/ledger/security.ts';
import type { Store, StoreTransaction } from '../../evidence/store/store.ts';
import { Problem } from '../../http/problem.ts';
import { sessionLimits } from './accounts.ts';
import { hashPassword } from './password.ts';
import { countWrong, forgetWaiting, mustNotWait } from './waiting.ts';

/** Codes that open an account once, own passwords, and where somebody is signed in. */

/** A code is good for three days. */
const days = 3;
/** Without letters and digits that are taken for one another (Crockford's base 32). */
const signs = '0123456789abcdefghjkmnpqrstvwxyz';

/** Twenty signs, 100 bits, in groups of five. */
export function newCode(): string {
  const made = [...randomBytes(20)].map((byte) => signs[byte % 32]).join('');
  return made.replace(/.{5}(?=.)/gu, '$&-');
}

/** A code as it is compared: however it was typed. */
export const plainCode = (code: string): string =>
  code
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^a-z0-9]/gu, '')
    .replace(/o/gu, '0')
    .replace(/[il]/gu, '1');

/** Makes the code that opens an account once; one that was made before opens it no more. */
export async function invite(
  tx: Store | StoreTransaction,
  of: { jurisdiction: string; login: string; by: string },
  now: Date,
): Promise<{ code: string; expiresAt: string }> {
  const code = newCode();
  const expiresAt = new Date(now.getTime() + days * 24 * 3_600_000).toISOString();
  const fresh = { code_hash: sm3(plainCode(code)), expires_at: expiresAt, made_by: of.by };
  await tx
    .insertInto('invitation')
    .values({ jurisdiction_id: of.jurisdiction, login: of.login, ...fresh })
    .onConflict((conflict) => conflict.columns(['jurisdiction_id', 'login']).doUpdateSet(fresh))
    .execute();
  await record(tx, { jurisdiction: of.jurisdiction, kind: 'invited', actor: of.by, about: { login: of.login } });
  return { code, expiresAt };
}

/**
 * Takes a code: the password becomes the one that its owner chose, and whatever was signed in ends. Gives the login. Throws
 * 401 `code-wrong`, 422 `password-weak`, 429 `wait`.
 */
export async function accept(
  store: Store,
  { code, password }: { code: string; password: string },
  now: Date,
  address: string,
): Promise<string> {
  const attempt = { login: 'invitation', address, what: 'password' } as const;
  await mustNotWait(store, attempt, now);
  const found = await store
    .selectFrom('invitation')
    .selectAll()
    .where('code_hash', '=', sm3(plainCode(code)))
    .where('expires_at', '>', now.toISOString())
    .executeTakeFirst();
  if (!found) {
    await countWrong(store, attempt, now);
    throw new Problem({
      status: 401,
      code: 'code-wrong',
      zh: '一次性代码不对，或已经用过、过期。',
      en: 'The one-time code is wrong, used, or too old.',
      hint: { zh: '请系统管理员再给一个。', en: 'Ask the administrator for another one.' },
      where: 'code',
    });
  }
  const { login, jurisdiction_id: jurisdiction } = found;
  const password_hash = await hashPassword(password, login);
  await store.transaction().execute(async (tx) => {
    const used = await tx
      .deleteFrom('invitation')
      .where('jurisdiction_id', '=', jurisdiction)
      .where('login', '=', login)
      .where('code_hash', '=', found.code_hash)
      .executeTakeFirst();
    if (used.numDeletedRows === 0n)
      throw new Problem({ status: 401, code: 'code-wrong', zh: '一次性代码已经用过。', en: 'The code was used.' });
    await tx.updateTable('account').set({ password_hash, must_change: false }).where('login', '=', login).execute();
    await tx.deleteFrom('session').where('login', '=', login).execute();
    await record(tx, { jurisdiction, kind: 'password-set', actor: login, about: { by: 'code' } });
  });
  await forgetWaiting(store, login);
  return login;
}

/** Sets the password that its owner chose; every other session of his ends. Throws 422 `password-weak`, `password-same`. */
export async function changeOwnPassword(
  store: Store,
  of: { login: string; home: string; before: string; password: string; token: string },
): Promise<void> {
  if (of.before === of.password)
    throw new Problem({
      status: 422,
      code: 'password-same',
      zh: '新密码和原来的一样。',
      en: 'The new password is the old one.',
      where: 'password',
    });
  const password_hash = await hashPassword(of.password, of.login);
  await store.transaction().execute(async (tx) => {
    await tx.updateTable('account').set({ password_hash, must_change: false }).where('login', '=', of.login).execute();
    await tx.deleteFrom('invitation').where('login', '=', of.login).execute();
    await tx.deleteFrom('session').where('login', '=', of.login).where('token_hash', '!=', sm3(of.token)).execute();
    await record(tx, { jurisdiction: of.home, kind: 'password-set', actor: of.login, about: { by: 'oneself' } });
  });
}

/** Where somebody is signed in, the newest use first. `id` says nothing of the token. */
export async function sessionsOf(store: Store, login: string, token: string, now: Date) {
  const rows = await store
    .selectFrom('session')
    .select(['token_hash', 'opened_at', 'idle_at', 'address', 'agent'])
    .where('login', '=', login)
    .where('expires_at', '>', now.toISOString())
    .where('idle_at', '>', now.toISOString())
    .orderBy('idle_at', 'desc')
    .execute();
  return rows.map((row) => ({
    id: idOf(row.token_hash),
    openedAt: row.opened_at || null,
    usedAt: new Date(Date.parse(row.idle_at) - sessionLimits.idle).toISOString(),
    address: row.address,
    agent: row.agent,
    here: row.token_hash === sm3(token),
  }));
}

const idOf = (hash: string): string => sm3(`session ${hash}`).slice(0, 16);

/** Ends one other session of somebody's, or (`id` null) all others. Gives how many. */
export async function signOutElsewhere(
  store: Store,
  of: { login: string; home: string; token: string; id: string | null },
): Promise<number> {
  const mine = sm3(of.token);
  const rows = await store.selectFrom('session').select('token_hash').where('login', '=', of.login).execute();
  const ended = rows
    .map((row) => row.token_hash)
    .filter((hash) => hash !== mine && (of.id === null || idOf(hash) === of.id));
  if (ended.length === 0) return 0;
  await store.transaction().execute(async (tx) => {
    await tx.deleteFrom('session').where('token_hash', 'in', ended).execute();
    await record(tx, {
      jurisdiction: of.home,
      kind: 'signed-out-elsewhere',
      actor: of.login,
      about: { sessions: ended.length },
    });
  });
  return ended.length;
}

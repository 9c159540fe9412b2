import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { sm3 } from '../../evidence/ledger/canonical.ts';
import { json, type Store } from '../../evidence/store/store.ts';
import { Problem } from '../../http/problem.ts';
import { record } from '../../evidence/ledger/security.ts';
import { isSealed, type Vault } from '../../evidence/store/vault.ts';
import { countRight, countWrong, mustNotWait } from './waiting.ts';
import { base32, stepOf, totpUri } from './totp.ts';

/** What an account's second factor is like. */
export interface SecondFactor {
  enrolled: boolean;
  /** An administrator wants one: without it the account only reads what is public. */
  required: boolean;
  /** Recovery codes that are not used up. */
  recoveryLeft: number;
}

const wrongCode = () =>
  new Problem({
    status: 422,
    code: 'code-wrong',
    zh: '验证码不对或已用过。',
    en: 'The code is wrong or was used before.',
    hint: {
      zh: '等验证器换下一个码再填；手机丢了就用恢复码。',
      en: 'Wait for the next code of your app; if the phone is lost, use a recovery code.',
    },
  });

export async function secondFactorOf(store: Store, login: string): Promise<SecondFactor> {
  const account = await store
    .selectFrom('account')
    .select(['totp_secret', 'second_factor_required', 'recovery_codes'])
    .where('login', '=', login)
    .executeTakeFirstOrThrow();
  return {
    enrolled: account.totp_secret !== null,
    required: account.second_factor_required,
    recoveryLeft: (account.recovery_codes as string[]).length,
  };
}

/**
 * Takes a code of the app or a recovery code; neither opens anything twice. Wrong ones count like wrong passwords. Throws
 * 422 `code-wrong`, 429 `wait`.
 */
export async function checkCode(
  store: Store,
  vault: Vault,
  login: string,
  code: string,
  now: Date,
  address = 'local',
): Promise<void> {
  await mustNotWait(store, { login, address, what: 'code' }, now);
  const account = await store
    .selectFrom('account')
    .select(['totp_secret', 'jurisdiction_id'])
    .where('login', '=', login)
    .executeTakeFirstOrThrow();
  const given = code.replace(/[\s-]/gu, '').toUpperCase();
  const step = account.totp_secret === null ? null : stepOf(vault.open(account.totp_secret), given, now);
  const of = store.updateTable('account').where('login', '=', login).where('totp_secret', '=', account.totp_secret);
  // One statement each: of two requests with the same code only one finds it unused.
  const taken =
    step === null
      ? await of
          .set({ recovery_codes: sql`recovery_codes - ${sm3(given)}` })
          .where(sql<boolean>`jsonb_exists(recovery_codes, ${sm3(given)})`)
          .executeTakeFirst()
      : await of.set({ totp_step: step }).where('totp_step', '<', step).executeTakeFirst();
  if (taken.numUpdatedRows === 1n) {
    await countRight(store, { login, address }, now);
    return;
  }
  await countWrong(store, { login, address, what: 'code' }, now);
  await record(store, {
    jurisdiction: account.jurisdiction_id,
    kind: 'sign-in-failed',
    actor: login,
    about: { address, what: 'code' },
  });
  throw wrongCode();
}

/** Offers a new secret; it counts once `confirmSecondFactor` has seen a code of it. */
export async function offerSecondFactor(
  store: Store,
  vault: Vault,
  login: string,
): Promise<{ secret: string; uri: string }> {
  const secret = base32(randomBytes(20));
  const { numUpdatedRows } = await store
    .updateTable('account')
    .set({ totp_pending: vault.seal(secret) })
    .where('login', '=', login)
    .where('totp_secret', 'is', null)
    .where('demo', '=', false)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) {
    throw new Problem({
      status: 409,
      code: 'second-factor-there',
      zh: '这个账号已启用二次验证，或是演示账号。',
      en: 'This account has a second factor already, or is a demonstration account.',
      hint: { zh: '要换手机，先停用再重新启用。', en: 'To change the phone, remove it first.' },
    });
  }
  return { secret, uri: totpUri(secret, login) };
}

/** Turns the offered secret on; gives ten recovery codes, shown once and kept as hashes. Throws 422 `code-wrong`. */
export async function confirmSecondFactor(
  store: Store,
  vault: Vault,
  login: string,
  code: string,
  now: Date,
): Promise<string[]> {
  const account = await store
    .selectFrom('account')
    .select('totp_pending')
    .where('login', '=', login)
    .executeTakeFirstOrThrow();
  const step =
    account.totp_pending === null ? null : stepOf(vault.open(account.totp_pending), code.replace(/\s/gu, ''), now);
  if (step === null) throw wrongCode();
  const codes = Array.from({ length: 10 }, () => base32(randomBytes(10)).slice(0, 10));
  await store
    .updateTable('account')
    .set({
      totp_secret: account.totp_pending,
      totp_pending: null,
      totp_step: step,
      recovery_codes: json(codes.map(sm3)),
    })
    .where('login', '=', login)
    .where('totp_pending', '=', account.totp_pending)
    .execute();
  return codes.map((one) => `${one.slice(0, 5)}-${one.slice(5)}`);
}

/** Takes the second factor off, with its recovery codes. */
export async function removeSecondFactor(store: Store, login: string): Promise<void> {
  await store
    .updateTable('account')
    .set({ totp_secret: null, totp_pending: null, totp_step: 0, recovery_codes: json([]) })
    .where('login', '=', login)
    .execute();
}

/** Says whether an account must have one. Throws 404 `no-account`. */
export async function requireSecondFactor(store: Store, login: string, required: boolean): Promise<void> {
  const { numUpdatedRows } = await store
    .updateTable('account')
    .set({ second_factor_required: required })
    .where('login', '=', login)
    .executeTakeFirst();
  if (numUpdatedRows === 0n)
    throw new Problem({
      status: 404,
      code: 'no-account',
      zh: `没有账号 ${login}。`,
      en: `There is no account ${login}.`,
    });
}

/** Encrypts what stands unencrypted from before there was a vault; gives the number of accounts. */
export async function sealSecrets(store: Store, vault: Vault): Promise<number> {
  const rows = await store
    .selectFrom('account')
    .select(['login', 'totp_secret', 'totp_pending'])
    .where((e) => e.or([e('totp_secret', 'is not', null), e('totp_pending', 'is not', null)]))
    .execute();
  const sealed = (text: string | null) => (text === null || isSealed(text) ? text : vault.seal(text));
  let changed = 0;
  for (const row of rows) {
    const to = { totp_secret: sealed(row.totp_secret), totp_pending: sealed(row.totp_pending) };
    if (to.totp_secret === row.totp_secret && to.totp_pending === row.totp_pending) continue;
    await store.updateTable('account').set(to).where('login', '=', row.login).execute();
    changed += 1;
  }
  return changed;
}

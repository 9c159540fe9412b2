import { randomBytes } from 'node:crypto';
import { sm3 } from '../../evidence/ledger/canonical.ts';
import { record } from '../../evidence/ledger/security.ts';
import type { Store } from '../../evidence/store/store.ts';
import { json } from '../../evidence/store/store.ts';
import { type Scope, scopes } from '../../http/access.ts';
import { Problem } from '../../http/problem.ts';
import type { Who } from '../../http/route.ts';

/** Tokens by which programs read: shown once, kept as a hash, with what they may read, for whom, and until when. */

/** Most tokens of a place that count at the same time. */
const most = 100;
const prefix = 'lantu_';

export interface Token {
  id: string;
  name: string;
  scopes: Scope[];
  organisation: string | null;
  expiresAt: string;
  demo: boolean;
  madeBy: string;
  madeAt: string;
  usedAt: string | null;
  withdrawnBy: string | null;
  withdrawnAt: string | null;
}

interface Row {
  token_id: string;
  name: string;
  scopes: unknown;
  organisation_id: string | null;
  expires_at: string;
  demo: boolean;
  made_by: string;
  made_at: string;
  used_at: string | null;
  withdrawn_by: string | null;
  withdrawn_at: string | null;
}

const isScope = (text: string): text is Scope => text in scopes;

const tokenOf = (row: Row): Token => ({
  id: row.token_id,
  name: row.name,
  // A scope that a later version took back gives nothing.
  scopes: (row.scopes as string[]).filter(isScope),
  organisation: row.organisation_id,
  expiresAt: row.expires_at,
  demo: row.demo,
  madeBy: row.made_by,
  madeAt: row.made_at,
  usedAt: row.used_at,
  withdrawnBy: row.withdrawn_by,
  withdrawnAt: row.withdrawn_at,
});

/** Makes a token. `secret` stands nowhere else and is not given again. Throws 429 `too-many-tokens`. */
export async function makeToken(
  store: Store,
  of: {
    jurisdiction: string;
    name: string;
    scopes: readonly Scope[];
    organisation: string | null;
    expiresAt: string;
    demo: boolean;
    by: string;
  },
  now: Date,
): Promise<{ token: Token; secret: string }> {
  const secret = `${prefix}${randomBytes(32).toString('base64url')}`;
  const token: Token = {
    id: randomBytes(6).toString('hex'),
    name: of.name,
    scopes: [...of.scopes],
    organisation: of.organisation,
    expiresAt: of.expiresAt,
    demo: of.demo,
    madeBy: of.by,
    madeAt: now.toISOString(),
    usedAt: null,
    withdrawnBy: null,
    withdrawnAt: null,
  };
  await store.transaction().execute(async (tx) => {
    const { n } = await tx
      .selectFrom('access_token')
      .select((e) => e.fn.countAll<number>().as('n'))
      .where('jurisdiction_id', '=', of.jurisdiction)
      .where('withdrawn_at', 'is', null)
      .where('expires_at', '>', now.toISOString())
      .executeTakeFirstOrThrow();
    if (Number(n) >= most)
      throw new Problem({
        status: 429,
        code: 'too-many-tokens',
        zh: `一个行政区最多同时有 ${most} 个有效令牌。`,
        en: `A place has at most ${most} tokens that count.`,
        hint: { zh: '先撤销不用的。', en: 'Withdraw those that are not used.' },
      });
    await tx
      .insertInto('access_token')
      .values({
        jurisdiction_id: of.jurisdiction,
        token_id: token.id,
        name: token.name,
        token_hash: sm3(secret),
        scopes: json(token.scopes),
        organisation_id: token.organisation,
        expires_at: token.expiresAt,
        demo: token.demo,
        made_by: token.madeBy,
        made_at: token.madeAt,
        used_at: null,
        withdrawn_by: null,
        withdrawn_at: null,
      })
      .execute();
    await record(tx, {
      jurisdiction: of.jurisdiction,
      kind: 'token-made',
      actor: of.by,
      about: {
        token: token.id,
        name: token.name,
        scopes: token.scopes,
        organisation: token.organisation,
        expiresAt: token.expiresAt,
      },
    });
  });
  return { token, secret };
}

/** The tokens of a place, the newest first; those that were withdrawn too. */
export async function tokensOf(store: Store, jurisdiction: string): Promise<Token[]> {
  const rows = await store
    .selectFrom('access_token')
    .selectAll()
    .where('jurisdiction_id', '=', jurisdiction)
    .orderBy('made_at', 'desc')
    .limit(500)
    .execute();
  return rows.map(tokenOf);
}

/** Withdraws a token: from now on it opens nothing. Throws 404 `no-such-token`. */
export async function withdrawToken(
  store: Store,
  of: { jurisdiction: string; id: string; by: string },
  now: Date,
): Promise<void> {
  await store.transaction().execute(async (tx) => {
    const done = await tx
      .updateTable('access_token')
      .set({ withdrawn_by: of.by, withdrawn_at: now.toISOString() })
      .where('jurisdiction_id', '=', of.jurisdiction)
      .where('token_id', '=', of.id)
      .where('withdrawn_at', 'is', null)
      .executeTakeFirst();
    if (done.numUpdatedRows === 0n)
      throw new Problem({
        status: 404,
        code: 'no-such-token',
        zh: '没有这个令牌，或已撤销。',
        en: 'There is no such token, or it was withdrawn.',
      });
    await record(tx, {
      jurisdiction: of.jurisdiction,
      kind: 'token-withdrawn',
      actor: of.by,
      about: { token: of.id },
    });
  });
}

/**
 * Who asks with a token: nobody's account, the role `service` (or `public`, where it holds nothing from inside), in its own
 * place. Null: it is unknown, withdrawn, too old, or of a demonstration that is over.
 */
export async function whoHolds(
  store: Store,
  secret: string,
  now: Date,
  demo: boolean,
): Promise<{ who: Who; jurisdiction: string } | null> {
  if (!secret.startsWith(prefix)) return null;
  const row = await store
    .selectFrom('access_token')
    .selectAll()
    .where('token_hash', '=', sm3(secret))
    .where('withdrawn_at', 'is', null)
    .where('expires_at', '>', now.toISOString())
    .executeTakeFirst();
  if (!row || (row.demo && !demo)) return null;
  const token = tokenOf(row);
  // Written once a minute at most: a reading must not cost a write each time.
  if (token.usedAt === null || now.getTime() - Date.parse(token.usedAt) > 60_000)
    await store
      .updateTable('access_token')
      .set({ used_at: now.toISOString() })
      .where('jurisdiction_id', '=', row.jurisdiction_id)
      .where('token_id', '=', token.id)
      .execute()
      .catch(() => {});
  const inside = token.scopes.some((scope) => scopes[scope].inside);
  return {
    jurisdiction: row.jurisdiction_id,
    who: {
      login: `token:${token.id}`,
      name: token.name,
      role: inside ? 'service' : 'public',
      organisation: token.organisation,
      scopes: token.scopes,
    },
  };
}

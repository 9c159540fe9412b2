import type { Store, StoreTransaction } from '../store/store.ts';
import { canonicalJson, type Json, sm3 } from './canonical.ts';

/**
 * The book of rights and secrets: sign-ins and their failures, accounts, roles, second factors, exports and readings of
 * personal data. One chain for each jurisdiction, sealed like the ledger, beside it.
 */
export type SecurityKind =
  | 'sign-in'
  | 'sign-in-failed'
  | 'sign-out'
  | 'account-added'
  | 'account-changed'
  | 'account-unlocked'
  | 'account-removed'
  | 'password-set'
  | 'invited'
  | 'signed-out-elsewhere'
  | 'role-given'
  | 'second-factor-on'
  | 'second-factor-off'
  | 'second-factor-required'
  | 'jurisdiction-added'
  | 'export'
  | 'personal-reading'
  | 'payload-reading'
  | 'work-handed-over'
  | 'channel-changed'
  | 'notice-sent-again'
  | 'type-proposed'
  | 'type-released'
  | 'token-made'
  | 'token-withdrawn';

export interface SecurityEvent {
  jurisdiction: string;
  kind: SecurityKind;
  /** A login, or the command. */
  actor: string;
  /** What it was about; never a password, a code or a personal value. */
  about: { [key: string]: Json };
}

export interface SecurityEntry {
  seq: number;
  kind: string;
  actor: string;
  at: string;
  /** Canonical JSON. */
  payload: string;
  prev: string;
  hash: string;
}

const genesis = '0'.repeat(64);

/** SM3 over the canonical JSON of everything else in the entry; `book` keeps it from passing for one of the ledger. */
export function sealSecurity(jurisdiction: string, entry: Omit<SecurityEntry, 'hash'>): string {
  const { seq, kind, actor, at, payload, prev } = entry;
  return sm3(canonicalJson({ book: 'security', jurisdiction, seq, kind, actor, at, payload, prev }));
}

/** Writes into the book; in a transaction, together with what it tells of. */
export async function record(store: Store | StoreTransaction, event: SecurityEvent): Promise<void> {
  if (store.isTransaction) await append(store, event);
  else await store.transaction().execute((tx) => append(tx, event));
}

async function append(tx: Store, { jurisdiction, kind, actor, about }: SecurityEvent): Promise<void> {
  await tx
    .insertInto('security_head')
    .values({ jurisdiction_id: jurisdiction, seq: 0, hash: genesis })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const head = await tx
    .selectFrom('security_head')
    .select(['seq', 'hash'])
    .where('jurisdiction_id', '=', jurisdiction)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const unsealed = {
    seq: head.seq + 1,
    kind,
    actor,
    at: new Date().toISOString(),
    payload: canonicalJson(about),
    prev: head.hash,
  };
  const hash = sealSecurity(jurisdiction, unsealed);
  await tx
    .insertInto('security_entry')
    .values({ jurisdiction_id: jurisdiction, ...unsealed, hash })
    .execute();
  await tx
    .updateTable('security_head')
    .set({ seq: unsealed.seq, hash })
    .where('jurisdiction_id', '=', jurisdiction)
    .execute();
}

export interface SecurityReport {
  entries: number;
  head: string;
  firstBroken?: { seq: number; why: 'changed' | 'missing' | 'out-of-order' | 'head-differs' };
}

/** Walks the book of a jurisdiction from its first entry to its head. */
export async function verifySecurity(store: Store, jurisdiction: string): Promise<SecurityReport> {
  const head = (await store
    .selectFrom('security_head')
    .select(['seq', 'hash'])
    .where('jurisdiction_id', '=', jurisdiction)
    .executeTakeFirst()) ?? { seq: 0, hash: genesis };
  let last = { seq: 0, hash: genesis };
  for (;;) {
    const rows = await store
      .selectFrom('security_entry')
      .selectAll()
      .where('jurisdiction_id', '=', jurisdiction)
      .where('seq', '>', last.seq)
      .orderBy('seq')
      .limit(1_000)
      .execute();
    for (const { jurisdiction_id: _, ...entry } of rows) {
      const why =
        entry.seq !== last.seq + 1
          ? 'missing'
          : entry.prev !== last.hash
            ? 'out-of-order'
            : sealSecurity(jurisdiction, entry) !== entry.hash
              ? 'changed'
              : null;
      if (why)
        return {
          entries: last.seq,
          head: head.hash,
          firstBroken: { seq: why === 'missing' ? last.seq + 1 : entry.seq, why },
        };
      last = entry;
    }
    if (rows.length === 0) break;
  }
  const report = { entries: last.seq, head: head.hash };
  return last.seq === head.seq && last.hash === head.hash
    ? report
    : { ...report, firstBroken: { seq: last.seq + 1, why: last.seq < head.seq ? 'missing' : 'head-differs' } };
}

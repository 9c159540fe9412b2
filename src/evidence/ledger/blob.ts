import { sql } from 'kysely';
import { sm3 } from './canonical.ts';
import type { Store, StoreTransaction } from '../store/store.ts';

/** Keeps bytes under their SM3 hash; keeping the same bytes twice keeps them once. Returns the hash. */
export async function putBlob(
  store: Store | StoreTransaction,
  jurisdiction: string,
  bytes: Uint8Array,
): Promise<string> {
  const hash = sm3(bytes);
  await store
    .insertInto('blob')
    .values({ jurisdiction_id: jurisdiction, hash, bytes: Buffer.from(bytes) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return hash;
}

/** The bytes under a hash; null when there are none. */
export async function getBlob(store: Store, jurisdiction: string, hash: string): Promise<Uint8Array | null> {
  const row = await store
    .selectFrom('blob')
    .select('bytes')
    .where('jurisdiction_id', '=', jurisdiction)
    .where('hash', '=', hash)
    .executeTakeFirst();
  return row?.bytes ?? null;
}

/** Those of the hashes that nothing is kept under. */
export async function missingBlobs(
  store: Store,
  jurisdiction: string,
  hashes: readonly string[],
): Promise<Set<string>> {
  if (hashes.length === 0) return new Set();
  const { rows } = await sql<{
    hash: string;
  }>`select hash from blob where jurisdiction_id = ${jurisdiction} and hash = any(${[...hashes]})`.execute(store);
  const held = new Set(rows.map((row) => row.hash));
  return new Set(hashes.filter((hash) => !held.has(hash)));
}

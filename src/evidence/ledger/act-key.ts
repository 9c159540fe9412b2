import { AsyncLocalStorage } from 'node:async_hooks';
import type { Store } from '../store/store.ts';

interface Acting {
  key: string;
  acts: number;
}
const acting = new AsyncLocalStorage<Acting>();

/** All that `work` hands in to a ledger is written once under `key`, however often it is tried. */
export function underKey<T>(key: string, work: () => Promise<T>): Promise<T> {
  return acting.run({ key, acts: 0 }, work);
}

/** The key of the next act; null where the work under way has none. */
export function nextActKey(): string | null {
  const current = acting.getStore();
  if (!current) return null;
  current.acts += 1;
  return current.acts === 1 ? current.key : `${current.key} ${current.acts}`;
}

/** The last entry of the act that was written under a key; null where there is none. */
export async function writtenUnder(store: Store, jurisdiction: string, key: string): Promise<number | null> {
  const row = await store
    .selectFrom('act_key')
    .select('seq')
    .where('jurisdiction_id', '=', jurisdiction)
    .where('act_key', '=', key)
    .executeTakeFirst();
  return row?.seq ?? null;
}

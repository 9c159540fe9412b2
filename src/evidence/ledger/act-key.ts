import { AsyncLocalStorage } from 'node:async_hooks';

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

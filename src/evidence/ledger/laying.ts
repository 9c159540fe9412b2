import type { StoreTransaction } from '../store/store.ts';

/** What is kept and put off while many entries are laid out in one transaction. */
interface Laying {
  kept: Map<string, unknown>;
  atEnd: Map<string, () => Promise<void>>;
}
const laying = new WeakMap<StoreTransaction, Laying>();

/** Lays many entries out: what they all read is read once, what each would write over the one before is written once. */
export async function layMany<T>(tx: StoreTransaction, work: () => Promise<T>): Promise<T> {
  const held: Laying = { kept: new Map(), atEnd: new Map() };
  laying.set(tx, held);
  try {
    const done = await work();
    for (const write of held.atEnd.values()) await write();
    return done;
  } finally {
    laying.delete(tx);
  }
}

/** What `read` gives; kept under `key` while many entries are laid out, until it is forgotten. */
export async function kept<T>(tx: StoreTransaction, key: string, read: () => Promise<T>): Promise<T> {
  const held = laying.get(tx);
  if (!held) return read();
  if (!held.kept.has(key)) held.kept.set(key, await read());
  return held.kept.get(key) as T;
}

/** Lets go of what is kept under a key, or of everything. */
export function forget(tx: StoreTransaction, key?: string): void {
  if (key === undefined) laying.get(tx)?.kept.clear();
  else laying.get(tx)?.kept.delete(key);
}

/** Writes at once; while many entries are laid out, at their end, and only the last of a key. */
export async function atEnd(tx: StoreTransaction, key: string, write: () => Promise<void>): Promise<void> {
  const held = laying.get(tx);
  if (held) held.atEnd.set(key, write);
  else await write();
}

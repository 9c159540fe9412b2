import type { Insertable } from 'kysely';
import type { StoreTransaction, Tables } from './store.ts';

// PostgreSQL takes at most 65,535 parameters in a statement.
const parametersAtOnce = 30_000;

/** Inserts rows, replacing those with the same key. */
export async function upsert<T extends keyof Tables>(tx: StoreTransaction, table: T, key: (keyof Tables[T] & string)[], rows: Insertable<Tables[T]>[]): Promise<void> {
  const first = rows[0];
  if (!first) return;
  const columns = Object.keys(first);
  // The same key twice in one submission: the later line counts, as it would in two submissions.
  const byKey = new Map(rows.map((row) => [key.map((name) => (row as Record<string, unknown>)[name]).join('\u0000'), row]));
  const distinct = [...byKey.values()];
  const step = Math.floor(parametersAtOnce / columns.length);
  for (let from = 0; from < distinct.length; from += step) {
    await tx
      .insertInto(table)
      .values(distinct.slice(from, from + step) as never)
      .onConflict((conflict) =>
        conflict.columns(key as never).doUpdateSet((e) => Object.fromEntries(columns.filter((name) => !key.includes(name as never)).map((name) => [name, e.ref(`excluded.${name}` as never)])) as never),
      )
      .execute();
  }
}

import { type Insertable, sql } from 'kysely';
import { few, insertOfFew } from './few.ts';
import type { StoreTransaction, Tables } from './store.ts';

/**
 * Inserts rows, replacing those with the same key. Values of jsonb columns are given as they are. Many rows travel in one
 * parameter and PostgreSQL takes them apart: many times faster than a parameter for each value.
 */
export async function upsert<T extends keyof Tables & string>(
  tx: StoreTransaction,
  table: T,
  key: readonly (keyof Tables[T] & string)[],
  rows: readonly Insertable<Tables[T]>[],
): Promise<void> {
  const first = rows[0];
  if (!first) return;
  const columns = Object.keys(first);
  // The same key twice in one submission: the later line counts, as it would in two submissions.
  const byKey = new Map(
    rows.map((row) => [key.map((name) => (row as Record<string, unknown>)[name]).join('\u0000'), row]),
  );
  const distinct = [...byKey.values()];
  const names = sql.join(columns.map((name) => sql.ref(name)));
  const replaced = sql.join(
    columns
      .filter((name) => !key.includes(name as never))
      .map((name) => sql`${sql.ref(name)} = excluded.${sql.ref(name)}`),
  );
  const onKey = sql`on conflict (${sql.join(key.map((name) => sql.ref(name)))}) do update set ${replaced}`;
  if (distinct.length <= few) {
    await sql`${await insertOfFew(tx, table, distinct as readonly Record<string, unknown>[])} ${onKey}`.execute(tx);
    return;
  }
  for (let from = 0; from < distinct.length; from += rowsAtOnce) {
    // The type is named with its schema: "record" alone is a word of the language.
    await sql`
      insert into ${sql.table(table)} (${names}) select ${names} from jsonb_populate_recordset(null::${sql.table(`public.${table}`)}, ${JSON.stringify(distinct.slice(from, from + rowsAtOnce))}::jsonb)
      ${onKey}`.execute(tx);
  }
}

/** Keeps a statement to a few megabytes. */
const rowsAtOnce = 10_000;

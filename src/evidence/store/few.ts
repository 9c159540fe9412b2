import { type RawBuilder, sql } from 'kysely';
import type { StoreTransaction, Tables } from './store.ts';

/**
 * So many rows at most are inserted as values, one by one: over a cluster they go straight to their node, where COPY, and what is
 * taken apart from one document, pass through the coordinator and make the commit one of two phases.
 */
export const few = 8;

/** An insert of a few rows as values. Values of jsonb columns are given as they are; the first row names the columns. */
export async function insertOfFew(
  tx: StoreTransaction,
  table: keyof Tables & string,
  rows: readonly Record<string, unknown>[],
): Promise<RawBuilder<unknown>> {
  const columns = Object.keys(rows[0] ?? {});
  const documents = await jsonColumns(tx, table);
  const valueOf = (value: unknown, document: boolean) =>
    document && value !== null ? sql`${JSON.stringify(value)}::jsonb` : sql`${value}`;
  const rowOf = (row: Record<string, unknown>) =>
    sql`(${sql.join(columns.map((name) => valueOf(row[name] ?? null, documents.has(name))))})`;
  return sql`insert into ${sql.table(table)} (${sql.join(columns.map((name) => sql.ref(name)))})
    values ${sql.join(rows.map(rowOf))}`;
}

/** Columns of documents by table: the same in every database of this program. */
const known = new Map<string, ReadonlySet<string>>();

async function jsonColumns(tx: StoreTransaction, table: string): Promise<ReadonlySet<string>> {
  const held = known.get(table);
  if (held) return held;
  const { rows } = await sql<{ name: string }>`
    select attname as name from pg_attribute
    where attrelid = ${`public.${table}`}::regclass and atttypid = 'jsonb'::regtype and not attisdropped`.execute(tx);
  const columns = new Set(rows.map(({ name }) => name));
  known.set(table, columns);
  return columns;
}

import { type Insertable, sql } from 'kysely';
import { few, insertOfFew } from './few.ts';
import type { StoreTransaction, Tables } from './store.ts';

/**
 * Adds rows that are all new, by PostgreSQL's own COPY: half the time of an insert. Values of jsonb columns are given as they
 * are. A row whose key is there fails the transaction.
 */
export async function copyRows<T extends keyof Tables & string>(
  tx: StoreTransaction,
  table: T,
  rows: readonly Insertable<Tables[T]>[],
): Promise<void> {
  const [first] = rows;
  if (!first) return;
  if (rows.length <= few) {
    await (await insertOfFew(tx, table, rows as readonly Record<string, unknown>[])).execute(tx);
    return;
  }
  const columns = Object.keys(first);
  const names = sql.join(columns.map((name) => sql.ref(name)));
  const data = copyText(rows as readonly Record<string, unknown>[], columns);
  // The data travel as the statement's parameter, which stands in a comment: COPY takes none. See copying-client.ts.
  await sql`copy ${sql.table(table)} (${names}) from stdin -- ${data}`.execute(tx);
}

/** Rows in COPY's text form. */
export function copyText(rows: readonly Record<string, unknown>[], columns: readonly string[]): string {
  return rows.map((row) => `${columns.map((name) => field(row[name])).join('\t')}\n`).join('');
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function field(value: unknown): string {
  if (value === null || value === undefined) return '\\N';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return /[\\\n\r\t]/u.test(text) ? text.replace(/[\\\n\r\t]/gu, (sign) => ESCAPES[sign] ?? sign) : text;
}

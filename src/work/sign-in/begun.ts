import { sql } from 'kysely';
import { json, type Store } from '../../evidence/store/store.ts';

/** What was begun at one request and is finished by another one, at whichever server that arrives. */

/** So many of a kind are kept at once; the oldest go first. */
const most = 10_000;

/** Keeps what was begun under a key that nobody can guess, for so many milliseconds. */
export async function begin(
  store: Store,
  { kind, key, patience }: { kind: string; key: string; patience: number },
  body: object,
  now: Date,
): Promise<void> {
  await sql`delete from begun where kind = ${kind} and (until < ${now.toISOString()}
    or key in (select key from begun where kind = ${kind} order by until desc offset ${most - 1}))`.execute(store);
  const until = new Date(now.getTime() + patience).toISOString();
  await store
    .insertInto('begun')
    .values({ kind, key, body: json(body), until })
    .execute();
}

/** What was begun under a key, once, whatever comes of it; null: nothing, or too long ago. */
export async function finish<T>(store: Store, kind: string, key: string, now: Date): Promise<T | null> {
  const row = await store
    .deleteFrom('begun')
    .where('kind', '=', kind)
    .where('key', '=', key)
    .returning(['body', 'until'])
    .executeTakeFirst();
  return row && row.until > now.toISOString() ? (row.body as T) : null;
}

/** Whether something was begun under a key; it may be asked again. */
export async function isBegun(store: Store, kind: string, key: string, now: Date): Promise<boolean> {
  const row = await store
    .selectFrom('begun')
    .select('key')
    .where('kind', '=', kind)
    .where('key', '=', key)
    .where('until', '>', now.toISOString())
    .executeTakeFirst();
  return row !== undefined;
}

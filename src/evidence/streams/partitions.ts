import { sql } from 'kysely';
import type { Store } from '../store/store.ts';

/** Partitions are made for times from here to a month from now; what is beyond stands in the rest. */
const first = Date.UTC(2015, 0, 1);
const month = 31 * 86_400_000;
const made = new WeakMap<Store, Set<string>>();

/**
 * Makes the partitions that frames and hours of these times (milliseconds) go into: months of frames, years of hours, by the
 * time of China. What is there already costs nothing.
 */
export async function partitionsFor(store: Store, times: Iterable<number>, now: number): Promise<void> {
  const known = made.get(store) ?? new Set<string>();
  made.set(store, known);
  const wanted = new Set<string>();
  for (const time of times) {
    if (time < first || time > now + month) continue;
    const local = new Date(time + 8 * 3_600_000).toISOString();
    if (!known.has(local.slice(0, 7))) wanted.add(local.slice(0, 7));
  }
  for (const key of wanted) {
    const [year, of] = [Number(key.slice(0, 4)), Number(key.slice(5, 7))];
    await partition(store, 'stream_frame', key.replace('-', '_'), `${key}-01`, nextMonth(year, of));
    await partition(store, 'reading_hour', String(year), `${year}-01-01`, `${year + 1}-01-01`);
    known.add(key);
  }
}

const nextMonth = (year: number, of: number): string =>
  of === 12 ? `${year + 1}-01-01` : `${year}-${String(of + 1).padStart(2, '0')}-01`;

async function partition(store: Store, table: string, name: string, from: string, to: string): Promise<void> {
  const own = `${table}_${name}`;
  const { rows } = await sql`select 1 from pg_class where relname = ${own}`.execute(store);
  if (rows.length > 0) return;
  await sql`create table if not exists ${sql.table(own)} partition of ${sql.table(table)}
    for values from (${sql.lit(`${from} 00:00:00+08`)}) to (${sql.lit(`${to} 00:00:00+08`)})`.execute(store);
}

/** Drops the months of frames that ended before `day`; their batches stay. Returns the names of what was dropped. */
export async function dropFramesBefore(store: Store, day: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select relname as name from pg_class
    where relispartition and relname ~ '^stream_frame_\\d{4}_\\d{2}$' order by relname`.execute(store);
  const gone = rows.filter(({ name }) => {
    const [year, of] = name.slice('stream_frame_'.length).split('_').map(Number);
    return nextMonth(year ?? 0, of ?? 0) <= day;
  });
  for (const { name } of gone) await sql`drop table ${sql.table(name)}`.execute(store);
  made.delete(store);
  return gone.map(({ name }) => name);
}

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

/** Makes a partition; what of it stood in the rest (after a restore, or from a time when it was not made) goes into it. */
async function partition(store: Store, table: string, name: string, from: string, to: string): Promise<void> {
  const own = `${table}_${name}`;
  const { rows } = await sql`select 1 from pg_class where relname = ${own}`.execute(store);
  if (rows.length > 0) return;
  const [low, high] = [sql.lit(`${from} 00:00:00+08`), sql.lit(`${to} 00:00:00+08`)];
  const whole = sql.table(table);
  await store.transaction().execute(async (tx) => {
    // Two servers may find it missing at once.
    await sql`select pg_advisory_xact_lock(hashtext(${own}))`.execute(tx);
    const made = await sql`select 1 from pg_class where relname = ${own}`.execute(tx);
    if (made.rows.length > 0) return;
    await sql`create table ${sql.table(own)} (like ${whole} including all)`.execute(tx);
    await sql`with moved as (delete from ${sql.table(`${table}_rest`)} where at >= ${low}::timestamptz and at < ${high}::timestamptz returning *)
      insert into ${sql.table(own)} select * from moved`.execute(tx);
    await sql`alter table ${whole} attach partition ${sql.table(own)} for values from (${low}) to (${high})`.execute(
      tx,
    );
  });
}

/** Makes the partitions of what stands in the rest: a backup is restored into tables that have none. */
export async function partitionRest(store: Store, now: number): Promise<void> {
  for (const table of ['stream_frame_rest', 'reading_hour_rest']) {
    const { rows } = await sql<{
      at: number;
    }>`select distinct extract(epoch from date_trunc('month', at at time zone '+08'))::float8 * 1000 as at
      from ${sql.table(table)}`.execute(store);
    await partitionsFor(
      store,
      rows.map(({ at }) => at),
      now,
    );
  }
}

/** Lets go of the frames of months that ended before `day`; their batches stay. */
export async function dropFramesBefore(store: Store, day: string): Promise<void> {
  const { rows } = await sql<{ name: string }>`select relname as name from pg_class
    where relispartition and relname ~ '^stream_frame_\\d{4}_\\d{2}$' order by relname`.execute(store);
  for (const { name } of rows) {
    const [year, of] = name.slice('stream_frame_'.length).split('_').map(Number);
    if (nextMonth(year ?? 0, of ?? 0) <= day) await sql`drop table if exists ${sql.table(name)}`.execute(store);
  }
  await sql`delete from stream_frame_rest where at < ${sql.lit(`${day} 00:00:00+08`)}::timestamptz`.execute(store);
  made.delete(store);
}

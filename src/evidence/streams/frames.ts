import { sql } from 'kysely';
import type { Store } from '../store/store.ts';

export type FrameKind = 'raw' | 'minute' | 'hour' | 'day' | 'other';

/** A frame as it is kept. Times in milliseconds. */
export interface KeptFrame {
  jurisdiction: string;
  mn: string;
  at: number;
  hash: Buffer;
  received: number;
  kind: FrameKind;
  frame: Buffer;
  opened: Buffer | null;
  faults: readonly string[];
  door: 'hj212' | 'mqtt' | 'sheet';
  demo: boolean;
}

const iso = (ms: number) => new Date(ms).toISOString();

/**
 * Keeps frames in one transaction under numbers that follow `after` and all that were given before, by whatever process; those that
 * are kept already are left as they are. Gives whether each is new.
 */
export function keepFrames(store: Store, frames: readonly KeptFrame[], after: number): Promise<boolean[]> {
  return store.transaction().execute(async (tx) => {
    const { rows } = await sql<{ last: number }>`
      insert into stream_counter (one, last) values (true, ${after}::bigint + ${frames.length}::bigint)
      on conflict (one) do update set last = greatest(stream_counter.last, ${after}::bigint) + ${frames.length}::bigint
      returning last`.execute(tx);
    return keepNumbered(tx, frames, (rows[0]?.last ?? 0) - frames.length);
  });
}

async function keepNumbered(store: Store, frames: readonly KeptFrame[], after: number): Promise<boolean[]> {
  const column = <T>(of: (frame: KeptFrame, n: number) => T) => frames.map(of);
  const { rows } = await sql<{ n: number }>`
    insert into stream_frame (jurisdiction_id, mn, at, hash, n, received, kind, frame, opened, faults, door, demo)
    select j, m, a, h, n, r, k, f, o, string_to_array(x, ' '), d, e
    from unnest(${column((frame) => frame.jurisdiction)}::text[], ${column((frame) => frame.mn)}::text[],
      ${column((frame) => iso(frame.at))}::timestamptz[], ${column((frame) => frame.hash)}::bytea[],
      ${column((_, n) => after + n + 1)}::bigint[], ${column((frame) => iso(frame.received))}::timestamptz[],
      ${column((frame) => frame.kind)}::text[], ${column((frame) => frame.frame)}::bytea[],
      ${column((frame) => frame.opened)}::bytea[], ${column((frame) => frame.faults.join(' '))}::text[],
      ${column((frame) => frame.door)}::text[], ${column((frame) => frame.demo)}::boolean[])
      as u(j, m, a, h, n, r, k, f, o, x, d, e)
    on conflict do nothing returning n`.execute(store);
  const fresh = new Set(rows.map(({ n }) => n));
  return frames.map((_, n) => fresh.has(after + n + 1));
}

/** The largest number that a frame was given, over all places. */
export async function lastFrame(store: Store): Promise<number> {
  const counter = await sql<{ n: number }>`select last as n from stream_counter`.execute(store);
  if (counter.rows[0]) return counter.rows[0].n;
  // A database that was restored counts on from what it holds.
  const { rows } = await sql<{ n: number }>`
    select greatest((select max(n) from stream_frame), (select max(upto) from stream_batch), 0) as n`.execute(store);
  return rows[0]?.n ?? 0;
}

/** A frame as it is read again. */
export interface FrameRow {
  mn: string;
  n: number;
  at: number;
  kind: FrameKind;
  /** The plain segment, or the frame where it was never encrypted. */
  bytes: Buffer;
  opened: boolean;
  received: number;
  faults: string[];
  demo: boolean;
}

const columns = sql`mn, n, extract(epoch from at)::float8 * 1000 as at, kind, coalesce(opened, frame) as bytes,
  opened is not null as opened, extract(epoch from received)::float8 * 1000 as received, faults, demo`;

/** Frames of a station in a span of time (milliseconds, the end out), in the order in which they came. */
export async function framesIn(
  store: Store,
  jurisdiction: string,
  mns: readonly string[],
  span: { from: number; to: number; kinds: readonly FrameKind[]; most: number },
): Promise<FrameRow[]> {
  const { rows } = await sql<FrameRow>`select ${columns} from stream_frame
    where jurisdiction_id = ${jurisdiction} and mn = any(${[...mns]}) and at >= ${iso(span.from)} and at < ${iso(span.to)}
      and kind = any(${[...span.kinds]})
    order by n limit ${span.most}`.execute(store);
  return rows;
}

/** Frames that were sealed last, of the last hours: whoever makes the values of hours may have ended before he made theirs. */
const lookBack = 5_000;

/** Which hours of which stations the frames above a number are of, and those that came shortly before. */
export async function hoursAbove(
  store: Store,
  jurisdiction: string,
  above: number,
): Promise<{ mn: string; at: number; kind: FrameKind }[]> {
  const { rows } = await sql<{ mn: string; at: number; kind: FrameKind }>`
    select distinct mn, extract(epoch from date_trunc('hour', at))::float8 * 1000 as at, kind from stream_frame
    where jurisdiction_id = ${jurisdiction}
      and (n > ${above} or (n > ${above - lookBack} and received > now() - interval '3 hours'))`.execute(store);
  return rows;
}

/** What seals the frames above a number, so many at most: their count by station, and the bytes that are hashed. */
export async function digestOf(
  store: Store,
  jurisdiction: string,
  above: number,
  most: number,
): Promise<{
  upto: number;
  frames: number;
  hashes: Buffer;
  stations: { mn: string; frames: number }[];
  /** How many are of the demonstration. */
  demo: number;
}> {
  const { rows } = await sql<{ mn: string; n: number; hash: Buffer; demo: boolean }>`
    select mn, n, hash, demo from stream_frame
    where jurisdiction_id = ${jurisdiction} and n > ${above} order by n limit ${most}`.execute(store);
  const stations = new Map<string, number>();
  for (const { mn } of rows) stations.set(mn, (stations.get(mn) ?? 0) + 1);
  return {
    upto: rows.at(-1)?.n ?? above,
    frames: rows.length,
    hashes: Buffer.concat(rows.map(({ hash }) => hash)),
    stations: [...stations].map(([mn, frames]) => ({ mn, frames })),
    demo: rows.filter(({ demo }) => demo).length,
  };
}

/** The number up to which frames are sealed. */
export async function sealedUpTo(store: Store, jurisdiction: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select coalesce(max(upto), 0) as n from stream_batch where jurisdiction_id = ${jurisdiction}`.execute(store);
  return rows[0]?.n ?? 0;
}

/** Under what the frames above a number are sealed once. Where a demonstration was removed, its numbers are given again. */
export async function sealingKey(store: Store, jurisdiction: string, above: number): Promise<string> {
  const { rows } = await sql<{ seq: number | null }>`
    select max(seq) as seq from submission where jurisdiction_id = ${jurisdiction} and kind = 'demo.remove'`.execute(
    store,
  );
  const seq = rows[0]?.seq ?? null;
  return seq === null ? `stream ${above}` : `stream ${above} after ${seq}`;
}

/**
 * Frames of days before `day` by the batch that seals them, with how many of them are of the demonstration; those of a batch that
 * an entry has let go already are not told again.
 */
export async function sealedBefore(
  store: Store,
  jurisdiction: string,
  day: string,
): Promise<{ seq: number; frames: number; demo: number }[]> {
  const { rows } = await sql<{ seq: number; frames: number; demo: number }>`
    select b.seq, count(*)::int as frames, (count(*) filter (where f.demo))::int as demo
    from stream_frame f join stream_batch b on b.jurisdiction_id = f.jurisdiction_id and b.above < f.n and f.n <= b.upto
    where f.jurisdiction_id = ${jurisdiction} and f.at < ${`${day} 00:00:00+08`}::timestamptz
      and (b.dropped_before is null or b.dropped_before < ${day})
    group by b.seq order by b.seq`.execute(store);
  return rows;
}

/** Whether frames of days before `day` wait to be sealed. */
export async function waitsBefore(store: Store, jurisdiction: string, day: string): Promise<boolean> {
  const above = await sealedUpTo(store, jurisdiction);
  const { rows } = await sql`select 1 from stream_frame where jurisdiction_id = ${jurisdiction} and n > ${above}
    and at < ${`${day} 00:00:00+08`}::timestamptz limit 1`.execute(store);
  return rows.length > 0;
}

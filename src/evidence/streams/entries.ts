import { sql } from 'kysely';
import { z } from 'zod';
import { kind, type Placed } from '../ledger/kind.ts';
import type { StoreTransaction } from '../store/store.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** Entries about what stations send: one for each batch of frames, whose bytes it seals, and one for frames that are let go. */
export const streamEntries = {
  tables: ['stream_batch'],
  kinds: {
    'stream.batch': kind(
      z.strictObject({
        /** Numbers of the frames: above the one, up to the other. */
        above: z.int().min(0),
        upto: z.int().min(1),
        frames: z.int().min(1),
        /** How many of them are of the demonstration, where others are not. */
        demo: z.int().min(1).optional(),
        /** SM3 over the SM3 of each frame (32 bytes each), in the order of their numbers. */
        hash,
        /** How many frames of which station. */
        stations: z
          .array(z.strictObject({ mn: z.string().min(1).max(27), frames: z.int().min(1) }))
          .min(1)
          .max(20_000),
        /** SM3 over the hourly values that were made with it, as canonical JSON; null where none was. */
        hours: z.strictObject({ n: z.int().min(1), hash }).nullable(),
      }),
      async (tx, at, { above, upto, frames, demo, hash: sealed, stations }) => {
        await sql`insert into stream_batch (jurisdiction_id, seq, above, upto, frames, hash, stations, demo, demo_frames, dropped)
          values (${at.jurisdiction_id}, ${at.seq}, ${above}, ${upto}, ${frames}, ${sealed}, ${JSON.stringify(stations)}::jsonb,
            ${at.demo}, ${demo ?? 0}, 0)`.execute(tx);
      },
    ),
    /** Frames of days before `before` are kept no longer, so many of each batch. Values and seals stay. */
    'stream.drop': kind(
      z.strictObject({
        before: z.iso.date(),
        batches: z
          .array(z.strictObject({ seq: z.int().min(1), frames: z.int().min(1), demo: z.int().min(0) }))
          .min(1)
          .max(100_000),
      }),
      async (tx, at, { before, batches }) => {
        const column = (name: 'seq' | 'frames' | 'demo') => batches.map((batch) => batch[name]);
        await sql`update stream_batch b set dropped = dropped + d.frames, demo_frames = demo_frames - d.demo,
            dropped_before = ${before}
          from unnest(${column('seq')}::bigint[], ${column('frames')}::int[], ${column('demo')}::int[]) as d(seq, frames, demo)
          where b.jurisdiction_id = ${at.jurisdiction_id} and b.seq = d.seq`.execute(tx);
      },
    ),
  },
} as const;

/** With the demonstration go the frames of it in batches that others share. */
export async function dropDemonstration(tx: StoreTransaction, { jurisdiction_id }: Placed): Promise<void> {
  await sql`update stream_batch set dropped = dropped + demo_frames, demo_frames = 0
    where jurisdiction_id = ${jurisdiction_id} and demo_frames > 0`.execute(tx);
}

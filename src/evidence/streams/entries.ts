import { sql } from 'kysely';
import { z } from 'zod';
import { kind } from '../ledger/kind.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** Entries about what stations send: one for each batch of frames, whose bytes it seals. */
export const streamEntries = {
  tables: ['stream_batch'],
  kinds: {
    'stream.batch': kind(
      z.strictObject({
        /** Numbers of the frames: above the one, up to the other. */
        above: z.int().min(0),
        upto: z.int().min(1),
        frames: z.int().min(1),
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
      async (tx, at, { above, upto, frames, hash: sealed, stations }) => {
        await sql`insert into stream_batch (jurisdiction_id, seq, above, upto, frames, hash, stations, demo)
          values (${at.jurisdiction_id}, ${at.seq}, ${above}, ${upto}, ${frames}, ${sealed}, ${JSON.stringify(stations)}::jsonb, ${at.demo})`.execute(
          tx,
        );
      },
    ),
  },
} as const;

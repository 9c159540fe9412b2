import { z } from 'zod';
import { kind } from '../ledger/kind.ts';
import { day } from '../ledger/shapes.ts';
import { upsert } from '../store/upsert.ts';

/** Entries about people who work on what the ledger holds. */

const handedOver = z.strictObject({
  from: z.string(),
  to: z.string(),
  on: day,
  reason: z.string().trim().min(2).max(1000),
  /** The successor takes role and organisation as well, and the other one's membership ends. */
  membership: z.boolean(),
  duties: z.array(z.strictObject({ about: z.string(), organisation: z.string() })),
  records: z.array(z.strictObject({ register: z.string(), record: z.string() })),
});

export const peopleEntries = {
  tables: ['handover'],
  kinds: {
    /** Duties and open matters went over from one person to another; they stand in the entries of the same act. */
    'person.handover': kind(handedOver, async (tx, at, { from, to, on, reason, membership, duties, records }) => {
      await upsert(
        tx,
        'handover',
        ['jurisdiction_id', 'seq'],
        [{ ...at, from_login: from, to_login: to, known_on: on, reason, membership, duties, records }],
      );
    }),
  },
} as const;

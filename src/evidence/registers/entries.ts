import { z } from 'zod';
import { type By, kind, type Placed } from '../ledger/kind.ts';
import { day, recordId } from '../ledger/shapes.ts';
import type { StoreTransaction } from '../store/store.ts';
import { upsert } from '../store/upsert.ts';
import { refuseClosed } from './closing.ts';
import { layRecords, recordsPut, refuseActs, standing, touch } from './put.ts';
import { stagedKinds } from './staged.ts';
import { typeIn, typeKinds } from './types.ts';
import { workKinds } from './work-entries.ts';

/** Entries about registers, and how they are laid out in the tables. */

const recordsRemoved = z.strictObject({
  register: z.string(),
  on: day,
  reason: z.string().min(2).max(1000),
  records: z.array(z.strictObject({ id: recordId, base: z.number().int().min(1) })).min(1),
});

async function putRecords(
  tx: StoreTransaction,
  at: Placed,
  payload: z.output<typeof recordsPut>,
  by: By,
): Promise<void> {
  await layRecords(tx, at, payload, by);
  await touch(tx, at, payload.register);
}

async function removeRecords(
  tx: StoreTransaction,
  at: Placed,
  { register, records, on, reason }: z.output<typeof recordsRemoved>,
): Promise<void> {
  const type = await typeIn(tx, at.jurisdiction_id, register);
  refuseActs(type);
  const before = await standing(tx, at.jurisdiction_id, type, records);
  await refuseClosed(
    tx,
    at.jurisdiction_id,
    type,
    [...before.values()].map((one) => one.values),
    on,
  );
  for (const { id } of records) {
    const of = (table: 'record') =>
      tx
        .deleteFrom(table)
        .where('jurisdiction_id', '=', at.jurisdiction_id)
        .where('register_id', '=', register)
        .where('record_id', '=', id);
    const gone = await of('record').returningAll().executeTakeFirst();
    if (!gone) continue;
    const { key: _key, ...row } = gone;
    await upsert(
      tx,
      'record_version',
      ['jurisdiction_id', 'register_id', 'record_id', 'version'],
      [
        {
          ...row,
          seq: at.seq,
          demo: at.demo || row.demo,
          version: row.version + 1,
          known_on: on,
          removed: true,
          reason,
          cell: null,
        },
      ],
    );
  }
  await touch(tx, at, register);
}

export const registerEntries = {
  tables: ['register', 'record', 'record_version', 'record_clock', 'remark', 'serial'],
  kinds: {
    ...typeKinds,
    ...workKinds,
    ...stagedKinds,
    /** Adds records or lays a new version over them. */
    'record.put': kind(recordsPut, putRecords),
    'record.remove': kind(recordsRemoved, removeRecords),
  },
} as const;

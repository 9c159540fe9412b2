import { sql } from 'kysely';
import { z } from 'zod';
import { Problem } from '../../http/problem.ts';
import { type By, kind, type Placed } from '../ledger/kind.ts';
import type { Store, StoreTransaction } from '../store/store.ts';
import { layRecords, recordLine, recordsPut, touch } from './put.ts';
import { typeIn } from './types.ts';

/**
 * Many new records as one act that holds nobody up: their lines are handed in some at a time and wait; then all of them are laid
 * out beside the chain, and stand in the moment that one last entry takes them. Others write in between.
 */

const staged = z.strictObject({ register: z.string(), records: z.array(recordLine).min(1) });
const taken = recordsPut.omit({ records: true }).extend({
  /** The entries that hold the records. */
  entries: z.array(z.number().int().min(1)).min(1),
});

/** Transactions that have laid the records out before they locked the chain, with the definition that they did it by. */
const laid = new WeakMap<StoreTransaction, number>();

export const stagedKinds = {
  /** Records that wait for a `record.take`: nothing of them stands yet, and nothing ever does where it does not come. */
  'record.stage': kind(staged, async () => {}),
  'record.take': kind(taken, async (tx, at, payload, by) => {
    const { jurisdiction_id } = at;
    const definition = laid.get(tx);
    if (definition === undefined) await layStaged(tx, at, payload, by);
    else if (definition !== (await definedBy(tx, jurisdiction_id, payload.register))) throw changedMeanwhile();
    await touch(tx, at, payload.register);
  }),
};

/** Lays the records of waiting entries out before the chain is locked for the entry that takes them. */
export async function layBefore(
  tx: StoreTransaction,
  at: Omit<Placed, 'seq'>,
  take: z.output<typeof taken>,
  actor: string,
): Promise<void> {
  const definition = await definedBy(tx, at.jurisdiction_id, take.register);
  await layStaged(tx, { ...at, seq: 0 }, take, { actor });
  laid.set(tx, definition);
}

/** The records lie where their own entries are: what is traced ends at the line that was handed in. */
async function layStaged(
  tx: StoreTransaction,
  at: Placed,
  { entries, ...payload }: z.output<typeof taken>,
  by: Pick<By, 'actor'>,
): Promise<void> {
  for (const seq of entries) {
    const { payload: text } = await tx
      .selectFrom('submission')
      .select('payload')
      .where('jurisdiction_id', '=', at.jurisdiction_id)
      .where('seq', '=', seq)
      .where('kind', '=', 'record.stage')
      .executeTakeFirstOrThrow();
    const { register, records } = staged.parse(JSON.parse(text));
    await layRecords(tx, { ...at, seq }, { ...payload, register, records }, by);
  }
}

/** The entry that defined a register last. */
async function definedBy(tx: StoreTransaction, jurisdiction: string, register: string): Promise<number> {
  await typeIn(tx, jurisdiction, register);
  const { seq } = await tx
    .selectFrom('register')
    .select('seq')
    .where('jurisdiction_id', '=', jurisdiction)
    .where('register_id', '=', register)
    .executeTakeFirstOrThrow();
  return seq;
}

/** The first entry whose records came to stand after an entry: before it where they waited. */
export async function firstTakenSince(store: Store, jurisdiction: string, since: number): Promise<number> {
  if (since === 0) return since;
  const { rows } = await sql<{ payload: string }>`select payload from submission
    where jurisdiction_id = ${jurisdiction} and kind = 'record.take' and seq > ${since}`.execute(store);
  const entries = rows.flatMap(({ payload }) => (JSON.parse(payload) as z.output<typeof taken>).entries);
  return Math.min(since, ...entries.map((seq) => seq - 1));
}

const changedMeanwhile = () =>
  new Problem({
    status: 409,
    code: 'register-changed',
    zh: '写入期间台账的定义被改过，什么也没有写入。',
    en: 'The register was defined anew meanwhile; nothing was written.',
    hint: { zh: '再导入一次。', en: 'Import it again.' },
  });

import type { RegisterType } from '../../core/register/index.ts';
import type { Ledger, Submission } from '../../evidence/book.ts';
import { underKey } from '../../evidence/ledger/act-key.ts';
import type { Entry } from '../../evidence/ledger/kind.ts';
import { layBefore } from '../../evidence/registers/staged.ts';

/** Records in one entry that waits: so many are written while nobody notices. */
const inOne = 2_500;

/** Whether a submission is for being handed in this way: many records, all of them new, that draw no numbers and close nothing. */
export function mayBeStaged(submission: Submission, type: RegisterType): submission is RecordsPut {
  return (
    submission.kind === 'record.put' &&
    submission.payload.records.length > inOne &&
    submission.payload.records.every(({ base }) => base === null) &&
    !type.closedBy &&
    !type.fields.some((field) => field.type === 'serial')
  );
}

type RecordsPut = Extract<Submission, { kind: 'record.put' }>;

/** Hands such a submission in under a key of `underKey`: all of it stands, or none. Throws what `record.put` throws. */
export async function submitStaged(
  ledger: Ledger,
  { jurisdiction, actor, demo, payload: { records, ...payload } }: RecordsPut,
  key: string,
): Promise<Entry> {
  const of = { jurisdiction, actor, demo };
  const entries: number[] = [];
  for (let from = 0; from < records.length; from += inOne) {
    const lines = records.slice(from, from + inOne);
    const { seq } = await ledger.submit({
      ...of,
      kind: 'record.stage',
      payload: { register: payload.register, records: lines },
    });
    entries.push(seq);
  }
  const take = { ...payload, entries };
  const at = { jurisdiction_id: jurisdiction, demo };
  return underKey(key, () =>
    ledger.submitAfter((tx) => layBefore(tx, at, take, actor), { ...of, kind: 'record.take', payload: take }),
  );
}

import { outOfBounds } from '../../core/measure/index.ts';
import type { Reach } from '../../http/access.ts';
import { Problem } from '../../http/problem.ts';
import { leaveOut } from './left-out.ts';
import type { Snapshot } from './snapshot.ts';
import type { Store } from '../store/store.ts';
import { eachRecord, type HeldRecord } from './records.ts';

/** Every record of a register that a reader sees: for methods that look at the whole list (hundreds, not millions). */
export async function allRecords(
  store: Store,
  snapshot: Snapshot,
  register: string,
  reach: Reach,
  asOf?: string,
): Promise<HeldRecord[]> {
  const held = snapshot.registers.get(register);
  if (!held) return [];
  const records: HeldRecord[] = [];
  for await (const page of eachRecord(store, snapshot, held.type, reach, { asOf })) {
    for (const record of page) {
      // One that could not be stored today would spoil the whole answer: it comes without it and says so.
      const beyond = outOfBounds({ values: record.values, passed: record.passed });
      if (beyond) leaveOut({ what: `${register}/${record.id}`, zh: beyond.zh, en: beyond.en });
      else records.push(record);
    }
    if (records.length > most)
      throw new Problem({
        status: 422,
        code: 'too-many-records',
        zh: `台账“${held.type.name.zh}”超过 ${most} 条，不能整表计算。`,
        en: `The register ${held.type.name.en} has more than ${most} records.`,
      });
  }
  return records;
}

const most = 20_000;

/** A number field of a record; null where it is empty. */
export function numberIn(record: HeldRecord, field: string): number | null {
  const value = record.values[field];
  return typeof value === 'number' ? value : null;
}

/** A text field of a record; null where it is empty. */
export function textIn(record: HeldRecord, field: string): string | null {
  const value = record.values[field];
  return typeof value === 'string' ? value : null;
}

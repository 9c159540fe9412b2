import { sql } from 'kysely';
import { type RecordValues, type RegisterType, serialText } from '../../core/register/index.ts';
import type { Placed } from '../ledger/kind.ts';
import type { StoreTransaction } from '../store/store.ts';

interface Numbered {
  on: string;
  passed: Readonly<Record<string, string>>;
  before: RecordValues | undefined;
}

/**
 * The serial numbers of a record: those that it has, and those that it draws now. Whoever writes holds the head of the
 * chain, so that numbers are drawn one after the other; an entry that is refused draws none.
 */
export async function serialNumbers(
  tx: StoreTransaction,
  at: Placed,
  type: RegisterType,
  { on, passed, before }: Numbered,
): Promise<RecordValues> {
  const numbers: RecordValues = {};
  for (const field of type.fields) {
    if (field.type !== 'serial' || field.series === undefined) continue;
    const held = before?.[field.id];
    if (typeof held === 'string') numbers[field.id] = held;
    else if (field.drawn === undefined || passed[field.drawn] !== undefined) {
      const year = on.slice(0, 4);
      const { rows } = await sql<{ last: number }>`
        insert into serial (jurisdiction_id, series, year, demo, last, seq)
        values (${at.jurisdiction_id}, ${field.series}, ${year}, ${at.demo}, 1, ${at.seq})
        on conflict (jurisdiction_id, series, year, demo) do update set last = serial.last + 1, seq = excluded.seq
        returning last`.execute(tx);
      numbers[field.id] = serialText(field.form ?? '{n}', year, rows[0]?.last ?? 1, at.demo);
    }
  }
  return numbers;
}

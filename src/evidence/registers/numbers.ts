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
      numbers[field.id] = await drawNumber(tx, at, field.series, field.form ?? '{n}', on.slice(0, 4));
    }
  }
  return numbers;
}

/** The next number of a series and year, as it is written; those of the demonstration are counted apart. */
export async function drawNumber(
  tx: StoreTransaction,
  at: Placed,
  series: string,
  form: string,
  year: string,
): Promise<string> {
  const { rows } = await sql<{ last: number }>`
    insert into serial (jurisdiction_id, series, year, demo, last, seq)
    values (${at.jurisdiction_id}, ${series}, ${year}, ${at.demo}, 1, ${at.seq})
    on conflict (jurisdiction_id, series, year, demo) do update set last = serial.last + 1, seq = excluded.seq
    returning last`.execute(tx);
  return serialText(form, year, rows[0]?.last ?? 1, at.demo);
}

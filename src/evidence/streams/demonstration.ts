import { sql } from 'kysely';
import type { Placed } from '../ledger/kind.ts';
import type { StoreTransaction } from '../store/store.ts';
import { makeMonths } from './values.ts';

/**
 * Clears what stations of the demonstration sent: frames and their counts, hours, days, and months, which are made anew where real days are left.
 * They are no projection, so only the entry that is being written does it: a replay of it would take what came later.
 */
export async function clearDemonstration(tx: StoreTransaction, { jurisdiction_id, seq }: Placed): Promise<void> {
  const { rows: written } = await sql`
    select 1 from submission where jurisdiction_id = ${jurisdiction_id} and seq >= ${seq} limit 1`.execute(tx);
  if (written.length > 0) return;
  await sql`delete from station_day d where jurisdiction_id = ${jurisdiction_id}
    and exists (select 1 from stream_frame f where f.jurisdiction_id = d.jurisdiction_id and f.mn = d.mn and f.demo)
    and not exists (select 1 from stream_frame f where f.jurisdiction_id = d.jurisdiction_id and f.mn = d.mn and not f.demo)`.execute(
    tx,
  );
  for (const table of ['stream_frame', 'reading_hour', 'reading_day'])
    await sql`delete from ${sql.table(table)} where jurisdiction_id = ${jurisdiction_id} and demo`.execute(tx);
  const { rows } = await sql<{ mn: string; month: string }>`
    delete from reading_month where jurisdiction_id = ${jurisdiction_id} and demo returning mn, month`.execute(tx);
  await makeMonths(tx, jurisdiction_id, rows);
}

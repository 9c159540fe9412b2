import { sql } from 'kysely';
import type { ClockAct } from '../../core/register/index.ts';
import type { Store, StoreTransaction } from '../store/store.ts';

/** Stops and extensions of records by record id, in the order in which they were done, as known on a day (null: today). */
export async function clockOf(
  store: Store | StoreTransaction,
  jurisdiction: string,
  register: string,
  records: readonly string[],
  asOf: string | null,
): Promise<Map<string, ClockAct[]>> {
  const found = new Map<string, ClockAct[]>();
  if (records.length === 0) return found;
  const { rows } = await sql<{
    record_id: string;
    kind: 'stop' | 'extend';
    stage: string;
    begins: string;
    ends: string | null;
    span: Extract<ClockAct, { kind: 'extend' }>['span'];
    document: string;
    reason: string;
  }>`
    select record_id, kind, stage, begins, span, document, reason,
      case when ${asOf}::text is null or ended_on <= ${asOf} then ends end as ends
    from record_clock
    where jurisdiction_id = ${jurisdiction} and register_id = ${register} and record_id = any(${[...records]})
      and (${asOf}::text is null or known_on <= ${asOf})
    order by record_id, seq`.execute(store);
  for (const { record_id, kind, stage, begins, ends, span, document, reason } of rows) {
    const paper = { stage, document, reason };
    const act: ClockAct = kind === 'stop' ? { kind, ...paper, from: begins, to: ends } : { kind, ...paper, span };
    found.set(record_id, [...(found.get(record_id) ?? []), act]);
  }
  return found;
}

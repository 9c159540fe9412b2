import { sql } from 'kysely';
import type { RecordValues, RegisterType } from '../../core/register/index.ts';
import { Problem } from '../../http/problem.ts';
import type { StoreTransaction } from '../store/store.ts';

/**
 * Refuses what would change a closed period of a register: records as they would be and as they stand, on the day of the
 * entry. It is asked within the transaction that holds the chain, so nothing slips in beside a closing. Throws a Problem
 * (409 `period-closed`, 422 `closing-future`).
 */
export async function refuseClosed(
  tx: StoreTransaction,
  jurisdiction: string,
  type: RegisterType,
  records: readonly RecordValues[],
  today: string,
): Promise<void> {
  const { closedBy } = type;
  if (!closedBy || records.length === 0) return;
  const { register, same, day, through } = closedBy;
  const { rows } = await sql<{ of: string; until: string }>`
    select values->>${same} as of, max(values->>${through} collate "C") as until from record
    where jurisdiction_id = ${jurisdiction} and register_id = ${register} group by 1`.execute(tx);
  const until = new Map(rows.map((row) => [row.of, row.until]));
  for (const values of records) {
    const closed = until.get(String(values[same] ?? ''));
    const on = String(values[day] ?? '');
    if (closed !== undefined && on <= closed)
      throw new Problem({
        status: 409,
        code: 'period-closed',
        zh: `${on} 在已结账的期间内（结账至 ${closed}），不能新增、修改或移除。`,
        en: `${on} lies in a closed period (closed up to ${closed}): nothing is added, changed or removed in it.`,
        hint: {
          zh: '在未结账的日期登记一笔更正：冲回原来的，再记对的。',
          en: 'Enter a correction on an open day: one that takes the old entry back, one that is right.',
        },
        where: day,
      });
    if (register === type.id && on >= today)
      throw new Problem({
        status: 422,
        code: 'closing-future',
        zh: `${on} 还没有过完，不能结账。`,
        en: `${on} is not over yet: it cannot be closed.`,
        where: day,
      });
  }
}

import type { Insertable } from 'kysely';
import { record } from '../../evidence/ledger/security.ts';
import type { Store, Tables } from '../../evidence/store/store.ts';
import { Problem } from '../../http/problem.ts';

/** So many records may one person read in full; more than that is a list, not a case. */
export const readingLimits = { hour: 60, day: 300 } as const;

/**
 * Logs that somebody reads personal data in full, in the list of readings and in the book of rights: without the entry
 * nothing is read. Throws 429 `too-many-readings`.
 */
export async function logReading(store: Store, reading: Insertable<Tables['personal_reading']>): Promise<void> {
  const since = (hours: number) => new Date(Date.parse(reading.at) - hours * 3_600_000).toISOString();
  const { hour, day } = await store
    .selectFrom('personal_reading')
    .select((e) => [
      e.fn.countAll<number>().filterWhere('at', '>', since(1)).as('hour'),
      e.fn.countAll<number>().as('day'),
    ])
    .where('jurisdiction_id', '=', reading.jurisdiction_id)
    .where('login', '=', reading.login)
    .where('at', '>', since(24))
    .executeTakeFirstOrThrow();
  if (hour >= readingLimits.hour || day >= readingLimits.day)
    throw new Problem({
      status: 429,
      code: 'too-many-readings',
      zh: `一小时最多查看 ${readingLimits.hour} 条、一天最多 ${readingLimits.day} 条完整个人信息。`,
      en: `At most ${readingLimits.hour} records an hour and ${readingLimits.day} a day are read in full.`,
      hint: { zh: '过一会儿再看；确需批量，请走审批后由系统管理员导出。', en: 'Go on later.' },
      retryAfter: 600,
    });
  await store.transaction().execute(async (tx) => {
    await tx.insertInto('personal_reading').values(reading).execute();
    const { jurisdiction_id: jurisdiction, login: actor, register_id, record_id, fields, purpose } = reading;
    await record(tx, {
      jurisdiction,
      kind: 'personal-reading',
      actor,
      about: { register: register_id, record: record_id, fields, purpose },
    });
  });
}

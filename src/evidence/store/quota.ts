import { type RawBuilder, sql } from 'kysely';
import { Problem } from '../../http/problem.ts';
import type { Store } from './store.ts';

/** How much one person and one city may hold of what is not evidence. */
export interface Quota {
  person: number;
  city: number;
}

const MB = 1024 * 1024;
/** Bytes that come in within a day. */
export const uploadQuota: Quota = { person: 500 * MB, city: 5_000 * MB };

/**
 * Refuses one more row of `table` where somebody, or the city, has as many as the quota allows; `only` (`and …`) leaves out
 * rows that do not count. Throws 429 `quota` with `what` in the words.
 */
export async function within(
  store: Store,
  table: 'scenario' | 'run' | 'plan_draft',
  { jurisdiction, login, only = sql`` }: { jurisdiction: string; login: string; only?: RawBuilder<unknown> },
  quota: Quota,
  what: { zh: string; en: string },
): Promise<void> {
  const { rows } = await sql<{ person: number; city: number }>`
    select count(*) filter (where created_by = ${login}) as person, count(*) as city from ${sql.table(table)} where jurisdiction_id = ${jurisdiction} ${only}`.execute(
    store,
  );
  const { person = 0, city = 0 } = rows[0] ?? {};
  if (person >= quota.person) throw refused(`你的${what.zh}已有 ${person} 个。`, `You have ${person} ${what.en}.`);
  if (city >= quota.city) throw refused(`本市的${what.zh}已有 ${city} 个。`, `The city has ${city} ${what.en}.`);
}

/** Counts what somebody uploads; throws 429 `quota` beyond what a person or a city may bring in a day. */
export async function countUpload(
  store: Store,
  { jurisdiction, login, bytes, at }: { jurisdiction: string; login: string; bytes: number; at: Date },
): Promise<void> {
  const day = at.toISOString().slice(0, 10);
  const { rows } = await sql<{ person: number; city: number }>`
    select coalesce(sum(bytes) filter (where login = ${login}), 0)::bigint as person, coalesce(sum(bytes), 0)::bigint as city
    from upload_day where jurisdiction_id = ${jurisdiction} and day = ${day}`.execute(store);
  const { person = 0, city = 0 } = rows[0] ?? {};
  if (person + bytes > uploadQuota.person || city + bytes > uploadQuota.city)
    throw refused('今天上传的文件太多。', 'Too much was uploaded today.');
  await sql`
    insert into upload_day (jurisdiction_id, login, day, bytes) values (${jurisdiction}, ${login}, ${day}, ${bytes})
    on conflict (jurisdiction_id, login, day) do update set bytes = upload_day.bytes + excluded.bytes`.execute(store);
}

function refused(zh: string, en: string): Problem {
  return new Problem({
    status: 429,
    code: 'quota',
    zh,
    en,
    hint: { zh: '删去不用的，或等已有的完成后再试。', en: 'Remove what is not needed, or wait until others are done.' },
    retryAfter: 60,
  });
}

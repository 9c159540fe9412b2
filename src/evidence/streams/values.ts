import { sql } from 'kysely';
import type { Store } from '../store/store.ts';

/** A value of an hour. `at` in milliseconds: its begin. */
export interface HourValue {
  mn: string;
  factor: string;
  at: number;
  value: number | null;
  flag: string;
  low: number | null;
  high: number | null;
  n: number;
  made: 'device' | 'plain' | 'weighted' | 'manual';
  frame: number | null;
  why: string | null;
  demo: boolean;
}

export type DayValue = Omit<HourValue, 'at' | 'flag' | 'frame'> & { day: string };

const iso = (ms: number) => new Date(ms).toISOString();

/** Puts values of hours in the place of what stood there. */
export async function putHours(store: Store, jurisdiction: string, hours: readonly HourValue[]): Promise<void> {
  if (hours.length === 0) return;
  const column = <T>(of: (hour: HourValue) => T) => hours.map(of);
  await sql`
    insert into reading_hour (jurisdiction_id, mn, factor, at, value, flag, low, high, n, made, frame, why, demo)
    select ${jurisdiction}, * from unnest(${column((h) => h.mn)}::text[], ${column((h) => h.factor)}::text[],
      ${column((h) => iso(h.at))}::timestamptz[], ${column((h) => h.value)}::float8[], ${column((h) => h.flag)}::text[],
      ${column((h) => h.low)}::float8[], ${column((h) => h.high)}::float8[], ${column((h) => h.n)}::int[],
      ${column((h) => h.made)}::text[], ${column((h) => h.frame)}::bigint[], ${column((h) => h.why)}::text[],
      ${column((h) => h.demo)}::boolean[])
    on conflict (jurisdiction_id, mn, factor, at) do update set value = excluded.value, flag = excluded.flag,
      low = excluded.low, high = excluded.high, n = excluded.n, made = excluded.made, frame = excluded.frame,
      why = excluded.why, demo = excluded.demo`.execute(store);
}

/** Puts values of days, and makes the months anew that they are of: the mean of the days that have one. */
export async function putDays(store: Store, jurisdiction: string, days: readonly DayValue[]): Promise<void> {
  if (days.length === 0) return;
  const column = <T>(of: (day: DayValue) => T) => days.map(of);
  await sql`
    insert into reading_day (jurisdiction_id, mn, factor, day, value, low, high, n, made, why, demo)
    select ${jurisdiction}, * from unnest(${column((d) => d.mn)}::text[], ${column((d) => d.factor)}::text[],
      ${column((d) => d.day)}::text[], ${column((d) => d.value)}::float8[], ${column((d) => d.low)}::float8[],
      ${column((d) => d.high)}::float8[], ${column((d) => d.n)}::int[], ${column((d) => d.made)}::text[],
      ${column((d) => d.why)}::text[], ${column((d) => d.demo)}::boolean[])
    on conflict (jurisdiction_id, mn, factor, day) do update set value = excluded.value, low = excluded.low,
      high = excluded.high, n = excluded.n, made = excluded.made, why = excluded.why, demo = excluded.demo`.execute(
    store,
  );
  const months = new Map(days.map(({ mn, day }) => [`${mn} ${day.slice(0, 7)}`, { mn, month: day.slice(0, 7) }]));
  await makeMonths(store, jurisdiction, [...months.values()]);
}

/** Makes months of stations anew: the mean of the days that have a value. A month without a day is left as it is. */
export async function makeMonths(
  store: Store,
  jurisdiction: string,
  months: readonly { mn: string; month: string }[],
): Promise<void> {
  await sql`
    insert into reading_month (jurisdiction_id, mn, factor, month, value, low, high, n, demo)
    select ${jurisdiction}, d.mn, factor, w.month, avg(value), min(low), max(high), count(value), bool_or(demo)
    from (select distinct * from unnest(${months.map(({ mn }) => mn)}::text[], ${months.map(({ month }) => month)}::text[]) as u(mn, month)) w
    join reading_day d on d.jurisdiction_id = ${jurisdiction} and d.mn = w.mn
      and d.day >= w.month || '-01' and d.day <= w.month || '-31'
    group by d.mn, factor, w.month
    on conflict (jurisdiction_id, mn, factor, month) do update set value = excluded.value, low = excluded.low,
      high = excluded.high, n = excluded.n, demo = excluded.demo`.execute(store);
}

const hourColumns = sql`mn, factor, extract(epoch from at)::float8 * 1000 as at, value, flag, low, high, n, made, frame, why, demo`;

/** Hours of stations in a span (milliseconds, the end out), the oldest first. */
export async function hoursIn(
  store: Store,
  jurisdiction: string,
  mns: readonly string[],
  span: { from: number; to: number; factor?: string | undefined; most: number },
): Promise<HourValue[]> {
  const { rows } = await sql<HourValue>`select ${hourColumns} from reading_hour
    where jurisdiction_id = ${jurisdiction} and mn = any(${[...mns]}) and at >= ${iso(span.from)} and at < ${iso(span.to)}
      ${span.factor === undefined ? sql`` : sql`and factor = ${span.factor}`}
    order by at, factor limit ${span.most}`.execute(store);
  return rows;
}

/** The newest hour of each factor of each station before an instant (milliseconds), at most so many days back. */
export async function newestHours(store: Store, jurisdiction: string, before: number, days = 7): Promise<HourValue[]> {
  // Months say which factors of which stations there are: the newest hour of each is one step into the index.
  const { rows } = await sql<HourValue>`
    select h.* from (
      select distinct mn, factor from reading_month
      where jurisdiction_id = ${jurisdiction} and month >= ${iso(before - (days + 1) * 86_400_000).slice(0, 7)}
    ) as held
    cross join lateral (
      select ${hourColumns} from reading_hour
      where jurisdiction_id = ${jurisdiction} and mn = held.mn and factor = held.factor
        and at < ${iso(before)} and at >= ${iso(before - days * 86_400_000)}
      order by at desc limit 1
    ) as h order by mn, factor`.execute(store);
  return rows.map((row) => ({ ...row, at: Number(row.at) }));
}

/** Days of stations, both ends in, the oldest first. */
export async function daysIn(
  store: Store,
  jurisdiction: string,
  mns: readonly string[],
  span: { from: string; to: string; factor?: string | undefined; most: number },
): Promise<DayValue[]> {
  const { rows } = await sql<DayValue>`select mn, factor, day, value, low, high, n, made, why, demo from reading_day
    where jurisdiction_id = ${jurisdiction} and mn = any(${[...mns]}) and day >= ${span.from} and day <= ${span.to}
      ${span.factor === undefined ? sql`` : sql`and factor = ${span.factor}`}
    order by day, factor limit ${span.most}`.execute(store);
  return rows;
}

export interface MonthValue {
  mn: string;
  factor: string;
  month: string;
  value: number | null;
  n: number;
  demo: boolean;
}

/** Months of all stations of a place, both ends in, of one factor or all, the oldest first. */
export async function monthsIn(
  store: Store,
  jurisdiction: string,
  span: { from: string; to: string; factor?: string | undefined },
): Promise<MonthValue[]> {
  const { rows } = await sql<MonthValue>`select mn, factor, month, value, n, demo from reading_month
    where jurisdiction_id = ${jurisdiction} and month >= ${span.from} and month <= ${span.to}
      ${span.factor === undefined ? sql`` : sql`and factor = ${span.factor}`} order by mn, factor, month`.execute(
    store,
  );
  return rows;
}

import { sql } from 'kysely';
import type { Services } from '../../evidence/domain.ts';
import { json, type Store } from '../../evidence/store/store.ts';
import type { Reach } from '../../http/access.ts';
import type { Run } from './api.ts';

/**
 * Whose figures a result is of. A department sees its own figures before they are approved, but what it forecasts from them
 * would need a run for each department: readers with reach `of:ORGANISATION` get the result of approved figures.
 */
export type ForesightReach = 'all' | 'approved';
export const foresightReach = (reach: Reach): ForesightReach => (reach === 'all' ? 'all' : 'approved');

export interface Order {
  jurisdiction: string;
  asOf: string;
  reach: ForesightReach;
}

export const jobName = 'foresight.compute';

/** A run that has said nothing for so long has died. */
const LOST_MINUTES = 15;
/** Runs of earlier days that may wait at once: whoever turns the pages of a calendar does not keep today's waiting. */
const MOST_EARLIER = 6;
const MOST_EARLIER_AN_HOUR = 60;
/** While today is computed for the first time, results of so many days before are shown. */
const SHOWN_DAYS = 7;

/** What is read of the results: the board, one forecast of it with the targets, or the record. */
export type Part = 'board' | 'record' | { indicator: string };

interface Row {
  asOf: string;
  head: number;
  ordered: number;
  progress: number | null;
  step: Run['step'];
  problem: Run['problem'];
}

/**
 * Orders a run unless there are results of the present position, one is under way, or too many earlier days wait already: a
 * page that asks again gets its turn. `anew`: also where there are results.
 */
export async function order(
  { store, jobs, snapshots, today }: Pick<Services, 'store' | 'jobs' | 'snapshots' | 'today'>,
  { jurisdiction, asOf, reach }: Order,
  anew = false,
): Promise<void> {
  const { head } = await snapshots.get(jurisdiction);
  const lost = new Date(Date.now() - LOST_MINUTES * 60_000).toISOString();
  if (asOf !== today()) {
    const waiting = await store
      .selectFrom('foresight')
      .select('as_of')
      .where('jurisdiction_id', '=', jurisdiction)
      .where('as_of', '<>', today())
      .where('progress', 'is not', null)
      .where('ordered_at', '>', lost)
      .limit(MOST_EARLIER)
      .execute();
    if (waiting.length === MOST_EARLIER) return;
    const { n } = await store
      .selectFrom('foresight')
      .select((e) => e.fn.countAll<number>().as('n'))
      .where('jurisdiction_id', '=', jurisdiction)
      .where('as_of', '<>', today())
      .where('ordered_at', '>', new Date(Date.now() - 3_600_000).toISOString())
      .executeTakeFirstOrThrow();
    if (n >= MOST_EARLIER_AN_HOUR) return;
  }
  const { rows } = await sql`
    insert into foresight (jurisdiction_id, as_of, reach, head, ordered, ordered_at, progress)
    values (${jurisdiction}, ${asOf}, ${reach}, 0, ${head}, ${new Date().toISOString()}, 0)
    on conflict (jurisdiction_id, as_of, reach) do update
    set ordered = excluded.ordered, ordered_at = excluded.ordered_at, progress = 0, step = null, problem = null
    where ${anew} or foresight.ordered < excluded.ordered
      or (foresight.head < excluded.ordered and foresight.ordered_at < ${lost})
    returning 1`.execute(store);
  if (rows.length > 0) await jobs.send(jobName, { jurisdiction, asOf, reach } satisfies Order);
}

/** The day that was asked for. A day to come knows no more than today. */
export function dayOf({ today }: Pick<Services, 'today'>, asOf: string | undefined): string {
  return asOf === undefined || asOf > today() ? today() : asOf;
}

const daysBefore = (day: string, days: number) =>
  new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, 10);

/**
 * The newest results for a reader: of the day that was asked for, and where today has none yet, of the day before it that has.
 * Orders a run where they are not of the present position.
 */
export async function resultsFor<T>(
  services: Services,
  jurisdiction: string,
  asOf: string | undefined,
  reach: ForesightReach,
  part: Part,
): Promise<{ run: Run; body: T | null }> {
  const { head } = await services.snapshots.get(jurisdiction);
  const today = services.today();
  const day = dayOf(services, asOf);
  const own = await rowOf<T>(services.store, { jurisdiction, asOf: day, reach }, part);
  const ofHead = own?.row.head === head;
  // The record is written last, when the run is over.
  const current = ofHead && (part !== 'record' || own?.row.progress === null);
  if (!ofHead) await order(services, { jurisdiction, asOf: day, reach });
  const earlier =
    own && own.row.head > 0
      ? own
      : day === today
        ? await rowOf<T>(services.store, { jurisdiction, asOf: day, reach }, part, true)
        : null;
  const shown = earlier?.row ?? null;
  const progress = own?.row.progress ?? null;
  return {
    run: {
      head: shown?.head ?? null,
      asOf: shown?.asOf ?? null,
      ledger: head,
      updating: !current && (own?.row.problem ?? null) === null,
      progress: current ? null : (progress ?? 0),
      step: current ? null : (own?.row.step ?? null),
      problem: current ? null : (own?.row.problem ?? null),
    },
    body: earlier?.body ?? null,
  };
}

const columnOf = (part: Part) =>
  typeof part === 'string'
    ? sql.ref(part)
    : sql`jsonb_build_object('forecast', board -> 'forecasts' -> ${part.indicator}, 'targets', board -> 'targets')`;

async function rowOf<T>(
  store: Store,
  { jurisdiction, asOf, reach }: Order,
  part: Part,
  before = false,
): Promise<{ row: Row; body: T | null } | null> {
  const days = before
    ? sql`as_of < ${asOf} and as_of >= ${daysBefore(asOf, SHOWN_DAYS)} and head > 0`
    : sql`as_of = ${asOf}`;
  const { rows } = await sql<Row & { body: T | null }>`
    select as_of as "asOf", head, ordered, progress, step, problem, ${columnOf(part)} as body from foresight
    where jurisdiction_id = ${jurisdiction} and reach = ${reach} and ${days}
    order by as_of desc limit 1`.execute(store);
  const found = rows[0];
  if (!found) return null;
  const { body, ...row } = found;
  return { row, body };
}

/** Says how far a run is. */
export async function progressed(
  store: Store,
  { jurisdiction, asOf, reach }: Order,
  progress: number,
  step: NonNullable<Run['step']>,
): Promise<void> {
  await store
    .updateTable('foresight')
    .set({ progress, step: json(step) })
    .where('jurisdiction_id', '=', jurisdiction)
    .where('as_of', '=', asOf)
    .where('reach', '=', reach)
    .execute();
}

/** Writes what was computed; older results of a later position are never laid over newer ones. */
export async function finished(
  store: Store,
  { jurisdiction, asOf, reach }: Order,
  head: number,
  what: { board: unknown } | { record: unknown },
): Promise<void> {
  const set =
    'board' in what ? { board: json(what.board), head } : { record: json(what.record), progress: null, step: null };
  await store
    .updateTable('foresight')
    .set(set)
    .where('jurisdiction_id', '=', jurisdiction)
    .where('as_of', '=', asOf)
    .where('reach', '=', reach)
    .where('head', '<=', head)
    .execute();
}

/** A run ended without results: pages say so instead of waiting. */
export async function failed(
  store: Store,
  { jurisdiction, asOf, reach }: Order,
  problem: NonNullable<Run['problem']>,
): Promise<void> {
  await store
    .updateTable('foresight')
    .set({ problem: json(problem), progress: null, step: null })
    .where('jurisdiction_id', '=', jurisdiction)
    .where('as_of', '=', asOf)
    .where('reach', '=', reach)
    .execute();
}

/** Throws away results of days that nobody has asked for in so many days; with the parts of memory.ts they can be had again. */
export async function forgetOld(store: Store, jurisdiction: string, days = 60): Promise<void> {
  await store
    .deleteFrom('foresight')
    .where('jurisdiction_id', '=', jurisdiction)
    .where('ordered_at', '<', new Date(Date.now() - days * 86_400_000).toISOString())
    .execute();
}

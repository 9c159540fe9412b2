import { sql } from 'kysely';
import type { Services } from '../../evidence/domain.ts';
import { headsOf } from '../../evidence/ledger/ledger.ts';
import { complain } from '../../evidence/store/complain.ts';
import { ofAnswering } from '../../evidence/store/places.ts';
import { unread } from '../../evidence/store/reads.ts';
import { json, type Store } from '../../evidence/store/store.ts';
import type { Run as RunOf } from '../../evidence/run/index.ts';
import { fewPlaces } from '../../evidence/reading/snapshots.ts';
import type { ViewAt } from '../../evidence/reading/view.ts';
import type { Run } from './api.ts';
import { type ForesightReach, foresightReach, shownResults } from '../../evidence/reading/outlooks.ts';
import { type Computing, computings } from './computing.ts';
import { methodHash } from './memory.ts';

export interface Order {
  jurisdiction: string;
  asOf: string;
  reach: ForesightReach;
}

/** Runs of earlier days that may wait at once: whoever turns the pages of a calendar does not keep today's waiting. */
const MOST_EARLIER = 6;
const MOST_EARLIER_AN_HOUR = 60;
/** What is read of the results: the board, one forecast of it with the targets, or the record. */
export type Part = 'board' | 'record' | { indicator: string };

/** What a run is about: of two that were asked for while one waits, one is enough. */
const subjectOf = ({ asOf, reach }: Order) => `${asOf} ${reach}`;

/** The newest run for a day and a reach. */
async function runFor({ runs }: Pick<Services, 'runs'>, order: Order): Promise<RunOf<Computing> | undefined> {
  const of = { jurisdiction: order.jurisdiction, subject: subjectOf(order), most: 1 };
  return (await runs.latest(computings, of))[0];
}

const isOpen = ({ state }: Pick<RunOf, 'state'>) => state === 'waiting' || state === 'running';

/**
 * Orders a run unless one for the present position is under way or has failed, or too many earlier days wait already: a page
 * that asks again gets its turn. `anew`: also where one has failed.
 */
export async function order(services: Services, of: Order, anew = false): Promise<void> {
  const { store, runs, snapshots, today } = services;
  const { jurisdiction, asOf, reach } = of;
  const { head } = await snapshots.get(jurisdiction);
  const last = await runFor(services, of);
  if (last && last.body.head >= head && (isOpen(last) || (last.state === 'failed' && !anew))) return;
  if (asOf !== today()) {
    const { rows } = await sql<{ open: number; all: number }>`
      select count(*) filter (where state in ('waiting', 'running')) as open, count(*) as all from run
      where jurisdiction_id = ${jurisdiction} and kind = ${computings.id} and body ->> 'asOf' <> ${today()}
        and created_at > ${new Date(Date.now() - 3_600_000).toISOString()}`.execute(store);
    const [{ open, all } = { open: 0, all: 0 }] = rows;
    if (open >= MOST_EARLIER || all >= MOST_EARLIER_AN_HOUR) return;
  }
  await runs.open(computings, { jurisdiction, by: '', subject: subjectOf(of), body: { asOf, reach, head } });
}

/** The day that was asked for. A day to come knows no more than today. */
export function dayOf({ today }: Pick<Services, 'today'>, asOf: string | undefined): string {
  return asOf === undefined || asOf > today() ? today() : asOf;
}

/** Orders what a view of a day lacks: forecasts of its very position. */
export async function foreseen(services: Services, view: ViewAt): Promise<void> {
  const asOf = dayOf(services, view.asOf);
  const { jurisdiction, head } = view.snapshot;
  const from = view.foreseenFrom;
  if (from?.head !== head || from.asOf !== asOf)
    // What is ordered changes nothing of what is shown.
    await unread(() => order(services, { jurisdiction, asOf, reach: foresightReach(view.reach) }));
}

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
  const of = { jurisdiction, asOf: dayOf(services, asOf), reach };
  const shown = await shownResults<T>(services.store, of, services.today(), columnOf(part));
  const ofHead = shown?.head === head && shown.asOf === of.asOf;
  if (!ofHead) await order(services, of);
  const last = await runFor(services, of);
  // The record is written last, when the run is over.
  const current = ofHead && (part !== 'record' || !last || !isOpen(last));
  const open = current || !last || !isOpen(last) ? null : last;
  const problem = current || open ? null : (last?.problem?.title ?? null);
  return {
    run: {
      head: shown?.head ?? null,
      asOf: shown?.asOf ?? null,
      ledger: head,
      updating: !current && problem === null,
      progress: current ? null : (open?.progress ?? 0),
      step: open?.step ?? null,
      problem,
    },
    body: shown?.body ?? null,
  };
}

const columnOf = (part: Part) =>
  typeof part === 'string'
    ? sql.ref(part)
    : sql`jsonb_build_object('forecast', board -> 'forecasts' -> ${part.indicator}, 'targets', board -> 'targets')`;

/** Writes what was computed; older results of a later position are never laid over newer ones. */
export async function finished(
  store: Store,
  { jurisdiction, asOf, reach }: Order,
  head: number,
  what: { board: unknown } | { record: unknown },
): Promise<void> {
  const set = 'board' in what ? { board: json(what.board), head } : { record: json(what.record) };
  const key = { jurisdiction_id: jurisdiction, as_of: asOf, reach };
  await store
    .insertInto('foresight')
    .values({
      ...key,
      head,
      computed_at: new Date().toISOString(),
      board: null,
      record: null,
      method: methodHash(),
      ...set,
    })
    .onConflict((on) =>
      on
        .columns(['jurisdiction_id', 'as_of', 'reach'])
        .doUpdateSet({ ...set, computed_at: new Date().toISOString(), method: methodHash() })
        .where('foresight.head', '<=', head),
    )
    .execute();
}

/** Throws away results of days that were not computed in so many days; with the parts of memory.ts they can be had again. */
export async function forgetOld(store: Store, jurisdiction: string, days = 60): Promise<void> {
  await store
    .deleteFrom('foresight')
    .where('jurisdiction_id', '=', jurisdiction)
    .where('computed_at', '<', new Date(Date.now() - days * 86_400_000).toISOString())
    .execute();
}

/** Entries come in bursts: a run starts when the ledger has been quiet for so long. */
const QUIET = 1_500;

/**
 * Keeps the results of today up with the ledger, in one process: a run after each burst of entries, and where there are few
 * places one at the start.
 */
export function followLedger(services: Services): () => Promise<void> {
  const { servers } = services;
  const waiting = new Map<string, NodeJS.Timeout>();
  const said = (error: unknown) => complain('foresight', error);
  const orderBoth = (jurisdiction: string, anew: boolean) => {
    for (const reach of ['all', 'approved'] as const)
      order(services, { jurisdiction, asOf: services.today(), reach }, anew).catch(said);
  };
  services.snapshots.onMoved((jurisdiction) => {
    if (!servers.mine('foresight')) return;
    clearTimeout(waiting.get(jurisdiction));
    waiting.set(jurisdiction, setTimeout(() => orderBoth(jurisdiction, false), QUIET).unref());
  });
  return servers.seek('foresight', () => {
    begin().catch(said);
  });

  /** The program may be a newer one: what others computed is of an earlier position. Of many places each waits for a reader. */
  async function begin(): Promise<void> {
    const { store } = services;
    await ofAnswering(store, (of) =>
      sql`update foresight set head = head - 1 where ${of} and method <> ${methodHash()} and head > 1`.execute(store),
    );
    const chains = (await headsOf(store)).filter(({ seq }) => seq > 0);
    if (chains.length <= fewPlaces) for (const { jurisdiction_id } of chains) orderBoth(jurisdiction_id, true);
  }
}

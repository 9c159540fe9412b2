import { headsOf } from '../ledger/ledger.ts';
import { streamFigures, streamReader } from './streams.ts';
import { setImmediate } from 'node:timers/promises';
import type { Indicator, Series, Text } from '../../core/measure/index.ts';
import type { Reach } from '../../http/access.ts';
import { Problem } from '../../http/problem.ts';
import { type Definitions, grouped, readDefinitions, readObservations, touchedRegisters } from './definitions.ts';
import { RegisterFigures } from './figures.ts';
import { listReader } from './lists.ts';
import type { Outlooks } from './outlooks.ts';
import { onDay } from './plans.ts';
import type { Store } from '../store/store.ts';
import { noteRead, readingNow, unread } from '../store/reads.ts';
import { heldMilestone } from './milestones.ts';
import type { HeldObservation, Snapshot } from './snapshot.ts';
import { type ReadRecords, ViewAt } from './view.ts';

/** So many places are read at the start, so that nobody waits for the first page; of more each is read when somebody asks. */
export const fewPlaces = 8;
/** What is held of places that were asked for last: figures and records of definitions, all places together. */
const mostHeld = 1_000_000;
/** Views that are held, all together and of one place: one that is busy leaves room for the others. */
const [mostViews, mostViewsOfOne] = [400, 60];

/**
 * Keeps the snapshot of each jurisdiction and brings it up to the head of its chain when asked. Only what is new is
 * read from the store; a removal reads everything again.
 */
export class Snapshots {
  readonly #store: Store;
  readonly #heads = new Map<string, number>();
  /** Those asked for last stand last. */
  readonly #held = new Map<string, Promise<Snapshot>>();
  readonly #weights = new Map<string, number>();
  readonly #views = new Map<string, Map<string, Promise<ViewAt>>>();
  readonly #figures: RegisterFigures;
  readonly #records: ReadRecords;
  readonly #outlooks: Outlooks | null;
  readonly #listeners = new Set<(jurisdiction: string) => void>();

  /** Without `outlooks` views know no forecast: those that forecasts are made from. */
  constructor(store: Store, outlooks: Outlooks | null = null) {
    this.#store = store;
    this.#outlooks = outlooks;
    this.#figures = new RegisterFigures(store);
    this.#records = listReader(store);
  }

  /** The position that readers are served from; 0 for an unknown jurisdiction. */
  head(jurisdiction: string): number {
    return this.#heads.get(jurisdiction) ?? 0;
  }

  /** The chain has moved on. Older news than what is known is ignored. */
  moved(jurisdiction: string, head: number): void {
    if (head <= this.head(jurisdiction)) return;
    this.#heads.set(jurisdiction, head);
    for (const listener of this.#listeners) listener(jurisdiction);
  }

  /** Called when a chain has moved on, by whatever process. */
  onMoved(listener: (jurisdiction: string) => void): void {
    this.#listeners.add(listener);
  }

  /** Learns where the chains stand, and reads the places where they are few. */
  async warm(): Promise<void> {
    const heads = await headsOf(this.#store);
    for (const { jurisdiction_id, seq } of heads) this.moved(jurisdiction_id, seq);
    const begun = heads.filter(({ seq }) => seq > 0);
    if (begun.length <= fewPlaces) for (const { jurisdiction_id } of begun) await this.#current(jurisdiction_id);
  }

  /** Which forecasts an answer about a day would be made with. */
  async foreseen(jurisdiction: string, asOf: string, reach: Reach): Promise<string> {
    return (await this.#outlooks?.at(jurisdiction, asOf, reach))?.version ?? '';
  }

  /**
   * The version of a part of what stands (see `Reading`) at the present position: while it stays, so does the part. What no entry
   * has laid down yet changes with every entry.
   */
  async versions(jurisdiction: string): Promise<(part: string) => number | string> {
    const { head, defined, demo, changed, registers } = await this.#current(jurisdiction);
    return (part) => {
      if (part === 'definitions') return `${defined} ${demo}`;
      if (part.startsWith('register:')) return registers.get(part.slice('register:'.length))?.touched ?? 0;
      return changed.get(part.slice('table:'.length)) ?? head;
    };
  }

  /** Throws a Problem (404) when there is no such jurisdiction. */
  async get(jurisdiction: string): Promise<Snapshot> {
    const snapshot = await unread(() => this.#current(jurisdiction));
    noteRead('definitions');
    return readingNow() ? watched(snapshot) : snapshot;
  }

  async #current(jurisdiction: string): Promise<Snapshot> {
    const held = this.#held.get(jurisdiction);
    const before = await held?.catch(() => undefined);
    if (before && held && before.head >= this.head(jurisdiction)) {
      this.#touch(jurisdiction, held);
      return before;
    }
    // Another reader may have begun to read while this one waited.
    const current = this.#held.get(jurisdiction);
    if (current && current !== held) return this.#current(jurisdiction);
    const next = this.#read(jurisdiction, before);
    this.#touch(jurisdiction, next);
    next.then(
      (snapshot) => this.#weigh(snapshot),
      () => this.#held.get(jurisdiction) === next && this.#held.delete(jurisdiction),
    );
    return next;
  }

  #touch(jurisdiction: string, snapshot: Promise<Snapshot>): void {
    this.#held.delete(jurisdiction);
    this.#held.set(jurisdiction, snapshot);
  }

  /** Lets go of the places that nobody asked for longest where all together weigh too much. */
  #weigh(snapshot: Snapshot): void {
    if (this.#held.has(snapshot.jurisdiction)) this.#weights.set(snapshot.jurisdiction, weightOf(snapshot));
    let all = 0;
    for (const weight of this.#weights.values()) all += weight;
    for (const jurisdiction of this.#held.keys()) {
      if (all <= mostHeld || this.#held.size === 1) return;
      all -= this.#weights.get(jurisdiction) ?? 0;
      this.#weights.delete(jurisdiction);
      this.#held.delete(jurisdiction);
      this.#views.delete(jurisdiction);
    }
  }

  /**
   * What was known on a day, with figures that are not approved yet as far as the reader's reach goes. `plan`: that one by
   * itself, of those in force on the day.
   */
  async at(jurisdiction: string, asOf: string, reach: Reach, plan?: string): Promise<ViewAt> {
    const view = await unread(() => this.#at(jurisdiction, asOf, reach, plan));
    const now = readingNow();
    if (now) {
      now.join(view.parts);
      for (const part of ofView(view.snapshot)) now.note(part);
    }
    return view;
  }

  async #at(jurisdiction: string, asOf: string, reach: Reach, plan?: string): Promise<ViewAt> {
    const snapshot = onDay(await this.#current(jurisdiction), asOf, plan);
    const outlooks = (await this.#outlooks?.at(jurisdiction, asOf, reach)) ?? null;
    const key = `${jurisdiction} ${snapshot.head} ${outlooks?.version ?? ''} ${asOf} ${reach} ${plan ?? ''}`;
    const own = this.#views.get(jurisdiction) ?? new Map<string, Promise<ViewAt>>();
    this.#views.delete(jurisdiction);
    this.#views.set(jurisdiction, own);
    const known = own.get(key);
    if (known) {
      own.delete(key);
      own.set(key, known);
      return known;
    }
    const streams = streamReader(this.#store, jurisdiction, asOf);
    const view = Promise.all([
      this.#figures.of(snapshot, asOf, reach),
      streamFigures(this.#store, snapshot, asOf),
    ]).then(([counted, streamed]) =>
      prepared(new ViewAt(snapshot, asOf, reach, new Map([...counted, ...streamed]), this.#records, outlooks, streams)),
    );
    view.catch(() => own.delete(key));
    own.set(key, view);
    if (own.size > mostViewsOfOne) own.delete(own.keys().next().value ?? '');
    let all = 0;
    for (const views of this.#views.values()) all += views.size;
    // Of the place that was asked for longest ago, its oldest.
    for (const [place, views] of this.#views) {
      for (const oldest of views.keys()) {
        if (all <= mostViews) break;
        views.delete(oldest);
        all -= 1;
      }
      if (views.size === 0) this.#views.delete(place);
      if (all <= mostViews) break;
    }
    return view;
  }

  /** The figures that an indicator would have of a register or a stream, were it defined so; null for what nothing is counted of. */
  async trial(jurisdiction: string, asOf: string, reach: Reach, indicator: Indicator): Promise<Series | null> {
    const snapshot = await this.get(jurisdiction);
    const held = snapshot.indicators.get(indicator.id);
    if (!held) return null;
    const one = { ...snapshot, indicators: new Map([[indicator.id, { ...held, model: indicator }]]) };
    const [counted, streamed] = await Promise.all([
      this.#figures.of(one, asOf, reach),
      streamFigures(this.#store, one, asOf),
    ]);
    return counted.get(indicator.id) ?? streamed.get(indicator.id) ?? null;
  }

  async #read(jurisdiction: string, before: Snapshot | undefined): Promise<Snapshot> {
    return this.#store
      .transaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute(async (tx) => {
        const row = await tx
          .selectFrom('jurisdiction')
          .innerJoin('chain_head', 'chain_head.jurisdiction_id', 'jurisdiction.jurisdiction_id')
          .select(['name', 'seq'])
          .where('jurisdiction.jurisdiction_id', '=', jurisdiction)
          .executeTakeFirst();
        if (!row)
          throw new Problem({
            status: 404,
            code: 'no-such-jurisdiction',
            zh: `没有行政区 ${jurisdiction}。`,
            en: `There is no jurisdiction ${jurisdiction}.`,
          });
        this.moved(jurisdiction, row.seq);
        const news = before
          ? await tx
              .selectFrom('submission')
              .select('kind')
              .distinct()
              .where('jurisdiction_id', '=', jurisdiction)
              .where('seq', '>', before.head)
              .execute()
          : [];
        const removed = news.some(({ kind }) => kind === 'demo.remove');
        const kept = before && !removed ? before : undefined;
        const since = kept?.head ?? 0;
        // Figures come in far more often than definitions change: those are read again only when an entry touched them.
        const onlyFigures = kept !== undefined && news.every(({ kind }) => figures.has(kind));
        const definitions: Definitions = onlyFigures ? kept : await readDefinitions(tx, jurisdiction);
        // Which places an indicator has figures of is part of its definition: what was not asked for is not held.
        const byPlace = [...definitions.indicators.values()].flatMap(({ item }) => (item.places ? [item.id] : []));
        const city = await readObservations(tx, jurisdiction, kept && { since, before: kept.observations }, null);
        const placed =
          byPlace.length === 0
            ? new Map<string, HeldObservation[]>()
            : await readObservations(tx, jurisdiction, onlyFigures ? { since, before: kept.placed } : null, byPlace);
        const touched = await tx
          .selectFrom('register')
          .select(['register_id', 'touched'])
          .where('jurisdiction_id', '=', jurisdiction)
          .execute();
        const changes = await tx
          .selectFrom('part_version')
          .select(['part', 'seq'])
          .where('jurisdiction_id', '=', jurisdiction)
          .where('seq', '>', since)
          .execute();
        const reported = await tx
          .selectFrom('milestone')
          .selectAll()
          .where('jurisdiction_id', '=', jurisdiction)
          .where('seq', '>', since)
          .orderBy('seq')
          .execute();

        const milestones = grouped(kept?.milestones, reported.map(heldMilestone), (item) => item.commitment);
        return {
          jurisdiction,
          name: row.name as Text,
          head: row.seq,
          defined: onlyFigures ? kept.defined : row.seq,
          changed: new Map([...(kept?.changed ?? []), ...changes.map(({ part, seq }) => [part, seq] as const)]),
          plans: definitions.plans,
          tasks: definitions.tasks,
          plan: definitions.plan,
          commitments: definitions.commitments,
          indicators: definitions.indicators,
          composites: definitions.composites,
          organisations: definitions.organisations,
          roles: definitions.roles,
          parents: definitions.parents,
          places: definitions.places,
          placeKinds: definitions.placeKinds,
          inCharge: definitions.inCharge,
          registers: touchedRegisters(definitions.registers, touched),
          documents: definitions.documents,
          observations: city,
          placed,
          milestones,
          demo:
            (kept?.demo ?? false) ||
            [...city].some(([id, items]) => items !== kept?.observations.get(id) && items.some(({ demo }) => demo)) ||
            reported.some((item) => item.demo),
        };
      });
  }
}

/** What a view is made of when it is handed out; what else is read of it is noted when it is. */
function ofView({ indicators }: Snapshot): string[] {
  const counted = [...indicators.values()].flatMap(({ model: { evidence } }) =>
    evidence.kind === 'register' ? [`register:${evidence.register}`] : [],
  );
  return ['definitions', 'table:observation', 'table:milestone', 'table:stream_batch', ...counted];
}

/** Parts of a snapshot that are not definitions, by what of it they are. */
const apart: Readonly<Record<string, string>> = {
  head: 'head',
  observations: 'table:observation',
  placed: 'table:observation',
  milestones: 'table:milestone',
};

/** A snapshot that notes what is read of it. */
function watched(snapshot: Snapshot): Snapshot {
  return new Proxy(snapshot, {
    get(of, name, receiver) {
      const part = typeof name === 'string' ? apart[name] : undefined;
      if (part !== undefined) noteRead(part);
      return Reflect.get(of, name, receiver) as unknown;
    },
  });
}

/** Kinds of entries that change no definition. */
export const figures: ReadonlySet<string> = new Set([
  'observation.put',
  'milestone.put',
  'milestone.set',
  'record.put',
  'record.stage',
  'record.take',
  'record.remove',
  'record.clock',
  'record.remark',
  'report.submit',
  'report.review',
  'report.urge',
  'warning.confirm',
  'duty.put',
  'person.handover',
  'directive.issue',
  'directive.receive',
  'directive.plan',
  'directive.progress',
  'directive.answer',
  'directive.verify',
  'directive.extend',
  'directive.escalate',
  'directive.withdraw',
  'directive.reply',
  'meeting.open',
  'meeting.attend',
  'meeting.note',
  'meeting.decide',
  'meeting.close',
  'alert.put',
  'alert.remove',
  'alert.fire',
  'alert.arm',
  'alert.acknowledge',
  'alert.snooze',
  'score.publish',
  'score.appeal',
  'score.decide',
  'paper.begin',
  'paper.write',
  'paper.issue',
  'paper.template',
  'stream.batch',
]);

/** Objects that a snapshot holds, about: what its memory grows with. */
function weightOf({
  observations,
  placed,
  milestones,
  commitments,
  indicators,
  organisations,
  places,
}: Snapshot): number {
  let weight = 5 * commitments.length + 5 * indicators.size + organisations.size + places.size;
  for (const lists of [observations, placed, milestones]) for (const list of lists.values()) weight += list.length;
  return weight;
}

/** Computes the lights of a view a few at a time, so that other requests are answered in between. */
async function prepared(view: ViewAt): Promise<ViewAt> {
  let since = performance.now();
  for (const { item } of view.snapshot.commitments) {
    view.light(item.id);
    if (performance.now() - since < 10) continue;
    await setImmediate();
    since = performance.now();
  }
  return view;
}

import { streamFigures, streamReader } from './streams.ts';
import { setImmediate } from 'node:timers/promises';
import type { Indicator, MissingReason, Observation, Series, Text } from '../../core/measure/index.ts';
import { standingPlans } from '../../core/plan/index.ts';
import type {
  CommitmentItem,
  CompositeItem,
  IndicatorItem,
  PlanClosing,
  PlanItem,
  YearTask,
} from '../../core/plan/plan-file.ts';
import { type RegisterType, registerItem } from '../../core/register/index.ts';
import type { Reach } from '../../http/access.ts';
import { Problem } from '../../http/problem.ts';
import { RegisterFigures } from './figures.ts';
import { listReader } from './lists.ts';
import { answersFor } from './organisations.ts';
import type { Outlooks } from './outlooks.ts';
import { onDay, partsOf } from './plans.ts';
import type { Store, StoreTransaction } from '../store/store.ts';
import { heldMilestone } from './milestones.ts';
import type { HeldObservation, HeldPlan, HeldRegister, Snapshot } from './snapshot.ts';
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
    const heads = await this.#store.selectFrom('chain_head').selectAll().execute();
    for (const { jurisdiction_id, seq } of heads) this.moved(jurisdiction_id, seq);
    const begun = heads.filter(({ seq }) => seq > 0);
    if (begun.length <= fewPlaces) for (const { jurisdiction_id } of begun) await this.get(jurisdiction_id);
  }

  /** All that an answer about a day depends on: the position of the chain and that of the forecasts. */
  async position(jurisdiction: string, asOf: string, reach: Reach): Promise<string> {
    const outlooks = await this.#outlooks?.at(jurisdiction, asOf, reach);
    return `${this.head(jurisdiction)} ${outlooks?.version ?? ''}`;
  }

  /** Throws a Problem (404) when there is no such jurisdiction. */
  async get(jurisdiction: string): Promise<Snapshot> {
    const held = this.#held.get(jurisdiction);
    const before = await held?.catch(() => undefined);
    if (before && held && before.head >= this.head(jurisdiction)) {
      this.#touch(jurisdiction, held);
      return before;
    }
    // Another reader may have begun to read while this one waited.
    const current = this.#held.get(jurisdiction);
    if (current && current !== held) return this.get(jurisdiction);
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
    const snapshot = onDay(await this.get(jurisdiction), asOf, plan);
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

type Definitions = Pick<
  Snapshot,
  | 'plans'
  | 'tasks'
  | 'plan'
  | 'commitments'
  | 'indicators'
  | 'composites'
  | 'organisations'
  | 'roles'
  | 'parents'
  | 'places'
  | 'placeKinds'
  | 'inCharge'
  | 'registers'
  | 'documents'
>;

/** Kinds of entries that change no definition. */
export const figures: ReadonlySet<string> = new Set([
  'observation.put',
  'milestone.put',
  'milestone.set',
  'record.put',
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

/** A type keeps its identity while it is not defined anew, so that what is compiled from it is compiled once. */
function touchedRegisters(
  held: Map<string, HeldRegister>,
  rows: { register_id: string; touched: number }[],
): Map<string, HeldRegister> {
  return new Map(
    rows.flatMap(({ register_id, touched }) => {
      const known = held.get(register_id);
      return known ? [[register_id, known.touched === touched ? known : { ...known, touched }] as const] : [];
    }),
  );
}

/**
 * Observations by indicator, in the order of the ledger: those of the whole, or (`byPlace`) those of other places of some
 * indicators. With `known` only what is new since then is read; the lists of all other indicators are handed on.
 */
async function readObservations(
  tx: StoreTransaction,
  jurisdiction: string,
  known: { since: number; before: Map<string, HeldObservation[]> } | null | undefined,
  byPlace: readonly string[] | null,
): Promise<Map<string, HeldObservation[]>> {
  const of = () => {
    const all = tx.selectFrom('observation').selectAll().where('jurisdiction_id', '=', jurisdiction);
    return byPlace
      ? all.where('place', '!=', jurisdiction).where('indicator_id', 'in', [...byPlace])
      : all.where('place', '=', jurisdiction);
  };
  const since = known?.since ?? 0;
  const observed = await of().where('seq', '>', since).orderBy('seq').orderBy('line').execute();
  const takenBack = known
    ? await tx
        .selectFrom('observation')
        .select('indicator_id')
        .distinct()
        .where('jurisdiction_id', '=', jurisdiction)
        .where('withdrawn_seq', '>', since)
        .execute()
    : [];
  const whole = takenBack.map((row) => row.indicator_id);
  const again =
    whole.length > 0 ? await of().where('indicator_id', 'in', whole).orderBy('seq').orderBy('line').execute() : [];
  const unmoved = known && new Map([...known.before].filter(([id]) => !whole.includes(id)));
  return grouped(
    unmoved ?? undefined,
    [...observed.filter((item) => !whole.includes(item.indicator_id)), ...again].map((item): HeldObservation => ({
      indicator: item.indicator_id,
      place: item.place,
      period: item.period,
      value: item.value ?? { missing: (item.missing ?? 'no-source') as MissingReason },
      status: item.status as Observation['status'],
      knownOn: item.known_on,
      ...(item.withdrawn_on !== null && { withdrawnOn: item.withdrawn_on }),
      source: item.source,
      grade: item.grade as Observation['grade'],
      demo: item.demo,
      seq: item.seq,
    })),
    (item) => item.indicator,
  );
}

async function readDefinitions(tx: StoreTransaction, jurisdiction: string): Promise<Definitions> {
  const plans = await readPlans(tx, jurisdiction);
  const tasks = await tx.selectFrom('year_task').selectAll().where('jurisdiction_id', '=', jurisdiction).execute();
  const indicators = await tx
    .selectFrom('indicator')
    .selectAll()
    .where('jurisdiction_id', '=', jurisdiction)
    .orderBy('indicator_id')
    .execute();
  const composites = await tx
    .selectFrom('composite')
    .selectAll()
    .where('jurisdiction_id', '=', jurisdiction)
    .orderBy('position')
    .execute();
  const organisations = await tx
    .selectFrom('organisation')
    .selectAll()
    .where('jurisdiction_id', '=', jurisdiction)
    .orderBy('organisation_id')
    .execute();
  const places = await tx.selectFrom('place').selectAll().where('jurisdiction_id', '=', jurisdiction).execute();
  const registers = await tx
    .selectFrom('register')
    .selectAll()
    .where('jurisdiction_id', '=', jurisdiction)
    .orderBy('register_id')
    .execute();
  const roles = new Map(organisations.map((item) => [item.organisation_id, item.roles as string[]]));
  /** A register of the program belongs to the organisation that has its role here. */
  const answered = (type: RegisterType): RegisterType => {
    const organisation = answersFor(type, organisations);
    return organisation === undefined ? type : { ...type, organisation };
  };
  const documents = await tx
    .selectFrom('document')
    .selectAll()
    .where('jurisdiction_id', '=', jurisdiction)
    .orderBy('seq')
    .execute();
  return {
    plans,
    tasks: tasks.map(({ body, version, seq, demo }) => ({ ...(body as YearTask), version, seq, demo })),
    ...partsOf(plans, plans),
    indicators: new Map(indicators.map((item) => [item.indicator_id, held(item.body as IndicatorItem, item.since)])),
    composites: composites.map((item) => item.body as CompositeItem),
    organisations: new Map(organisations.map((item) => [item.organisation_id, item.name as Text])),
    roles,
    parents: new Map(organisations.map((item) => [item.organisation_id, item.parent])),
    places: new Map(places.map((item) => [item.place_id, item.name as Text])),
    placeKinds: new Map(places.map((item) => [item.place_id, item.kind])),
    inCharge: new Map(
      organisations.flatMap((item) => (item.place === null ? [] : [[item.place, item.organisation_id]])),
    ),
    registers: new Map(
      registers.map((item) => [
        item.register_id,
        {
          type: answered(sharedType(item.body)),
          program: item.program === null ? null : sharedType(item.program),
          base: item.seq,
          touched: item.touched,
        },
      ]),
    ),
    documents: documents.map((item) => ({
      id: item.document_id,
      name: item.name,
      hash: item.text_hash,
      characters: item.characters,
    })),
  };
}

/** Types that the program writes are the same in every place: each is held once, however many places have it. */
const types = new Map<string, RegisterType>();
const mostTypes = 3000;

function sharedType(body: unknown): RegisterType {
  const text = JSON.stringify(body);
  const known = types.get(text);
  if (known) return known;
  const type = registerItem.parse(body);
  if (types.size >= mostTypes) types.clear();
  types.set(text, type);
  return type;
}

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

async function readPlans(tx: StoreTransaction, jurisdiction: string): Promise<HeldPlan[]> {
  const plans = await tx.selectFrom('plan').selectAll().where('jurisdiction_id', '=', jurisdiction).execute();
  const rows = await tx
    .selectFrom('commitment')
    .selectAll()
    .where('jurisdiction_id', '=', jurisdiction)
    .orderBy('plan_id')
    .orderBy('position')
    .execute();
  const amended = await tx
    .selectFrom('commitment_version')
    .select(['plan_id', 'commitment_id', 'effective_on', 'body', 'before'])
    .where('jurisdiction_id', '=', jurisdiction)
    .orderBy('effective_on')
    .orderBy('seq')
    .execute();
  const versions = Map.groupBy(amended, ({ plan_id, commitment_id }) => `${plan_id} ${commitment_id}`);
  const clauses = Map.groupBy(rows, ({ plan_id }) => plan_id);
  return standingPlans(
    plans.map((row) => ({
      item: row.body as PlanItem,
      version: row.version,
      seq: row.seq,
      closedOn: row.closed_on,
      closing: row.closing as PlanClosing | null,
      clauses: (clauses.get(row.plan_id) ?? []).map(({ plan_id, commitment_id, body, seq, demo }) => ({
        plan: plan_id,
        item: body as CommitmentItem,
        seq,
        demo,
        versions: (versions.get(`${plan_id} ${commitment_id}`) ?? []).flatMap((version, index) => [
          ...(index === 0 ? [{ from: '', item: version.before as CommitmentItem }] : []),
          { from: version.effective_on, item: version.body as CommitmentItem },
        ]),
      })),
    })),
  );
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

function held(
  item: IndicatorItem,
  since: string | null,
): { item: IndicatorItem; model: Indicator; since: string | null } {
  // The plan file and the model differ only in how they spell "not given".
  return { item, model: item as unknown as Indicator, since };
}

function grouped<T>(before: Map<string, T[]> | undefined, items: T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map(before ?? []);
  const fresh = new Set<string>();
  for (const item of items) {
    const key = keyOf(item);
    // The snapshot before keeps its own lists.
    if (!fresh.has(key)) groups.set(key, [...(groups.get(key) ?? [])]);
    fresh.add(key);
    groups.get(key)?.push(item);
  }
  return groups;
}

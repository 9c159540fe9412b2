import type { Indicator, MissingReason, Observation, Text } from '../../core/measure/index.ts';
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
import type { StoreTransaction } from '../store/store.ts';
import { answersFor } from './organisations.ts';
import { partsOf } from './plans.ts';
import type { HeldObservation, HeldPlan, HeldRegister, Snapshot } from './snapshot.ts';

/** Reads the parts of a snapshot from the tables for reading, each in one question. */

/** What a snapshot holds beside figures: read again only when an entry touched it. */
export type Definitions = Pick<
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

/** A type keeps its identity while it is not defined anew, so that what is compiled from it is compiled once. */
export function touchedRegisters(
  held: Map<string, HeldRegister>,
  rows: { register_id: string; touched: number }[],
): Map<string, HeldRegister> {
  const at = new Map(rows.map(({ register_id, touched }) => [register_id, touched]));
  return new Map(
    [...held].flatMap(([id, known]) => {
      const touched = at.get(id);
      if (touched === undefined) return [];
      return [[id, known.touched === touched ? known : { ...known, touched }] as const];
    }),
  );
}

/**
 * Observations by indicator, in the order of the ledger: those of the whole, or (`byPlace`) those of other places of some
 * indicators. With `known` only what is new since then is read; the lists of all other indicators are handed on.
 */
export async function readObservations(
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

export async function readDefinitions(tx: StoreTransaction, jurisdiction: string): Promise<Definitions> {
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

function held(
  item: IndicatorItem,
  since: string | null,
): { item: IndicatorItem; model: Indicator; since: string | null } {
  // The plan file and the model differ only in how they spell "not given".
  return { item, model: item as unknown as Indicator, since };
}

export function grouped<T>(
  before: Map<string, T[]> | undefined,
  items: T[],
  keyOf: (item: T) => string,
): Map<string, T[]> {
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

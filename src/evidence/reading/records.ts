import { type RawBuilder, sql } from 'kysely';
import { isProblem } from '../../core/measure/index.ts';
import {
  type Field,
  type Filter,
  kindOf,
  idsIn,
  maskedValues,
  objectOf,
  type ObjectKind,
  type Passage,
  personalFields,
  publicValues,
  parseFilter,
  type RecordState,
  type RecordValues,
  type RegisterType,
  type Subject,
} from '../../core/register/index.ts';
import type { Reach } from '../../http/access.ts';
import { Problem } from '../../http/problem.ts';
import { peopleOf } from './people.ts';
import type { Snapshot } from './snapshot.ts';
import type { Store } from '../store/store.ts';
import { filterSql, numberOf, textOf } from './filter-sql.ts';
import { ordered } from './order.ts';
import { visibleSql } from './figures.ts';

/** Reading records: lists, one, its history. What the reader may not see yet is replaced by what was approved. */

export interface HeldRecord extends RecordState {
  passages: readonly Passage[];
  version: number;
  organisation: string | null;
  status: 'preliminary' | 'approved';
  knownOn: string;
  source: string;
  grade: string;
  seq: number;
  demo: boolean;
}

export interface RecordList {
  records: HeldRecord[];
  /** Records that pass the filter; at most `countLimit` are counted. */
  total: number;
}

/** Counting stops here: a list of a million rows says "more than 10,000". */
export const countLimit = 10_001;

interface Row {
  record_id: string;
  version: number;
  stage: string | null;
  passed: Record<string, string>;
  passages: Passage[];
  organisation_id: string | null;
  values: RecordValues;
  status: string;
  known_on: string;
  source: string;
  grade: string;
  seq: number;
  demo: boolean;
}

function heldRecord(row: Row, type: RegisterType): HeldRecord {
  const { record_id: id, organisation_id: organisation, known_on: knownOn, status, ...rest } = row;
  return {
    id,
    // Without an owner of its own it belongs to whoever answers for the register.
    organisation: organisation ?? type.organisation ?? null,
    knownOn,
    status: status as HeldRecord['status'],
    version: rest.version,
    stage: rest.stage,
    passed: rest.passed,
    passages: rest.passages,
    values: rest.values,
    source: rest.source,
    grade: rest.grade,
    seq: rest.seq,
    demo: rest.demo,
  };
}

const columns = sql`
  record_id, version, stage, passed, passages, organisation_id, values, status, known_on, source, grade, seq, demo`;

/** The newest version of each record that the reader sees, as a table to select from. */
export function seenSql(
  snapshot: Snapshot,
  type: RegisterType,
  reach: Reach,
  asOf: string | null,
): RawBuilder<unknown> {
  if (reach === 'all' && asOf === null)
    return sql`(
      select * from record where jurisdiction_id = ${snapshot.jurisdiction} and register_id = ${type.id}
    ) seen`;
  const known = asOf === null ? sql`true` : sql`known_on <= ${asOf}`;
  return sql`(select * from (
      select distinct on (record_id) * from record_version
      where jurisdiction_id = ${snapshot.jurisdiction} and register_id = ${type.id}
        and ${visibleSql(snapshot, type, reach)} and ${known}
      order by record_id, version desc
    ) newest where not removed) seen`;
}

export interface ListQuery {
  filter?: string | undefined;
  /** Field id, `id`, `stage` or `seq` (the newest change first); a minus sign in front turns it round. */
  sort?: string | undefined;
  from?: number;
  /** Those behind this id, in the order of ids, whatever `sort` says. */
  after?: string | undefined;
  limit: number;
  asOf?: string | undefined;
}

/** A page of records. Throws a Problem (422) for a filter or an order that the register does not have. */
export async function listRecords(
  store: Store,
  snapshot: Snapshot,
  type: RegisterType,
  reach: Reach,
  query: ListQuery,
): Promise<RecordList> {
  const seen = seenSql(snapshot, type, reach, query.asOf ?? null);
  const where = query.filter ? filterSql(filterOf(type, query.filter)) : sql`true`;
  const behind = query.after === undefined ? sql`true` : sql`record_id collate "C" > ${query.after}`;
  const order = query.after === undefined ? sql`${orderSql(type, query.sort)}, record_id` : sql`record_id collate "C"`;
  const { rows } = await sql<Row>`
    select ${columns} from ${seen} where ${where} and ${behind}
    order by ${order}
    limit ${query.limit} offset ${query.from ?? 0}`.execute(store);
  const counted = await sql<{ n: number }>`
    select count(*) as n from (select 1 from ${seen} where ${where} limit ${countLimit}) counted`.execute(store);
  return { records: rows.map((row) => heldRecord(row, type)), total: counted.rows[0]?.n ?? 0 };
}

/** Every record that passes, in the order of ids, a thousand at a time. */
export async function* eachRecord(
  store: Store,
  snapshot: Snapshot,
  type: RegisterType,
  reach: Reach,
  query: { filter?: string | undefined; asOf?: string | undefined } = {},
): AsyncGenerator<HeldRecord[]> {
  const seen = seenSql(snapshot, type, reach, query.asOf ?? null);
  const where = query.filter ? filterSql(filterOf(type, query.filter)) : sql`true`;
  let after = '';
  for (;;) {
    const { rows } = await sql<Row>`
      select ${columns} from ${seen}
      where ${where} and record_id collate "C" > ${after} order by record_id collate "C" limit 1000`.execute(store);
    if (rows.length === 0) return;
    yield rows.map((row) => heldRecord(row, type));
    after = rows.at(-1)?.record_id ?? after;
  }
}

/** Records by stage (or by the values of a choice field), for boards and counts. */
export async function countBy(
  store: Store,
  snapshot: Snapshot,
  type: RegisterType,
  reach: Reach,
  by: string,
  filter?: string,
): Promise<Map<string | null, number>> {
  const subject = subjectOf(type, by);
  const where = filter ? filterSql(filterOf(type, filter)) : sql`true`;
  const { rows } = await sql<{ value: string | null; n: number }>`
    select ${textOf(subject)} as value, count(*) as n
    from ${seenSql(snapshot, type, reach, null)} where ${where} group by 1`.execute(store);
  return new Map(rows.map((row) => [row.value, row.n]));
}

/** One record; null when there is none that the reader may see. */
export async function recordOf(
  store: Store,
  snapshot: Snapshot,
  type: RegisterType,
  reach: Reach,
  id: string,
): Promise<HeldRecord | null> {
  const { rows } = await sql<Row>`
    select ${columns} from ${seenSql(snapshot, type, reach, null)} where record_id = ${id}`.execute(store);
  return rows[0] ? heldRecord(rows[0], type) : null;
}

/** Some records by id as the reader sees them on the day (null: today); those that he does not see are missing. */
export async function recordsById(
  store: Store,
  snapshot: Snapshot,
  type: RegisterType,
  reach: Reach,
  asOf: string | null,
  ids: readonly string[],
): Promise<HeldRecord[]> {
  const { rows } = await sql<Row>`
    select ${columns} from ${seenSql(snapshot, type, reach, asOf)} where record_id = any(${[...ids]})`.execute(store);
  return rows.map((row) => heldRecord(row, type));
}

export interface RecordVersion extends HeldRecord {
  removed: boolean;
  reason: string | null;
  cell: { sheet: string; row: number } | null;
  actor: string;
  at: string;
}

/** Every version of a record that the reader may see, the newest first, with who handed it in. */
export async function historyOf(
  store: Store,
  snapshot: Snapshot,
  type: RegisterType,
  reach: Reach,
  id: string,
): Promise<RecordVersion[]> {
  const { rows } = await sql<
    Row & {
      removed: boolean;
      reason: string | null;
      cell: { sheet: string; row: number } | null;
      actor: string;
      at: string;
    }
  >`
    select v.*, s.actor, s.at from record_version v join submission s using (jurisdiction_id, seq)
    where v.jurisdiction_id = ${snapshot.jurisdiction} and v.register_id = ${type.id} and v.record_id = ${id}
      and ${visibleSql(snapshot, type, reach)}
    order by version desc`.execute(store);
  return rows.map((row) => ({
    ...heldRecord(row, type),
    removed: row.removed,
    reason: row.reason,
    cell: row.cell,
    actor: row.actor,
    at: row.at,
  }));
}

/** A filter of the register. Throws a Problem (422) for one that it does not have, or that compares personal data. */
export function filterOf(type: RegisterType, text: string): Filter {
  const filter = parseFilter(type, text);
  if (!isProblem(filter)) {
    refusePersonal(type, comparedIn(filter));
    return filter;
  }
  throw new Problem({
    status: 422,
    code: filter.code,
    zh: filter.zh,
    en: filter.en,
    where: `filter${filter.at === undefined ? '' : `:${filter.at}`}`,
    hint: {
      zh: '例如 stage in (construction) and land >= 50',
      en: 'For example: stage in (construction) and land >= 50',
    },
  });
}

/** Fields whose values a filter compares with something; whether a field is filled in says nothing of its value. */
function comparedIn(filter: Filter): Field[] {
  if ('parts' in filter) return filter.parts.flatMap(comparedIn);
  if ('part' in filter) return comparedIn(filter.part);
  if (filter.kind === 'none') return [];
  const subjects = filter.kind === 'beside' ? [filter.of, filter.other] : [filter.of];
  return subjects.flatMap((of) => (of.kind === 'field' ? [of.field] : []));
}

/** What is shown masked could be guessed piece by piece through filters, orders and counts. */
function refusePersonal(type: RegisterType, fields: readonly Field[]): void {
  const field = fields.find((item) => personalFields(type).has(item.id));
  if (field)
    throw new Problem({
      status: 422,
      code: 'personal-field',
      zh: `“${field.name.zh}”是个人信息，不能用来筛选、排序或计数。`,
      en: `${field.name.en} is personal data; records are not filtered, ordered or counted by it.`,
      where: field.id,
    });
}

/** What records are ordered or counted by. Throws a Problem (422) for a field that is not there or is personal. */
export function subjectOf(type: RegisterType, name: string): Subject {
  if (name === 'id' || name === 'stage') return { kind: name };
  const field: Field | undefined = type.fields.find((item) => item.id === name);
  if (field) {
    refusePersonal(type, [field]);
    return { kind: 'field', field };
  }
  throw new Problem({
    status: 422,
    code: 'no-such-field',
    zh: `台账“${type.name.zh}”没有字段 ${name}。`,
    en: `The register ${type.name.en} has no field ${name}.`,
    where: name,
  });
}

function orderSql(type: RegisterType, sort: string | undefined): RawBuilder<unknown> {
  const name = (sort ?? '-seq').replace(/^-/, '');
  const direction = (sort ?? '-seq').startsWith('-') ? sql`desc nulls last` : sql`asc nulls last`;
  if (name === 'seq') return sql`seq ${direction}`;
  const subject = subjectOf(type, name);
  const numeric = subject.kind === 'field' && kindOf(subject.field).compares === 'number';
  return sql`${numeric ? numberOf(subject) : ordered(textOf(subject))} ${direction}`;
}

/**
 * What records refer to, in words: other records by `register/id`, objects by `object/REF` and people by `account/LOGIN`, as
 * far as the reader sees them on the day (null: today). What he does not see has no title for him.
 */
export async function titlesOf(
  store: Store,
  snapshot: Snapshot,
  type: RegisterType,
  records: readonly RecordState[],
  reach: Reach,
  asOf: string | null,
): Promise<Map<string, string>> {
  const titles = new Map<string, string>();
  const wanted = new Map<string, Set<string>>();
  const want = (register: string, id: string) => wanted.set(register, (wanted.get(register) ?? new Set()).add(id));
  const objects = new Set<string>();
  for (const field of type.fields)
    for (const record of records)
      for (const id of field.type === 'reference' || field.type === 'object' ? idsIn(record.values[field.id]) : [])
        if (field.type === 'object') objects.add(id);
        else want(field.register ?? '', id);
  for (const ref of objects) {
    const object = objectOf(ref);
    const [register = '', id = ''] = object?.kind === 'record' ? object.id.split('/') : [];
    if (register !== '') want(register, id);
    const name = object && objectName(snapshot, object);
    if (name) titles.set(`object/${ref}`, name);
  }
  for (const [register, ids] of wanted) {
    const target = snapshot.registers.get(register)?.type;
    if (!target || !isOpenTo(target, reach)) continue;
    const { rows } = await sql<{ id: string; values: RecordValues }>`
      select record_id as id, values from ${seenSql(snapshot, target, reach, asOf)}
      where record_id = any(${[...ids]})`.execute(store);
    for (const row of rows) {
      const title = titleIn(snapshot, target, row.values, reach);
      titles.set(`${target.id}/${row.id}`, title);
      titles.set(`object/record/${target.id}/${row.id}`, title);
    }
  }
  // The public does not see who works on it.
  if (reach !== 'approved' && type.fields.some((field) => field.type === 'account'))
    for (const { login, name } of await peopleOf(store, snapshot.jurisdiction)) titles.set(`account/${login}`, name);
  return titles;
}

/** What an object other than a record is called. */
function objectName(snapshot: Snapshot, { kind, id }: { kind: ObjectKind; id: string }): string | undefined {
  if (kind === 'indicator') return snapshot.indicators.get(id)?.item.name.zh;
  if (kind === 'entry') return `账本第 ${id} 号`;
  return kind === 'commitment' ? snapshot.commitments.find(({ item }) => item.id === id)?.item.title.zh : undefined;
}

/**
 * What identifies a record, in words: texts, else what its places, organisations and choices are called (ids only where there is
 * nothing else). Personal data masked, and left out for the public.
 */
export function titleIn(
  { places, organisations }: Pick<Snapshot, 'places' | 'organisations'>,
  type: RegisterType,
  values: RecordValues,
  reach: Reach,
): string {
  const shown = reach === 'approved' ? publicValues(type, values) : maskedValues(type, values);
  const parts = type.identify.flatMap((name) => {
    const value = shown[name];
    if (value === null || value === undefined || value === '') return [];
    const field = type.fields.find(({ id }) => id === name);
    const text = String(value);
    if (!held.has(field?.type ?? '')) return [{ text, byId: false }];
    const called = field?.choices?.find(({ id }) => id === text)?.name ?? places.get(text) ?? organisations.get(text);
    return [{ text: called?.zh ?? text, byId: true }];
  });
  const words = parts.filter(({ byId }) => !byId);
  return (words.length > 0 ? words : parts).map(({ text }) => text).join(' / ');
}

/** Types whose values are ids, which say nothing to people. */
const held: ReadonlySet<string> = new Set(['reference', 'org', 'place', 'choice', 'account', 'object']);

/** Whether a register is shown to a reader at all: only what is published is, to those who see what is approved. */
export function isOpenTo(type: Pick<RegisterType, 'open'>, reach: Reach): boolean {
  return reach !== 'approved' || type.open === true;
}

/** How many records that a reader sees refer to one record, by register, with the filter that lists them. */
export async function referringTo(
  store: Store,
  snapshot: Snapshot,
  register: string,
  id: string,
  reach: Reach,
): Promise<{ register: string; filter: string; count: number }[]> {
  const found: { register: string; filter: string; count: number }[] = [];
  for (const { type } of snapshot.registers.values()) {
    if (!isOpenTo(type, reach)) continue;
    for (const field of type.fields) {
      if (field.type !== 'reference' || field.register !== register) continue;
      const held = JSON.stringify({ [field.id]: field.many ? [id] : id });
      const { rows } = await sql<{ n: number }>`
        select count(*) as n from ${seenSql(snapshot, type, reach, null)}
        where values @> ${held}::jsonb`.execute(store);
      if (rows[0] && rows[0].n > 0) found.push({ register: type.id, filter: `${field.id} = ${id}`, count: rows[0].n });
    }
  }
  return found;
}

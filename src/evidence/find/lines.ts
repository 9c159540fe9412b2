import { setImmediate } from 'node:timers/promises';
import { sql } from 'kysely';
import { type Field, idsIn, personalFields, type RecordValues, type RegisterType } from '../../core/register/index.ts';
import type { HeldRegister, Snapshot } from '../reading/snapshot.ts';
import { firstTakenSince } from '../registers/staged.ts';
import type { Store } from '../store/store.ts';
import { type Grams, gramsIn, gramsOf } from './grams.ts';
import { type Findable, findable } from './words.ts';

/** Longest text of one field, and of all, that a record is found by: a report is not looked for by its third page. */
const [longestText, longestLine] = [80, 2000];
/** Records that are written at once: their grams take some milliseconds. */
const atOnce = 100;

/** Fields whose texts a record is found by: short ones, and nothing personal. */
function textFields(type: RegisterType): Field[] {
  const personal = personalFields(type);
  return type.fields.filter(
    ({ id, type: kind, long }) => (kind === 'text' || kind === 'serial') && long !== true && !personal.has(id),
  );
}

/** What a version of a record may be found by. `names`: what else it goes by where that is known, such as its owner. */
export function findableRecord(
  type: RegisterType,
  id: string,
  values: RecordValues,
  names: readonly string[] = [],
): Findable {
  const texts = textFields(type).flatMap((field) => {
    const value = values[field.id];
    return typeof value === 'string' && value !== '' ? [{ id: field.id, text: value.slice(0, longestText) }] : [];
  });
  const identify = texts.filter((one) => type.identify.includes(one.id));
  const title = identify.map(({ text }) => text).join(' / ') || (texts[0]?.text ?? id);
  const rest = texts.map(({ text }) => text).filter((text) => text !== title);
  return findable(title, [...rest, id, ...names]);
}

/** Organisations and places that a version names. */
export function namedIn(type: RegisterType, organisation: string | null, values: RecordValues): string[] {
  const fields = type.fields.filter(({ type: kind }) => kind === 'org' || kind === 'place');
  return [...(organisation === null ? [] : [organisation]), ...fields.flatMap(({ id }) => idsIn(values[id]))];
}

/** Registers whose lines are not made yet up to their newest record. */
export async function behind(store: Store, { jurisdiction, registers }: Snapshot): Promise<HeldRegister[]> {
  const rows = await store.selectFrom('search_state').selectAll().where('jurisdiction_id', '=', jurisdiction).execute();
  const states = new Map(rows.map((row) => [row.register_id, row]));
  return [...registers.values()].filter((held) => {
    const state = states.get(held.type.id);
    return held.touched > 0 && (state?.base !== held.base || state.seq < held.touched);
  });
}

/** Places that have such a register. */
export async function placesBehind(store: Store): Promise<string[]> {
  const { rows } = await sql<{ jurisdiction: string }>`
    select distinct r.jurisdiction_id as jurisdiction from register r
    left join search_state s on s.jurisdiction_id = r.jurisdiction_id and s.register_id = r.register_id
    where r.touched > 0 and (s.seq is null or s.base <> r.seq or s.seq < r.touched)`.execute(store);
  return rows.map(({ jurisdiction }) => jurisdiction);
}

/**
 * Makes the lines of all records that came since they were last made, a few at a time; `ended` says to leave the rest for
 * later. May be cut off anywhere, and done by several at once.
 */
export async function follow(store: Store, snapshot: Snapshot, ended: () => boolean): Promise<void> {
  const number = gramsIn(snapshot.jurisdiction);
  for (const held of await behind(store, snapshot)) {
    const place = { jurisdiction_id: snapshot.jurisdiction, register_id: held.type.id };
    const since = await sinceOf(store, place, held);
    for await (const ids of changed(store, place, await firstTakenSince(store, place.jurisdiction_id, since))) {
      if (ended()) return;
      await write(store, number, place, held.type, ids);
      await setImmediate();
    }
    if (await demoRemoved(store, place, since)) await deleteGone(store, place);
    await store
      .insertInto('search_state')
      .values({ ...place, base: held.base, seq: held.touched })
      .onConflict((on) =>
        on.columns(['jurisdiction_id', 'register_id']).doUpdateSet({ base: held.base, seq: held.touched }),
      )
      .execute();
  }
}

interface Of {
  jurisdiction_id: string;
  register_id: string;
}

/** The entry up to which the lines of a register stand; 0: they are all made anew, because the type is another one. */
async function sinceOf(store: Store, place: Of, held: HeldRegister): Promise<number> {
  const of = store.selectFrom('search_state').select(['base', 'seq']);
  const state = await of
    .where('jurisdiction_id', '=', place.jurisdiction_id)
    .where('register_id', '=', place.register_id)
    .executeTakeFirst();
  return state?.base === held.base ? state.seq : 0;
}

async function demoRemoved(store: Store, { jurisdiction_id }: Of, since: number): Promise<boolean> {
  const removal = await store
    .selectFrom('submission')
    .select('seq')
    .where('jurisdiction_id', '=', jurisdiction_id)
    .where('kind', '=', 'demo.remove')
    .where('seq', '>', since)
    .limit(1)
    .executeTakeFirst();
  return removal !== undefined;
}

/** Lines of records that there are no more, not even as a past version. */
async function deleteGone(store: Store, { jurisdiction_id, register_id }: Of): Promise<void> {
  await sql`
    delete from search_line l
    where jurisdiction_id = ${jurisdiction_id} and register_id = ${register_id} and not exists (
      select from record_version v where v.jurisdiction_id = l.jurisdiction_id and v.register_id = l.register_id
        and v.record_id = l.record_id)`.execute(store);
}

/** Records with a version since an entry, some at a time, each in a fixed order. */
async function* changed(store: Store, { jurisdiction_id, register_id }: Of, since: number): AsyncGenerator<string[]> {
  if (since > 0) {
    const { rows } = await sql<{ id: string }>`
      select distinct record_id as id from record_version
      where jurisdiction_id = ${jurisdiction_id} and register_id = ${register_id} and seq > ${since}
      order by 1`.execute(store);
    for (let from = 0; from < rows.length; from += atOnce) yield rows.slice(from, from + atOnce).map(({ id }) => id);
    return;
  }
  for (let after = ''; ;) {
    const { rows } = await sql<{ id: string }>`
      select distinct record_id as id from record_version
      where jurisdiction_id = ${jurisdiction_id} and register_id = ${register_id} and record_id > ${after}
      order by 1 limit ${atOnce}`.execute(store);
    const last = rows.at(-1)?.id;
    if (last === undefined) return;
    yield rows.map(({ id }) => id);
    after = last;
  }
}

async function write(store: Store, number: Grams, place: Of, type: RegisterType, ids: readonly string[]) {
  const { rows } = await sql<{ id: string; organisation: string | null; values: RecordValues; seq: number }>`
    select record_id as id, organisation_id as organisation, values, seq from record_version
    where jurisdiction_id = ${place.jurisdiction_id} and register_id = ${place.register_id}
      and record_id = any(${[...ids]})
    order by record_id, version desc`.execute(store);
  const lines = Map.groupBy(rows, ({ id }) => id);
  const made = [...lines].map(([id, versions]) => {
    const found = versions.map(({ values }) => findableRecord(type, id, values));
    const [newest = findable(id)] = found;
    const line = [...new Set(found.map((one) => one.line))].join('\n').slice(0, longestLine);
    const named = versions.flatMap(({ organisation, values }) => namedIn(type, organisation, values));
    const grams = new Set(gramsOf(number, line, newest.spelling, named));
    // An earlier name may be spelled too.
    for (const one of found.slice(1, 5)) for (const gram of gramsOf(number, '', one.spelling, [])) grams.add(gram);
    return {
      record_id: id,
      title: newest.title,
      line,
      spelled: [...new Set(found.slice(0, 5).map(({ spelling: s }) => `${s.whole} ${s.initials}`))].join('\n'),
      grams: [...grams],
      seq: versions[0]?.seq ?? 0,
    };
  });
  await sql`
    insert into search_line (jurisdiction_id, register_id, record_id, title, line, spelled, grams, seq)
    select ${place.jurisdiction_id}, ${place.register_id}, record_id, title, line, spelled, grams, seq
    from json_to_recordset(${JSON.stringify(made)}::json)
      as made (record_id text, title text, line text, spelled text, grams integer[], seq bigint)
    on conflict (jurisdiction_id, register_id, record_id) do update
      set title = excluded.title, line = excluded.line, spelled = excluded.spelled, grams = excluded.grams, seq = excluded.seq
      where search_line.seq <= excluded.seq`.execute(store);
}

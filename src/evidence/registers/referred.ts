import { sql } from 'kysely';
import { type Field, idsIn, type RecordValues, type RegisterType } from '../../core/register/index.ts';
import type { Reach } from '../../http/access.ts';
import { isOpenTo, seenSql, titleIn } from '../reading/records.ts';
import { namesOf, type Snapshot } from '../reading/snapshot.ts';
import type { Store } from '../store/store.ts';
import type { SheetRecord } from './sheet.ts';

/** A cell that names several records. */
export interface Doubtful {
  row: SheetRecord;
  field: string;
  name: string;
  /** What they are called and their ids. */
  records: readonly { id: string; title: string }[];
}

/**
 * Lays ids in the place of names: a sheet refers to a record as people do, by what identifies it or a part of that. A name that
 * several records have stays, and is given back; one that nobody has is told where values are checked.
 */
export async function refer(
  store: Store,
  snapshot: Snapshot,
  type: RegisterType,
  rows: readonly SheetRecord[],
  reach: Reach,
): Promise<Doubtful[]> {
  const doubtful: Doubtful[] = [];
  for (const field of type.fields) {
    const target = field.type === 'reference' ? snapshot.registers.get(field.register ?? '')?.type : undefined;
    if (!target || !isOpenTo(target, reach)) continue;
    const named = await recordsNamed(store, snapshot, target, new Set(rows.flatMap((row) => said(row, field))), reach);
    for (const row of rows) {
      const found = said(row, field).map((name) => ({ name, records: named.get(name) ?? [] }));
      const several = found.find(({ records }) => records.length > 1);
      if (several) doubtful.push({ row, field: field.id, ...several });
      else if (found.length > 0) {
        const ids = found.map(({ name, records }) => records[0]?.id ?? name);
        row.values[field.id] = field.many ? ids : (ids[0] ?? null);
      }
    }
  }
  return doubtful;
}

const said = (row: SheetRecord, field: Field): string[] => idsIn(row.values[field.id]).filter((one) => one !== '');

/** Records by each name: the one with that id, else those that carry it in what identifies them, or as a whole. */
async function recordsNamed(
  store: Store,
  snapshot: Snapshot,
  target: RegisterType,
  names: ReadonlySet<string>,
  reach: Reach,
): Promise<Map<string, { id: string; title: string }[]>> {
  const found = new Map<string, { id: string; title: string }[]>();
  if (names.size === 0) return found;
  const all = [...names];
  const shown = target.identify.filter((id) => !target.fields.find((field) => field.id === id)?.personal);
  const words = wordsIn(snapshot, target);
  const by = Map.groupBy(all, normal);
  const parts = sql.join(
    shown.map((id) => {
      const ids = [...(words.get(id) ?? [])].flatMap(([value, name]) => (by.has(normal(name)) ? [value] : []));
      return sql`values->>${sql.lit(id)} = any(${[...all, ...ids]})`;
    }),
    sql` or `,
  );
  // What identifies a record as a whole is held as `keyOf` of core/register writes it, its parts said with a space or a stroke.
  const keys = all.flatMap((name) => [
    normal(name),
    ...[' ', '/'].map((by) => name.split(by).map(normal).join('\u0001')),
  ]);
  const { rows } = await sql<{ id: string; values: RecordValues }>`
    select record_id as id, values from ${seenSql(snapshot, target, reach, null)}
    where record_id = any(${all}) ${shown.length === 0 ? sql`` : sql`or ${parts}`} or record_id in (select record_id from record
      where jurisdiction_id = ${snapshot.jurisdiction} and register_id = ${target.id} and key = any(${keys}))`.execute(
    store,
  );
  for (const { id, values } of rows) {
    const title = titleIn(snapshot, target, values, reach);
    const own = shown.flatMap((part) => (typeof values[part] === 'string' ? [values[part]] : []));
    const told = shown.flatMap((part) => {
      const value = values[part];
      return typeof value === 'string' ? [words.get(part)?.get(value) ?? value] : [];
    });
    const wholes = [own, told].flatMap((all) => [all.join(' '), all.join('/')]);
    for (const said of new Set([id, ...own, ...told, ...wholes].map(normal)))
      for (const name of by.get(said) ?? []) found.set(name, [...(found.get(name) ?? []), { id, title }]);
  }
  for (const [name, records] of found) {
    const exact = records.find(({ id }) => id === name);
    if (exact) found.set(name, [exact]);
  }
  return found;
}

/** What a value that identifies a record is called, where it is an id: a place, an organisation, a choice. */
function wordsIn(snapshot: Snapshot, { fields }: RegisterType): Map<string, ReadonlyMap<string, string>> {
  const { organisations, places } = namesOf(snapshot);
  const zh = (names: ReadonlyMap<string, { zh: string }>) => new Map([...names].map(([id, name]) => [id, name.zh]));
  const known = { place: zh(places), org: zh(organisations) };
  return new Map(
    fields.flatMap(({ id, type, choices }) =>
      type === 'place' || type === 'org'
        ? [[id, known[type]] as const]
        : type === 'choice'
          ? [[id, new Map((choices ?? []).map((one) => [one.id, one.name.zh]))] as const]
          : [],
    ),
  );
}

const normal = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '').toLowerCase();

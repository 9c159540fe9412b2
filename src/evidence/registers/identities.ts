import { brokenLists, type ListIdentity, type ListSide, type Warning } from '../../core/measure/plausibility/index.ts';
import { isProblem } from '../../core/measure/index.ts';
import { parseFilter, passes, type RecordState, type RegisterType } from '../../core/register/index.ts';
import type { Reach } from '../../http/access.ts';
import { eachRecord, isOpenTo, titleIn } from '../reading/records.ts';
import type { Snapshot } from '../reading/snapshot.ts';
import type { Store } from '../store/store.ts';

type Row = RecordState & { demo: boolean };

/** A relation between two lists that does not hold for one of the things that both speak of. */
export interface ListBreak extends Warning {
  register: RegisterType;
  /** The record that both lists speak of. */
  key: string;
  demo: boolean;
}

/**
 * Relations between lists that do not hold, as a reader of that reach sees the lists. `given` are records of one list as
 * they would be after a change: then only relations with that list are looked at, and only what the change speaks of.
 */
export async function brokenBetweenLists(
  store: Store,
  snapshot: Snapshot,
  identities: readonly ListIdentity[],
  reach: Reach,
  given: { register: string; records: readonly RecordState[] } | null = null,
): Promise<ListBreak[]> {
  const read = new Map<string, Promise<Row[]>>();
  const rowsOf = (type: RegisterType) => {
    const known = read.get(type.id) ?? recordsOf(store, snapshot, type, reach, given);
    read.set(type.id, known);
    return known;
  };
  const found: ListBreak[] = [];
  for (const identity of identities) {
    const { left, right } = identity;
    if (given && given.register !== left.register && given.register !== right.register) continue;
    const types = [left, right].map(({ register }) => snapshot.registers.get(register)?.type);
    const [one, other] = types;
    if (!one || !other || !isOpenTo(one, reach) || !isOpenTo(other, reach)) continue;
    const sides = [
      { side: left, type: one, rows: await rowsOf(one) },
      { side: right, type: other, rows: await rowsOf(other) },
    ].map((of) => sumsOf(of.side, of.type, of.rows));
    const [leftSums, rightSums] = sides;
    if (!leftSums || !rightSums) continue;
    const touched = given && new Set(keysOf(given, identity));
    const titles = await titlesOfKeys(snapshot, identity, rowsOf, reach);
    for (const { key, warning } of brokenLists(identity, leftSums.sums, rightSums.sums, (id) => titles.get(id) ?? id)) {
      if (touched && !touched.has(key)) continue;
      const demo = leftSums.demo.has(key) || rightSums.demo.has(key);
      found.push({ ...warning, register: one, key, demo });
    }
  }
  return found;
}

async function recordsOf(
  store: Store,
  snapshot: Snapshot,
  type: RegisterType,
  reach: Reach,
  given: { register: string; records: readonly RecordState[] } | null,
): Promise<Row[]> {
  const rows = new Map<string, Row>();
  for await (const page of eachRecord(store, snapshot, type, reach)) for (const row of page) rows.set(row.id, row);
  if (given?.register === type.id)
    for (const record of given.records) rows.set(record.id, { ...record, demo: rows.get(record.id)?.demo ?? false });
  return [...rows.values()];
}

/** Sums of a side, and the keys with a made-up record in them; null where the register has no such field. */
function sumsOf(side: ListSide, type: RegisterType, rows: readonly Row[]) {
  const known = (id: string) => id === 'id' || type.fields.some((field) => field.id === id);
  const filter = side.where === undefined ? null : parseFilter(type, side.where);
  if (!known(side.sum) || !known(side.by) || (filter && isProblem(filter))) return null;
  const counted = rows.flatMap((row) => {
    const amount = Number(row.values[side.sum] ?? Number.NaN);
    const key = keyIn(side, row);
    const year = side.year === undefined ? '' : String(row.values[side.year] ?? '').slice(0, 4);
    const counts = Number.isFinite(amount) && key !== null && (!filter || passes(filter, row));
    return counts ? [{ key, amount, year, demo: row.demo }] : [];
  });
  const sums = new Map<string, number>();
  for (const [key, all] of Map.groupBy(counted, (one) => one.key)) {
    const newest = all.reduce((most, { year }) => (year > most ? year : most), '');
    const sum = all.reduce((total, { amount, year }) => (year === newest ? total + amount : total), 0);
    sums.set(key, sum * side.factor);
  }
  return { sums, demo: new Set(counted.flatMap(({ key, demo }) => (demo ? [key] : []))) };
}

const keyIn = ({ by }: ListSide, row: RecordState): string | null => {
  const value = by === 'id' ? row.id : row.values[by];
  return typeof value === 'string' && value !== '' ? value : null;
};

function keysOf(given: { register: string; records: readonly RecordState[] }, { left, right }: ListIdentity): string[] {
  return [left, right]
    .filter(({ register }) => register === given.register)
    .flatMap((side) => given.records.flatMap((record) => keyIn(side, record) ?? []));
}

/** What the keys of an identity are called: the records that its lists refer to. */
async function titlesOfKeys(
  snapshot: Snapshot,
  { left, right }: ListIdentity,
  rowsOf: (type: RegisterType) => Promise<Row[]>,
  reach: Reach,
): Promise<Map<string, string>> {
  const titles = new Map<string, string>();
  for (const { register, by } of [left, right]) {
    const type = snapshot.registers.get(register)?.type;
    const of = by === 'id' ? register : type?.fields.find((field) => field.id === by)?.register;
    const target = snapshot.registers.get(of ?? '')?.type;
    if (!target || !isOpenTo(target, reach)) continue;
    for (const row of await rowsOf(target)) titles.set(row.id, titleIn(snapshot, target, row.values, reach));
  }
  return titles;
}

import { setImmediate } from 'node:timers/promises';
import { convert, isProblem, outOfBounds } from '../../core/measure/index.ts';
import {
  type ClockAct,
  type Field,
  type FieldValue,
  idsIn,
  kindOf,
  layer,
  maskedValues,
  type Named,
  type Names,
  type NumbersIn,
  type RecordOf,
  type Ref,
  type Register,
  type RegisterType,
  stageClock,
  stageForCode,
} from '../../core/register/index.ts';
import type { Reach } from '../../http/access.ts';
import { Problem } from '../../http/problem.ts';
import type { Store } from '../store/store.ts';
import { clockOf } from './clock.ts';
import type { LeftOut } from './left-out.ts';
import { eachRecord, type HeldRecord, titlesOf } from './records.ts';
import { namesOf, type Snapshot } from './snapshot.ts';

/** The records of one list of one day and one reach, with the names of what they refer to; shared by who reads them. */
export interface ListSource {
  records: readonly HeldRecord[];
  /** Records that are not among them because of a value beyond all bounds. */
  leftOut?: readonly LeftOut[];
  /** By `register/id`. */
  titles: ReadonlyMap<string, string>;
  /** What stopped and extended the clocks of their stages, by id; absent: nothing did. */
  clocks?: ReadonlyMap<string, readonly ClockAct[]>;
}

/** A list as methods read it. */
export interface ListOf<R extends Register> {
  rows: readonly RecordOf<R>[];
  /** Records that code cannot read, and why: a field that it needs is empty or is not what it should be. */
  left: readonly { id: string; field: string }[];
  byId: ReadonlyMap<string, RecordOf<R>>;
  /** True where a row is made up for the demonstration. */
  demo: boolean;
}

/** The units that a method works in, by field; the others keep the unit of the register. */
export type Units<R extends Register> = { readonly [K in NumbersIn<R>]?: string };

/** Records that are typed before others get their turn. */
const atOnce = 1000;

/** Methods look at whole lists: thousands, not millions. */
const most = 20_000;

/** Reads every record of a register that a reader sees on a day. Throws a Problem (422) beyond 20,000. */
export async function readList(
  store: Store,
  snapshot: Snapshot,
  type: RegisterType,
  reach: Reach,
  asOf: string,
): Promise<ListSource> {
  const records: HeldRecord[] = [];
  const leftOut: LeftOut[] = [];
  for await (const page of eachRecord(store, snapshot, type, reach, { asOf })) {
    for (const record of page) {
      // One that could not be stored today would spoil the whole answer: it comes without it and says so.
      const beyond = outOfBounds({ values: record.values, passed: record.passed });
      if (beyond) leftOut.push({ what: `${type.id}/${record.id}`, zh: beyond.zh, en: beyond.en });
      else records.push(record);
    }
    if (records.length > most)
      throw new Problem({
        status: 422,
        code: 'too-many-records',
        zh: `台账“${type.name.zh}”超过 ${most} 条，不能整表计算。`,
        en: `The register ${type.name.en} has more than ${most} records.`,
      });
  }
  return { records, leftOut, ...(await besideOf(store, snapshot, type, records, reach, asOf)) };
}

/** What stands beside records: names of what they refer to, and what was done with the clocks of their stages. */
export async function besideOf(
  store: Store,
  snapshot: Snapshot,
  type: RegisterType,
  records: readonly HeldRecord[],
  reach: Reach,
  asOf: string | null,
): Promise<Pick<ListSource, 'titles' | 'clocks'>> {
  const ids = type.stages.some((stage) => stage.limits.length > 0) ? records.map(({ id }) => id) : [];
  return {
    titles: await titlesOf(store, snapshot, type, records, reach, asOf),
    clocks: await clockOf(store, snapshot.jurisdiction, type.id, ids, asOf),
  };
}

/**
 * The records as the register's declaration types them: names resolved, personal data masked, numbers in the units that
 * the method works in. A record that does not fit the declaration is left out and named; it never becomes a zero.
 */
export async function typedList<R extends Register>(
  snapshot: Snapshot,
  register: R,
  { records, titles, clocks }: ListSource,
  units: Units<R> = {},
): Promise<ListOf<R>> {
  const inForce = snapshot.registers.get(register.id)?.type ?? layer(register, {});
  const names = { ...namesOf(snapshot), title: (of: string, id: string) => titles.get(`${of}/${id}`) };
  const readers = register.fields.map((field) => {
    // Who made a field personal means it for code as well.
    const personal = inForce.fields.some((now) => now.id === field.id && now.personal);
    return { field, personal, unit: unitOf(register, field, (units as Record<string, string>)[field.id]) };
  });
  const rows: RecordOf<R>[] = [];
  const left: { id: string; field: string }[] = [];
  for (const [n, record] of records.entries()) {
    // Thousands of records in one go would hold up every other reader.
    if (n % atOnce === atOnce - 1) await setImmediate();
    const { id, passed, passages, values, stage, ...held } = record;
    const shown = maskedValues(inForce, values);
    const read: Record<string, unknown> = {};
    const missing = readers.find(({ field, personal, unit }) => {
      const raw = shown[field.id] ?? null;
      const value = raw !== null && !personal && !kindOf(field).holds(raw, field) ? null : raw;
      read[field.id] = value === null ? null : typed(field, value, unit, names);
      return value === null && field.required === true;
    });
    if (missing) {
      left.push({ id, field: missing.field.id });
      continue;
    }
    const acts = clocks?.get(id) ?? [];
    const clock = stageClock(inForce, record, acts);
    rows.push({
      ...read,
      id,
      passed,
      passages,
      acts,
      clock: isProblem(clock) ? null : clock,
      stage: stageForCode(register, inForce, stage),
      held,
    } as unknown as RecordOf<R>);
  }
  return {
    rows,
    left,
    byId: new Map(rows.map((row) => [row.id, row])),
    demo: records.some((record) => record.demo),
  };
}

type Typed = FieldValue | Ref | Named;

function typed(field: Field, value: FieldValue, unit: string | null, names: Names): Typed | Typed[] {
  if (field.many) return idsIn(value).map((one) => typed({ ...field, many: undefined }, one, unit, names) as Typed);
  if (field.type === 'reference' || field.type === 'object')
    return { id: String(value), title: kindOf(field).words(value, field, names).zh };
  if (field.type === 'org' || field.type === 'place' || field.type === 'account')
    return { id: String(value), name: kindOf(field).words(value, field, names) };
  if (typeof value !== 'number' || unit === null) return value;
  const converted = convert(value, field.unit ?? '', unit);
  return isProblem(converted) ? null : converted;
}

/** The unit to convert to; null: none. Throws a RangeError where the two do not fit: a mistake in the program. */
function unitOf(register: RegisterType, field: Field, unit: string | undefined): string | null {
  if (unit === undefined || unit === field.unit) return null;
  if (isProblem(convert(1, field.unit ?? '', unit)))
    throw new RangeError(`${register.id}.${field.id} is in ${field.unit ?? 'no unit'}, which is not ${unit}`);
  return unit;
}

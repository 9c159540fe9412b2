import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { z } from 'zod';
import {
  checkRecord,
  type Field,
  fieldRefusal,
  fieldProblem,
  type FieldProblem,
  type FileRef,
  idsIn,
  isMade,
  missingEvidence,
  nextStages,
  objectOf,
  type Passage,
  type RecordState,
  type RecordValues,
  type RegisterType,
  stageProblems,
  stageRefusal,
  standsAlone,
  unmaskedValues,
  type Writer,
} from '../../core/register/index.ts';
import { Problem } from '../../http/problem.ts';
import { reachOf } from '../../http/access.ts';
import type { Who } from '../../http/route.ts';
import { missingBlobs } from '../ledger/blob.ts';
import { peopleOf } from '../reading/people.ts';
import { scopeOf } from '../reading/scope.ts';
import type { Snapshot } from '../reading/snapshot.ts';
import type { Store } from '../store/store.ts';
import type { recordLine } from './put.ts';

/** A record as somebody wants it to be. */
export interface RecordInput {
  /** Null: a new record, which gets an id. An id that is not known makes a record under it. */
  id: string | null;
  base: number | null;
  values: Readonly<Record<string, unknown>>;
  /** Absent: it stays where it is; a new record enters the first stage. */
  stage?: string | null | undefined;
  /** Days of entering stages; the day of entering `stage` defaults to `on`. */
  passed?: Readonly<Record<string, string>> | undefined;
  cell?: { sheet: string; row: number } | undefined;
}

export type RecordLine = z.input<typeof recordLine>;

/** Who writes. */
export type Writing = Pick<Who, 'login' | 'role' | 'organisation'>;

export interface Prepared {
  lines: (RecordLine & { row: number; before: RecordState | null })[];
  problems: (FieldProblem & { row: number })[];
}

/**
 * Checks records against their register type, the world and the writer's scope, and makes the lines of a submission.
 * `row` in lines and problems is the position in `inputs`. Nothing is written.
 */
export async function prepareRecords(
  store: Store,
  snapshot: Snapshot,
  type: RegisterType,
  who: Writing,
  inputs: readonly RecordInput[],
  on: string,
): Promise<Prepared> {
  const mayWrite = scopeOf(who, snapshot);
  const held = await currentOf(
    store,
    snapshot.jurisdiction,
    type.id,
    inputs.flatMap((input) => input.id ?? []),
  );
  const writer: Writer = {
    login: who.login ?? '',
    role: who.role,
    mayWriteFor: mayWrite,
    whole: reachOf(who) === 'all',
  };
  const references = await knownReferences(store, snapshot.jurisdiction, type, inputs);
  const people = type.fields.some((field) => field.type === 'account')
    ? await peopleOf(store, snapshot.jurisdiction)
    : [];
  const logins = new Set(people.map(({ login }) => login));
  const lostFiles = await missingBlobs(store, snapshot.jurisdiction, filesIn(type, inputs));
  const known = {
    organisation: (id: string) => snapshot.organisations.has(id),
    place: (id: string) => snapshot.places.has(id) || id === snapshot.jurisdiction,
    account: (login: string) => logins.has(login),
    object: (ref: string) => isObject(snapshot, references, ref),
    record: (register: string, id: string) => references.has(`${register}/${id}`),
  };
  const prepared: Prepared = { lines: [], problems: [] };
  // What is asked of the type alone is asked once, not for each of thousands of records.
  const files = type.fields.filter((field) => field.type === 'file');
  const made = new Set(type.fields.filter(isMade).map((field) => field.id));
  const ownerOf = (values: RecordValues): string | null => {
    const owner = type.owner === undefined ? null : values[type.owner];
    return typeof owner === 'string' ? owner : (type.organisation ?? null);
  };
  for (const [row, input] of inputs.entries()) {
    const before = input.id === null ? null : (held.get(input.id) ?? null);
    const { values, problems } = checkRecord(
      type,
      before ? unmaskedValues(type, input.values, before.values) : input.values,
      known,
    );
    for (const field of files) {
      for (const file of (values[field.id] ?? []) as FileRef[])
        if (lostFiles.has(file.hash))
          problems.push(
            fieldProblem(
              'file-missing',
              field.id,
              `附件“${file.name}”没有上传成功，请重新上传`,
              `The file ${file.name} was not kept; upload it again`,
            ),
          );
    }
    const { stage, passed, faults } = stageOf(type, before, input, values, on);
    const change = { before, values, owner: ownerOf(values), ownerBefore: before && ownerOf(before.values), stage };
    problems.push(
      ...madeProblems(type, input, before),
      ...rightProblems(type, writer, change),
      ...faults,
      ...futureDays(type, passed, before, on),
    );
    if (problems.length > 0) {
      prepared.problems.push(...problems.map((found) => ({ ...found, row })));
      continue;
    }
    const filled = Object.fromEntries(
      Object.entries(values).filter(([name, value]) => value !== null && !made.has(name)),
    );
    prepared.lines.push({
      row,
      before,
      id: input.id ?? newRecordId(),
      base: input.base,
      values: filled as RecordLine['values'],
      stage,
      passed,
      ...(input.cell && { cell: input.cell }),
    });
  }
  return prepared;
}

/** A number is drawn by the ledger: one that somebody gives is refused, unless it is the one that stands. */
function madeProblems(type: RegisterType, input: RecordInput, before: RecordState | null): FieldProblem[] {
  return type.fields.flatMap((field) => {
    const given = input.values[field.id] ?? null;
    if (field.type !== 'serial' || given === null || given === '' || given === before?.values[field.id]) return [];
    return [
      fieldProblem(
        'serial-given',
        field.id,
        `“${field.name.zh}”由系统编，不能填写`,
        `${field.name.en} is drawn by the system; leave it empty`,
      ),
    ];
  });
}

/** What a writer may not do to a record: one that is not his, a field or a stage that the type keeps for others. */
function rightProblems(
  type: RegisterType,
  writer: Writer,
  change: {
    before: RecordState | null;
    values: RecordValues;
    owner: string | null;
    ownerBefore: string | null;
    stage: string | null;
  },
): FieldProblem[] {
  const { before, values, stage } = change;
  const his = writer.mayWriteFor(change.owner) && (!before || writer.mayWriteFor(change.ownerBefore));
  const record = before ?? { stage: null, values };
  const owner = before ? change.ownerBefore : change.owner;
  const same = (field: Field): boolean => {
    const [now, was] = [values[field.id] ?? null, before?.values[field.id] ?? null];
    return now === was || (now !== null && was !== null && JSON.stringify(now) === JSON.stringify(was));
  };
  const changed = type.fields.filter((field) => !isMade(field) && !same(field));
  const entered = stage === record.stage ? undefined : type.stages.find((one) => one.id === stage);
  const foreign =
    !his &&
    (before === null ||
      changed.some((field) => !standsAlone(field.rights, writer)) ||
      (entered !== undefined && !standsAlone(entered.rights, writer)) ||
      (changed.length === 0 && entered === undefined));
  if (foreign)
    return [
      fieldProblem(
        'out-of-scope',
        type.owner ?? 'id',
        '这条记录不属于你的单位，不能写入',
        'The record belongs to another organisation; you may not write it',
      ),
    ];
  // What comes in midway, from another list or a sheet, has passed the stages before.
  const on = before ? [record.stage, stage] : passedBefore(type, stage);
  const refused = entered && stageRefusal(entered, writer, record, owner);
  return [
    ...changed.flatMap((field) =>
      field.rights ? (fieldRefusal(type, field, writer, { on, values: record.values, owner }) ?? []) : [],
    ),
    ...(refused ? [refused] : []),
  ];
}

/** The stages of the line up to one, and itself. */
function passedBefore(type: RegisterType, stage: string | null): (string | null)[] {
  const line = type.stages.filter(({ id, exit }) => !exit || id === stage).map(({ id }) => id);
  return [...line.slice(0, line.indexOf(stage ?? '') + 1), stage];
}

/** Whether there is what a link to any object names. */
function isObject(snapshot: Snapshot, references: ReadonlySet<string>, ref: string): boolean {
  const object = objectOf(ref);
  switch (object?.kind) {
    case 'commitment':
      return snapshot.commitments.some(({ item }) => item.id === object.id);
    case 'indicator':
      return snapshot.indicators.has(object.id);
    case 'record':
      return references.has(object.id);
    case 'entry':
      return Number(object.id) >= 1 && Number(object.id) <= snapshot.head;
    case undefined:
      return false;
  }
}

/**
 * The line of one record that something other than a form writes, checked like any other. Throws a Problem (422) for the
 * first thing that is wrong with it, (404) where there is no such register.
 */
export async function scopedLine(
  store: Store,
  snapshot: Snapshot,
  register: string,
  who: Writing,
  on: string,
  input: RecordInput,
): Promise<RecordLine> {
  const type = snapshot.registers.get(register)?.type;
  if (!type)
    throw new Problem({
      status: 404,
      code: 'no-such-register',
      zh: `没有台账 ${register}。`,
      en: `There is no register ${register}.`,
    });
  const { lines, problems } = await prepareRecords(store, snapshot, type, who, [input], on);
  const [line] = lines;
  const [first] = problems;
  if (!line)
    throw new Problem({
      status: 422,
      code: first?.code ?? 'refused',
      zh: `${first?.zh ?? '不能写入'}。`,
      en: `${first?.en ?? 'It cannot be written'}.`,
      ...(first && { where: first.field }),
    });
  const { row: _row, before: _before, ...rest } = line;
  return rest;
}

/** Nothing has entered a stage on a day that is still to come; what stands already is not asked about again. */
function futureDays(
  type: RegisterType,
  passed: Readonly<Record<string, string>>,
  before: RecordState | null,
  today: string,
): FieldProblem[] {
  return type.stages.flatMap(({ id, name }) => {
    const day = passed[id];
    if (day === undefined || day <= today || day === before?.passed[id]) return [];
    return [
      fieldProblem(
        'stage-day-future',
        'stage',
        `进入“${name.zh}”的日期 ${day} 还没有到（今天 ${today}）；还没有进入的阶段到那天再登记`,
        `The day ${day} on which ${name.en} was entered is still to come (today is ${today}); enter it on that day`,
      ),
    ];
  });
}

function stageOf(
  type: RegisterType,
  before: RecordState | null,
  input: RecordInput,
  values: RecordValues,
  on: string,
): { stage: string | null; passed: Record<string, string>; faults: FieldProblem[] } {
  const passed: Record<string, string> = { ...before?.passed };
  const first = nextStages(type, null)[0];
  if (!first) return { stage: null, passed: {}, faults: [] };
  const now = before?.stage ?? null;
  const to = input.stage ?? now ?? first.id;
  for (const [stage, day] of Object.entries(input.passed ?? {}))
    if (type.stages.some((item) => item.id === stage)) passed[stage] = day;
  if (to === now) {
    const stage = type.stages.find((item) => item.id === now);
    // Evidence that a stage asked for cannot be taken out again while the record stands on it.
    return { stage: now, passed, faults: stage ? missingEvidence(type, stage, values) : [] };
  }
  passed[to] = input.passed?.[to] ?? on;
  if (now === null && to !== first.id) {
    // A record that comes in midway (from another list, from a sheet) must carry what the stages before asked for.
    const line = type.stages.filter((stage) => !stage.exit);
    const until = type.stages.find((stage) => stage.id === to);
    if (!until)
      return {
        stage: null,
        passed,
        faults: [fieldProblem('no-such-stage', 'stage', `没有阶段 ${to}`, `There is no stage ${to}`)],
      };
    const reached = until.exit ? [until] : line.slice(0, line.indexOf(until) + 1);
    return { stage: to, passed, faults: reached.flatMap((stage) => missingEvidence(type, stage, values)) };
  }
  return {
    stage: to,
    passed,
    faults: stageProblems(type, { stage: now, passed: before?.passed ?? {} }, to, values, passed[to]),
  };
}

/** Ten characters that no other record has, easy to read out. */
function newRecordId(): string {
  const alphabet = '23456789abcdefghjkmnpqrstuvwxyz';
  // Asked for in one go: fifty thousand rows of a sheet get their ids at once.
  if (unused.length < 10) unused = randomBytes(4000);
  const bytes = unused.subarray(0, 10);
  unused = unused.subarray(10);
  return Array.from(bytes, (byte) => alphabet[byte % alphabet.length]).join('');
}
let unused: Uint8Array = new Uint8Array();

export async function currentOf(
  store: Store,
  jurisdiction: string,
  register: string,
  ids: readonly string[],
): Promise<Map<string, RecordState & { version: number }>> {
  const held = new Map<string, RecordState & { version: number }>();
  for (let from = 0; from < ids.length; from += 5000) {
    const { rows } = await sql<{
      id: string;
      version: number;
      stage: string | null;
      passed: Record<string, string>;
      passages: Passage[];
      values: RecordValues;
    }>`
      select record_id as id, version, stage, passed, passages, values from record where jurisdiction_id = ${jurisdiction} and register_id = ${register} and record_id = any(${ids.slice(from, from + 5000)})`.execute(
      store,
    );
    for (const row of rows) held.set(row.id, row);
  }
  return held;
}

/** Records that the inputs name and that are there, as `register/id`. */
async function knownReferences(
  store: Store,
  jurisdiction: string,
  type: RegisterType,
  inputs: readonly RecordInput[],
): Promise<Set<string>> {
  const named = new Map<string, Set<string>>();
  const name = (register: string, id: string) => named.set(register, (named.get(register) ?? new Set()).add(id.trim()));
  for (const field of type.fields) {
    if (field.type !== 'reference' && field.type !== 'object') continue;
    for (const value of new Set(inputs.flatMap((input) => idsIn(input.values[field.id])))) {
      const object = field.type === 'object' ? objectOf(value.trim()) : null;
      const [register = '', id = ''] = object?.kind === 'record' ? object.id.split('/') : [];
      if (object) name(register, id);
      else name(field.register ?? '', value);
    }
  }
  const known = new Set<string>();
  for (const [register, ids] of named) {
    const { rows } = await sql<{ id: string }>`
      select record_id as id from record
      where jurisdiction_id = ${jurisdiction} and register_id = ${register} and record_id = any(${[...ids]})`.execute(
      store,
    );
    for (const row of rows) known.add(`${register}/${row.id}`);
  }
  return known;
}

function filesIn(type: RegisterType, inputs: readonly RecordInput[]): string[] {
  const fields = type.fields.filter((field) => field.type === 'file');
  return [
    ...new Set(
      inputs.flatMap((input) =>
        fields.flatMap((field) =>
          ((Array.isArray(input.values[field.id]) ? input.values[field.id] : []) as Partial<FileRef>[]).flatMap(
            (file) => (typeof file?.hash === 'string' ? [file.hash] : []),
          ),
        ),
      ),
    ),
  ];
}

import { sql } from 'kysely';
import {
  type Field,
  type FieldValue,
  isMade,
  keyOf,
  kindOf,
  maskedValues,
  type Names,
  type RecordState,
  type RecordValues,
  type RegisterType,
} from '../../core/register/index.ts';
import { reachOf } from '../../http/access.ts';
import { Problem } from '../../http/problem.ts';
import type { Who } from '../../http/route.ts';
import { type ImportLine, importProblem, type ImportProblem, inOrder, type ReadImport } from '../intake/imported.ts';
import { columnLetter, type SheetGrid } from '../intake/sheet/index.ts';
import { titlesOf } from '../reading/records.ts';
import { namesOf, type Snapshot } from '../reading/snapshot.ts';
import type { Store } from '../store/store.ts';
import type { SubmissionOf } from '../ledger/kind.ts';
import type { registerEntries } from './entries.ts';
import { identitiesOf } from '../reading/identities.ts';
import { brokenBetweenLists } from './identities.ts';
import { refer } from './referred.ts';
import { differs, laidOver, markOf, readRegisterSheets, type RegisterChoices, type SheetRecord } from './sheet.ts';
import { type Prepared, prepareRecords, type RecordInput } from './write.ts';

/**
 * Reads a sheet as records of a register: which are new, which changed, which stay, and everything that is wrong. A row
 * without an id is found by what identifies it, so the same file a second time changes nothing.
 */
export async function readRegister(
  store: Store,
  snapshot: Snapshot,
  register: string,
  grid: SheetGrid,
  who: Who,
  today: string,
  choices: RegisterChoices = {},
): Promise<ReadImport<SubmissionOf<typeof registerEntries.kinds>>> {
  const type = snapshot.registers.get(register)?.type;
  if (!type)
    throw new Problem({
      status: 404,
      code: 'no-such-register',
      zh: `没有台账 ${register}。`,
      en: `There is no register ${register}.`,
    });
  const read = readRegisterSheets(type, grid, snapshot, choices);
  const problems: ImportProblem[] = [
    ...read.problems.map((found) => importProblem(found)),
    ...read.notes.map((found) => importProblem(found, 'warning')),
  ];
  for (const { row, field, name, records } of await refer(store, snapshot, type, read.records, reachOf(who))) {
    row.faulty = true;
    problems.push(severalNamed(row, field, type, name, records));
  }
  const standing = await standingOf(store, snapshot.jurisdiction, type, read.records);
  const inputs: RecordInput[] = [];
  const from: { row: SheetRecord; now: (RecordState & { version: number }) | null }[] = [];
  const rows = {
    read: read.records.length,
    added: 0,
    changed: 0,
    unchanged: 0,
    refused: read.records.filter((row) => row.faulty).length,
  };
  const seen = new Map<string, number>();
  for (const row of read.records) {
    const key = keyOf(type, row.values as RecordValues);
    const now =
      (row.id === null ? undefined : standing.byId.get(row.id)) ??
      (row.id === null && key !== null ? standing.byKey.get(key) : undefined) ??
      null;
    const same = now?.id ?? row.id ?? key;
    const twin = same === null ? undefined : seen.get(same);
    if (twin !== undefined) {
      rows.refused += 1;
      problems.push(
        rowProblem(
          row,
          type.identify[0] ?? '',
          type,
          'twice-in-file',
          `与第 ${twin} 行是同一条记录`,
          `It is the same record as row ${twin}`,
          ['删去其中一行', 'Delete one of the two rows'],
        ),
      );
      continue;
    }
    if (same !== null) seen.set(same, row.row);
    if (row.faulty) continue;
    if (now && !differs(type, row, now)) {
      rows.unchanged += 1;
      continue;
    }
    if (now && row.mark !== null && row.mark !== markOf(type, now)) {
      rows.refused += 1;
      problems.push(
        rowProblem(
          row,
          type.identify[0] ?? '',
          type,
          'record-changed',
          '下载之后别人改过这条记录',
          'Somebody changed the record after the sheet was made',
          ['下载最新的表，重新修改这一行', 'Download the sheet again and redo this row'],
        ),
      );
      continue;
    }
    inputs.push({
      id: now?.id ?? row.id,
      base: now?.version ?? null,
      values: laidOver(row, now),
      ...(row.stage !== null && { stage: row.stage }),
      passed: row.passed,
      cell: { sheet: row.sheet, row: row.row },
    });
    from.push({ row, now });
  }
  const prepared = await prepareRecords(store, snapshot, type, who, inputs, today);
  const refused = new Set(prepared.problems.map((found) => found.row));
  rows.refused += refused.size;
  for (const found of prepared.problems) {
    const source = from[found.row];
    if (source)
      problems.push(rowProblem(source.row, found.field, type, found.code, found.zh, found.en, toMend(found.code)));
  }
  const doubles = await doublesOf(store, snapshot.jurisdiction, type, prepared, from);
  problems.push(...doubles);
  problems.push(...(await brokenBy(store, snapshot, type, prepared, from, who)));
  rows.refused += doubles.length;
  for (const line of prepared.lines) {
    if (line.before) rows.changed += 1;
    else rows.added += 1;
  }
  const writer = snapshot.organisations.get(who.organisation ?? '')?.zh ?? who.login ?? '';
  const states = prepared.lines.flatMap(({ id, values, before }) => [
    { id, stage: null, passed: {}, values: values as RecordValues },
    ...(before ? [before] : []),
  ]);
  const titles = await titlesOf(store, snapshot, type, states, reachOf(who), null);
  const names: Names = { ...namesOf(snapshot), title: (register, id) => titles.get(`${register}/${id}`) };
  return {
    rows,
    problems: inOrder(problems),
    // Words for a person to read: who goes on to write has read them.
    get lines() {
      return prepared.lines.flatMap((line) => {
        const source = from[line.row];
        return source ? [lineOf(type, names, line, source.row)] : [];
      });
    },
    left: read.left,
    sheets: read.sheets,
    shown: read.shown,
    submission:
      prepared.lines.length === 0
        ? null
        : (file) => ({
            jurisdiction: snapshot.jurisdiction,
            kind: 'record.put',
            actor: who.login ?? '',
            demo: false,
            payload: {
              register: type.id,
              on: today,
              source: `${writer}填报`,
              grade: 'A',
              status: type.cadence ? 'preliminary' : 'approved',
              ...(file && { file }),
              records: prepared.lines.map(({ row: _row, before: _before, ...line }) => line),
            },
          }),
  };
}

/** A cell that names several records: which one is asked, never guessed. */
function severalNamed(
  row: SheetRecord,
  field: string,
  type: RegisterType,
  name: string,
  records: readonly { id: string; title: string }[],
): ImportProblem {
  const all = records
    .slice(0, 5)
    .map(({ id, title }) => `${title}（${id}）`)
    .join('、');
  return rowProblem(
    row,
    field,
    type,
    'several-records',
    `有 ${records.length} 条记录都叫“${name}”：${all}`,
    `${records.length} records are called "${name}": ${all}`,
    ['写全名称，或写括号里的记录编号', 'Write the whole name, or the id in brackets'],
  );
}

/** What to do about a value that the register does not take. */
function toMend(code: string): readonly [string, string] {
  if (code === 'required') return ['填上这一格', 'Fill the cell in'];
  if (code === 'out-of-scope')
    return ['删去这一行，或请那个单位填', 'Leave the row out, or ask that organisation to write it'];
  return ['改好这一格，再上传', 'Mend the cell and upload the sheet again'];
}

function rowProblem(
  row: SheetRecord,
  field: string,
  type: RegisterType,
  code: string,
  zh: string,
  en: string,
  fix: readonly [string, string] | null,
): ImportProblem {
  const column = row.columns.get(field);
  return {
    sheet: row.sheet,
    row: row.row,
    column: column === undefined ? '' : columnLetter(column.index),
    header: column?.header ?? type.fields.find((item) => item.id === field)?.name.zh ?? '',
    code,
    zh,
    en,
    fix: fix && { zh: fix[0], en: fix[1] },
    severity: 'error',
    key: null,
  };
}

async function standingOf(store: Store, jurisdiction: string, type: RegisterType, rows: readonly SheetRecord[]) {
  const byId = new Map<string, RecordState & { version: number }>();
  const byKey = new Map<string, RecordState & { version: number }>();
  const keys = rows.flatMap((row) => keyOf(type, row.values as RecordValues) ?? []);
  const ids = rows.flatMap((row) => row.id ?? []);
  for (let at = 0; at < Math.max(keys.length, ids.length); at += 5000) {
    const { rows: held } = await sql<{
      id: string;
      key: string | null;
      version: number;
      stage: string | null;
      passed: Record<string, string>;
      values: RecordValues;
    }>`
      select record_id as id, key, version, stage, passed, values from record
      where jurisdiction_id = ${jurisdiction} and register_id = ${type.id} and (record_id = any(${ids.slice(at, at + 5000)}) or key = any(${keys.slice(at, at + 5000)}))`.execute(
      store,
    );
    for (const { key, ...record } of held) {
      byId.set(record.id, record);
      if (key !== null) byKey.set(key, record);
    }
  }
  return { byId, byKey };
}

/** New rows that would double a record that is there under another id. */
async function doublesOf(
  store: Store,
  jurisdiction: string,
  type: RegisterType,
  prepared: Prepared,
  from: readonly { row: SheetRecord }[],
): Promise<ImportProblem[]> {
  const wanted = new Map(prepared.lines.map((line) => [keyOf(type, line.values as RecordValues), line]));
  const keys = [...wanted.keys()].filter((key) => key !== null);
  const moving = new Set(prepared.lines.map((line) => line.id));
  const found: ImportProblem[] = [];
  for (let at = 0; at < keys.length; at += 5000) {
    const { rows } = await sql<{ record_id: string; key: string }>`
      select record_id, key from record where jurisdiction_id = ${jurisdiction} and register_id = ${type.id} and key = any(${keys.slice(at, at + 5000)})`.execute(
      store,
    );
    for (const { record_id, key } of rows) {
      const line = wanted.get(key);
      const source = line && from[line.row];
      if (!line || !source || line.id === record_id || moving.has(record_id)) continue;
      prepared.lines.splice(prepared.lines.indexOf(line), 1);
      found.push(
        rowProblem(
          source.row,
          type.identify[0] ?? '',
          type,
          'duplicate-record',
          `台账里已有同名记录（编号 ${record_id}）`,
          `The register has that record already (${record_id})`,
          ['改已有的那条，或写出两者的区别', 'Change the record that is there, or write what tells the two apart'],
        ),
      );
    }
  }
  return found;
}

/** Relations to other lists that would not hold: told, never refused. */
async function brokenBy(
  store: Store,
  snapshot: Snapshot,
  type: RegisterType,
  prepared: Prepared,
  from: readonly { row: SheetRecord }[],
  who: Who,
): Promise<ImportProblem[]> {
  const { lists } = await identitiesOf(store, snapshot.jurisdiction);
  const records = prepared.lines.map(({ id, values, stage, passed, ...line }) => ({
    ...line,
    id,
    values: values as RecordValues,
    stage: stage ?? null,
    passed: passed ?? {},
  }));
  const broken = await brokenBetweenLists(store, snapshot, lists, reachOf(who), { register: type.id, records });
  return broken.flatMap(({ code, zh, en, key }) => {
    const at = prepared.lines.find(({ id, values }) => id === key || Object.values(values).includes(key));
    const source = at && from[at.row];
    if (!source) return [];
    const fix = ['核对两张表，改不对的那一张', 'Compare the two lists and mend the one that is wrong'] as const;
    return [
      { ...rowProblem(source.row, type.identify[0] ?? '', type, code, zh, en, fix), severity: 'warning' as const },
    ];
  });
}

/** What a row would become, in words: names, never ids. */
function lineOf(type: RegisterType, names: Names, line: Prepared['lines'][number], source: SheetRecord): ImportLine {
  const values = maskedValues(type, line.values as RecordValues);
  const show = (field: Field | undefined, value: FieldValue | undefined): string => {
    if (value === null || value === undefined) return '';
    if (!field || typeof value === 'number' || !kindOf(field).holds(value, field)) return String(value);
    return kindOf(field).words(value, field, names).zh;
  };
  const shown = (id: string) =>
    show(
      type.fields.find((field) => field.id === id),
      values[id],
    );
  const stage = (id: string | null | undefined) => type.stages.find((one) => one.id === id)?.name.zh ?? '';
  return {
    sheet: source.sheet,
    row: source.row,
    what: line.before ? 'changed' : 'added',
    title: type.identify.map(shown).join(' / '),
    changes: [
      ...type.fields
        .filter((field) => !isMade(field) && !field.personal)
        .map((field) => ({ name: field.name, from: show(field, line.before?.values[field.id]), to: shown(field.id) })),
      ...(line.before
        ? [{ name: { zh: '阶段', en: 'Stage' }, from: stage(line.before.stage), to: stage(line.stage) }]
        : []),
    ]
      .filter(({ from, to }) => from !== to)
      .slice(0, 40),
  };
}

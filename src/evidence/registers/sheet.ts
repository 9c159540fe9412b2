import { isMissing, isProblem, type Text } from '../../core/measure/index.ts';
import {
  type CellFault,
  type CellReader,
  type Choice,
  type Field,
  type FieldValue,
  type FileRef,
  isMade,
  kindOf,
  maskedValues,
  type RecordState,
  type RecordValues,
  type RegisterType,
} from '../../core/register/index.ts';
import { canonicalJson, type Json, sm3 } from '../ledger/canonical.ts';
import {
  type Cell,
  type CellCheck,
  type ColumnSought,
  cellChoice,
  cellDate,
  cellNumber,
  cellPeriod,
  cellText,
  cellYesNo,
  type CellPlace,
  type FileChoices,
  type FileTables,
  type LeftOut,
  meant,
  readRows,
  sameButDefused,
  type SheetGrid,
  type SheetProblem,
  sheetProblem,
  type ShownCell,
  type TableColumn,
  tablesOf,
  type Ties,
  wordKey,
  type Written,
  type WrittenColumn,
  type WrittenSheet,
} from '../intake/sheet/index.ts';
import { namesOf, type Snapshot } from '../reading/snapshot.ts';
import { datumNotes, withPoints } from './points.ts';

/** A register as a sheet and back: one column a field, hidden columns for the id and for what the row looked like. */

type Names = Pick<Snapshot, 'organisations' | 'places' | 'jurisdiction' | 'name'>;

/** Fields that a sheet cannot carry: what is computed, and files. */
function carried(type: RegisterType): Field[] {
  return type.fields.filter((field) => !isMade(field) && kindOf(field).sheet !== null);
}

/** What a row said when the sheet was made: a change by somebody else in the meantime is seen by it. */
export function markOf(type: RegisterType, record: Pick<RecordState, 'stage' | 'passed' | 'values'>): string {
  const fields = new Set(carried(type).map((field) => field.id));
  const values = Object.fromEntries(
    Object.entries(record.values).filter(([name, value]) => fields.has(name) && value !== null),
  );
  return sm3(canonicalJson({ values, stage: record.stage, passed: record.passed } as unknown as Json)).slice(0, 16);
}

/** What an area thinks of the rows, to be read beside them: shown in a sheet, never read back. */
export interface JudgedColumns {
  columns: readonly { name: string; unit: string | null }[];
  cells(id: string): readonly Written[];
}

/** Heads of judged columns begin with it, so that reading leaves them out. */
const judgedHead = '判断·';

/** The sheet of a register. Personal fields are masked; a masked value that comes back unchanged keeps its original. */
export function registerSheet(
  type: RegisterType,
  records: readonly RecordState[],
  names: Names,
  options: { spare: number; demo: boolean; notes: readonly string[]; judged?: JudgedColumns },
): WrittenSheet {
  const fields = carried(type);
  const columns: WrittenColumn[] = [
    { id: '_id', label: '记录编号', kind: 'text', hidden: true },
    { id: '_mark', label: '校验', kind: 'text', hidden: true },
    ...fields.map((field): WrittenColumn => ({
      id: field.id,
      label: field.type === 'point' ? `${field.name.zh}（CGCS2000）` : field.name.zh,
      kind: choicesOf(field, names) ? 'choice' : (kindOf(field).sheet?.kind ?? 'text'),
      ...(field.unit !== undefined && { unit: field.unit }),
      ...(field.help && { note: field.help.zh }),
      ...(field.required && { required: true }),
      ...(choicesOf(field, names) && { choices: choicesOf(field, names)?.map((choice) => choice.zh) ?? [] }),
    })),
    ...(type.stages.length > 0
      ? [{ id: '_stage', label: '阶段', kind: 'choice' as const, choices: type.stages.map((stage) => stage.name.zh) }]
      : []),
    ...type.stages.map((stage): WrittenColumn => ({
      id: `_on_${stage.id}`,
      label: `${stage.name.zh}日期`,
      kind: 'date',
    })),
    ...(options.judged?.columns ?? []).map(({ name, unit }, at): WrittenColumn => ({
      id: `_judged_${at}`,
      label: `${judgedHead}${name}`,
      kind: 'text',
      ...(unit !== null && { unit }),
    })),
  ];
  const rows = records.map((record) => {
    const shown = maskedValues(type, record.values);
    return [
      record.id,
      markOf(type, record),
      ...fields.map((field) => written(field, shown[field.id] ?? null, names)),
      ...(type.stages.length > 0 ? [type.stages.find((stage) => stage.id === record.stage)?.name.zh ?? null] : []),
      ...type.stages.map((stage): Written =>
        record.passed[stage.id] === undefined ? null : { date: record.passed[stage.id] ?? '' },
      ),
      ...(options.judged?.cells(record.id) ?? []),
    ];
  });
  return {
    name: type.name.zh,
    title: type.name.zh,
    notes: options.notes,
    columns,
    rows,
    spare: options.spare,
    demo: options.demo,
  };
}

function choicesOf(field: Field, names: Names): { code: string; zh: string; en: string }[] | undefined {
  return kindOf(field)
    .options?.(field, namesOf(names))
    .map((choice) => ({ code: choice.id, ...choice.name }));
}

function written(field: Field, value: FieldValue, names: Names): Written {
  const kind = kindOf(field);
  if (value === null) return null;
  if (!kind.holds(value, field)) return String(value);
  if (kind.sheet?.kind === 'date') return { date: String(value) };
  return kind.sheet?.write?.(value) ?? kind.words(value, field, namesOf(names)).zh;
}

/** A row of a sheet as the register would take it. */
export interface SheetRecord {
  sheet: string;
  row: number;
  /** Null where the sheet has none: a new record, or one that is found by what identifies it. */
  id: string | null;
  mark: string | null;
  values: Record<string, FieldValue>;
  stage: string | null;
  passed: Record<string, string>;
  /** Fields that the row says something of; the others keep what they hold. */
  fields: string[];
  /** Where each field stands in the sheet. */
  columns: ReadonlyMap<string, TableColumn>;
  /** Cells that could not be read. */
  faulty: boolean;
}

/** What a person chose about a file that goes into a register. */
export interface RegisterChoices extends FileChoices {
  /** What a blank cell does to a value that stands: nothing, or it takes it out. */
  blank?: 'leave' | 'clear' | undefined;
}

export interface RegisterSheets extends Omit<FileTables, 'tables'> {
  records: SheetRecord[];
  left: LeftOut[];
  shown: ShownCell[];
}

/** Reads every sheet that has a table of the register, or those that were chosen. */
export function readRegisterSheets(
  type: RegisterType,
  grid: SheetGrid,
  names: Names,
  choices: RegisterChoices = {},
): RegisterSheets {
  const fields = carried(type);
  const checks: Record<string, CellCheck<FieldValue>> = {
    _id: (cell) => cellText(cell, { max: 40 }),
    _mark: (cell) => cellText(cell, { max: 40 }),
    _stage: (cell) =>
      asking('_stage', cell, choices.ties, type.stages, (said) => readerOf(said, null, '').oneOf(type.stages)),
    ...Object.fromEntries(type.stages.map((stage) => [`_on_${stage.id}`, (cell) => cellDate(cell)])),
    ...Object.fromEntries(fields.map((field) => [field.id, checkOf(field, names, choices.ties)])),
  };
  const { tables, ...found } = tablesOf(withPoints(grid, type), [{ sought: soughtIn(type) }], choices);
  const read: RegisterSheets = { ...found, records: [], left: tables.flatMap(({ left }) => left), shown: [] };
  for (const { name, unknown } of found.sheets.filter((sheet) => sheet.read))
    for (const { column, header, maybe } of unknown)
      if (!header.startsWith(judgedHead)) read.notes.push(unknownColumn({ sheet: name, column, header }, maybe, type));
  for (const table of tables) {
    const { rows, problems, doubts, shown } = readRows(table, checks);
    read.problems.push(...problems);
    read.notes.push(...doubts);
    read.shown.push(...shown);
    const faulty = new Set(problems.map(({ row }) => row));
    read.notes.push(...datumNotes(type, table));
    const columns = new Map(table.columns.map((column) => [column.id, column]));
    for (const { row, values, blank } of rows) {
      const value = (id: string): FieldValue => {
        const cell = values[id];
        return cell === undefined || isMissing(cell) ? null : cell;
      };
      const text = (id: string) => (value(id) === null ? null : String(value(id)));
      const said = fields.filter(({ id }) => columns.has(id) && (choices.blank === 'clear' || !blank.has(id)));
      read.records.push({
        sheet: table.sheet,
        row,
        id: text('_id'),
        mark: text('_mark'),
        values: Object.fromEntries(said.map(({ id }) => [id, value(id)])),
        stage: text('_stage'),
        passed: Object.fromEntries(
          type.stages.flatMap((stage) =>
            text(`_on_${stage.id}`) === null ? [] : [[stage.id, text(`_on_${stage.id}`) ?? '']],
          ),
        ),
        fields: said.map(({ id }) => id),
        columns,
        faulty: faulty.has(row),
      });
    }
  }
  return read;
}

/** What sheets call the column of the stage, unless a field is called so. */
const stageHeads = ['当前', '办理', '项目', '建设', '改造', '整改', '工程', '']
  .flatMap((of) => ['状态', '阶段', '环节', '进度'].map((what) => `${of}${what}`))
  .filter((head) => head !== '阶段');

/** The columns that a sheet of the register may have. */
function soughtIn(type: RegisterType): ColumnSought[] {
  const taken = new Set(type.fields.flatMap(({ name, aliases = [] }) => [name.zh, ...aliases]));
  return [
    { id: '_id', labels: ['记录编号', 'Record id'] },
    { id: '_mark', labels: ['校验', 'Check'] },
    ...carried(type).map((field): ColumnSought => ({
      id: field.id,
      // 居住点名称 in the list 居住点 is its 名称.
      labels: [
        ...new Set([
          field.name.zh,
          field.name.en,
          field.id,
          ...(field.aliases ?? []),
          `${type.name.zh}${field.name.zh}`,
        ]),
      ],
      required: type.identify.includes(field.id),
      ...((kindOf(field).compares === 'number' || field.type === 'amount') && { unit: field.unit ?? '' }),
      ...(kindOf(field).inTime && { time: true }),
    })),
    { id: '_stage', labels: ['阶段', 'Stage', ...stageHeads.filter((head) => !taken.has(head))] },
    ...type.stages.map((stage): ColumnSought => ({
      id: `_on_${stage.id}`,
      labels: [`${stage.name.zh}日期`, `${stage.name.en} on`],
      time: true,
    })),
  ];
}

function unknownColumn(place: CellPlace, maybe: readonly string[], type: RegisterType): SheetProblem {
  const names = maybe.flatMap((id) => type.fields.find((field) => field.id === id)?.name ?? []);
  return sheetProblem(
    'column-unknown',
    [`列“${place.header}”没有读`, `The column "${place.header}" was left out`],
    names.length === 0
      ? ['指定它是哪一栏，或不管它', 'Say which field it is, or leave it']
      : [
          `是不是“${names.map(({ zh }) => zh).join('”“')}”？指定它是哪一栏，或不管它`,
          `Is it ${names.map(({ en }) => `"${en}"`).join(' or ')}? Say which field it is, or leave it`,
        ],
    place,
  );
}

/** How a field reads its cell. */
function checkOf(field: Field, names: Names, ties: Ties | undefined): CellCheck<FieldValue> {
  const options = kindOf(field).options?.(field, namesOf(names));
  return (cell, headerUnit, head) =>
    asking(
      field.id,
      cell,
      ties,
      options,
      (said) =>
        kindOf(field).sheet?.read(readerOf(said, headerUnit, head), field, options) ?? cellText(said, { max: 2000 }),
    );
}

/** Reads a cell as what a person said that its word means; a word that nothing is called is asked about. */
function asking(
  of: string,
  cell: Cell,
  ties: Ties | undefined,
  options: readonly Choice[] | undefined,
  read: (cell: Cell) => ReturnType<CellCheck<FieldValue>>,
): ReturnType<CellCheck<FieldValue>> {
  const said = options && meant(ties, of, cell.text);
  const found = read(said ? { value: said, text: said } : cell);
  return isProblem(found) && 'word' in found && found.word
    ? { ...found, word: { ...found.word, key: wordKey(of, cell.text) } }
    : found;
}

function readerOf(cell: Cell, headerUnit: string | null, head: string): CellReader<ReturnType<CellCheck<FieldValue>>> {
  return {
    head,
    number: (unit) => cellNumber(cell, { unit, ...(headerUnit !== null && { bare: headerUnit }) }),
    day: () => cellDate(cell),
    period: () => cellPeriod(cell),
    yesNo: (name) => cellYesNo(cell, name),
    oneOf: (choices) =>
      cellChoice(
        cell,
        choices.map(({ id, name, aliases }) => ({ code: id, ...name, aliases })),
      ),
    text(most, read) {
      const text = cellText(cell, { max: most });
      if (isProblem(text) || isMissing(text) || !read) return text;
      const value = read(text);
      return isFault(value) ? sheetProblem(value.code, value.says, value.fix) : value;
    },
  };
}

function isFault(value: FieldValue | CellFault): value is CellFault {
  return typeof value === 'object' && value !== null && 'says' in value;
}

/** Apostrophes come and go before what looks like a formula: a sheet that other programs saved says the same. */
function same(a: FieldValue, b: FieldValue): boolean {
  return typeof a === 'string' && typeof b === 'string'
    ? sameButDefused(a, b)
    : JSON.stringify(a) === JSON.stringify(b);
}

/** Whether a row says anything other than what the record holds. */
export function differs(type: RegisterType, row: SheetRecord, now: RecordState): boolean {
  const shown = maskedValues(type, now.values);
  return (
    row.fields.some(
      (name) =>
        !same(row.values[name] ?? null, now.values[name] ?? null) &&
        !same(row.values[name] ?? null, shown[name] ?? null),
    ) ||
    (row.stage !== null && row.stage !== now.stage) ||
    Object.entries(row.passed).some(([stage, day]) => now.passed[stage] !== day)
  );
}

/** The values of a record with those of a row laid over them: fields without a column, and files, stay. */
export function laidOver(row: SheetRecord, now: RecordState | null): RecordValues {
  const said = Object.entries(row.values).filter(([name, value]) => !now || !same(value, now.values[name] ?? null));
  return { ...now?.values, ...Object.fromEntries(said) } as Record<string, FieldValue | FileRef[]>;
}

/** The fields that a column of a sheet may be tied to. */
export function tieable(type: RegisterType): { id: string; name: Text; unit: string | null }[] {
  const stage = { id: '_stage', name: { zh: '阶段', en: 'Stage' }, unit: null };
  return [
    ...carried(type).map(({ id, name, unit }) => ({ id, name, unit: unit ?? null })),
    ...(type.stages.length > 0 ? [stage] : []),
  ];
}

import type { Sheet, SheetGrid } from './grid.ts';
import type { Layout } from './match.ts';
import type { RowsAre } from './no-data.ts';
import { type SheetProblem, sheetProblem } from './problem.ts';
import { findTables, type SheetChoices, type Table, type Tables, type UnknownColumn } from './table.ts';

/** What a person chose about a file, and which of its sheets. */
export interface FileChoices extends SheetChoices {
  /** Names of the sheets that are read; absent: all that hold a table of what is sought. */
  sheets?: readonly string[] | undefined;
}

/** A sheet of a file: what was found on it. */
export interface SheetSeen {
  name: string;
  /** Rows that hold anything. */
  rows: number;
  read: boolean;
  /** Columns that nothing is read from. */
  unknown: UnknownColumn[];
  /** Columns that are read: what the head says, the field, and the unit of figures without one. */
  columns: { column: number; header: string; key: string; field: string; name: string; unit: string | null }[];
}

/** The tables of a file: of all its sheets, or of those that were chosen. */
export interface FileTables {
  tables: Table[];
  sheets: SheetSeen[];
  /** What keeps the file, or a column of it, from being read. */
  problems: SheetProblem[];
  /** What a person should know: sheets that were left out, hidden rows that are read (a doubt, with its key). */
  notes: SheetProblem[];
}

/**
 * Finds the tables of a whole file, each sheet by the first of the layouts that it has. A sheet without a table (a cover, a
 * summary) is named and stops nothing.
 */
export function tablesOf(
  grid: SheetGrid,
  layouts: readonly Layout[],
  choices: FileChoices = {},
  rowsAre: RowsAre = 'records',
): FileTables {
  const find = (sheet: Sheet): Tables => {
    let first: Tables | undefined;
    for (const layout of layouts) {
      const found = findTables(sheet, layout, choices, rowsAre);
      if ('tables' in found) return found;
      first ??= found;
    }
    return first ?? { tables: [] };
  };
  const found: FileTables = { tables: [], sheets: [], problems: [], notes: [] };
  const lost: SheetProblem[] = [];
  const labels = new Map(
    layouts.flatMap(({ sought }) => sought.map((one) => [one.id, one.labels[0] ?? one.id] as const)),
  );
  for (const sheet of grid.sheets) {
    if (sheet.rows.length === 0) continue;
    const chosen = choices.sheets?.includes(sheet.name);
    const result = find(sheet);
    if (chosen === false) {
      found.sheets.push(seen(sheet, { read: false, unknown: [], columns: [] }));
    } else if ('problem' in result) {
      (chosen ? found.problems : lost).push(result.problem);
      found.sheets.push(seen(sheet, { read: false, unknown: result.columns, columns: [] }));
    } else {
      found.tables.push(...result.tables);
      const [first] = result.tables;
      found.problems.push(
        ...new Map(
          result.tables.flatMap(({ problems }) => problems).map((one) => [`${one.code} ${one.header} ${one.row}`, one]),
        ).values(),
      );
      found.sheets.push(
        seen(sheet, {
          read: true,
          unknown: uniqueBy(result.tables.flatMap(({ unknown }) => unknown)),
          columns: (first?.columns ?? []).map(({ index, header, key, id, unit }) => ({
            column: index,
            header,
            key,
            field: id,
            name: labels.get(id) ?? id,
            unit,
          })),
        }),
      );
      const hidden = result.tables.flatMap(({ rows }) => rows).filter((row) => row.hidden);
      if (hidden.length > 0 && choices.hidden === undefined)
        found.notes.push(hiddenRows(sheet, hidden.length, hidden[0]?.row ?? 0));
    }
  }
  if (found.tables.length === 0 && found.problems.length === 0)
    found.problems.push(
      lost[0] ??
        sheetProblem(
          'nothing-in-file',
          ['表里没有数据', 'There is no data in the file'],
          ['填好后再上传', 'Fill it in and upload it again'],
        ),
    );
  else found.notes.push(...lost.map(leftOut));
  found.problems = found.problems.map((problem) => ({ ...problem, whole: true }));
  for (const sheet of grid.hidden)
    if (!sheet.name.startsWith('_') && 'tables' in find(sheet))
      found.notes.push(
        sheetProblem(
          'sheet-hidden',
          [`工作表“${sheet.name}”是隐藏的，没有读`, `The sheet "${sheet.name}" is hidden and was not read`],
          ['要读就取消隐藏，再上传', 'Show it and upload the file again if it is meant'],
          { sheet: sheet.name },
        ),
      );
  return found;
}

const seen = (sheet: Sheet, more: Omit<SheetSeen, 'name' | 'rows'>): SheetSeen => ({
  name: sheet.name,
  rows: sheet.rows.length,
  ...more,
});

const uniqueBy = (columns: readonly UnknownColumn[]): UnknownColumn[] => [
  ...new Map(columns.map((column) => [column.key, column])).values(),
];

function leftOut(problem: SheetProblem): SheetProblem {
  return sheetProblem(
    'sheet-left-out',
    [`工作表“${problem.sheet}”没有读：${problem.zh}`, `The sheet "${problem.sheet}" was left out: ${problem.en}`],
    ['要读就指定它的列，否则不管它', 'Tie its columns to read it, or leave it'],
    { ...(problem.sheet !== undefined && { sheet: problem.sheet }) },
  );
}

function hiddenRows(sheet: Sheet, count: number, row: number): SheetProblem {
  return {
    ...sheetProblem(
      'hidden-rows',
      [
        `有 ${count} 行是隐藏的（如第 ${row} 行），也会读进来`,
        `${count} rows are hidden (row ${row} is one) and would be read as well`,
      ],
      ['选“不读隐藏的行”，或写明理由确认要读', 'Choose to leave hidden rows out, or say why they are read'],
      { sheet: sheet.name, row },
    ),
    key: `hidden-rows ${sheet.name}`,
  };
}

import { isProblem, parseUnit } from '../../../core/measure/index.ts';
import type { Missing } from '../../../core/measure/model.ts';
import { plainText } from './absent.ts';
import { type Cell, cellAt, columnLetter, type Sheet, type SheetRow } from './grid.ts';
import { placed, type SheetProblem, sheetProblem } from './problem.ts';

/** A column that is looked for: every wording of its header that counts, units and marks left out. */
export interface ColumnSought {
  id: string;
  labels: readonly string[];
  /** Without it there is no table. */
  required?: boolean;
}

export interface TableColumn {
  id: string;
  /** From 0. */
  index: number;
  header: string;
  /** The unit that the header names, as in 投资额（万元）; null where it names none. */
  unit: string | null;
}

export interface Table {
  sheet: string;
  /** Row of the header, from 1. */
  header: number;
  columns: TableColumn[];
  /** Headers that no sought column has. */
  unknown: { column: string; header: string }[];
  rows: SheetRow[];
  /** Rows below the header that are no data: totals, notes, signatures. */
  skipped: { row: number; text: string }[];
}

const HEADER_WITHIN = 40;
const NO_DATA =
  /^(合计|总计|小计|共计|注[:：]|说明[:：]|备注[:：]|填表(人|说明|日期)|制表|审核人|单位负责人|联系电话)/u;

/**
 * Finds the table of a sheet by its header: the row within the first 40 that holds most of the labels, the lowest of
 * equals (headers of two rows). The order of columns does not matter. Problems: `header-not-found`, `header-missing`
 * (a required column), `header-twice`.
 */
export function findTable(sheet: Sheet, sought: readonly ColumnSought[]): Table | SheetProblem {
  const idOf = new Map(sought.flatMap((column) => column.labels.map((label) => [labelOf(label), column.id] as const)));
  let best: { row: SheetRow; hits: number } | null = null;
  for (const row of sheet.rows.filter((item) => item.row <= HEADER_WITHIN)) {
    const hits =
      new Set(row.cells.map((cell) => idOf.get(labelOf(cell.text)))).size -
      (row.cells.some((cell) => !idOf.has(labelOf(cell.text))) ? 1 : 0);
    if (hits > 0 && hits >= (best?.hits ?? 0)) best = { row, hits };
  }
  const wanted = sought.filter((column) => column.required).map((column) => column.labels[0] ?? column.id);
  if (best === null || (sought.length > 2 && best.hits < 2)) {
    return sheetProblem(
      'header-not-found',
      ['找不到表头', 'There is no header row'],
      [
        `第一行写列名，例如 ${sought
          .slice(0, 4)
          .map((column) => column.labels[0])
          .join('、')}`,
        `Put the names of the columns in the first row: ${sought
          .slice(0, 4)
          .map((column) => column.labels.at(-1))
          .join(', ')}`,
      ],
      { sheet: sheet.name },
    );
  }
  const { row: header } = best;
  const columns: TableColumn[] = [];
  const unknown: Table['unknown'] = [];
  for (const [index, cell] of header.cells.entries()) {
    const text = cell.text.trim();
    const id = idOf.get(labelOf(text));
    const twin = columns.find((column) => column.id === id);
    if (id === undefined) {
      if (text !== '') unknown.push({ column: columnLetter(index), header: text });
    } else if (twin) {
      return sheetProblem(
        'header-twice',
        [
          `列“${text}”出现了两次（${columnLetter(twin.index)}、${columnLetter(index)}）`,
          `The column "${text}" stands twice (${columnLetter(twin.index)}, ${columnLetter(index)})`,
        ],
        ['删去其中一列', 'Delete one of them'],
        { sheet: sheet.name, row: header.row, column: columnLetter(index), header: text },
      );
    } else columns.push({ id, index, header: text, unit: unitOf(text) });
  }
  const lost = sought.find((column) => column.required && !columns.some((found) => found.id === column.id));
  if (lost) {
    return sheetProblem(
      'header-missing',
      [`缺少列“${lost.labels[0] ?? lost.id}”`, `The column "${lost.labels.at(-1) ?? lost.id}" is missing`],
      [`补上这一列；必填的列：${wanted.join('、')}`, `Add it; required are ${wanted.join(', ')}`],
      { sheet: sheet.name, row: header.row },
    );
  }
  const below = sheet.rows.filter((row) => row.row > header.row);
  const first = (row: SheetRow) => row.cells.find((cell) => cell.text.trim() !== '')?.text.trim() ?? '';
  return {
    sheet: sheet.name,
    header: header.row,
    columns,
    unknown,
    rows: below.filter((row) => first(row) !== '' && !NO_DATA.test(first(row))),
    skipped: below.filter((row) => NO_DATA.test(first(row))).map((row) => ({ row: row.row, text: first(row) })),
  };
}

/** Header without unit, required mark, spaces and case. */
function labelOf(header: string): string {
  const plain = plainText(header)
    .replace(/[*＊:]/gu, '')
    .toLowerCase();
  return plain.replace(/[([【][^()[\]【】]*[)\]】]$/u, '') || plain;
}

function unitOf(header: string): string | null {
  const inner = /[([【]([^()[\]【】]+)[)\]】]$/u
    .exec(plainText(header).replace(/[*＊]/gu, ''))?.[1]
    ?.replace(/^单位:?/u, '');
  return inner === undefined || isProblem(parseUnit(inner)) ? null : inner;
}

/** How the cell of a column is read; `headerUnit` is the unit that the header names. */
export type CellCheck<T> = (cell: Cell, headerUnit: string | null) => T | Missing | SheetProblem;

export interface ReadRow<T> {
  row: number;
  hidden: boolean;
  /** By column id; columns that the table does not have are absent, and so are cells with a problem. */
  values: Record<string, T | Missing>;
}

/** Reads every row of a table by the checks of its columns; each problem carries sheet, row, column and header. */
export function readRows<T>(
  table: Table,
  checks: Readonly<Record<string, CellCheck<T>>>,
): { rows: ReadRow<T>[]; problems: SheetProblem[] } {
  const problems: SheetProblem[] = [];
  const used = table.columns.flatMap((column) => {
    const check = checks[column.id];
    return check ? [{ ...column, check }] : [];
  });
  const rows = table.rows.map((row) => {
    const values: Record<string, T | Missing> = {};
    for (const { id, index, header, unit, check } of used) {
      const result = check(cellAt(row, index), unit);
      if (isProblem(result))
        problems.push(placed(result, { sheet: table.sheet, row: row.row, column: columnLetter(index), header }));
      else values[id] = result;
    }
    return { row: row.row, hidden: row.hidden === true, values };
  });
  return { rows, problems };
}

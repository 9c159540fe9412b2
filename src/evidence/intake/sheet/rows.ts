import { isProblem } from '../../../core/measure/index.ts';
import type { Missing } from '../../../core/measure/model.ts';
import { type Cell, cellAt, columnLetter } from './grid.ts';
import { placed, type SheetProblem, sheetProblem } from './problem.ts';
import type { Table, TableColumn } from './table.ts';

/** How the cell of a column is read; `unit` is that of figures without one, where the table names one; `head` what the column is called. */
export type CellCheck<T> = (cell: Cell, unit: string | null, head: string) => T | Missing | SheetProblem;

export interface ReadRow<T> {
  row: number;
  hidden: boolean;
  /** By column id; columns that the table does not have are absent, and so are cells with a problem. */
  values: Record<string, T | Missing>;
  /** Columns whose cell is blank. */
  blank: ReadonlySet<string>;
}

/** A cell that shows another figure than it holds: rounded, scaled, with a unit of its format. */
export interface ShownCell {
  sheet: string;
  row: number;
  column: string;
  header: string;
  shown: string;
  read: string;
}

export interface ReadTable<T> {
  rows: ReadRow<T>[];
  /** Each with sheet, row, column and header. */
  problems: SheetProblem[];
  /** What is likely and not certain; each with its key. */
  doubts: SheetProblem[];
  shown: ShownCell[];
}

const MOST_SHOWN = 1000;

/** Reads every row of a table by the checks of its columns. */
export function readRows<T>(table: Table, checks: Readonly<Record<string, CellCheck<T>>>): ReadTable<T> {
  const read: ReadTable<T> = { rows: [], problems: [], doubts: [], shown: [] };
  const doubted = new Map<string, { count: number; first: SheetProblem }>();
  const used = table.columns.flatMap((column) => {
    const check = checks[column.id];
    return check ? [{ ...column, check }] : [];
  });
  for (const row of table.rows) {
    const values: Record<string, T | Missing> = {};
    const blank = new Set<string>();
    for (const column of used) {
      const given = cellAt(row, column.index);
      const place = { sheet: table.sheet, row: row.row, column: columnLetter(column.index), header: column.header };
      const fraction = column.bare !== undefined && isFraction(given);
      const cell = fraction && column.bare === 'percents' ? inPercent(given) : given;
      const result = column.check(cell, column.unit, column.header);
      if (given.text.trim() === '' && given.error === undefined) blank.add(column.id);
      if (isProblem(result)) {
        read.problems.push(placed(result, place));
        continue;
      }
      values[column.id] = result;
      const doubt = fraction ? fractionDoubt(given, column, table) : shownDoubt(given, column, table);
      if (doubt) {
        const known = doubted.get(doubt.key ?? '');
        if (known) known.count += 1;
        else doubted.set(doubt.key ?? '', { count: 1, first: placed(doubt, place) });
      }
      if (given.shown !== undefined && typeof given.value === 'number' && read.shown.length < MOST_SHOWN)
        read.shown.push({ ...place, shown: given.shown, read: String(given.value) });
    }
    read.rows.push({ row: row.row, hidden: row.hidden === true, values, blank });
  }
  for (const { count, first } of doubted.values())
    read.doubts.push(
      count === 1
        ? first
        : {
            ...first,
            zh: `${first.zh}（这一列共 ${count} 处）`,
            en: `${first.en} (${count} such cells in the column)`,
          },
    );
  return read;
}

/** A figure below 1 without a sign in a column of percentages: 0.125 may be 12.5 % or 0.125 %. */
function isFraction(cell: Cell): boolean {
  const number = typeof cell.value === 'number' ? cell.value : Number(cell.text.normalize('NFKC').trim() || 'x');
  return !/[%％‰]/u.test(cell.text) && number !== 0 && Math.abs(number) <= 1;
}

function inPercent(cell: Cell): Cell {
  const number = Number(
    ((typeof cell.value === 'number' ? cell.value : Number(cell.text.normalize('NFKC'))) * 100).toPrecision(15),
  );
  return { ...cell, value: number, text: String(number) };
}

function fractionDoubt(cell: Cell, column: TableColumn, table: Table): SheetProblem {
  const [read, other] =
    column.bare === 'percents' ? [inPercent(cell).text, cell.text] : [cell.text, inPercent(cell).text];
  return {
    ...sheetProblem(
      'percent-or-fraction',
      [
        `“${cell.text}”没有写 %，按 ${read}% 读；也可能是 ${other}%`,
        `"${cell.text}" has no %: read as ${read} %, it may be ${other} %`,
      ],
      ['写明 %，或写理由确认', 'Write the %, or say why it is right'],
    ),
    key: `percent ${table.sheet} ${column.id}`,
  };
}

/** Where the figure that is seen is another one, not only a rounded one: 1.2 (万) for 12345. */
function shownDoubt(cell: Cell, column: TableColumn, table: Table): SheetProblem | null {
  if (cell.shown === undefined || typeof cell.value !== 'number' || cell.text === cell.shown) return null;
  const figure = /-?[\d,]*\.?\d+/u.exec(cell.shown)?.[0].replaceAll(',', '') ?? '';
  const decimals = figure.split('.')[1]?.length ?? 0;
  const percent = cell.shown.includes('%') ? 100 : 1;
  const minus = /^\s*[(（-]/u.test(cell.shown) && !figure.startsWith('-') ? -1 : 1;
  if (figure === '' || Math.abs(Number(figure) * minus - cell.value * percent) <= 0.51 * 10 ** -decimals) return null;
  return {
    ...sheetProblem(
      'shown-differs',
      [
        `单元格显示“${cell.shown}”，存的是 ${cell.value}，按存的数读`,
        `The cell shows "${cell.shown}" and holds ${cell.value}, which is read`,
      ],
      ['核对；把显示的数直接填进去，或写理由确认', 'Check it; type the figure that is meant, or say why it is right'],
    ),
    key: `shown ${table.sheet} ${column.id}`,
  };
}

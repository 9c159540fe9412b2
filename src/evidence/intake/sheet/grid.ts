/** `{date}` is an ISO day (2024-06-30). Numbers carry the 15 significant digits that spreadsheets keep. */
export type CellValue = string | number | boolean | null | { date: string };

export interface Cell {
  value: CellValue;
  /** What the reader of the spreadsheet sees: `12.5%` where the value is 0.125, the time of day beside a date. */
  text: string;
  /** What the reader sees where it is another figure than the value: rounded, scaled, or with a unit of the cell's format. */
  shown?: string;
  /** The unit that the cell's format puts behind the figure, as in `0.00"亿元"`. */
  unit?: string;
  /** The formula (without `=`); the value is the result that the program which saved the file had computed. */
  formula?: string;
  /** For a cell covered by a merged one: the address of the cell whose value it shows, e.g. `A2`. */
  master?: string;
  /** An error such as `#REF!`, or a formula without a computed result (`#?`); the value is null. */
  error?: string;
}

export interface SheetRow {
  /** As the spreadsheet numbers it, from 1; rows without any value are left out. */
  row: number;
  /** From column A on; shorter than the sheet is wide where the last cells are blank. */
  cells: Cell[];
  /** Hidden by hand or by a filter: the person may not have seen it. */
  hidden?: true;
}

export interface Sheet {
  name: string;
  rows: SheetRow[];
}

/** A file of tables, brought to one form whatever it was. */
export interface SheetGrid {
  format: 'xlsx' | 'csv' | 'tsv' | 'pasted';
  sheets: Sheet[];
  /** Hidden sheets stand apart: nobody fills them in, but machine data may be there. */
  hidden: Sheet[];
}

export const BLANK: Cell = Object.freeze({ value: null, text: '' });

/** The cell of a row at a column counted from 0; blank beyond its end. */
export function cellAt(row: SheetRow, column: number): Cell {
  return row.cells[column] ?? BLANK;
}

/** Letters of a column counted from 0: 0 → A, 26 → AA. */
export function columnLetter(column: number): string {
  let letters = '';
  for (let n = column + 1; n > 0; n = Math.floor((n - 1) / 26))
    letters = String.fromCharCode(65 + ((n - 1) % 26)) + letters;
  return letters;
}

/** Row (from 1) and column (from 0) of an address such as `AB12`; null for anything else. */
export function addressOf(text: string): { row: number; column: number } | null {
  let column = 0;
  let at = 0;
  for (; at < text.length && at < 3; at++) {
    const letter = text.charCodeAt(at) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  const row = Number(text.slice(at));
  return at > 0 && Number.isInteger(row) && row >= 1 && row <= 1_048_576 ? { row, column: column - 1 } : null;
}

/** A table as text: what a spreadsheet puts on the clipboard, and back. */

/** Rows and cells of what was copied from a spreadsheet: tabs and line ends, quotes around a cell that holds one. */
export function cellsOf(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  const clean = text.replace(/\r\n?/g, '\n').replace(/\n$/, '');
  for (let at = 0; at < clean.length; at += 1) {
    const sign = clean[at] ?? '';
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (clean[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (sign === '"' && cell === '') quoted = true;
    else if (sign === '\t') {
      row.push(cell);
      cell = '';
    } else if (sign === '\n') {
      rows.push([...row, cell]);
      row = [];
      cell = '';
    } else cell += sign;
  }
  return [...rows, [...row, cell]];
}

/** The text of rows of cells; a cell with a tab, a line end or a quote stands in quotes. */
export function textOf(rows: readonly (readonly string[])[]): string {
  return rows
    .map((row) => row.map((cell) => (/["\t\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join('\t'))
    .join('\n');
}

/** Column heads and rows of cells. Without columns the first row that is pasted gives them. */
export interface Grid {
  columns: readonly string[];
  rows: readonly (readonly string[])[];
}

/** A head without white space, width, what stands in brackets and the mark of what is required. */
const plain = (head: string): string =>
  head
    .normalize('NFKC')
    .replace(/[\s*]/gu, '')
    .replace(/[([【][^()[\]【】]*[)\]】]/gu, '')
    .replace(/[/,].*$/u, '')
    .toLowerCase();

/** Rows in which the head of a table that is pasted may stand. */
const headWithin = 12;

const isYear = (cell: string): boolean => /^(?:19|20)\d\d(?:年|年度)?$/u.test(cell.normalize('NFKC').trim());
const isNumber = (cell: string | undefined): boolean =>
  /^[-+]?[\d,.]*\d[\d,.]*%?$/u.test(cell?.normalize('NFKC').trim() ?? '');

/** Whether what is pasted brings heads of its own: words that the grid's heads say too, years side by side, or words over figures. */
function hasHead(columns: readonly string[], cells: readonly (readonly string[])[]): boolean {
  const known = new Set(columns.map(plain).filter((head) => head !== ''));
  return cells.slice(0, headWithin).some((line, at) => {
    const filled = line.filter((cell) => cell.trim() !== '');
    const hits = filled.filter((cell) => known.has(plain(cell))).length;
    if (hits >= 2 || (hits === 1 && filled.length <= 2)) return true;
    const below = cells.slice(at + 1);
    if (below.length === 0) return false;
    if (filled.filter(isYear).length >= 2 && !filled.some((cell) => isNumber(cell) && !isYear(cell))) return true;
    const over = line.filter(
      (cell, column) =>
        /\p{L}/u.test(cell) && !isNumber(cell) && below.length >= 2 && below.every((row) => isNumber(row[column])),
    );
    return over.length >= 2;
  });
}

/**
 * What is pasted at a cell. A table with heads of its own stands as it was copied, titles, units and all: nothing is sorted
 * under other heads, nothing is left out; what was filled in before stays above it. Anything else fills to the right and
 * downwards, and new columns where it is wider than the grid.
 */
export function pastedInto(grid: Grid, at: { row: number; column: number }, text: string): Grid {
  const cells = cellsOf(text);
  const width = Math.max(...cells.map((line) => line.length));
  const own = (lines: readonly string[][]): Grid => ({
    columns: Array.from({ length: width }, (_, column) => lines[0]?.[column] ?? ''),
    rows: lines.slice(1),
  });
  if (grid.columns.length === 0) return own(cells);
  const filled = grid.rows.some((row) => row.some((cell) => cell?.trim() !== ''));
  if (hasHead(grid.columns, cells)) return filled ? { ...grid, rows: [...grid.rows, ...cells] } : own(cells);
  const rows = grid.rows.map((row) => [...row]);
  for (const [down, line] of cells.entries()) {
    const row = (rows[at.row + down] ??= []);
    for (const [right, cell] of line.entries()) row[at.column + right] = cell;
  }
  const wide = Math.max(grid.columns.length, at.column + width);
  return { columns: Array.from({ length: wide }, (_, column) => grid.columns[column] ?? ''), rows };
}

/** All of a grid as text: what is filled in is read as it stands. */
export function gridText({ columns, rows }: Grid): string {
  const width = Math.max(columns.length, ...rows.map((row) => row?.length ?? 0));
  return textOf([columns, ...rows].map((line) => Array.from({ length: width }, (_, column) => line?.[column] ?? '')));
}

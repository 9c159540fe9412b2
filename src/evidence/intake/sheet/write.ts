import { unzipSync, zipSync } from 'fflate';
import type ExcelJS from 'exceljs';
import { columnLetter } from './grid.ts';
import { type Form, FORM_SHEET, formCells, LISTS_SHEET } from './form.ts';

/** What a written cell holds; `{date}` is an ISO day, `{formula}` a formula of the program's own with what it gives. */
export type Written = string | number | boolean | null | { date: string } | { formula: string; value: number };

export interface WrittenColumn {
  id: string;
  label: string;
  /** Stands in the header behind the label, in brackets. */
  unit?: string;
  /** Says above the table what goes in. */
  note?: string;
  kind: 'text' | 'number' | 'date' | 'choice';
  /** Labels that the cell offers, for `choice`. */
  choices?: readonly string[];
  /** Digits after the point, for `number`; absent shows them all. */
  decimals?: number;
  /** Marked with * in the header. */
  required?: boolean;
  /** For ids: there for the machine, not for the person. */
  hidden?: boolean;
  /** In characters; absent fits the content. */
  width?: number;
}

export interface WrittenSheet {
  name: string;
  title?: string;
  notes?: readonly string[];
  columns: readonly WrittenColumn[];
  rows: readonly (readonly Written[])[];
  /** Rows below the last one that are ready to be filled in, with validation. */
  spare?: number;
  /** Marks the sheet 演示. */
  demo?: boolean;
}

export interface WrittenWorkbook {
  sheets: readonly WrittenSheet[];
  /** Goes into the hidden sheet, so that an upload knows what it is (`formOf`). */
  form?: Pick<Form, 'form' | 'version' | 'data'>;
}

const FONT = { name: '宋体', size: 11 };
const LONGEST = 32_767;
/** The same content gives the same bytes: no clock in the file. */
const STAMP = new Date(Date.UTC(2000, 0, 1));

/**
 * An .xlsx workbook: title, notes, header with units, frozen and filtered, hidden id columns, validation lists, Chinese
 * font. Texts are stored as texts in cells formatted as text, so that nothing in them ever becomes a formula, also when
 * the cell is edited. The same input gives the same bytes. Throws a RangeError for a number that is not finite.
 */
export async function writeWorkbook(spec: WrittenWorkbook): Promise<Uint8Array> {
  // Who only reads sheets, as a thread of an import, does without its hundreds of modules.
  const { default: Excel } = await import('exceljs');
  const book = new Excel.Workbook();
  book.created = book.modified = STAMP;
  book.creator = book.lastModifiedBy = 'Lantu';
  const lists: string[][] = [];
  const names = new Set<string>([FORM_SHEET, LISTS_SHEET]);
  const forms: Form['sheets'] = [];
  for (const sheet of spec.sheets) {
    const name = sheetName(sheet.name, names);
    const header = writeSheet(book, name, sheet, lists);
    forms.push({ name, header, columns: sheet.columns.map(({ id, label }) => ({ id, label })) });
  }
  if (lists.length > 0) {
    const store = book.addWorksheet(LISTS_SHEET, { state: 'veryHidden' });
    for (const [column, values] of lists.entries())
      for (const [row, value] of values.entries()) store.getCell(row + 1, column + 1).value = value;
  }
  if (spec.form) {
    const store = book.addWorksheet(FORM_SHEET, { state: 'veryHidden' });
    for (const [i, text] of formCells({ ...spec.form, sheets: forms }).entries()) store.getCell(i + 1, 1).value = text;
  }
  return stamped(
    new Uint8Array((await book.xlsx.writeBuffer({ zip: { compression: 'STORE' } } as object)) as ArrayBuffer),
  );
}

function writeSheet(book: ExcelJS.Workbook, name: string, sheet: WrittenSheet, lists: string[][]): number {
  const { columns, rows } = sheet;
  const page = book.addWorksheet(name);
  const above = [
    ...(sheet.demo
      ? [{ text: '演示数据 Demonstration data', font: { ...FONT, bold: true, color: { argb: 'FFB45309' } } }]
      : []),
    ...(sheet.title === undefined ? [] : [{ text: sheet.title, font: { ...FONT, name: '黑体', size: 16 } }]),
    ...[
      ...(sheet.notes ?? []),
      ...columns.flatMap((column) => (column.note === undefined ? [] : [`${column.label}：${column.note}`])),
    ].map((text) => ({ text, font: { ...FONT, color: { argb: 'FF555555' } } })),
  ];
  for (const [i, { text, font }] of above.entries()) {
    const cell = page.getCell(
      i + 1,
      1 +
        Math.max(
          0,
          columns.findIndex((column) => !column.hidden),
        ),
    );
    cell.value = text.slice(0, LONGEST);
    cell.font = font;
    cell.numFmt = '@';
  }
  const header = above.length + 1;
  for (const [i, column] of columns.entries()) {
    const cell = page.getCell(header, i + 1);
    cell.value = headerOf(column);
    cell.style = {
      font: { ...FONT, bold: true },
      numFmt: '@',
      fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE6EFEA' } },
      border: { bottom: { style: 'thin', color: { argb: 'FF7A9A8A' } } },
      alignment: { vertical: 'middle', wrapText: true },
    };
    const target = page.getColumn(i + 1);
    target.style = { font: FONT, numFmt: formatOf(column) };
    target.width = column.width ?? fitted(column, rows, i);
    if (column.hidden) target.hidden = true;
  }
  // One object for all cells of a column: a style that was seen before costs nothing.
  const text: Partial<ExcelJS.Style> = { font: FONT, numFmt: '@' };
  const day: Partial<ExcelJS.Style> = { font: FONT, numFmt: 'yyyy-mm-dd' };
  const styles = columns.map((column): Partial<ExcelJS.Style> => ({ font: FONT, numFmt: formatOf(column) }));
  for (const [r, row] of rows.entries()) {
    const line = page.getRow(header + 1 + r);
    for (const [c, value] of row.entries()) {
      if (value === null || value === '') continue;
      const cell = line.getCell(c + 1);
      cell.value = stored(isEarly(value) ? value.date : value);
      // A text or a day stays one in a column of another kind.
      cell.style =
        typeof value === 'string' || isEarly(value)
          ? text
          : typeof value === 'object' && 'date' in value
            ? day
            : (styles[c] ?? text);
    }
  }
  const lastRow = header + rows.length + (sheet.spare ?? 0);
  for (const [i, column] of columns.entries()) {
    if (column.kind === 'choice' && column.choices && column.choices.length > 0 && lastRow > header)
      offer(page, `${columnLetter(i)}${header + 1}:${columnLetter(i)}${lastRow}`, column.choices, lists);
  }
  page.views = [{ state: 'frozen', ySplit: header, xSplit: columns.findIndex((column) => !column.hidden) + 1 }];
  page.autoFilter = { from: { row: header, column: 1 }, to: { row: header, column: Math.max(1, columns.length) } };
  return header;
}

/** Days before March 1900, which programs count differently: they are written out. */
const isEarly = (value: Written): value is { date: string } =>
  typeof value === 'object' && value !== null && 'date' in value && value.date < '1900-03-01';

/** A list lives in a hidden sheet: written into the cell's rule it may hold no comma and 255 characters at most. */
function offer(page: ExcelJS.Worksheet, range: string, choices: readonly string[], lists: string[][]): void {
  const same = lists.findIndex((list) => list.join('\n') === choices.join('\n'));
  if (same < 0) lists.push([...choices]);
  const letter = columnLetter(same < 0 ? lists.length - 1 : same);
  const rule: ExcelJS.DataValidation = {
    type: 'list',
    allowBlank: true,
    formulae: [`${LISTS_SHEET}!$${letter}$1:$${letter}$${choices.length}`],
    showErrorMessage: true,
    errorStyle: 'stop',
    errorTitle: '请从列表里选',
    error: '这一列只能填下拉列表里的值。Choose from the list.',
  };
  // The declared types leave out the one way to give a rule to a whole range.
  (
    page as unknown as { dataValidations: { add(range: string, rule: ExcelJS.DataValidation): void } }
  ).dataValidations.add(range, rule);
}

const headerOf = (column: WrittenColumn) =>
  `${column.label}${column.unit ? `（${column.unit}）` : ''}${column.required ? '*' : ''}`;

function formatOf(column: WrittenColumn): string {
  if (column.kind === 'date') return 'yyyy-mm-dd';
  if (column.kind !== 'number') return '@';
  return column.decimals === undefined
    ? 'General'
    : `#,##0${column.decimals > 0 ? `.${'0'.repeat(column.decimals)}` : ''}`;
}

function stored(value: Exclude<Written, null>): ExcelJS.CellValue {
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new RangeError('a cell cannot hold a number that is not finite');
  if (typeof value === 'object' && 'formula' in value) return { formula: value.formula, result: value.value };
  if (typeof value === 'object') return new Date(`${value.date}T00:00:00Z`);
  if (typeof value !== 'string') return value;
  // What XML cannot hold would make a file that opens nowhere; `_x0041_` would be read as the letter A.
  const text = value.replace(/\r\n?/gu, '\n').replace(/_x(?=[0-9A-Fa-f]{4}_)/gu, '_x005F_x');
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu, ' ')
    .toWellFormed()
    .slice(0, LONGEST);
}

function fitted(column: WrittenColumn, rows: WrittenSheet['rows'], index: number): number {
  const wide = (text: string) => [...text].reduce((sum, letter) => sum + (letter > '\u2e80' ? 2 : 1), 0);
  const content = rows
    .slice(0, 200)
    .map((row) => (typeof row[index] === 'object' ? 10 : wide(String(row[index] ?? ''))));
  return Math.min(48, Math.max(8, wide(headerOf(column)) + 2, ...content.map((width) => width + 2)));
}

/** A name that spreadsheets take: at most 31 characters, none of []:*?/\, no other sheet's. */
function sheetName(name: string, taken: Set<string>): string {
  const plain =
    name
      .replace(/[[\]:*?/\\]/gu, ' ')
      .replace(/^'|'$/gu, ' ')
      .trim()
      .slice(0, 31) || '表';
  let free = plain;
  for (let n = 2; taken.has(free); n++) free = `${plain.slice(0, 27)} ${n}`;
  taken.add(free);
  return free;
}

function stamped(bytes: Uint8Array): Uint8Array {
  const files = unzipSync(bytes);
  const first = '[Content_Types].xml';
  const names = Object.keys(files)
    .filter((name) => name !== first && !name.endsWith('/'))
    .sort();
  // ZIP holds local time without a zone: the same parts give the same bytes anywhere.
  return zipSync(Object.fromEntries([first, ...names].map((name) => [name, files[name] ?? new Uint8Array()])), {
    mtime: new Date(2000, 0, 1),
    level: 6,
  });
}

import { unzipSync } from 'fflate';
import { BLANK, addressOf, type Cell, type Sheet, type SheetGrid, type SheetRow } from './grid.ts';
import { type SheetProblem, sheetProblem } from './problem.ts';
import { readStrings, readStyles, type Styles, unescapeText } from './xlsx-parts.ts';
import { type DaySystem, dateOfSerial } from './xlsx-format.ts';
import type { NumberFormat } from './number-format.ts';
import { walkXml } from './xml.ts';

/** Cells with a position, blanks between filled ones included. */
const MAX_CELLS = 5_000_000;
const MAX_SHEETS = 200;
const MAX_ROW = 1_048_576;

/** Ends a walk through XML with the problem that was met. */
export class SheetStop extends Error {
  readonly problem: SheetProblem;
  constructor(problem: SheetProblem) {
    super(problem.code);
    this.problem = problem;
  }
}

interface Room {
  cells: number;
}

/**
 * Reads the tables of an .xlsx file (ECMA-376, transitional and strict) whose ZIP was checked. Charts, pictures, macros
 * and links to other files are not looked at. Throws SheetStop, and anything for XML that is not well-formed.
 */
export function readXlsx(bytes: Uint8Array, onProgress: (share: number) => void): SheetGrid {
  const small = partsOf(bytes, (name) => name.endsWith('.rels') || name === 'docprops/app.xml');
  const root =
    relations(small.get('_rels/.rels'), '').find((item) => item.type === 'officeDocument')?.target ?? 'xl/workbook.xml';
  const folder = root.slice(0, root.lastIndexOf('/') + 1);
  const targets = relations(small.get(`${folder}_rels/${root.slice(folder.length)}.rels`.toLowerCase()), folder);
  const wanted = new Set(
    [
      root,
      ...targets
        .filter((item) => ['worksheet', 'sharedStrings', 'styles'].includes(item.type))
        .map((item) => item.target),
    ].map((name) => name.toLowerCase()),
  );
  const parts = partsOf(bytes, (name) => wanted.has(name));
  const book = parts.get(root.toLowerCase());
  if (!book) throw new Error('no workbook');
  const part = (type: string) => parts.get(targets.find((item) => item.type === type)?.target.toLowerCase() ?? '');
  const { sheets, from1904 } = readBook(book);
  if (sheets.length > MAX_SHEETS) throw tooLarge();
  const days = from1904 ? '1904' : isOfLibreOffice(small.get('docprops/app.xml')) ? 'plain' : '1900';
  const strings = readStrings(part('sharedStrings'));
  const styles = readStyles(part('styles'));
  const found = sheets.flatMap((sheet) => {
    const target = targets.find((item) => item.type === 'worksheet' && item.id === sheet.relation)?.target;
    const xml = parts.get(target?.toLowerCase() ?? '');
    return xml ? [{ ...sheet, xml }] : [];
  });
  const whole = found.reduce((sum, sheet) => sum + sheet.xml.length, 0);
  const room: Room = { cells: 0 };
  const grid: SheetGrid = { format: 'xlsx', sheets: [], hidden: [] };
  let before = 0;
  for (const { name, hidden, xml } of found) {
    const sheet = readSheetXml(name, xml, { strings, styles, days, room }, (done) =>
      onProgress((before + done) / whole),
    );
    (hidden ? grid.hidden : grid.sheets).push(sheet);
    before += xml.length;
  }
  return grid;
}

/** Parts of a package by their names in small letters: a name is one whatever its case (ECMA-376 part 2, 6.2.2.3). */
function partsOf(bytes: Uint8Array, wanted: (name: string) => boolean): Map<string, Uint8Array> {
  const found = unzipSync(bytes, { filter: ({ name }) => wanted(name.toLowerCase()) });
  return new Map(Object.entries(found).map(([name, part]) => [name.toLowerCase(), part]));
}

/** LibreOffice counts the days before March 1900 as they were; others count one that never was. */
function isOfLibreOffice(xml: Uint8Array | undefined): boolean {
  return xml !== undefined && /<Application>LibreOffice/u.test(new TextDecoder().decode(xml.subarray(0, 4000)));
}

function relations(xml: Uint8Array | undefined, folder: string): { id: string; type: string; target: string }[] {
  const found: { id: string; type: string; target: string }[] = [];
  if (!xml) return found;
  walkXml(xml, {
    open: (name, { Id = '', Type = '', Target = '' }) => {
      if (name !== 'Relationship') return;
      const target = Target.startsWith('/') ? Target.slice(1) : new URL(folder + Target, 'file:///').pathname.slice(1);
      found.push({ id: Id, type: Type.slice(Type.lastIndexOf('/') + 1), target: decodeURIComponent(target) });
    },
  });
  return found;
}

function readBook(xml: Uint8Array): {
  sheets: { name: string; relation: string; hidden: boolean }[];
  from1904: boolean;
} {
  const sheets: { name: string; relation: string; hidden: boolean }[] = [];
  let from1904 = false;
  walkXml(xml, {
    open: (name, attributes) => {
      if (name === 'workbookPr') from1904 = ['1', 'true', 'on'].includes(attributes.date1904 ?? '');
      if (name !== 'sheet') return;
      // The prefix of the relation's attribute is the writer's choice.
      const relation = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? '';
      sheets.push({ name: attributes.name ?? '', relation, hidden: (attributes.state ?? 'visible') !== 'visible' });
    },
  });
  return { sheets, from1904 };
}

interface Around {
  strings: readonly string[];
  styles: Styles;
  days: DaySystem;
  room: Room;
}

function readSheetXml(name: string, xml: Uint8Array, around: Around, onBytes: (done: number) => void): Sheet {
  const { room } = around;
  const rows: SheetRow[] = [];
  const merges: string[] = [];
  let row: SheetRow | null = null;
  let last = 0;
  let column = 0;
  let type = '';
  let style = '';
  let formula: string | null = null;
  let value: string | null = null;
  let inline: string | null = null;
  let phonetic = false;
  let collected: string | null = null;

  walkXml(
    xml,
    {
      open: (tag, attributes) => {
        if (tag === 'c') {
          column = (attributes.r === undefined ? null : addressOf(attributes.r))?.column ?? column + 1;
          type = attributes.t ?? 'n';
          style = attributes.s ?? '';
          formula = value = inline = null;
        } else if (tag === 'v' || tag === 'f' || tag === 't') collected = '';
        else if (tag === 'row') {
          const number = Number(attributes.r);
          last = Number.isInteger(number) && number >= 1 && number <= MAX_ROW ? number : last + 1;
          column = -1;
          row =
            attributes.hidden === '1' || attributes.hidden === 'true'
              ? { row: last, cells: [], hidden: true }
              : { row: last, cells: [] };
        } else if (tag === 'rPh') phonetic = true;
        else if (tag === 'mergeCell' && attributes.ref) merges.push(attributes.ref);
      },
      text: (text) => {
        if (collected !== null) collected += text;
      },
      close: (tag) => {
        if (tag === 'v') value = collected;
        else if (tag === 'f') formula = collected;
        else if (tag === 't' && !phonetic) inline = (inline ?? '') + (collected ?? '');
        else if (tag === 'rPh') phonetic = false;
        else if (tag === 'c' && row) {
          const cell = cellOf(type, style, formula, type === 'inlineStr' ? inline : value, around);
          if (cell) put(row.cells, column, cell, room);
        } else if (tag === 'row' && row) {
          if (row.cells.length > 0) rows.push(row);
          row = null;
        }
        if (tag === 'v' || tag === 'f' || tag === 't') collected = null;
      },
    },
    onBytes,
  );
  if (rows.some((item, i) => i > 0 && item.row <= (rows[i - 1]?.row ?? 0))) rows.sort((a, b) => a.row - b.row);
  return { name, rows: merges.length === 0 ? rows : spread(rows, merges, room) };
}

function put(cells: Cell[], column: number, cell: Cell, room: Room): void {
  room.cells += Math.max(1, column - cells.length + 1);
  if (room.cells > MAX_CELLS) throw tooLarge();
  while (cells.length < column) cells.push(BLANK);
  cells[column] = cell;
}

/** A cell from its parts (ECMA-376 part 1, 18.18.11 ST_CellType); null for one that is only formatted. */
function cellOf(
  type: string,
  style: string,
  formula: string | null,
  raw: string | null,
  { strings, styles, days }: Around,
): Cell | null {
  if (raw === null || (raw === '' && type !== 'str'))
    return formula === null ? null : { value: null, text: '', formula, error: '#?' };
  const cell = plainCell(type, style, raw, strings, styles, days);
  return formula === null ? cell : { ...cell, formula };
}

function plainCell(
  type: string,
  style: string,
  raw: string,
  strings: readonly string[],
  styles: Styles,
  days: DaySystem,
): Cell {
  if (type === 's') {
    const text = strings[Number(raw)] ?? '';
    return text === '' ? BLANK : { value: text, text };
  }
  if (type === 'str' || type === 'inlineStr') {
    const text = unescapeText(raw);
    return text === '' ? BLANK : { value: text, text };
  }
  if (type === 'b')
    return raw === '1' || raw === 'true' ? { value: true, text: 'TRUE' } : { value: false, text: 'FALSE' };
  if (type === 'e') return { value: null, text: raw, error: raw };
  if (type === 'd') return { value: { date: raw.slice(0, 10) }, text: raw };
  const number = fifteen(raw);
  const { shown, format } = styles[Number(style)] ?? { shown: 'number', format: null };
  if (number === null) return { value: null, text: raw };
  if (shown === 'number')
    return {
      value: number,
      text: /^-?\d{16,}$/u.test(raw) ? raw : String(number),
      ...(format && seen(number, format)),
    };
  if (shown === 'percent')
    return {
      value: number,
      text: `${Number((number * 100).toPrecision(15))}%`,
      ...(format && rounded(number * 100, format) && { shown: format.show(number) }),
    };
  const day = dateOfSerial(number, days);
  if (day === null || (shown === 'time' && number >= 1)) return { value: number, text: String(number) };
  if (shown === 'time') return { value: day.time || '00:00', text: day.time || '00:00' };
  return { value: { date: day.date }, text: day.time === '' ? day.date : `${day.date} ${day.time}` };
}

/** What a format makes of a number for the person who looks at it, where that is more than the number. */
function seen(number: number, format: NumberFormat): Pick<Cell, 'shown' | 'unit'> & { text?: string } {
  if (format.code) return Number.isInteger(number) ? { text: format.show(number) } : { shown: format.show(number) };
  if (format.plain && format.suffix === '' && !rounded(number, format)) return {};
  return { shown: format.show(number), ...(format.suffix !== '' && { unit: format.suffix }) };
}

function rounded(number: number, { decimals }: NumberFormat): boolean {
  return Number(number.toFixed(Math.min(20, decimals))) !== number;
}

/** Programs compute in 17 digits and show 15: 332.59999999999997 is the 332.6 that the person sees. */
function fifteen(raw: string): number | null {
  const n = Number(raw);
  if (!Number.isFinite(n)) return null;
  return raw.length > 15 ? Number(n.toPrecision(15)) : n;
}

/** Gives every cell that a merged one covers, as far as the sheet is filled, its value and its master. */
function spread(rows: SheetRow[], merges: readonly string[], room: Room): SheetRow[] {
  const byNumber = new Map(rows.map((row) => [row.row, row]));
  const lastRow = rows.at(-1)?.row ?? 0;
  const width = rows.reduce((most, row) => Math.max(most, row.cells.length), 0);
  for (const ref of merges) {
    const [a = '', b = ''] = ref.split(':');
    const from = addressOf(a);
    const to = addressOf(b);
    const master = from && byNumber.get(from.row)?.cells[from.column];
    if (!from || !to || !master || master === BLANK) continue;
    for (let number = from.row; number <= Math.min(to.row, lastRow); number++) {
      const row = byNumber.get(number) ?? { row: number, cells: [] };
      byNumber.set(number, row);
      for (let column = from.column; column <= Math.min(to.column, width - 1); column++) {
        if (number !== from.row || column !== from.column)
          put(row.cells, column, { value: master.value, text: master.text, master: a }, room);
      }
    }
  }
  return [...byNumber.values()].filter((row) => row.cells.length > 0).sort((x, y) => x.row - y.row);
}

function tooLarge(): SheetStop {
  return new SheetStop(
    sheetProblem(
      'sheet-too-large',
      ['表格超过 500 万个单元格或 200 张工作表', 'The file has more than 5 million cells or 200 sheets'],
      ['删去空白区域和无关的工作表，或拆成几份', 'Delete blank areas and sheets that do not belong, or split the file'],
    ),
  );
}

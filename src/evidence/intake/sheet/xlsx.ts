import { unzipSync } from 'fflate';
import { BLANK, addressOf, type Cell, columnLetter, type Sheet, type SheetGrid, type SheetRow } from './grid.ts';
import { type SheetProblem, sheetProblem } from './problem.ts';
import { readStrings, readStyles, type Styles, unescapeText } from './xlsx-parts.ts';
import { dateOfSerial } from './xlsx-format.ts';
import { walkXml } from './xml.ts';

/** Cells with a position, blanks between filled ones included. */
const MAX_CELLS = 5_000_000;
const MAX_SHEETS = 200;
const MAX_ROW = 1_048_576;
const MAX_PROBLEMS = 1_000;

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
  problems: SheetProblem[];
}

/**
 * Reads the tables of an .xlsx file (ECMA-376, transitional and strict) whose ZIP was checked. Charts, pictures, macros
 * and links to other files are not looked at. Throws SheetStop, and anything for XML that is not well-formed.
 */
export function readXlsx(bytes: Uint8Array, onProgress: (share: number) => void): SheetGrid {
  const small = unzipSync(bytes, { filter: ({ name }) => name.endsWith('.rels') });
  const root =
    relations(small['_rels/.rels'], '').find((item) => item.type === 'officeDocument')?.target ?? 'xl/workbook.xml';
  const folder = root.slice(0, root.lastIndexOf('/') + 1);
  const targets = relations(small[`${folder}_rels/${root.slice(folder.length)}.rels`], folder);
  const wanted = new Set([
    root,
    ...targets
      .filter((item) => ['worksheet', 'sharedStrings', 'styles'].includes(item.type))
      .map((item) => item.target),
  ]);
  const parts = unzipSync(bytes, { filter: ({ name }) => wanted.has(name) });
  const book = parts[root];
  if (!book) throw new Error('no workbook');
  const part = (type: string) => parts[targets.find((item) => item.type === type)?.target ?? ''];
  const { sheets, from1904 } = readBook(book);
  if (sheets.length > MAX_SHEETS) throw tooLarge();
  const strings = readStrings(part('sharedStrings'));
  const styles = readStyles(part('styles'));
  const found = sheets.flatMap((sheet) => {
    const xml = parts[targets.find((item) => item.type === 'worksheet' && item.id === sheet.relation)?.target ?? ''];
    return xml ? [{ ...sheet, xml }] : [];
  });
  const whole = found.reduce((sum, sheet) => sum + sheet.xml.length, 0);
  const room: Room = { cells: 0, problems: [] };
  const grid: SheetGrid = { format: 'xlsx', sheets: [], hidden: [], problems: room.problems };
  let before = 0;
  for (const { name, hidden, xml } of found) {
    const sheet = readSheetXml(name, xml, { strings, styles, from1904, room }, (done) =>
      onProgress((before + done) / whole),
    );
    (hidden ? grid.hidden : grid.sheets).push(sheet);
    before += xml.length;
  }
  return grid;
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
  from1904: boolean;
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
          if (cell) {
            put(row.cells, column, cell, room);
            if (cell.error !== undefined && room.problems.length < MAX_PROBLEMS)
              room.problems.push(errorProblem(cell.error, { sheet: name, row: row.row, column: columnLetter(column) }));
          }
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
  { strings, styles, from1904 }: Around,
): Cell | null {
  if (raw === null || (raw === '' && type !== 'str'))
    return formula === null ? null : { value: null, text: '', formula, error: '#?' };
  const cell = plainCell(type, style, raw, strings, styles, from1904);
  return formula === null ? cell : { ...cell, formula };
}

function plainCell(
  type: string,
  style: string,
  raw: string,
  strings: readonly string[],
  styles: Styles,
  from1904: boolean,
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
  const shown = styles[Number(style)] ?? 'number';
  if (shown === 'number' || number === null)
    return { value: number, text: number === null || /^-?\d{16,}$/u.test(raw) ? raw : String(number) };
  if (shown === 'percent') return { value: number, text: `${Number((number * 100).toPrecision(15))}%` };
  const day = dateOfSerial(number, from1904);
  if (day === null || (shown === 'time' && number >= 1)) return { value: number, text: String(number) };
  if (shown === 'time') return { value: day.time || '00:00', text: day.time || '00:00' };
  return { value: { date: day.date }, text: day.time === '' ? day.date : `${day.date} ${day.time}` };
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

function errorProblem(error: string, place: { sheet: string; row: number; column: string }): SheetProblem {
  return error === '#?'
    ? sheetProblem(
        'formula-without-result',
        ['公式没有算出的结果', 'The formula has no computed result'],
        [
          '用 Excel 或 WPS 打开，重新计算后保存，或直接填数',
          'Open the file in Excel or WPS, recalculate and save it, or type the figure',
        ],
        place,
      )
    : sheetProblem(
        'cell-error',
        [`单元格是错误值 ${error}`, `The cell holds the error ${error}`],
        ['改正公式，或直接填数', 'Mend the formula, or type the figure'],
        place,
      );
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

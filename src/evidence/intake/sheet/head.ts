import { plainText } from './absent.ts';
import type { Cell, SheetRow } from './grid.ts';
import { headLabel, stemOf } from './head-label.ts';
import { isUnitCell, unitLine } from './head-unit.ts';
import { type HeadColumn, type Layout, matchColumns, type Matching, type Ties } from './match.ts';

/** A head of one to four rows, by positions in the rows of the sheet. */
export interface HeadBlock {
  /** Where it begins with the titles that stand above it again. */
  from: number;
  first: number;
  last: number;
  columns: HeadColumn[];
  matching: Matching;
  /** Fields that it names. */
  hits: number;
  /** It names everything that is required. */
  whole: boolean;
}

const MOST_ROWS = 4;
const NEAR_TOP = 60;
/** Heads are short; a paragraph is none. */
const LONGEST = 60;

const textAt = (row: SheetRow | undefined, column: number): string => row?.cells[column]?.text.trim() ?? '';
/** A merged cell stands for one text, however many cells show it. */
const sourceOf = (row: SheetRow, column: number): string => row.cells[column]?.master ?? `${column}`;
const isText = (cell: Cell | undefined): boolean => cell !== undefined && typeof cell.value === 'string';

/** The heads that name what is sought, from the top of the sheet down; none where no row does. */
export function headsOf(rows: readonly SheetRow[], layout: Layout, ties: Ties): HeadBlock[] {
  const begins = beginningsOf(layout, ties);
  const enough = layout.sought.length > 2 ? 2 : 1;
  const found: HeadBlock[] = [];
  let from = 0;
  for (let at = 0; at < rows.length; at++) {
    const names = rows[at]?.cells.filter((cell) => begins(cell)).length ?? 0;
    // Far down only what looks like a head is looked at closely.
    if (names === 0 || (at > NEAR_TOP && names < enough)) continue;
    const best = bestAt(rows, at, from, layout, ties, found[0]);
    // A repeated head is told by its words; a group above one that follows data would be a row of data.
    if (best === null || (best.hits < enough && !isAlone(best)) || (found.length > 0 && !best.whole)) continue;
    if (found[0] && isAgain(rows, best, found[0]))
      while (best.from > from && saysTheSame(rows[best.from - 1], rows.slice(0, found[0].first))) best.from -= 1;
    found.push(best);
    from = best.last + 1;
    at = best.last;
  }
  const whole = found.filter((block) => block.whole);
  if (whole.length > 0) return whole;
  const most = Math.max(0, ...found.map(({ hits }) => hits));
  return found.filter(({ hits }) => hits === most).slice(0, 1);
}

/** A word with what may be a unit behind it: 总投资/亿元, 总投资亿元. */
const isBehind = (whole: string, word: string): boolean =>
  whole.length <= word.length + 16 &&
  whole.startsWith(word) &&
  /^[/,:;、|_([【〔-]|[元吨亩米人户家个%‰度万亿]$/u.test(whole.slice(word.length));

/** A table of one column that is what is sought. */
const isAlone = ({ columns, hits, whole }: HeadBlock): boolean => whole && hits === columns.length;

/** Whether a cell may be a head, told fast: by the first character of what is looked for. */
function beginningsOf({ sought }: Layout, ties: Ties): (cell: Cell) => boolean {
  const starts = new Set<string>();
  const add = (text: string) => {
    const [one] = headLabel(text).whole;
    const [two] = stemOf(headLabel(text).words);
    for (const sign of [one, two]) if (sign !== undefined) starts.add(sign);
  };
  for (const { labels } of sought) for (const label of labels) add(label);
  for (const key of Object.keys(ties)) for (const part of key.split('/')) add(part);
  const known = new Map<string, boolean>();
  const words = new Set(sought.flatMap(({ labels }) => labels.map((label) => stemOf(headLabel(label).words))));
  const tied = new Set(
    Object.keys(ties).flatMap((key) =>
      key
        .replace(/#\d+$/u, '')
        .split('/')
        .map((part) => headLabel(part).words),
    ),
  );
  return (cell) => {
    if (typeof cell.value !== 'string' || cell.text.length > LONGEST) return false;
    const first = /[^\s*＊★\d.、．:：\u200b-\u200f\u2060\ufeff]/u
      .exec(cell.text)?.[0]
      .normalize('NFKC')
      .toLowerCase()[0];
    if (first === undefined || !starts.has(first)) return false;
    const hit = known.get(cell.text);
    if (hit !== undefined) return hit;
    const label = headLabel(cell.text);
    const stem = stemOf(label.words);
    const names = words.has(stem) || tied.has(label.words) || [...words].some((word) => isBehind(label.whole, word));
    if (known.size < 5000) known.set(cell.text, names);
    return names;
  };
}

/** The best head whose names begin in row `at`: most fields, then fewest rows; then its groups above and its units below. */
function bestAt(
  rows: readonly SheetRow[],
  at: number,
  from: number,
  layout: Layout,
  ties: Ties,
  main: HeadBlock | undefined,
): HeadBlock | null {
  let best: HeadBlock | null = null;
  for (let last = at; last < Math.min(rows.length, at + MOST_ROWS); last++) {
    if (last > at && !closeTo(rows, last - 1, last)) break;
    const block = blockOf(rows, at, last, layout, ties);
    if (block.hits > (best?.hits ?? 0)) best = block;
  }
  if (best === null) return null;
  // Rows on top that name nothing of their own are no part of it.
  for (let first = best.first + 1; first <= best.last; first++) {
    const lower = blockOf(rows, first, best.last, layout, ties);
    if (lower.hits >= best.hits) best = lower;
  }
  // What lay on top kept the rows below from being looked at as they are.
  if (best.first > at && at < best.last) return bestAt(rows, best.first, from, layout, ties, main);
  let { first, last } = best;
  // Above a head that stands again is a row of data, unless it is the group that stood above it the first time.
  const again = main !== undefined && isAgain(rows, best, main);
  const isGroup = (above: number) =>
    again
      ? saysTheSame(rows[above], rows.slice(main?.first ?? 0, (main?.last ?? 0) + 1))
      : isGroupRow(rows, above, above + 1, from);
  while (last - first + 1 < MOST_ROWS && first > from && isGroup(first - 1)) first -= 1;
  while (last - first + 1 < MOST_ROWS && isUnitRow(rows[last + 1]) && closeTo(rows, last, last + 1)) last += 1;
  if (first === best.first && last === best.last) return best;
  const wider = blockOf(rows, first, last, layout, ties);
  // Groups may make a figure another one: then the person is asked, and the head is still this one.
  return { ...wider, hits: best.hits, whole: wider.whole || best.whole };
}

const isAgain = (rows: readonly SheetRow[], block: HeadBlock, main: HeadBlock): boolean =>
  saysTheSame(rows[block.last], rows.slice(main.first, main.last + 1));

function saysTheSame(row: SheetRow | undefined, others: readonly SheetRow[]): boolean {
  const says = (one: SheetRow | undefined) =>
    one?.cells
      .map((cell) => plainText(cell.text))
      .join('\t')
      .trim();
  return row !== undefined && others.some((other) => says(other) === says(row));
}

const closeTo = (rows: readonly SheetRow[], upper: number, lower: number): boolean =>
  (rows[lower]?.row ?? 0) - (rows[upper]?.row ?? 0) <= 2;

function blockOf(rows: readonly SheetRow[], first: number, last: number, layout: Layout, ties: Ties): HeadBlock {
  const columns = columnsOf(rows.slice(first, last + 1));
  const matching = matchColumns(columns, layout.sought, ties);
  const named = new Set([...matching.matched, ...matching.twice].map(({ id }) => id));
  return {
    from: first,
    first,
    last,
    columns,
    matching,
    hits: named.size,
    whole:
      layout.sought.every(({ id, required }) => required !== true || named.has(id)) && (layout.needs?.(named) ?? true),
  };
}

/** The columns of a head: what stands above one another, groups spread over the blank cells to their right. */
export function columnsOf(head: readonly SheetRow[]): HeadColumn[] {
  const width = Math.max(0, ...head.map((row) => row.cells.length));
  const columns: HeadColumn[] = [];
  const times = new Map<string, number>();
  for (let index = 0; index < width; index++) {
    const path: string[] = [];
    let unitRow: string | undefined;
    for (const [level, row] of head.entries()) {
      const text = (textAt(row, index) || groupOver(head, level, index)).replace(/\s*\n\s*/gu, '');
      if (text === '' || text === path.at(-1)) continue;
      if (path.length > 0 && level === head.length - 1 && isUnitCell(text)) unitRow = text;
      else path.push(text);
    }
    if (path.length === 0) continue;
    const header = path.join('/');
    const count = (times.get(header) ?? 0) + 1;
    times.set(header, count);
    columns.push({
      index,
      header,
      key: count === 1 ? header : `${header}#${count}`,
      path,
      ...(unitRow !== undefined && { unitRow }),
    });
  }
  return columns;
}

/** The group that a blank cell of a head belongs to: the nearest filled one to its left that has heads of its own below. */
function groupOver(head: readonly SheetRow[], level: number, column: number): string {
  const below = (at: number) =>
    head.slice(level + 1).some((row) => textAt(row, at) !== '' && !isUnitCell(textAt(row, at)));
  if (level === head.length - 1 || !below(column)) return '';
  for (let at = column - 1; at >= 0; at--) {
    const text = textAt(head[level], at);
    if (text !== '') return below(at) && head.slice(level + 1).every((row) => textAt(row, at) !== text) ? text : '';
    if (!below(at)) return '';
  }
  return '';
}

/** A row above a head that groups its columns: several short texts, or one that stands over a part of them. */
function isGroupRow(rows: readonly SheetRow[], at: number, head: number, from: number): boolean {
  const row = rows[at];
  const under = rows[head];
  if (!row || !under || !closeTo(rows, at, head)) return false;
  // What stands right under another table's rows is one of them.
  if (from > 0 && at >= from && rows[at - 1] !== undefined && (rows[at - 1]?.row ?? 0) === row.row - 1) return false;
  const filled = row.cells.flatMap((cell, index) => (cell.text.trim() === '' ? [] : [{ cell, index }]));
  if (
    filled.length === 0 ||
    filled.some(({ cell }) => !isText(cell) || cell.text.length > 30 || /[:：]/u.test(cell.text))
  )
    return false;
  if (filled.some(({ cell }) => unitLine(cell.text) !== null && /单位/u.test(cell.text))) return false;
  if (new Set(filled.map(({ index }) => sourceOf(row, index))).size > 1)
    return filled.some(({ index }) => textAt(under, index) !== '');
  const [only] = filled;
  const covers = filled.length / Math.max(1, under.cells.filter((cell) => cell.text.trim() !== '').length);
  const text = plainText(only?.cell.text ?? '');
  const title =
    only?.index === 0 ||
    covers > 0.8 ||
    text.length > 10 ||
    /(?:表|清单|一览|台账|情况|名单|目录|汇总|统计)$/u.test(text);
  return !title;
}

/** A row under a head that says nothing but units: `| | 万元 | 平方米`. */
function isUnitRow(row: SheetRow | undefined): boolean {
  const filled = row?.cells.filter((cell) => cell.text.trim() !== '') ?? [];
  return filled.length > 0 && filled.every((cell) => isText(cell) && isUnitCell(cell.text));
}

/** The likeliest head of a sheet whose words nobody knows: the first row of several texts above a row that is not all text. */
export function guessHead(rows: readonly SheetRow[]): HeadColumn[] {
  const filled = (row: SheetRow) => row.cells.filter((cell) => cell.text.trim() !== '');
  const at = rows.findIndex((row) => {
    const cells = filled(row);
    return (
      cells.length > 1 &&
      cells.every((cell) => isText(cell) && cell.text.length <= LONGEST) &&
      new Set(cells.map(({ text }) => text)).size > 1
    );
  });
  return at < 0 ? [] : columnsOf(rows.slice(at, at + 1));
}

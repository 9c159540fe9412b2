import { columnLetter, type Sheet, type SheetRow } from './grid.ts';
import { guessHead, headsOf, type HeadBlock } from './head.ts';
import { unitLine, unitOfLine, type UnitSaid } from './head-unit.ts';
import { headLabel } from './head-label.ts';
import { type ColumnSought, type HeadColumn, type Layout, matchColumns, maybeOf, type Ties } from './match.ts';
import { noDataIn, type NoData, type RowsAre } from './no-data.ts';
import type { Word } from './word.ts';
import { type SheetProblem, sheetProblem } from './problem.ts';

export interface TableColumn {
  id: string;
  /** From 0. */
  index: number;
  /** Groups and head: 计划/总投资. */
  header: string;
  key: string;
  /** The unit of figures that stand without one: what the head, a row of units or the line above names; null where nothing does. */
  unit: string | null;
  /** What stands beside its words, or in a row of units: what may be a unit. */
  said: readonly string[];
  /** In % without saying so in its head: what a figure below 1 means is told by the others, and asked. */
  bare?: 'percents' | 'figures';
}

/** A column that nothing is read from, and the fields that it may be. */
export interface UnknownColumn {
  column: string;
  header: string;
  key: string;
  maybe: string[];
}

export interface LeftOut {
  sheet: string;
  row: number;
  text: string;
  why: NoData;
  /** What a person may say that it is after all. */
  word?: Word;
}

export interface Table {
  sheet: string;
  /** Last row of the head, from 1. */
  header: number;
  columns: TableColumn[];
  unknown: UnknownColumn[];
  rows: SheetRow[];
  /** Rows below the head that are no data: totals, sections, notes, heads again. */
  left: LeftOut[];
  /** What the line above says figures are counted in. */
  line: string | null;
  /** Titles and lines above the head, the nearest first. */
  above: string[];
  /** What keeps a column from being read: a unit that is not understood, two columns for one field. */
  problems: SheetProblem[];
}

/** What a person chose about a file. */
export interface SheetChoices {
  ties?: Ties | undefined;
  /** Rows that were left out and are records after all: `sheet!row`. */
  back?: ReadonlySet<string> | undefined;
  /** Whether hidden rows are read. */
  hidden?: 'in' | 'out' | undefined;
}

/** The tables of a sheet that hold what is sought; or why there is none, with the columns that a person may tie. */
export type Tables = { tables: Table[] } | { problem: SheetProblem; columns: UnknownColumn[] };

/**
 * Finds the tables of a sheet: heads of one to four rows with groups, anywhere, again on every page, several to a sheet.
 * The order of columns does not matter. Problems: `header-not-found`, `header-missing` (a required column). A table's
 * own: `header-twice`, `unit-unclear`.
 */
export function findTables(
  sheet: Sheet,
  layout: Layout,
  choices: SheetChoices = {},
  rowsAre: RowsAre = 'records',
): Tables {
  const { sought } = layout;
  const ties = choices.ties ?? {};
  const heads = headsOf(sheet.rows, layout, ties);
  const [first] = heads;
  if (!first || !first.whole)
    return { problem: lost(sheet, sought, first), columns: offered(sheet, sought, first, ties) };
  const tables = heads.map((head, at) => {
    const until = heads[at + 1]?.from ?? sheet.rows.length;
    return tableOf(sheet, head, sheet.rows.slice(head.last + 1, until), {
      sought,
      choices,
      rowsAre,
      line: lineAbove(sheet, head),
    });
  });
  for (const [at, head] of heads.entries())
    if (at > 0)
      for (let row = head.from; row <= head.last; row++)
        tables[at]?.left.unshift({
          sheet: sheet.name,
          row: sheet.rows[row]?.row ?? 0,
          text: said(sheet.rows[row]),
          why: 'head',
        });
  return { tables };
}

interface Around {
  sought: readonly ColumnSought[];
  choices: SheetChoices;
  rowsAre: RowsAre;
  line: string | null;
}

function tableOf(
  sheet: Sheet,
  head: HeadBlock,
  below: readonly SheetRow[],
  { sought, choices, rowsAre, line }: Around,
): Table {
  const header = sheet.rows[head.last]?.row ?? 0;
  const { matching } = head;
  const { ties = {} } = choices;
  const problems: SheetProblem[] = matching.twice.map(({ id, columns }) =>
    twice(sheet, header, columns, labelsOf(sought, id)),
  );
  const columns: TableColumn[] = [];
  for (const { column, id, unit: ofHead } of matching.matched) {
    const own = sought.find((one) => one.id === id)?.unit;
    const unit: UnitSaid = ofHead ?? (own === undefined || line === null ? null : unitOfLine(line, own));
    if (unit !== null && 'unclear' in unit) problems.push(unclear(sheet, header, column, unit.unclear, own ?? ''));
    else
      columns.push({
        id,
        index: column.index,
        header: column.header,
        key: column.key,
        unit: unit?.unit ?? null,
        said: saidBeside(column),
        ...(own === '%' && unit === null && { bare: bareIn(below, column.index) }),
      });
  }
  const required = sought.filter((one) => one.required).map(({ id }) => id);
  const why = noDataIn(below, {
    headers: new Map(head.columns.map((column) => [column.index, column.path.at(-1) ?? ''])),
    read: matching.matched.filter(({ id }) => !id.startsWith('_')).map(({ column }) => column.index),
    keys: matching.matched.filter(({ id }) => required.includes(id)).map(({ column }) => column.index),
    rowsAre,
  });
  const left: LeftOut[] = [];
  const rows = below.filter((row, at) => {
    if (row.cells.every((cell) => cell.text.trim() === '' && cell.error === undefined)) return false;
    const reason = why[at] ?? (row.hidden && choices.hidden === 'out' ? 'hidden' : null);
    if (reason === null || choices.back?.has(`${sheet.name}!${row.row}`)) return true;
    left.push({ sheet: sheet.name, row: row.row, text: said(row), why: reason });
    return false;
  });
  return {
    sheet: sheet.name,
    header,
    columns,
    unknown: unknownOf(matching.unmatched, sought, ties),
    rows,
    left,
    line,
    above: linesAbove(sheet, head),
    problems,
  };
}

function saidBeside({ path, unitRow }: HeadColumn): string[] {
  return [
    ...(unitRow === undefined ? [] : [unitRow]),
    ...path.toReversed().flatMap((text) => {
      const { beside, whole } = headLabel(text);
      const behind = /[/,:;、]([^/,:;、]+)$/u.exec(whole)?.[1];
      const after = /^(?:数值|数据|数量|金额|值|本期数|完成数|value)(.+)$/u.exec(whole)?.[1];
      return beside.length > 0 ? beside : [behind ?? after].filter((said) => said !== undefined);
    }),
  ];
}

function linesAbove(sheet: Sheet, head: HeadBlock): string[] {
  return sheet.rows
    .slice(Math.max(0, head.first - 6), head.first)
    .toReversed()
    .flatMap((row) => [...new Set(row.cells.map((cell) => cell.text.trim()).filter((text) => text !== ''))]);
}

function bareIn(rows: readonly SheetRow[], index: number): 'percents' | 'figures' {
  return rows.some((row) => /[%％]\s*$/u.test(row.cells[index]?.text ?? '')) ? 'percents' : 'figures';
}

const unknownOf = (columns: readonly HeadColumn[], sought: readonly ColumnSought[], ties: Ties): UnknownColumn[] =>
  columns.map((column) => ({
    column: columnLetter(column.index),
    header: column.header,
    key: column.key,
    maybe: ties[column.key]?.field === null ? [] : maybeOf(column, sought),
  }));

const labelsOf = (sought: readonly ColumnSought[], id: string) => sought.find((one) => one.id === id)?.labels ?? [id];

/** What a row says, shortly. */
function said(row: SheetRow | undefined): string {
  const texts = (row?.cells ?? []).filter((cell) => cell.master === undefined).map((cell) => cell.text.trim());
  return texts
    .filter((text, at) => text !== '' && text !== texts[at - 1])
    .join(' ')
    .slice(0, 60);
}

/** The nearest line above a head that says what figures are counted in. */
function lineAbove(sheet: Sheet, head: HeadBlock): string | null {
  for (let at = head.first - 1; at >= 0; at--) {
    const row = sheet.rows[at];
    const cells = (row?.cells ?? []).filter((cell) => typeof cell.value === 'string');
    for (const cell of cells) {
      // In a row of several cells only one that says 单位 speaks for the table.
      if (cells.length > 3 && !/单位\s*[:：]/u.test(cell.text)) continue;
      const line = unitLine(cell.text);
      if (line !== null) return line;
      const next = cells[cells.indexOf(cell) + 1];
      if (/(?:^|[^\p{L}])(?:计量|金额)?单位\s*[:：]$/u.test(cell.text.trim()) && next) {
        const split = unitLine(`单位：${next.text}`);
        if (split !== null) return split;
      }
    }
  }
  return null;
}

function offered(
  sheet: Sheet,
  sought: readonly ColumnSought[],
  best: HeadBlock | undefined,
  ties: Ties,
): UnknownColumn[] {
  const columns = best?.columns ?? guessHead(sheet.rows);
  return unknownOf(matchColumns(columns, sought, ties).unmatched, sought, ties);
}

function lost(sheet: Sheet, sought: readonly ColumnSought[], best: HeadBlock | undefined): SheetProblem {
  const few = sought.filter(({ id }) => !id.startsWith('_')).slice(0, 4);
  if (!best)
    return sheetProblem(
      'header-not-found',
      ['找不到表头', 'There is no header row'],
      [
        `第一行写列名，例如 ${few.map(({ labels }) => labels[0]).join('、')}`,
        `Put the names of the columns in the first row: ${few.map(({ labels }) => labels[1] ?? labels[0]).join(', ')}`,
      ],
      { sheet: sheet.name },
    );
  const named = new Set([...best.matching.matched, ...best.matching.twice].map(({ id }) => id));
  const wanted = sought.filter(({ required }) => required);
  const missed = wanted.find(({ id }) => !named.has(id));
  const [zh = missed?.id ?? '', en = zh] = missed?.labels ?? [];
  return sheetProblem(
    'header-missing',
    [`缺少列“${zh}”`, `The column "${en}" is missing`],
    [
      `补上这一列，或指定哪一列是它；必填的列：${wanted.map(({ labels }) => labels[0]).join('、')}`,
      `Add it, or say which column it is; required are ${wanted.map(({ labels }) => labels[1] ?? labels[0]).join(', ')}`,
    ],
    { sheet: sheet.name, row: sheet.rows[best.last]?.row ?? 0 },
  );
}

function twice(
  sheet: Sheet,
  row: number,
  columns: readonly HeadColumn[],
  [zh = '', en = zh]: readonly string[],
): SheetProblem {
  const letters = columns.map(({ index }) => columnLetter(index));
  const [, second] = columns;
  return sheetProblem(
    'header-twice',
    [`有几列都可能是“${zh}”（${letters.join('、')}）`, `Several columns may be "${en}" (${letters.join(', ')})`],
    ['指定用哪一列，或删去多余的', 'Say which one it is, or delete the others'],
    { sheet: sheet.name, row, column: letters[1] ?? '', header: second?.header ?? '' },
  );
}

function unclear(sheet: Sheet, row: number, column: HeadColumn, written: string, own: string): SheetProblem {
  return sheetProblem(
    'unit-unclear',
    [
      `列“${column.header}”写的单位“${written}”${own === '' ? '看不懂' : `不能换算成“${own}”`}，这一列没有读`,
      `The unit "${written}" of the column "${column.header}" ${own === '' ? 'is not understood' : `does not convert to ${own}`}; the column was not read`,
    ],
    [
      own === '' ? '去掉单位，按单个的数填' : `把单位改成“${own}”或同类单位，或指定这一列的单位`,
      own === '' ? 'Leave the unit out' : `Use ${own} or a unit of the same kind, or say which unit it is`,
    ],
    { sheet: sheet.name, row, column: columnLetter(column.index), header: column.header },
  );
}

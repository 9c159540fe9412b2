/**
 * Tables of indicators as they come out of a paste, a .docx or a .pdf: 指标 单位 2020年 2025年 年均 属性, a row to a line
 * (cells apart by spaces, tabs or bars) or a cell to a line.
 */
import { BLANK, isIndicatorHead, KIND, roleOf, type Cell, type Grid, type Role } from './grid.ts';
import { canonicalName } from './indicator-names.ts';
import type { Op } from './model.ts';
import type { MeasuredRow } from './reading.ts';
import { growthName, splitGrowth } from './subject.ts';
import type { DocumentTime, TimeRef } from './time.ts';
import { isUnitName as isUnit } from './units.ts';

interface Column {
  role: Role;
  cell: Cell;
  year: number | null;
  past: boolean;
  unit: string | null;
}
/** The measured rows of all tables of indicators among `grids`. */
export function readIndicatorTables(grids: readonly Grid[], doc: DocumentTime): MeasuredRow[] {
  const rows: MeasuredRow[] = [];
  for (const grid of grids) {
    const head = grid.rows[0]!.cells;
    const filled = head.filter((c) => c.text !== '');
    if (isIndicatorHead(filled.map((c) => c.text))) {
      const columns = readHeader(head, doc);
      for (const row of grid.rows.slice(1)) {
        const cells = row.cells.filter((c) => grid.exact || c.text !== '');
        if (cells.length < 2) continue;
        if (grid.exact) {
          // A paste drops the empty cells that end a row.
          while (cells.length < columns.length) cells.push({ text: '', start: last(cells).end, end: last(cells).end });
          readExact(cells, columns, row.block, rows);
        } else
          readRow(
            cells,
            columns.filter((c) => c.cell.text !== ''),
            row.block,
            rows,
          );
      }
    } else readStack(grid, doc, rows);
  }
  return rows;
}

const last = <T>(list: readonly T[]): T => list[list.length - 1]!;

/** A table with a cell to a line, as .docx may give it: the head ends with 属性, each row with 预期性. */
function readStack(grid: Grid, doc: DocumentTime, rows: MeasuredRow[]): void {
  let columns: Column[] = [];
  let pile: Cell[] = [];
  for (const row of grid.rows) {
    const filled = row.cells.filter((c) => c.text !== '');
    pile.push(...filled);
    if (columns.length === 0 && pile.length > 2 && roleOf(filled[0]?.text ?? '') === 'kind') {
      columns = readHeader(pile, doc);
      pile = [];
    } else if (columns.length > 0 && KIND.test(filled[0]?.text ?? '')) {
      readRow(pile, columns, row.block, rows);
      pile = [];
    }
  }
}

function readHeader(cells: readonly Cell[], doc: DocumentTime): Column[] {
  const columns: Column[] = cells.map((cell) => {
    const year = /(?:19|20)\d\d/u.exec(cell.text)?.[0];
    const unit = /（([^（）]{1,8})）/u.exec(cell.text)?.[1] ?? null;
    return {
      role: roleOf(cell.text),
      cell,
      year: year ? Number(year) : null,
      past: false,
      unit: unit !== null && isUnit(unit) ? unit : null,
    };
  });
  const years = columns.filter((c) => c.role === 'year');
  const last = Math.max(...years.map((c) => c.year ?? 0));
  const base = doc.horizon.start ?? doc.year;
  for (const c of years) {
    if (/目标|规划|预期|计划/u.test(c.cell.text)) c.past = false;
    else if (/完成|实际|现状|基[期准数]/u.test(c.cell.text)) c.past = true;
    else c.past = c.year !== last && (base === null || c.year! < base);
  }
  columns.forEach((c, k) => {
    if (c.role === 'base') c.past = true;
    if (c.role === 'growth') c.past = columns[k - 1]?.past ?? false;
  });
  return columns;
}

const VALUE =
  /^(>=|≥|<=|≤|>|<|不低于|不少于|大于|高于|超过|不高于|不超过|小于|低于|约|达到|控制在|左右)?(\d[\d,]*(?:\.\d+)?)(?:[—-](\d+(?:\.\d+)?))?([^\d]{0,8}?)(及?以上|及?以下|以内|左右)?$/u;
const OPS: Record<string, Op> = {
  '>=': '>=',
  '≥': '>=',
  不低于: '>=',
  不少于: '>=',
  以上: '>=',
  及以上: '>=',
  '<=': '<=',
  '≤': '<=',
  不高于: '<=',
  不超过: '<=',
  控制在: '<=',
  以内: '<=',
  以下: '<=',
  及以下: '<=',
  '>': '>',
  大于: '>',
  高于: '>',
  超过: '>',
  '<': '<',
  小于: '<',
  低于: '<',
  约: 'approx',
  左右: 'approx',
};
interface Value {
  op: Op;
  value: number;
  value2: number | null;
  unit: string | null;
  bracket: boolean;
}

/** A number alone in its cell, with comparator and unit: ≥200公里, 〔13.5〕; null for anything else. */
export function readCellValue(text: string): Value | null {
  const inner = /^[〔［[【（{](.+)[〕］\]】）}]$/u.exec(text);
  const m = VALUE.exec(inner ? inner[1]! : text);
  if (!m) return null;
  const unit = m[4] === '' ? null : m[4]!;
  if (unit !== null && !isUnit(unit)) return null;
  const value2 = m[3] === undefined ? null : Number(m[3]);
  return {
    op: value2 !== null ? 'range' : (OPS[m[5] ?? ''] ?? OPS[m[1] ?? ''] ?? '='),
    value: Number(m[2]!.replace(/,/gu, '')),
    value2,
    unit,
    bracket: inner !== null,
  };
}

/** Columns without a value of the indicator. */
const APART = new Set<Role>([
  'name',
  'unit',
  'kind',
  'class',
  'serial',
  'owner',
  'support',
  'due',
  'note',
  'task',
  'amount',
]);

/** One row: kind and values from the right, then name and unit from what is left. */
function readRow(cells: readonly Cell[], columns: readonly Column[], block: number, rows: MeasuredRow[]): void {
  const valued = columns.filter((c) => !APART.has(c.role));
  const left = [...cells];
  while (left.length > columns.length && left[left.length - 1]!.text === '') left.pop();
  if (KIND.test(left[left.length - 1]?.text ?? '')) left.pop();
  else if (left.length === columns.length && columns[columns.length - 1]?.role === 'kind') left.pop();
  const values: Cell[] = [];
  const hasUnit = columns.some((c) => c.role === 'unit');
  while (
    values.length < valued.length &&
    left.length > 1 &&
    !(hasUnit && isUnit(left[left.length - 1]!.text)) &&
    (readCellValue(left[left.length - 1]!.text) || BLANK.test(left[left.length - 1]!.text) || left.length > 2)
  )
    values.unshift(left.pop()!);
  while (left.length > 0 && left[left.length - 1]!.text === '') left.pop();
  let unit: string | null = null;
  if (hasUnit && left.length > 1) {
    const text = left[left.length - 1]!.text;
    if (isUnit(text) || BLANK.test(text)) {
      unit = BLANK.test(text) ? '' : text;
      left.pop();
    }
  }
  const named = left[left.length - 1];
  if (!named) return;
  const wanted = values.length < valued.length ? onlyTargets(valued, values.length) : valued;
  measure(named, unit, values, wanted, cells, block, rows);
}

/** One row whose cells stand each under its head. */
function readExact(cells: readonly Cell[], columns: readonly Column[], block: number, rows: MeasuredRow[]): void {
  const at = (role: Role): Cell | undefined => cells.find((c, k) => columns[k]?.role === role && c.text !== '');
  const named = at('name');
  if (!named) return;
  const unit = at('unit')?.text ?? null;
  const valued = columns.flatMap((c, k) => (APART.has(c.role) ? [] : [{ column: c, cell: cells[k]! }]));
  measure(
    named,
    unit === null ? null : BLANK.test(unit) ? '' : unit,
    valued.map((v) => v.cell),
    valued.map((v) => v.column),
    cells,
    block,
    rows,
  );
}

function measure(
  named: Cell,
  stated: string | null,
  values: readonly Cell[],
  wanted: readonly Column[],
  cells: readonly Cell[],
  block: number,
  rows: MeasuredRow[],
): void {
  let unit = stated;
  let name = named.text
    .replace(/^其中[:：]?/u, '')
    .replace(/^(?:\d{1,2}[.、．]|（\d{1,2}）|[①-⑳]|[一二三四五六七八九十]{1,2}、)/u, '');
  const inName = /（([^（）]{1,8})）$/u.exec(name);
  if (inName && isUnit(inName[1]!)) {
    unit ??= inName[1]!;
    name = name.slice(0, inName.index);
  }
  name = name.replace(/[*＊①-⑨]+$/u, '');
  if (name.length < 2 || /^[\d.]+$/u.test(name)) return;
  const growth = splitGrowth(name);
  const level =
    growth.growth && growth.base !== '' ? growthName(canonicalName(growth.base), growth.growth) : canonicalName(name);
  let target = false;
  values.forEach((cell, k) => {
    const column = wanted[k];
    const v = readCellValue(cell.text);
    if (!column || !v || column.role === 'other') return;
    const summed = v.bracket || column.role === 'sum';
    // 城镇调查失业率 <5.5 in the column of yearly growth: a rate is kept, it does not grow.
    const kept =
      column.role === 'annual' &&
      (unit === '%' || v.unit === '%') &&
      /(?:率|比重|占比|强度|比例)$/u.test(level) &&
      !values.some((c, j) => j !== k && wanted[j] && !wanted[j].past && readCellValue(c.text) !== null);
    const rate = (column.role === 'annual' || column.role === 'growth') && !summed && !kept;
    let subject = level;
    let u = v.unit ?? unit ?? column.unit ?? '';
    if (rate) {
      subject = growthName(growth.growth && growth.base !== '' ? canonicalName(growth.base) : canonicalName(name), {
        annual: column.role === 'annual',
        down: growth.growth?.down ?? false,
        comparedWith: null,
      });
      u = v.unit ?? '%';
    } else if (summed && target) {
      subject = `${level}累计增加`;
      if (u === '%') u = '个百分点';
    }
    if (!column.past && !rate && !summed) target = true;
    const first = cells.find((c) => c.text !== '')!;
    rows.push({
      block,
      clauseStart: first.start,
      clauseEnd: cells[cells.length - 1]!.end,
      quantityStart: cell.start,
      quantityEnd: cell.end,
      subject,
      op: v.op,
      value: v.value,
      value2: v.value2,
      stretch: false,
      unit: u,
      tense: column.past ? 'past' : 'future',
      time: timeOf(kept ? (wanted.findLast((c) => c.role === 'year' && !c.past) ?? column) : column),
      annual: rate,
      place: null,
      rule: column.past ? 'table-row+baseline' : 'table-row',
      confidence: 0.9,
    });
  });
}

/** A row with fewer values than columns states its levels, or its goal alone. */
function onlyTargets(columns: readonly Column[], count: number): Column[] {
  const levels = columns.filter((c) => c.role === 'year' || c.role === 'target' || c.role === 'base');
  if (levels.length === count) return levels;
  const ahead = columns.filter((c) => !c.past);
  return ahead.length >= count ? ahead.slice(0, count) : columns.slice(-count);
}

function timeOf(column: Column): TimeRef | null {
  if (column.year === null) return null;
  return {
    start: column.cell.start,
    end: column.cell.end,
    kind: 'year',
    from: column.year,
    to: column.year,
    span: 0,
    atEnd: !column.past,
    months: null,
    echo: false,
    within: false,
    base: false,
  };
}

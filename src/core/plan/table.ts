/**
 * Tables of indicators as they come out of a paste, a .docx or a .pdf: 指标 单位 2020年 2025年 年均 属性, a row to a line
 * (cells apart by spaces, tabs or bars) or a cell to a line.
 */
import { canonicalName } from './indicator-names.ts';
import type { Block, LaidText } from './laid-text.ts';
import type { Op } from './model.ts';
import type { MeasuredRow } from './reading.ts';
import { growthName, splitGrowth } from './subject.ts';
import type { DocumentTime, TimeRef } from './time.ts';
import { readUnit } from './units.ts';

type Role =
  | 'name'
  | 'unit'
  | 'kind'
  | 'class'
  | 'serial'
  | 'year'
  | 'target'
  | 'base'
  | 'annual'
  | 'growth'
  | 'sum'
  | 'other';
interface Column {
  role: Role;
  cell: Cell;
  year: number | null;
  past: boolean;
  unit: string | null;
}
interface Cell {
  text: string;
  start: number;
  end: number;
}

/** No line of a table is longer. */
export const MAX_ROW = 200;
const MAX_CELL = 40;
const KIND = /^(?:预期性?|约束性?|引导性?|预期性指标|约束性指标)$/u;
const BLANK = /^(?:|[—\-–/／…·*]+|——)$/u;

function roleOf(text: string): Role {
  if (/属性|性质$|指标类型/u.test(text)) return 'kind';
  if (/^(?:序号|编号|NO\.?)$/iu.test(text)) return 'serial';
  if (/^(?:类别|领域|分类|类型|维度|一级指标)$/u.test(text)) return 'class';
  if (/单位$/u.test(text) && text.length <= 4) return 'unit';
  if (/^(?:主要|核心|具体|二级|三级)?指标(?:名称|内容|体系)?$|^(?:名称|项目|指标项)$/u.test(text)) return 'name';
  if (/年均|年平均/u.test(text)) return 'annual';
  if (/累计/u.test(text)) return 'sum';
  if (/^(?:同比)?(?:增速|增长|增幅|增长率)/u.test(text)) return 'growth';
  if (/(?:19|20)\d\d/u.test(text)) return 'year';
  if (/目标|规划值|预期值|计划数?/u.test(text)) return 'target';
  if (/完成|实际|现状|基期|基准|基数/u.test(text)) return 'base';
  return 'other';
}

/** Whether these cells head a table of indicators. */
function isHeader(cells: readonly string[]): boolean {
  if (cells.length < 3 || cells.length > 14) return false;
  const roles = cells.map(roleOf);
  return (
    roles.includes('name') &&
    roles.some((r) => r === 'year' || r === 'target' || r === 'annual' || r === 'sum') &&
    roles.filter((r) => r === 'other').length <= 1
  );
}

const cut = (line: string): string[] => {
  const sep = line.includes('\t') ? '\t' : line.includes('|') ? '|' : null;
  const text = line.replace(/(\d)[ \u3000]+(?=年(?![均平度]))/gu, '$1');
  return (sep ? text.split(sep) : text.split(/[\s\u3000]+/u)).map((x) => x.trim());
};

/** Which of the source's lines belong to a table of indicators; one pass. `line(k)` gives the text of line k. */
export function tableLines(count: number, line: (k: number) => string, length: (k: number) => number): Set<number> {
  const found = new Set<number>();
  let k = 0;
  while (k < count) {
    if (length(k) > MAX_ROW || length(k) < 2) {
      k++;
      continue;
    }
    const text = line(k);
    if (!/指标|名称|项目|序号|类别|领域/u.test(text)) {
      k++;
      continue;
    }
    const end = isHeader(cut(text).filter((x) => x !== ''))
      ? rowsEnd(k + 1, count, line, length)
      : stackEnd(k, count, line, length);
    for (let x = k; x < end; x++) found.add(x);
    k = Math.max(k + 1, end);
  }
  return found;
}

/** First line after the rows below a header. */
function rowsEnd(from: number, count: number, line: (k: number) => string, length: (k: number) => number): number {
  let end = from;
  let classes = 0;
  for (let k = from; k < count && length(k) <= MAX_ROW; k++) {
    const text = line(k);
    if (/[。；！]/u.test(text)) break;
    const cells = cut(text).filter((x) => x !== '');
    if (
      cells.length >= 2 &&
      cells.some((x) => /\d/u.test(x) || BLANK.test(x)) &&
      !/，/u.test(text.replace(/（[^）]*）/gu, ''))
    ) {
      end = k + 1;
      classes = 0;
      continue;
    }
    if (cells.length <= 2 && text.length <= 16 && !/[\d，：:]/u.test(text) && classes < 1) {
      classes++;
      continue;
    }
    break;
  }
  return end === from ? from - 1 : end;
}

/** First line after a table with a cell to a line, `from` itself when none begins there. Such a table ends with its last 预期性. */
function stackEnd(from: number, count: number, line: (k: number) => string, length: (k: number) => number): number {
  let k = from;
  const head: string[] = [];
  const seen = new Set<Role>();
  while (k < count && head.length < 12 && length(k) <= 24) {
    const text = line(k).trim();
    const role = roleOf(text);
    if (role === 'other' || (role !== 'year' && seen.has(role))) break;
    seen.add(role);
    head.push(text);
    k++;
  }
  if (!isHeader(head) || !head.some((x) => roleOf(x) === 'kind')) return from;
  let end = from;
  for (let since = 0; k < count && length(k) <= MAX_CELL && since < 16; k++, since++) {
    const text = line(k).trim();
    if (/[。；]/u.test(text)) break;
    if (KIND.test(text)) {
      end = k + 1;
      since = 0;
    }
  }
  return end;
}

/** The measured rows of all tables of a laid-out text. */
export function readTables(laid: LaidText, doc: DocumentTime): MeasuredRow[] {
  const rows: MeasuredRow[] = [];
  let columns: Column[] = [];
  let stacked = false;
  let pile: Cell[] = [];
  laid.blocks.forEach((block, index) => {
    if (block.kind !== 'table') {
      columns = [];
      pile = [];
      return;
    }
    const cells = cellsOf(laid.clean, block);
    const filled = cells.filter((c) => c.text !== '');
    if (filled.length > 1 && isHeader(filled.map((c) => c.text))) {
      columns = readHeader(cells.length === filled.length ? cells : filled, doc);
      stacked = false;
      return;
    }
    if (filled.length > 1 && !stacked) {
      // A paste drops the empty cells that end a row.
      const tabs = laid.source.slice(laid.map[block.start], laid.map[block.end]).includes('\t');
      while (tabs && cells.length < columns.length) cells.push({ text: '', start: block.end, end: block.end });
      readRow(cells, columns, index, rows);
      return;
    }
    pile.push(...filled);
    if (columns.length === 0 && pile.length > 2 && roleOf(filled[0]?.text ?? '') === 'kind') {
      columns = readHeader(pile, doc);
      pile = [];
      stacked = true;
      return;
    }
    if (stacked && KIND.test(filled[0]?.text ?? '')) {
      readRow(pile, columns, index, rows);
      pile = [];
    }
  });
  return rows;
}

function cellsOf(s: string, block: Block): Cell[] {
  const cells: Cell[] = [];
  let start = block.start;
  for (let i = block.start; i <= block.end; i++) {
    if (i < block.end && s[i] !== ' ') continue;
    cells.push({ text: s.slice(start, i), start, end: i });
    start = i + 1;
  }
  return cells;
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

const isUnit = (text: string): boolean => {
  const scale = /^(?:万亿|亿|千万|百万|十万|万|千|百)/u.exec(text)?.[0] ?? '';
  for (const from of [0, scale.length]) if (readUnit(text, from)?.end === text.length) return true;
  return /^(?:[^\d\s]{1,4}[/每].{1,6}|比值?|倍|‰|人年|万|亿)$/u.test(text);
};
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

function readValue(text: string): Value | null {
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

/** One row: kind and values from the right, then name and unit from what is left. */
function readRow(cells: readonly Cell[], columns: readonly Column[], block: number, rows: MeasuredRow[]): void {
  const valued = columns.filter((c) => !['name', 'unit', 'kind', 'class', 'serial'].includes(c.role));
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
    (readValue(left[left.length - 1]!.text) || BLANK.test(left[left.length - 1]!.text) || left.length > 2)
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
  const wanted = values.length < valued.length ? onlyTargets(valued, values.length) : valued;
  const growth = splitGrowth(name);
  const level =
    growth.growth && growth.base !== '' ? growthName(canonicalName(growth.base), growth.growth) : canonicalName(name);
  let target = false;
  values.forEach((cell, k) => {
    const column = wanted[k];
    const v = readValue(cell.text);
    if (!column || !v || column.role === 'other') return;
    const summed = v.bracket || column.role === 'sum';
    const rate = (column.role === 'annual' || column.role === 'growth') && !summed;
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
      time: timeOf(column),
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
    base: false,
  };
}

/** Tables of a text as grids of cells: which lines belong to one, what its columns are, and its cells with their offsets. */
import type { LaidText } from './laid-text.ts';

/** What a column holds; the words of its head decide. */
export type Role =
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
  | 'task'
  | 'owner'
  | 'support'
  | 'due'
  | 'amount'
  | 'note'
  | 'other';

/** Clean text and offsets of one cell. */
export interface Cell {
  text: string;
  start: number;
  end: number;
}

export interface Grid {
  /** Index of the block of each row, and its cells; the first row is the head. */
  rows: { block: number; cells: Cell[] }[];
  /** Cells apart by tabs or bars, so that empty cells count. */
  exact: boolean;
}

/** Between two cells of a laid-out table row. */
export const CELL_MARK = '\t';
/** No line of a table with spaces between its cells is longer; with tabs or bars it may be. */
const MAX_ROW = 200;
const MAX_EXACT_ROW = 4000;
const MAX_CELL = 40;
export const KIND = /^(?:预期性?|约束性?|引导性?|预期性指标|约束性指标)$/u;
export const BLANK = /^(?:|[—\-–/／…·*:]+|——|无)$/u;

/** The role of a column by the words of its head. */
export function roleOf(text: string): Role {
  const t = text.replace(/\s/gu, '');
  if (t.length > 24) return 'other';
  if (/属性|性质$|指标类型/u.test(t)) return 'kind';
  if (/^(?:序号|编号|NO\.?|序)$/iu.test(t)) return 'serial';
  if (/(?:配合|协办|协助|参与|参加|协同)(?:责任)?(?:单位|部门)/u.test(t)) return 'support';
  if (/(?:责任|牵头|主办|主责|主管|承办|实施|落实|建设|业主)(?:责任)?(?:单位|部门|主体|科室)|^(?:牵头|责任)$/u.test(t))
    return 'owner';
  if (/时限|期限|(?:完成|办结|竣工|建成|计划)(?:时间|日期)|时间节点|时间要求|进度要求/u.test(t)) return 'due';
  if (/进展|完成情况|备注|说明|存在|下步|领导|责任人|联系人|电话|地点|位置|来源|依据/u.test(t)) return 'note';
  if (/投资|资金|金额|经费|概算|预算/u.test(t) && !/(?:固定资产|民间|工业)投资|预算收入/u.test(t)) return 'amount';
  if (/^(?:类别|领域|分类|类型|维度|一级指标|板块)$/u.test(t)) return 'class';
  if (/单位$/u.test(t) && t.length <= 4) return 'unit';
  if (
    /(?:目标任务|工作目标|主要目标|年度目标|目标要求|目标及|任务目标|具体任务|重点任务|工作任务|主要任务|任务内容|工作内容|建设内容|建设规模|主要内容|具体内容|具体措施|工作举措|主要举措|重点工作|工作事项|任务$|举措$|事项$|内容$|措施$)/u.test(
      t,
    )
  )
    return 'task';
  if (
    /^(?:主要|核心|具体|二级|三级)?指标(?:名称|内容|体系)?$|^(?:名称|项目|指标项|项目名称|工程名称|实事名称)$/u.test(t)
  )
    return 'name';
  if (/年均|年平均/u.test(t)) return 'annual';
  if (/累计/u.test(t)) return 'sum';
  if (/^(?:同比)?(?:增速|增长|增幅|增长率)/u.test(t)) return 'growth';
  if (/(?:19|20)\d\d/u.test(t)) return 'year';
  if (/目标|规划值|预期值|计划数?/u.test(t)) return 'target';
  if (/完成|实际|现状|基期|基准|基数/u.test(t)) return 'base';
  return 'other';
}

/** Whether these cells head a table of indicators. */
export function isIndicatorHead(cells: readonly string[]): boolean {
  if (cells.length < 3 || cells.length > 14) return false;
  const roles = cells.map(roleOf);
  return (
    roles.includes('name') &&
    !roles.includes('task') &&
    !roles.includes('amount') &&
    roles.some((r) => r === 'year' || r === 'target' || r === 'annual' || r === 'sum') &&
    roles.filter((r) => r === 'other').length <= 1
  );
}

/** Whether these cells head a table of tasks or projects. */
export function isTaskHead(cells: readonly string[]): boolean {
  if (cells.length < 2 || cells.length > 14) return false;
  const roles = cells.map(roleOf);
  return (
    roles.some((r) => r === 'task' || r === 'name') &&
    roles.some((r) => r === 'owner' || r === 'due' || r === 'amount' || (r === 'target' && roles.includes('task'))) &&
    roles.filter((r) => r === 'other').length <= Math.max(1, cells.length - 3)
  );
}

const isHead = (cells: readonly string[]): boolean => isIndicatorHead(cells) || isTaskHead(cells);
const markOf = (line: string): string | null => (line.includes('\t') ? '\t' : line.includes('|') ? '|' : null);

function cut(line: string): string[] {
  const mark = markOf(line);
  const text = line.replace(/(\d)[ \u3000]+(?=年(?![均平度]))/gu, '$1');
  return (mark ? trimBars(text, mark).split(mark) : text.split(/[\s\u3000]+/u)).map((x) => x.trim());
}
const trimBars = (line: string, mark: string): string =>
  mark === '|' ? line.trim().replace(/^\|/u, '').replace(/\|$/u, '') : line;

/** Which of the source's lines belong to a table; one pass. `line(k)` gives the text of line k. */
export function tableLines(count: number, line: (k: number) => string, length: (k: number) => number): Set<number> {
  const found = new Set<number>();
  let k = 0;
  while (k < count) {
    if (length(k) > MAX_EXACT_ROW || length(k) < 2) {
      k++;
      continue;
    }
    const text = line(k);
    if (
      (length(k) > MAX_ROW && markOf(text) === null) ||
      !/指标|名称|项目|序号|类别|领域|任务|事项|内容|举措|单位|措施/u.test(text)
    ) {
      k++;
      continue;
    }
    let end = k;
    if (markOf(text)) end = exactEnd(k, count, line, length);
    else if (length(k) <= MAX_ROW) {
      const cells = cut(text).filter((x) => x !== '');
      end = isHead(cells)
        ? rowsEnd(k + 1, count, isIndicatorHead(cells) ? 0 : cells.length, line, length)
        : stackEnd(k, count, line, length);
    }
    for (let x = k; x < end; x++) found.add(x);
    k = Math.max(k + 1, end);
  }
  return found;
}

/** First line after a table with tabs or bars that begins at `from`, `from` itself when none does. */
function exactEnd(from: number, count: number, line: (k: number) => string, length: (k: number) => number): number {
  const mark = markOf(line(from))!;
  const head = cut(line(from));
  let end = from;
  const firsts: string[] = [];
  for (let k = from; k < count && length(k) <= MAX_EXACT_ROW; k++) {
    const text = line(k);
    if (text.includes(mark)) {
      end = k + 1;
      firsts.push(cut(text)[0] ?? '');
    } else if (
      k > from &&
      text.length <= 16 &&
      !/[，。；：:]/u.test(text) &&
      k + 1 < count &&
      line(k + 1).includes(mark)
    )
      continue;
    else break;
  }
  if (end - from < 2) return from;
  return isHead(head.filter((x) => x !== '')) || (end - from <= 8 && isHead(firsts.filter((x) => x !== '')))
    ? end
    : from;
}

/** First line after the rows below a head with spaces between its cells; `width` 0 where rows may be shorter. */
function rowsEnd(
  from: number,
  count: number,
  width: number,
  line: (k: number) => string,
  length: (k: number) => number,
): number {
  let end = from;
  let classes = 0;
  for (let k = from; k < count && length(k) <= MAX_ROW; k++) {
    const text = line(k);
    const cells = cut(text).filter((x) => x !== '');
    if (width > 0) {
      if (cells.length !== width) break;
      end = k + 1;
      continue;
    }
    if (/[。；！]/u.test(text)) break;
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
  if (!isIndicatorHead(head) || !head.some((x) => roleOf(x) === 'kind')) return from;
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

/** The cells of a table block. */
export function cellsOf(s: string, start: number, end: number): Cell[] {
  const cells: Cell[] = [];
  let from = start;
  for (let i = start; i <= end; i++) {
    if (i < end && s[i] !== CELL_MARK) continue;
    cells.push({ text: s.slice(from, i), start: from, end: i });
    from = i + 1;
  }
  return cells;
}

/** The grids of a text, in order; a table on its side is turned so that its first row is the head. */
export function readGrids(laid: LaidText): Grid[] {
  const grids: Grid[] = [];
  let open: Grid | null = null;
  laid.blocks.forEach((block, index) => {
    if (block.kind !== 'table') {
      open = null;
      return;
    }
    const source = laid.source.slice(laid.map[block.start], laid.map[block.end]);
    const exact = markOf(source) !== null;
    const cells = cellsOf(laid.clean, block.start, block.end);
    if (cells.every((c) => BLANK.test(c.text))) return;
    if (
      open === null ||
      (open.exact !== exact && cells.length > 1) ||
      (cells.length > 1 && isHead(cells.map((c) => c.text)))
    ) {
      open = { rows: [], exact };
      grids.push(open);
    }
    open.rows.push({ block: index, cells });
  });
  return grids.map(upright);
}

function upright(grid: Grid): Grid {
  const head = grid.rows[0]!.cells.map((c) => c.text).filter((x) => x !== '');
  const side = grid.rows.map((r) => r.cells[0]!.text);
  if (!grid.exact || isHead(head) || !isHead(side)) return grid;
  const width = Math.max(...grid.rows.map((r) => r.cells.length));
  const rows = Array.from({ length: width }, (_, k) => {
    const cells = grid.rows.map((r) => r.cells[k] ?? { text: '', start: r.cells[0]!.end, end: r.cells[0]!.end });
    return { block: grid.rows[0]!.block, cells };
  });
  return { rows, exact: true };
}

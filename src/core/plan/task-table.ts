/**
 * Tables of tasks and projects (序号, 任务, 目标值, 责任单位, 完成时限, 投资, in any order): their sentences are read like any
 * other, and who and when stand in the cells beside them.
 */
import { BLANK, isIndicatorHead, isTaskHead, roleOf, type Cell, type Grid, type Role } from './grid.ts';
import { readCellValue } from './indicator-table.ts';
import type { MeasuredRow } from './reading.ts';
import { bodies, readDue, type Statement } from './stated.ts';
import { isUnitName } from './units.ts';

/** A cell whose sentences are read, and what is measured where they do not say. */
export interface TaskCell {
  start: number;
  end: number;
  subject: string;
}

export interface TaskTables {
  cells: TaskCell[];
  rows: MeasuredRow[];
  statements: Statement[];
}

/** The tasks of all tables of tasks among `grids`. `past` tells whether a block lies in an account of results. */
export function readTaskTables(grids: readonly Grid[], past: (block: number) => boolean): TaskTables {
  const found: TaskTables = { cells: [], rows: [], statements: [] };
  for (const grid of grids) {
    const head = grid.rows[0]!.cells;
    const words = head.map((c) => c.text).filter((x) => x !== '');
    if (isIndicatorHead(words)) {
      stateRows(grid, head, found);
      continue;
    }
    if (!isTaskHead(words)) continue;
    readTable(grid, head, found, past);
  }
  found.statements.sort((a, b) => a.start - b.start);
  found.cells.sort((a, b) => a.start - b.start);
  return found;
}

/** Who answers for the indicators of a table, where it says so. */
function stateRows(grid: Grid, head: readonly Cell[], found: TaskTables): void {
  const owner = head.findIndex((c) => roleOf(c.text) === 'owner');
  if (owner < 0 || !grid.exact) return;
  let above: Cell | null = null;
  for (const row of grid.rows.slice(1)) {
    const cell: Cell | null = row.cells[owner]?.text ? row.cells[owner] : above;
    above = cell;
    const first = row.cells[0]!;
    const end = row.cells[row.cells.length - 1]!.end;
    if (cell)
      found.statements.push({
        start: end,
        end,
        from: first.start,
        lead: bodies(cell.text),
        support: [],
        due: null,
        cell,
      });
  }
}

const INHERITED = new Set<Role>(['owner', 'support', 'due', 'class']);

function readTable(grid: Grid, head: readonly Cell[], found: TaskTables, past: (block: number) => boolean): void {
  const roles = head.map((c) => roleOf(c.text));
  const inner = head.map((c) => /（([^（）]{1,8})）/u.exec(c.text)?.[1] ?? null);
  const hasTask = roles.includes('task');
  // A merged cell stands once, in its first row: those below have it too.
  const above: (Cell | null)[] = head.map(() => null);
  for (const row of grid.rows.slice(1)) {
    if (row.cells.length < 2) continue;
    const cells = head.map((_, k) => row.cells[k] ?? null);
    const at = (role: Role): (Cell | null)[] =>
      roles.flatMap((r, k) => {
        if (r !== role) return [];
        const cell = cells[k];
        if (cell && cell.text !== '') return [cell];
        return INHERITED.has(role) && above[k] ? [above[k]!] : [];
      });
    cells.forEach((c, k) => {
      if (c && c.text !== '') above[k] = c;
    });
    const texts = (hasTask ? at('task') : at('name')).filter((c): c is Cell => c !== null && !BLANK.test(c.text));
    const name = at('name')[0] ?? texts[0] ?? null;
    if (!name || name.text.length < 2 || /^(?:合计|小计|总计)$/u.test(name.text)) continue;
    const lead = at('owner').flatMap((c) => bodies(c!.text));
    const support = [
      ...lead.splice(Math.max(1, at('owner').length > 1 ? bodies(at('owner')[0]!.text).length : lead.length)),
      ...at('support').flatMap((c) => bodies(c!.text)),
    ];
    const dueCell = at('due')[0];
    const due = dueCell ? readDue(dueCell.text, dueCell.start) : null;
    const state = (cell: Cell): void => {
      found.statements.push({
        start: cell.end,
        end: cell.end,
        from: cell.start,
        lead,
        support,
        due,
        cell: at('owner')[0] ?? dueCell ?? null,
      });
    };
    const clean = nameOf(name.text);
    const target =
      at('target')
        .concat(at('year'))
        .find((c) => c && readCellValue(c.text) !== null) ?? null;
    for (const cell of texts) {
      if (target && !/\d/u.test(cell.text)) continue;
      found.cells.push({ start: cell.start, end: cell.end, subject: clean });
      state(cell);
    }
    if (name !== texts[0] || target) state(name);
    const tense = past(row.block) ? 'past' : 'future';
    const measured = (cell: Cell, subject: string, unit: string | null): void => {
      const v = readCellValue(cell.text);
      if (!v) return;
      found.rows.push({
        block: row.block,
        clauseStart: name.start,
        clauseEnd: name.end,
        quantityStart: cell.start,
        quantityEnd: cell.end,
        subject,
        op: v.op,
        value: v.value,
        value2: v.value2,
        stretch: false,
        unit: v.unit ?? unit ?? '',
        tense,
        time: null,
        annual: false,
        place: null,
        rule: 'table-cell',
        confidence: 0.9,
      });
    };
    const unitCell = at('unit')[0]?.text ?? null;
    if (target) measured(target, clean, unitCell ?? inner[roles.indexOf('target')] ?? null);
    roles.forEach((role, k) => {
      const cell = cells[k];
      // 总投资 is what the work costs as a whole; the year's part of it is promised.
      if (role !== 'amount' || !cell || !/年|当年|本期|计划投资/u.test(head[k]!.text) || /^总投资/u.test(head[k]!.text))
        return;
      const words = head[k]!.text.replace(/（[^）]*）/gu, '').replace(/(?:19|20)\d\d年/u, '年度');
      measured(cell, `${clean}${words}`, inner[k] && isUnitName(inner[k]!) ? inner[k]! : null);
    });
  }
}

const nameOf = (text: string): string =>
  text
    .replace(
      /^(?:\d{1,3}[.、．]?|（[一二三四五六七八九十\d]{1,3}）|[①-⑳]|[一二三四五六七八九十]{1,3}、)(?=[一-龥“])/u,
      '',
    )
    .replace(/[。；，]+$/u, '');

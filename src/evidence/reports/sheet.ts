import {
  type Cell,
  cellDate,
  type ColumnSought,
  cellNumber,
  cellPeriod,
  cellText,
  figureUnit,
  type FileChoices,
  type FileTables,
  headLabel,
  type LeftOut,
  readRows,
  type SheetGrid,
  type SheetProblem,
  placed,
  columnLetter,
  sheetProblem,
  type ShownCell,
  tablesOf,
  type Written,
  type WrittenSheet,
} from '../intake/sheet/index.ts';
import {
  type Cadence,
  isMissing,
  isProblem,
  type Missing,
  type Nature,
  parsePeriod,
} from '../../core/measure/index.ts';
import type { Earlier, Task } from './tasks.ts';

/** The reports that are due as a sheet to fill in, and back. */

const columns = {
  name: ['指标', 'Indicator', '指标名称'],
  where: ['所在地', 'Place', '地区', '镇街'],
  period: ['统计期', 'Period', '时期', '报告期'],
  due: ['截止日期', 'Due'],
  unit: ['单位', 'Unit', '计量单位'],
  before: ['上期数', 'Period before'],
  yearBefore: ['上年同期', 'Year before'],
  value: ['本期数', 'Value', '数值'],
  absent: ['未填原因', 'Why no value'],
  source: ['数据来源', 'Source', '来源'],
  note: ['说明', 'Note'],
  revision: ['修订理由', 'Reason of revision'],
} as const;

const absences = [
  { code: 'refused', zh: '暂不能提供', en: 'cannot be given' },
  { code: 'not-applicable', zh: '不适用', en: 'not applicable' },
  { code: 'no-source', zh: '无数据来源', en: 'no source' },
] as const;

/** What the sheet says about the tasks: machine columns first, hidden. */
export function reportSheet(
  tasks: readonly (Task & Earlier)[],
  options: { title: string; demo: boolean },
): WrittenSheet {
  const text = (
    id: keyof typeof columns,
    more: { hidden?: boolean; required?: boolean; note?: string; width?: number } = {},
  ) => ({ id, label: columns[id][0], kind: 'text' as const, ...more });
  return {
    name: '填报表',
    title: options.title,
    notes: [
      '填“本期数”一列；可以带单位（如 12.5亿元），会自动换算到本行的单位。没有数的写明“未填原因”。节点填完成日期，并在“说明”里写一句完成情况。不要改动隐藏列。',
    ],
    columns: [
      { id: '_about', label: '对象', kind: 'text', hidden: true },
      { id: '_place', label: '地点', kind: 'text', hidden: true },
      { id: '_period', label: '期', kind: 'text', hidden: true },
      { id: '_base', label: '版本', kind: 'number', hidden: true },
      text('name', { width: 28 }),
      text('where', { width: 16 }),
      text('period', { width: 16 }),
      { id: 'due', label: columns.due[0], kind: 'date' },
      text('unit'),
      { id: 'before', label: columns.before[0], kind: 'number' },
      { id: 'yearBefore', label: columns.yearBefore[0], kind: 'number' },
      { id: 'value', label: columns.value[0], kind: 'number', required: true, width: 14 },
      { id: 'absent', label: columns.absent[0], kind: 'choice', choices: absences.map((item) => item.zh) },
      text('source', { width: 20 }),
      text('note', { width: 24 }),
      text('revision', { width: 24 }),
    ],
    rows: tasks.map((task): Written[] => [
      task.about,
      task.place,
      task.period,
      task.report?.seq ?? null,
      task.name.zh,
      task.where?.zh ?? '',
      task.kind === 'milestone' ? (task.scope?.zh ?? '') : task.periodName.zh,
      { date: task.due },
      task.kind === 'milestone' ? '完成日期' : (task.unit ?? ''),
      task.before?.value ?? null,
      task.yearBefore?.value ?? null,
      task.report?.state === 'returned' ? task.report.value : null,
      null,
      null,
      null,
      null,
    ]),
    demo: options.demo,
  };
}

/** A row of a filled form. `task` is what it reports on. */
export interface ReportRow {
  row: number;
  sheet: string;
  /** Letter of the column of the value. */
  column: string;
  header: string;
  task: Task;
  base: number | null;
  value: number | Missing;
  /** Of a milestone: the day on which it was done. */
  doneOn: string | null;
  source: string | null;
  note: string | null;
  revision: string | null;
}

export interface ReportSheets extends Omit<FileTables, 'tables'> {
  rows: ReportRow[];
  read: number;
  left: LeftOut[];
  shown: ShownCell[];
}

/** Reads the filled rows of a form; rows that nobody filled in are left out. */
export function readReportSheets(grid: SheetGrid, tasks: readonly Task[], choices: FileChoices = {}): ReportSheets {
  const sought: ColumnSought[] = [
    ...[
      ['_about', '对象'],
      ['_place', '地点'],
      ['_period', '期'],
      ['_base', '版本'],
    ].map(([id = '', label = '']) => ({ id, labels: [label] })),
    ...Object.entries(columns).map(([id, labels]) => ({
      id,
      labels: [...labels],
      required: id === 'value' || id === 'name',
      ...((id === 'value' || id === 'before' || id === 'yearBefore') && { figures: true as const }),
    })),
  ];
  const asIs = (cell: Cell) => cell;
  const { tables, ...found } = tablesOf(grid, [{ sought }], choices, 'figures');
  const left = tables.flatMap((table) => table.left);
  const shown: ShownCell[] = [];
  const { problems } = found;
  const rows: ReportRow[] = [];
  let read = 0;
  for (const table of tables) {
    const letter = (id: string) => columnLetter(table.columns.find((column) => column.id === id)?.index ?? 0);
    const header = (id: string) => table.columns.find((column) => column.id === id)?.header ?? '';
    const said = table.columns.find((column) => column.id === 'value')?.said ?? [];
    for (const { row, values } of readRows<Cell>(table, Object.fromEntries(sought.map((column) => [column.id, asIs])))
      .rows) {
      read += 1;
      const cell = (id: string): Cell => {
        const found = values[id];
        return found === undefined || isMissing(found) ? { value: null, text: '' } : found;
      };
      const text = (id: string): string | null => {
        const found = cellText(cell(id));
        if (isProblem(found))
          problems.push(placed(found, { sheet: table.sheet, row, column: letter(id), header: header(id) }));
        return isProblem(found) || isMissing(found) ? null : found;
      };
      const wrong = (found: SheetProblem, id: string) =>
        problems.push(placed(found, { sheet: table.sheet, row, column: letter(id), header: header(id) }));
      const blank =
        cell('value').text.trim() === '' && cell('value').error === undefined && cell('absent').text.trim() === '';
      if (blank) continue;
      const task = taskFor(tasks, {
        about: text('_about'),
        place: text('_place'),
        period: text('_period'),
        name: text('name'),
        where: text('where'),
        written: cell('period'),
      });
      if (isProblem(task)) {
        wrong(task, 'name');
        continue;
      }
      const base = Number(cell('_base').text.trim());
      const rowOf = (of: Task) => ({
        row,
        sheet: table.sheet,
        column: letter('value'),
        header: header('value'),
        task: of,
        base: text('_about') === null ? (of.report?.seq ?? null) : cell('_base').text.trim() === '' ? null : base,
        source: text('source'),
        note: text('note'),
        revision: text('revision'),
      });
      if (task.kind === 'milestone') {
        const done = cellDate(cell('value'));
        if (isProblem(done) || isMissing(done)) {
          wrong(isProblem(done) ? done : writeDoneDay, 'value');
          continue;
        }
        rows.push({ ...rowOf(task), value: { missing: 'not-applicable' }, doneOn: done });
        continue;
      }
      const unit = figureUnit({
        own: task.unit ?? '',
        row: cell('unit').text,
        name: headLabel(cell('name').text).beside,
        head: said,
        line: table.line,
      });
      const value = isProblem(unit) ? unit : valueOf(cell('value'), cell('absent').text.trim(), task, unit);
      if (isProblem(value)) {
        wrong(value, 'value');
        continue;
      }
      if (cell('value').shown !== undefined && typeof cell('value').value === 'number')
        shown.push({
          sheet: table.sheet,
          row,
          column: letter('value'),
          header: header('value'),
          shown: cell('value').shown ?? '',
          read: String(cell('value').value),
        });
      rows.push({ ...rowOf(task), value, doneOn: null });
    }
  }
  return { ...found, rows, read, left, shown };
}

const writeDoneDay = sheetProblem(
  'done-day-missing',
  ['节点要写完成日期', 'A milestone is reported with the day on which it was done'],
  ['写到日，如 2026-10-10', 'Write the day, such as 2026-10-10'],
);

function taskFor(
  tasks: readonly Task[],
  row: Record<'about' | 'place' | 'period' | 'name' | 'where', string | null> & { written: Cell },
): Task | SheetProblem {
  const listed = tasks.filter((task) => task.kind !== 'register');
  const exact = listed.find(
    (task) => task.about === row.about && task.place === row.place && task.period === row.period,
  );
  if (exact) return exact;
  // A sheet of one's own names the indicator, and the place beside it.
  const said = [row.name, headLabel(row.name ?? '').words];
  const named = listed.filter(({ name, where }) =>
    where === null
      ? (row.where ?? '') === '' && (said.includes(name.zh) || said.includes(name.en))
      : said.includes(name.zh) || said.includes(name.en) || said.some((one) => name.zh === `${one}（${row.where}）`),
  );
  const first = named[0];
  if (!first)
    return sheetProblem(
      'not-to-report',
      [`“${row.name ?? ''}”不在你的应报清单里`, `"${row.name ?? ''}" is not among the reports that are asked of you`],
      [
        '只填下载的表里列出的指标；指标归别的单位时请告诉规划管理',
        'Report what the form lists; tell the plan office if the indicator belongs to another organisation',
      ],
    );
  const match = named.find((task) =>
    task.kind === 'milestone'
      ? task.scope?.zh.trim() === row.written.text.trim() || named.length === 1
      : cellPeriod(row.written, rhythmOf(task.period)) === task.period,
  );
  if (match) return match;
  const open = named.map((task) => (task.kind === 'milestone' ? task.scope : task.periodName)?.zh).join('、');
  return sheetProblem(
    'not-to-report',
    [
      `“${first.name.zh}”现在不用报“${row.written.text}”`,
      `No report on ${first.name.en} is asked for "${row.written.text}"`,
    ],
    [`应报的是：${open}`, `Asked for: ${named.map((task) => task.periodName.en).join(', ')}`],
  );
}

/** How a series is written that has such a period. */
function rhythmOf(period: string): { cadence?: Cadence; nature?: Nature } {
  const found = parsePeriod(period);
  if (isProblem(found) || found.kind === 'years') return {};
  return found.kind === 'ytd' ? { cadence: 'month', nature: 'ytd' } : { cadence: found.kind };
}

function valueOf(cell: Cell, absent: string, task: Task, unit: string | null): number | Missing | SheetProblem {
  const reason = absences.find((item) => item.zh === absent || item.en === absent || item.code === absent);
  if (absent !== '' && !reason)
    return sheetProblem(
      'not-a-choice',
      [`未填原因“${absent}”不认得`, `The reason "${absent}" is not known`],
      [
        `写：${absences.map((item) => item.zh).join('、')}`,
        `Write one of: ${absences.map((item) => item.en).join(', ')}`,
      ],
    );
  const value = cellNumber(cell, { unit: task.unit ?? '', ...(unit !== null && unit !== task.unit && { bare: unit }) });
  if (isProblem(value)) return value;
  if (!isMissing(value))
    return reason
      ? sheetProblem(
          'value-and-reason',
          ['既有数又写了未填原因', 'There is a value and a reason for having none'],
          ['留下其中一个', 'Keep one of the two'],
        )
      : value;
  if (reason) return { missing: reason.code };
  return value.missing === 'not-due'
    ? sheetProblem(
        'not-due',
        ['这一期已经结束，应当有数', 'The period is over and has a figure'],
        ['填数，或写明未填原因', 'Give the figure, or the reason for having none'],
      )
    : value;
}

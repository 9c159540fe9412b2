import { isMissing, isProblem } from '../../core/measure/index.ts';
import { type ImportLine, importProblem, type ImportProblem, inOrder, type ReadImport } from '../intake/imported.ts';
import {
  type Cell,
  cellDate,
  cellNumber,
  cellText,
  columnLetter,
  type FileChoices,
  placed,
  readRows,
  type SheetGrid,
  type SheetProblem,
  sheetProblem,
  tablesOf,
  type Written,
  type WrittenSheet,
} from '../intake/sheet/index.ts';
import type { PayloadOf, SubmissionOf } from '../ledger/kind.ts';
import type { Milestone } from '../reading/milestones.ts';
import type { Snapshot } from '../reading/snapshot.ts';
import { ViewAt } from '../reading/view.ts';
import type { figureEntries } from './entries.ts';
import { newStepIds } from './milestones.ts';

/** The steps of commitments as a sheet, and back: one row is one step; a row without a hidden number is a new one. */

const columns = {
  commitment: ['任务编号', '编号', 'Code'],
  promise: ['目标任务', '任务', 'Commitment'],
  title: ['节点', '节点名称', '里程碑', 'Milestone'],
  due: ['到期日', '完成时限', '时限', 'Due'],
  weight: ['权重', 'Weight'],
  evidence: ['佐证要求', '佐证材料', 'Proof'],
  organisation: ['填报单位', '责任单位', 'Unit'],
  state: ['完成情况', 'State'],
  dropped: ['取消', 'Drop'],
} as const;
type Column = keyof typeof columns;

/** One row a step of each commitment; a commitment without steps gets an empty row to be filled in. */
export function milestoneSheet(
  view: ViewAt,
  commitments: readonly string[],
  options: { title: string; demo: boolean },
): WrittenSheet {
  const text = (id: Column, more: { hidden?: boolean; required?: boolean; width?: number } = {}) => ({
    id,
    label: columns[id][0],
    kind: 'text' as const,
    ...more,
  });
  const rows = view.snapshot.commitments.flatMap(({ item }): Written[][] => {
    if (!commitments.includes(item.id)) return [];
    const steps: (Milestone | null)[] = view.milestones(item.id);
    return (steps.length > 0 ? steps : [null]).map((step): Written[] => [
      step?.id ?? null,
      step?.base ?? null,
      item.id,
      item.title.zh,
      step?.title.zh ?? null,
      step ? { date: step.due } : null,
      step?.weight ?? null,
      step?.evidence?.zh ?? null,
      step?.organisation ? (view.snapshot.organisations.get(step.organisation)?.zh ?? step.organisation) : null,
      step?.doneOn ? `${step.doneOn} 完成` : null,
      null,
    ]);
  });
  return {
    name: '节点表',
    title: options.title,
    notes: ['每行一个节点；加节点就加一行并写任务编号；不再要的节点在“取消”一栏写“是”。不要改动隐藏列。'],
    columns: [
      { id: '_milestone', label: '节点号', kind: 'text', hidden: true },
      { id: '_base', label: '版本', kind: 'number', hidden: true },
      text('commitment', { required: true }),
      text('promise', { width: 36 }),
      text('title', { required: true, width: 28 }),
      { id: 'due', label: columns.due[0], kind: 'date', required: true },
      { id: 'weight', label: columns.weight[0], kind: 'number' },
      text('evidence', { width: 24 }),
      text('organisation', { width: 20 }),
      text('state', { width: 16 }),
      { id: 'dropped', label: columns.dropped[0], kind: 'choice', choices: ['是'] },
    ],
    rows,
    demo: options.demo,
  };
}

type Step = PayloadOf<(typeof figureEntries.kinds)['milestone.set']>['steps'][number];

/** Reads a sheet of steps: what is new, what differs from what stands, and every problem with its cell. */
export async function readMilestones(
  snapshot: Snapshot,
  grid: SheetGrid,
  of: { actor: string; today: string; choices?: FileChoices },
): Promise<ReadImport<SubmissionOf<typeof figureEntries.kinds>>> {
  const view = new ViewAt(snapshot, of.today, 'all');
  const sought = [
    { id: '_milestone', labels: ['节点号'] },
    { id: '_base', labels: ['版本'] },
    ...Object.entries(columns).map(([id, labels]) => ({
      id,
      labels: [...labels],
      required: id === 'commitment' || id === 'title' || id === 'due',
    })),
  ];
  const { tables, sheets, problems: whole, notes } = tablesOf(grid, [{ sought }], of.choices ?? {});
  const problems: ImportProblem[] = [
    ...whole.map((found) => importProblem(found)),
    ...notes.map((found) => importProblem(found, 'warning')),
  ];
  const counts = { read: 0, added: 0, changed: 0, unchanged: 0, refused: 0 };
  const steps: (Omit<Step, 'id'> & { id: string | null })[] = [];
  const lines: ImportLine[] = [];
  for (const table of tables) {
    const asIs = (cell: Cell) => cell;
    for (const { row, values } of readRows<Cell>(table, Object.fromEntries(sought.map(({ id }) => [id, asIs]))).rows) {
      const cell = (id: string): Cell => {
        const found = values[id];
        return found === undefined || isMissing(found) ? { value: null, text: '' } : found;
      };
      // The row of a commitment that nobody filled in.
      if (cell('title').text.trim() === '' && cell('due').text.trim() === '') continue;
      counts.read += 1;
      const at = (id: string) => {
        const column = table.columns.find((one) => one.id === id);
        return { sheet: table.sheet, row, column: columnLetter(column?.index ?? 0), header: column?.header ?? '' };
      };
      const read = stepOf(view, cell);
      if ('problem' in read) {
        problems.push(importProblem(placed(read.problem, at(read.column))));
        counts.refused += 1;
        continue;
      }
      const { step, standing } = read;
      const changes = changesOf(view, standing, step);
      if (changes.length === 0) {
        counts.unchanged += 1;
        continue;
      }
      counts[standing ? 'changed' : 'added'] += 1;
      steps.push(step);
      lines.push({
        sheet: table.sheet,
        row,
        what: standing ? 'changed' : 'added',
        title: `${step.commitment} ${step.title.zh}`,
        changes,
      });
    }
  }
  return {
    rows: counts,
    problems: inOrder(problems),
    lines,
    left: tables.flatMap(({ left }) => left),
    sheets,
    shown: [],
    submission:
      steps.length === 0
        ? null
        : (file) => ({
            jurisdiction: snapshot.jurisdiction,
            kind: 'milestone.set',
            actor: of.actor,
            demo: false,
            payload: {
              on: of.today,
              source: '节点表导入',
              reason: '按导入的节点表更新',
              ...(file && { file }),
              steps: newStepIds(snapshot, steps),
            },
          }),
  };
}

type Read =
  | { problem: SheetProblem; column: string }
  | { step: Omit<Step, 'id'> & { id: string | null }; standing: Milestone | null };

function stepOf(view: ViewAt, cell: (id: string) => Cell): Read {
  const wrong = (column: string, problem: SheetProblem): Read => ({ problem, column });
  const text = (id: Column) => {
    const found = cellText(cell(id));
    return isProblem(found) || isMissing(found) ? null : found.trim();
  };
  const code = text('commitment') ?? '';
  const item = view.snapshot.commitments.find((held) => held.item.id === code)?.item;
  if (!item || item.kind === 'theme')
    return wrong(
      'commitment',
      sheetProblem(
        item ? 'theme-has-no-milestones' : 'no-such-commitment',
        item
          ? [`${code} 是主题，节点设在它下面的任务上`, `${code} is a theme; milestones belong to commitments below it`]
          : [`没有任务“${code}”`, `There is no commitment "${code}"`],
        ['写规划里的任务编号', 'Write the code that the plan has'],
      ),
    );
  const title = text('title') ?? '';
  if (title.length < 2 || title.length > 200)
    return wrong(
      'title',
      sheetProblem(
        'bad-title',
        [`节点名称要 2 到 200 个字`, 'A milestone has a name of 2 to 200 characters'],
        ['写明做成什么', 'Say what is to be done'],
      ),
    );
  const due = cellDate(cell('due'));
  if (isProblem(due)) return wrong('due', due);
  const [first, last] = yearsAround(view);
  if (isMissing(due) || due < first || due > last)
    return wrong(
      'due',
      sheetProblem(
        'due-outside-plan',
        [`到期日不在规划期内（${first} 至 ${last}）`, `The due day is outside the plan (${first} to ${last})`],
        ['核对年份', 'Check the year'],
      ),
    );
  const weight = cell('weight').text.trim() === '' ? 1 : cellNumber(cell('weight'), { unit: '' });
  if (isProblem(weight)) return wrong('weight', weight);
  if (isMissing(weight) || weight <= 0 || weight > 100)
    return wrong(
      'weight',
      sheetProblem(
        'out-of-range',
        ['权重要大于 0、不超过 100', 'The weight is above 0 and at most 100'],
        ['改这个数', 'Change the figure'],
      ),
    );
  const unit = text('organisation');
  const organisation = unit
    ? ([...view.snapshot.organisations].find(
        ([id, name]) => id === unit || name.zh === unit || name.en === unit,
      )?.[0] ?? null)
    : null;
  if (unit && organisation === null)
    return wrong(
      'organisation',
      sheetProblem(
        'no-such-organisation',
        [`没有单位“${unit}”`, `There is no organisation "${unit}"`],
        ['写单位全称，空着就是牵头单位', 'Write its full name; empty means the lead'],
      ),
    );
  const id = cell('_milestone').text.trim() || null;
  const base = Number(cell('_base').text.trim()) || null;
  const standing =
    view.milestones(code).find((step) => step.id === id && step.base === base) ??
    view.milestones(code).find((step) => id === null && step.title.zh === title && step.due === due) ??
    null;
  if (id !== null && !standing)
    return wrong(
      'title',
      sheetProblem(
        'milestone-changed',
        ['下载之后这个节点已经改过或取消', 'The milestone was changed or dropped after the sheet was made'],
        ['重新下载节点表再改', 'Download the sheet again'],
      ),
    );
  const evidence = text('evidence');
  const kept = (was: { zh: string; en: string } | null | undefined, zh: string) =>
    was?.zh === zh ? was : { zh, en: zh };
  return {
    standing,
    step: {
      commitment: standing?.commitment ?? code,
      id: standing?.id ?? null,
      base: standing?.base ?? null,
      title: kept(standing?.title, title),
      due,
      weight,
      evidence: evidence ? kept(standing?.evidence, evidence) : null,
      organisation,
      dropped: text('dropped') === '是',
    },
  };
}

/** Days between which a step may be due: from a year before the plan to ten years after it. */
export function yearsAround(view: ViewAt): [string, string] {
  const { start, end } = view.horizon;
  return [`${Number(start.slice(0, 4)) - 1}-01-01`, `${Number(end.slice(0, 4)) + 10}-12-31`];
}

function changesOf(view: ViewAt, was: Milestone | null, step: Omit<Step, 'id'>): ImportLine['changes'] {
  const unit = (id: string | null | undefined) => (id ? (view.snapshot.organisations.get(id)?.zh ?? id) : '');
  const all: [zh: string, en: string, from: string, to: string][] = [
    ['节点', 'Milestone', was?.title.zh ?? '', step.title.zh],
    ['到期日', 'Due', was?.due ?? '', step.due],
    ['权重', 'Weight', was ? String(was.weight) : '', String(step.weight)],
    ['佐证要求', 'Proof', was?.evidence?.zh ?? '', step.evidence?.zh ?? ''],
    ['填报单位', 'Unit', unit(was?.organisation), unit(step.organisation)],
    ['取消', 'Drop', '', step.dropped ? '是' : ''],
  ];
  return all.flatMap(([zh, en, from, to]) => (from === to ? [] : [{ name: { zh, en }, from, to }]));
}

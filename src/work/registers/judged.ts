import type { Light, Text } from '../../core/measure/index.ts';
import { passes, type RecordState, type Register, type RegisterType } from '../../core/register/index.ts';
import type { AnyRow, Cell, Chosen, Column, Judgement, List, Parameter } from '../../evidence/judgement.ts';
import type { JudgedColumns } from '../../evidence/registers/sheet.ts';
import type { ListOf } from '../../evidence/reading/list.ts';
import { filterOf } from '../../evidence/reading/records.ts';
import type { ViewAt } from '../../evidence/reading/view.ts';
import { inTurn } from '../../evidence/run/index.ts';
import { complain } from '../../evidence/store/complain.ts';
import { Problem } from '../../http/problem.ts';

/** A list with what its area thinks of it, on the day and in the reach of a view. */
export interface JudgedList {
  list: List;
  rows: ListOf<Register>;
  judged: ReadonlyMap<string, Judgement>;
  parameters: readonly Parameter[];
  chosen: Chosen;
  /** Something in it, or in what it draws on, is made up for the demonstration. */
  demo: boolean;
  /** Why there are no judgements, where they could not be made. */
  fault: Text | null;
}

/** Judgements may compute in threads: whoever turns the pages of a calendar does not start one for each day at once. */
const judging = inTurn(4);

/** Judgements by view, list and what was chosen: everything that shows the list shows the same. */
const kept = new WeakMap<ViewAt, Map<string, Promise<JudgedList>>>();

/** Judges a list of a view, once. A judgement that fails takes no page down: the rows stand without it, and it is said. */
export function judgedList(view: ViewAt, list: List, asked: Chosen): Promise<JudgedList> {
  const ofView = kept.get(view) ?? new Map<string, Promise<JudgedList>>();
  kept.set(view, ofView);
  const key = `${list.register.id} ${JSON.stringify(Object.entries(asked).toSorted())}`;
  const known = ofView.get(key);
  if (known) return known;
  const made = judge(view, list, asked);
  made.catch(() => ofView.delete(key));
  ofView.set(key, made);
  return made;
}

async function judge(view: ViewAt, list: List, asked: Chosen): Promise<JudgedList> {
  const rows = await view.list(list.register as Register);
  const parameters = (await list.parameters?.(view, asked)) ?? [];
  const chosen = Object.fromEntries(parameters.map(({ id, value }) => [id, value]));
  try {
    const judged = (await judging(async () => list.judge?.(view, rows.rows, chosen))) ?? new Map<string, Judgement>();
    const demo = rows.demo || [...judged.values()].some((one) => one.demo === true);
    return { list, rows, judged, parameters, chosen, demo, fault: null };
  } catch (error) {
    if (error instanceof Problem) throw error;
    complain(`judgement of ${list.register.id}`, error);
    return {
      list,
      rows,
      judged: new Map(),
      parameters,
      chosen,
      demo: rows.demo,
      fault: {
        zh: '判断没有算出来，下面只有台账本身。',
        en: 'The judgement could not be made; below is the list alone.',
      },
    };
  }
}

export interface JudgedView {
  light: Light | null;
  why: Text | null;
  cells: Record<string, Cell>;
}

/** What is shown of a judged row; null for a record that code could not read. */
export function judgedView({ list, rows, judged }: JudgedList, id: string): JudgedView | null {
  const row = rows.byId.get(id);
  if (!row) return null;
  const judgement = judged.get(id);
  return {
    light: judgement?.light ?? null,
    why: judgement?.why ?? null,
    cells: Object.fromEntries((list.columns ?? []).map((column) => [column.id, cellOf(column, row, judgement)])),
  };
}

function cellOf(column: Column<AnyRow, Judgement>, row: AnyRow, judgement: Judgement | undefined): Cell {
  const cell = column.of(row, judgement);
  return typeof cell === 'number' && !Number.isFinite(cell) ? null : cell;
}

/** What a cell is ordered by. */
export function orderOf(cell: Cell | undefined): number | string | null {
  if (cell === null || cell === undefined) return null;
  if (typeof cell === 'boolean') return cell ? 1 : 0;
  if (typeof cell !== 'object') return cell;
  if ('title' in cell) return cell.title;
  return 'zh' in cell ? cell.zh : null;
}

/** The records that pass a filter of the register and have one of the lights that are wanted. */
export function shownRecords<T extends RecordState>(
  { rows, judged }: JudgedList,
  type: RegisterType,
  records: readonly T[],
  wanted: { filter?: string | undefined; light?: string | undefined },
): T[] {
  const filter = wanted.filter === undefined ? null : filterOf(type, wanted.filter);
  const lights = wanted.light?.split(',');
  return records.filter(
    (record) =>
      (filter === null || passes(filter, record)) &&
      (lights === undefined || (rows.byId.has(record.id) && lights.includes(judged.get(record.id)?.light ?? ''))),
  );
}

/** The judgements as columns of a sheet: the light, why, and what the area computes. */
export function judgedColumns(found: JudgedList): JudgedColumns {
  const columns = found.list.columns ?? [];
  const lit = [...found.judged.values()].some((one) => one.light !== undefined);
  return {
    columns: [
      ...(lit
        ? [
            { name: '灯', unit: null },
            { name: '为什么', unit: null },
          ]
        : []),
      ...columns.map(({ name, unit }) => ({ name: name.zh, unit: unit ?? null })),
    ],
    cells(id) {
      const shown = judgedView(found, id);
      const light = shown?.light ? lightNames[shown.light] : null;
      return [...(lit ? [light, shown?.why?.zh ?? null] : []), ...columns.map((one) => written(shown?.cells[one.id]))];
    },
  };
}

const lightNames: Record<Light, string> = { green: '绿灯', yellow: '黄灯', red: '红灯', grey: '无据' };

function written(cell: Cell | undefined): string | number | null {
  if (cell === null || cell === undefined) return null;
  if (typeof cell === 'boolean') return cell ? '是' : '否';
  if (typeof cell !== 'object') return cell;
  if ('title' in cell) return cell.title;
  return 'zh' in cell ? cell.zh : cell.missing.zh;
}

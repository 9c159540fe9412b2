import type { Light, Text } from '../core/measure/index.ts';
import type { AnyRow, Cell, Column, Section, Tile } from './judgement.ts';
import type { Field, RecordOf, Register } from '../core/register/index.ts';
import { isOpenTo } from './reading/records.ts';
import type { ViewAt } from './reading/view.ts';

/** Parts of which areas write what they think of a list, so that the same thing is said in the same way everywhere. */

export const say = (zh: string, en: string): Text => ({ zh, en });

/** A light with the sentence that says why. */
export const lit = <L extends Light>(light: L, zh: string, en: string): { light: L; why: Text } => ({
  light,
  why: say(zh, en),
});

/** What stands where there is nothing, and why. */
export const lacking = (zh: string, en: string): Cell => ({ missing: { zh, en } });

/** What some rows add up to; nothing, with the reason, where no row says it. */
export function totalOf<Row>(rows: readonly Row[], of: (row: Row) => number | null): Cell {
  const said = rows.flatMap((row) => of(row) ?? []);
  if (said.length === 0) return lacking('未填', 'not filled in');
  return Number(said.reduce((sum, one) => sum + one, 0).toFixed(6));
}

/** Red first, and green last. */
export const byLight: Readonly<Record<Light, number>> = { red: 0, yellow: 1, grey: 2, green: 3 };

/** A column that speaks of the judgement alone: a row that was not judged has nothing in it. */
export function column<J>(
  id: string,
  zh: string,
  en: string,
  of: (judged: J) => Cell,
  more: Pick<Column<unknown, J>, 'unit' | 'decimals'> = {},
): Column<unknown, J> {
  return { ...more, id, name: { zh, en }, of: (_row, judged) => (judged ? of(judged) : null) };
}

/** How many of some rows something is known of, as a bar; no tile where there is no row. */
export function covered(
  zh: string,
  en: string,
  known: number,
  of: number,
  unit: string,
  more: Partial<Tile> = {},
): Tile[] {
  return of === 0 ? [] : [{ name: say(zh, en), value: known, unit, share: known / of, ...more }];
}

/** What is to be done by a day and is not done: red after it, `before` until then; grey without a day. */
export function byDay(due: string | null, day: string, before: Light = 'yellow'): { light: Light; why: Text } {
  if (due === null) return lit('grey', '没有期限。', 'No day is set.');
  return due < day
    ? lit('red', `应在 ${due} 前完成。`, `It was due on ${due}.`)
    : lit(before, `${due} 前完成。`, `Due on ${due}.`);
}

/** A tile for each stage or choice of a field, with the rows that stand there; its filter shows them. */
export function tilesBy<Row>(
  field: string,
  options: readonly { id: string; name: Text }[],
  rows: readonly Row[],
  at: (row: Row) => string | null | undefined,
  counted: (rows: readonly Row[]) => Omit<Tile, 'name' | 'filter'>,
): Tile[] {
  return options.map(({ id, name }) => ({
    ...counted(rows.filter((row) => at(row) === id)),
    name,
    filter: `${field} = ${id}`,
  }));
}

/**
 * The rows of another list that point at a row by their field `by`, with the `fields` named (`stage` among them where the
 * list has stages). No section at all for a reader of what is published where the list is not.
 */
export async function related<R extends Register>(
  view: ViewAt,
  register: R,
  by: keyof RecordOf<R> & string,
  id: string,
  fields: readonly (keyof RecordOf<R> & string)[],
  more: { about?: Text; of?: (row: RecordOf<R>) => boolean } = {},
): Promise<Section[]> {
  // What is in force counts: a place may have closed a list that the program opens.
  if (!isOpenTo(view.snapshot.registers.get(register.id)?.type ?? register, view.reach)) return [];
  const own = (await view.list(register)).rows.filter((row) => {
    const at = row[by] as { id?: string } | readonly { id?: string }[] | null;
    return [at].flat().some((one) => one?.id === id) && (more.of?.(row) ?? true);
  });
  const fieldOf = (name: string) => register.fields.find((one) => one.id === name);
  const cell = (row: RecordOf<R>, name: string) =>
    name === 'stage'
      ? (register.stages.find((one) => one.id === (row as AnyRow).stage)?.name ?? null)
      : cellOf((row as Readonly<Record<string, unknown>>)[name], fieldOf(name));
  const titled = register.identify.filter((name) => name !== by);
  return [
    {
      title: register.name,
      about: more.about ?? (own.length === 0 ? say('没有登记。', 'Nothing is entered.') : undefined),
      heads: fields.map((name) => headOf(fieldOf(name))),
      lines: own.map((row) => ({
        name: { register: register.id, id: row.id, title: titled.map((name) => wordsOf(cell(row, name))).join(' / ') },
        cells: fields.map((name) => cell(row, name)),
      })),
    },
  ];
}

function headOf(field: Field | undefined): Text {
  if (!field) return say('状态', 'State');
  const { name, unit } = field;
  return unit === undefined ? name : say(`${name.zh}（${unit}）`, `${name.en} (${unit})`);
}

/** A value as a typed list holds it, as a judged cell. */
function cellOf(value: unknown, field: Field | undefined): Cell {
  if (value === null || value === undefined) return lacking('未填', 'not filled in');
  if (Array.isArray(value)) {
    const all = value.map((one) => wordsOf(cellOf(one, field)));
    return say(all.join('、'), all.join(', '));
  }
  if (typeof value === 'object') {
    if ('name' in value) return value.name as Text;
    if ('title' in value && field?.register)
      return { ...(value as { id: string; title: string }), register: field.register };
    return null;
  }
  return field?.choices?.find((one) => one.id === value)?.name ?? (value as string | number | boolean);
}

function wordsOf(cell: Cell): string {
  if (cell === null || typeof cell !== 'object') return String(cell ?? '');
  if ('title' in cell) return cell.title;
  return 'missing' in cell ? cell.missing.zh : cell.zh;
}

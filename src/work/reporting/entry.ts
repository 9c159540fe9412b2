import { isMissing, isProblem, type Text } from '../../core/measure/index.ts';
import { cellNumber } from '../../evidence/intake/sheet/cell-number.ts';
import type { Task } from './api.ts';

/** Why there is no figure, as the interface offers it. */
export const absences = [
  { code: 'refused', zh: '暂不能提供', en: 'cannot be given' },
  { code: 'not-applicable', zh: '不适用', en: 'not applicable' },
  { code: 'no-source', zh: '无数据来源', en: 'no source' },
] as const;
type Absence = (typeof absences)[number]['code'];

/** What somebody typed for one report, before it is handed in. */
export interface Entry {
  value: string;
  absence: Absence | '';
  source: string;
  note: string;
  revision: string;
  /** Reasons by the code of the warning that they answer. */
  reasons: Readonly<Record<string, string>>;
  /** Entry that this one replaces, where the person chose to after a conflict; else that of the task. */
  over?: number | null;
  /** Of a milestone: the day on which it was done, and the proof. */
  doneOn?: string;
  file?: File | null;
  /** A list that its keeper says is up to date. */
  upToDate?: boolean;
}

export const blank: Entry = { value: '', absence: '', source: '', note: '', revision: '', reasons: {} };

export const keyOf = (of: { about: string; place: string; period: string }) => `${of.about} ${of.place} ${of.period}`;

export const isFilled = (entry: Entry | undefined): entry is Entry =>
  entry !== undefined &&
  (entry.value.trim() !== '' ||
    entry.absence !== '' ||
    entry.upToDate === true ||
    (entry.doneOn ?? '') !== '' ||
    (entry.file ?? null) !== null);

/** A line of a hand-in; `confirmed` only for warnings whose reason was written. */
export interface Line {
  about: string;
  place: string;
  period: string;
  base: number | null;
  value: number | null;
  doneOn?: string;
  missing?: Absence;
  source?: string;
  note?: string;
  revision?: string;
  confirmed: { code: string; reason: string }[];
}

/** The line that an entry makes, or what is wrong with it. Figures are read as in a sheet: 12.5亿元 where 万元 is asked for is 125000. */
export function lineOf(task: Task, entry: Entry, today: string): Line | (Text & { wrong: true }) {
  const wrong = (zh: string, en: string) => ({ wrong: true, zh, en }) as const;
  if (task.state === 'approved' && entry.revision.trim().length < 2)
    return wrong('已审核通过的数要修订，请写明理由', 'An approved figure is revised with a reason');
  const words = { source: entry.source.trim(), note: entry.note.trim(), revision: entry.revision.trim() };
  const line = {
    about: task.about,
    place: task.place,
    period: task.period,
    base: entry.over === undefined ? task.base : entry.over,
    ...(words.source !== '' && { source: words.source }),
    ...(words.note !== '' && { note: words.note }),
    ...(words.revision !== '' && { revision: words.revision }),
    confirmed: Object.entries(entry.reasons).flatMap(([code, reason]) =>
      reason.trim().length < 2 ? [] : [{ code, reason: reason.trim() }],
    ),
  };
  if (task.kind === 'register') return { ...line, value: null };
  if (task.kind === 'milestone') {
    const doneOn = entry.doneOn ?? '';
    if (doneOn === '') return wrong('填完成日期', 'Give the day on which it was done');
    if (doneOn > today) return wrong('完成日期不能晚于今天', 'It cannot be done after today');
    if (words.note.length < 2) return wrong('写一句完成情况', 'Say in a sentence what was done');
    if (task.evidence && !entry.file)
      return wrong(`要附佐证材料：${task.evidence.zh}`, `Proof is asked for: ${task.evidence.en}`);
    return { ...line, value: null, doneOn };
  }
  if (entry.value.trim() === '')
    return entry.absence === ''
      ? wrong('填数，或选未填原因', 'Give the figure, or the reason for having none')
      : { ...line, value: null, missing: entry.absence };
  if (entry.absence !== '')
    return wrong('既有数又有未填原因，留下一个', 'There is a figure and a reason for having none; keep one');
  const value = cellNumber({ value: entry.value, text: entry.value }, { unit: task.unit ?? '' });
  if (isProblem(value)) return wrong(value.zh, value.en);
  return isMissing(value)
    ? wrong('没有数时请选未填原因', 'Choose the reason when there is no figure')
    : { ...line, value };
}

/** What is wrong with a figure while it is typed; undefined: nothing, or there is none yet. */
export function typedFault(task: Pick<Task, 'unit'>, entry: Pick<Entry, 'value'>): Text | undefined {
  if (entry.value.trim() === '') return undefined;
  const value = cellNumber({ value: entry.value, text: entry.value }, { unit: task.unit ?? '' });
  return isProblem(value) ? { zh: value.zh, en: value.en } : undefined;
}

/** Cells of a column that was pasted at one report go to it and to those below it. */
export function pasted(
  keys: readonly string[],
  from: string,
  cells: readonly string[],
): { key: string; value: string }[] {
  const start = keys.indexOf(from);
  return start < 0
    ? []
    : cells.flatMap((value, index) =>
        keys[start + index] === undefined ? [] : [{ key: keys[start + index] ?? '', value: value.trim() }],
      );
}

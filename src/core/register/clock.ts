import { type Due, dueAfter, isProblem, type Problem, type Span } from '../measure/index.ts';
import { parseFilter, passes } from './filter.ts';
import type { RecordState, RegisterType } from './model.ts';
import { spanOf } from './model.ts';

/** How long a record may stay on its stage: the limit, what stopped its clock, and what it was extended by. */

/** A stop or an extension, each with the paper that says so. */
export type ClockAct =
  | { kind: 'stop'; stage: string; from: string; to: string | null; document: string; reason: string }
  | { kind: 'extend'; stage: string; span: Span; document: string; reason: string };

export interface StageClock {
  /** ISO day from which it counts, and the field that holds it; null: the day of entering the stage. */
  from: string;
  by: string | null;
  span: Span;
  /** Without what it was extended by. */
  first: Due;
  /** With it. */
  due: Due;
  /** The clock stands now. */
  stopped: boolean;
  acts: readonly ClockAct[];
}

type Line = RegisterType['stages'][number]['limits'][number];

const parsed = new WeakMap<Line, ReturnType<typeof parseFilter>>();

/** The filter of a line, read once: thousands of records are asked the same. */
function filterOf(type: RegisterType, line: Line): ReturnType<typeof parseFilter> {
  const known = parsed.get(line) ?? parseFilter(type, line.filter ?? '');
  parsed.set(line, known);
  return known;
}

/** The limit of the stage that a record stands on: the first line whose filter holds and whose length is known. */
function stageLimit(type: RegisterType, record: RecordState): { span: Span; line: Line } | null {
  const stage = type.stages.find((item) => item.id === record.stage);
  for (const line of stage?.limits ?? []) {
    const length = line.said === undefined ? undefined : record.values[line.said];
    const span = typeof length === 'number' ? { workdays: length } : spanOf(line);
    if (span === null) continue;
    if (line.filter === undefined) return { span, line };
    const filter = filterOf(type, line);
    if (!isProblem(filter) && passes(filter, record)) return { span, line };
  }
  return null;
}

/** The stop that came with the record itself; without a paper it is none (行政许可法 第四十五条: told in writing). */
function stopIn({ stage, values }: RecordState, { stop }: Line): ClockAct[] {
  if (!stop || stage === null) return [];
  const [from, to, document] = [values[stop.from], values[stop.to], values[stop.paper]];
  if (typeof from !== 'string' || typeof document !== 'string') return [];
  return [{ kind: 'stop', stage, from, to: typeof to === 'string' ? to : null, document, reason: document }];
}

/**
 * The clock of the stage that a record stands on; null where it has no limit, or where the field from which it counts is
 * empty. `acts` are those of the record, in the order in which they were done. Problems as of `dueAfter`.
 */
export function stageClock(
  type: RegisterType,
  record: RecordState,
  acts: readonly ClockAct[],
): StageClock | null | Problem {
  const limit = stageLimit(type, record);
  if (!limit || record.stage === null) return null;
  const { from } = limit.line;
  const day = from === undefined ? record.passed[record.stage] : record.values[from];
  if (typeof day !== 'string') return null;
  const own = [...stopIn(record, limit.line), ...acts.filter((act) => act.stage === record.stage)];
  const stops = own.filter((act) => act.kind === 'stop');
  const first = dueAfter(day, limit.span, stops);
  if (isProblem(first)) return first;
  let due: Due = first;
  for (const act of own) {
    if (act.kind !== 'extend' || due.due === null) continue;
    const next = dueAfter(due.due, act.span, stops);
    if (isProblem(next)) return next;
    due = { due: next.due, certain: due.certain && next.certain };
  }
  return {
    from: day,
    by: from ?? null,
    span: limit.span,
    first,
    due,
    stopped: stops.some((stop) => stop.to === null),
    acts: own,
  };
}

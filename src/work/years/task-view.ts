import { under } from '../../evidence/reading/organisations.ts';
import type { HeldTask, TaskInForce } from '../../evidence/reading/tasks.ts';
import type { ViewAt } from '../../evidence/reading/view.ts';
import type { TaskView } from './api.ts';

/** Whose parts a reader sees: everybody's, those of his own unit and below it, nobody's. */
export type Sees = { how: 'all' } | { how: 'own'; units: ReadonlySet<string> } | { how: 'none' };

export function seenBy(view: ViewAt): Sees {
  if (view.reach === 'all') return { how: 'all' };
  if (view.reach === 'approved') return { how: 'none' };
  return { how: 'own', units: under(view.snapshot.parents, view.reach.slice('of:'.length)) };
}

/** A task as it stands on the day of the view, with the parts that a reader sees. */
export function taskView(view: ViewAt, { now, first }: TaskInForce, sees: Sees): TaskView {
  const standing = view.taskStanding(now);
  const all = now.groups.flatMap(({ by, parts }) => parts.map((part) => ({ by, part })));
  const firstOf = new Map(first.groups.flatMap(({ parts }) => parts.map((part) => [part.unit, part.value])));
  return {
    basis: now.basis,
    by: now.by ?? null,
    version: now.version,
    document: now.document,
    issuedOn: now.issuedOn,
    total: now.total,
    first: first.total,
    quarters: now.quarters,
    standing,
    scored: scored(standing, first.total),
    given: all.length,
    parts: all
      .filter(({ part }) => sees.how === 'all' || (sees.how === 'own' && sees.units.has(part.unit)))
      .map(({ by, part }) => partOf(view, now, by, part, firstOf.get(part.unit) ?? null)),
  };
}

function partOf(
  view: ViewAt,
  task: HeldTask,
  by: 'department' | 'place',
  part: HeldTask['groups'][number]['parts'][number],
  first: number | null,
): TaskView['parts'][number] {
  const standing = view.taskStanding(task, part);
  return {
    unit: view.organisation(part.unit)!,
    by,
    value: part.value,
    first,
    quarters: part.quarters,
    place: part.place ?? null,
    indicator: part.indicator ?? null,
    standing,
    scored: scored(standing, first),
  };
}

/** A later correction moves the light, never the score. */
const scored = (standing: TaskView['standing'], first: number | null): number | null =>
  standing?.observed && first !== null && first > 0 ? standing.observed.value / first : null;

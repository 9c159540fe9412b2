import { dueAfter, isProblem } from '../../core/measure/index.ts';
import type { Snapshot } from '../../evidence/reading/snapshot.ts';
import type { Directive } from './held.ts';

interface Matter {
  object: string | null;
  lead: string;
  title: string;
}

/** A commitment and the indicator that it is measured by are one matter for the unit that answers for it. */
function indicatorOf(snapshot: Pick<Snapshot, 'commitments'>, object: string): string | null {
  const [kind, id] = object.split('/');
  if (kind === 'indicator') return id ?? null;
  return kind === 'commitment'
    ? (snapshot.commitments.find(({ item }) => item.id === id)?.item.indicator ?? null)
    : null;
}

function isSame(snapshot: Pick<Snapshot, 'commitments'>, one: Matter, other: Matter): boolean {
  if (one.object === null || other.object === null)
    return one.object === other.object && one.lead === other.lead && one.title === other.title;
  if (one.object === other.object) return true;
  const indicator = indicatorOf(snapshot, one.object);
  return indicator !== null && one.lead === other.lead && indicator === indicatorOf(snapshot, other.object);
}

/** The directives about the same matter, the newest first. */
export function sameMatter(
  snapshot: Pick<Snapshot, 'commitments'>,
  all: readonly Directive[],
  matter: Matter,
): Directive[] {
  return all
    .filter(({ issued, standing }) => standing.state !== 'withdrawn' && isSame(snapshot, issued, matter))
    .toReversed();
}

/** Of these, the one that was closed last within so many months before the ISO day; null: there is none. */
export function closedWithin(same: readonly Directive[], months: number, day: string): Directive | null {
  const closed = same
    .filter(({ standing: { state, closedOn } }) => {
      if (state !== 'closed' || closedOn === null) return false;
      const until = dueAfter(closedOn, { months });
      return !isProblem(until) && until.due !== null && day <= until.due;
    })
    .toSorted((a, b) => ((a.standing.closedOn ?? '') < (b.standing.closedOn ?? '') ? 1 : -1));
  return closed[0] ?? null;
}

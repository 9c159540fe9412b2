import { allows } from '../../http/access.ts';
import type { Who } from '../../http/route.ts';
import { under } from './organisations.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * For which organisations somebody may write: the plan office for all of them, everybody else for the own one and those
 * below it. What belongs to no organisation (null) is the plan office's.
 */
export function scopeOf(
  who: Pick<Who, 'role' | 'organisation'>,
  snapshot: Pick<Snapshot, 'parents'>,
): (organisation: string | null) => boolean {
  if (allows(who.role, 'plan.write')) return () => true;
  if (who.organisation === null) return () => false;
  const own = under(snapshot.parents, who.organisation);
  return (organisation) => organisation !== null && own.has(organisation);
}

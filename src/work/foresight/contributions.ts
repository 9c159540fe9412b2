import type { Contribution } from '../../core/foresee/index.ts';
import type { Services } from '../../evidence/domain.ts';
import type { ViewAt } from '../../evidence/reading/view.ts';
import type { ForesightReach } from './run.ts';
import { contributionKey, targetsOf, yearOf } from './target.ts';

/**
 * What lists in hand add to the targets of a plan, by `contributionKey`. The result of approved figures goes without: projects and
 * leads are not published, and their names would stand behind the bars of a gap.
 */
export async function gatherContributions(
  services: Services,
  view: ViewAt,
  reach: ForesightReach,
): Promise<Map<string, readonly Contribution[]>> {
  const found = new Map<string, readonly Contribution[]>();
  if (reach === 'approved') return found;
  for (const item of targetsOf(view)) {
    const key = contributionKey(item.indicator, yearOf(item));
    if (found.has(key)) continue;
    const entries = await services.contribute(
      services,
      view.snapshot.jurisdiction,
      item.indicator,
      yearOf(item),
      view.asOf,
    );
    if (entries) found.set(key, entries);
  }
  return found;
}

import type { Contribution } from '../../core/foresee/index.ts';
import type { Contribute } from '../../evidence/judgement.ts';
import type { ViewAt } from '../../evidence/reading/view.ts';
import type { ForesightReach } from '../../evidence/reading/outlooks.ts';
import { contributionKey, targetsOf, yearOf } from './target.ts';

/**
 * What lists in hand add to the targets of a plan, by `contributionKey`; `modules` as of `contributing`. Call it in a thread:
 * projects are simulated. The result of approved figures goes without: projects and leads are not published, and their
 * names would stand behind the bars of a gap.
 */
export async function gatherContributions(
  modules: readonly string[],
  view: ViewAt,
  reach: ForesightReach,
): Promise<Map<string, readonly Contribution[]>> {
  const found = new Map<string, readonly Contribution[]>();
  if (reach === 'approved') return found;
  const loaded = await Promise.all(modules.map((href) => import(href) as Promise<{ contribute: Contribute }>));
  for (const item of targetsOf(view)) {
    const key = contributionKey(item.indicator, yearOf(item));
    if (found.has(key)) continue;
    const said: Contribution[][] = [];
    for (const { contribute } of loaded) {
      const entries = await contribute(view, item.indicator, yearOf(item));
      if (entries) said.push([...entries]);
    }
    if (said.length > 0) found.set(key, said.flat());
  }
  return found;
}

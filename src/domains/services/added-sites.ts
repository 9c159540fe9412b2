import type { Chosen, Sites } from '../../core/decide/index.ts';
import type { ViewAt } from '../../evidence/reading/view.ts';
import { inThread } from '../../evidence/run/index.ts';
import { type Asked, groundOf, siteOf } from './access.ts';
import type { AddedView } from './api.ts';
import type * as Choosing from './sites-work.ts';

const choosing = new URL('./sites-work.ts', import.meta.url);
/** Minutes that stand for no way at all: the longest that a page may ask for. */
const NO_WAY = 240;

/**
 * Where some more go, those that stand kept: the shortest ways for all (p-median), and most people within reach (maximal
 * covering), each with the next best. What the solver gives is worked out anew from the minutes.
 */
export async function addedSites(view: ViewAt, asked: Omit<Asked, 'at'>, more: number): Promise<AddedView> {
  const { reached, population, near, whole, limit, share, equity, added } = await groundOf(view, asked);
  const { sites, goals, minutes } = reached;
  const lived = population.flatMap((one, i) => (one > 0 ? [i] : []));
  // What stands is one site more: for each the nearest of all.
  const stands = sites.length;
  const given: Sites = {
    demand: lived.map((i) => population[i]!),
    distance: lived.map((i) =>
      [...sites.keys(), -1].map((n) => (n < 0 ? near[i]! : minutes[i]![goals.length + n]!) ?? NO_WAY),
    ),
    count: Math.min(more, sites.length) + 1,
    fixed: [stands],
  };
  const chosen =
    whole === 0 || sites.length === 0
      ? { shortest: [], most: [] }
      : await inThread<typeof Choosing>(choosing, { given, limit }, { seconds: 60, megabytes: 1024 });
  const mean = (times: readonly (number | null)[]) =>
    whole === 0 ? null : lived.reduce((sum, i) => sum + population[i]! * (times[i] ?? NO_WAY), 0) / whole;
  const plan = ({ sites: found, gap }: Chosen) => {
    const own = found.filter((n) => n !== stands);
    const { access, near: times } = added(own);
    return { sites: own.map((n) => siteOf(sites[n]!)), minutes: mean(times), gap, ...equity(access, times) };
  };
  return {
    demo: reached.demo,
    now: { minutes: mean(near), covered: share(near) },
    cutOff: lived.reduce((sum, i) => sum + (near[i] === null ? population[i]! : 0), 0),
    shortest: chosen.shortest.map(plan),
    most: chosen.most.map(plan),
  };
}

import loadHighs from 'highs';
import { solverOf } from '../../core/decide/index.ts';
import { adjustmentsOn } from '../../evidence/figures/adjustment.ts';
import type { ForesightReach } from '../../evidence/reading/outlooks.ts';
import type { ViewAt } from '../../evidence/reading/view.ts';
import type { Store } from '../../evidence/store/store.ts';
import { gatherContributions } from './contributions.ts';
import type { Given } from './target.ts';

// The package's types describe it as CommonJS, Node gives the function itself.
const load = loadHighs as unknown as typeof loadHighs.default;

/** What is known beyond the figures on the day of a view. Call it in a thread; see `gatherContributions`. */
export async function givenOn(
  store: Store,
  modules: readonly string[],
  view: ViewAt,
  reach: ForesightReach,
): Promise<Given> {
  const { jurisdiction } = view.snapshot;
  return {
    contributions: await gatherContributions(modules, view, reach),
    adjustments: reach === 'all' ? await adjustmentsOn(store, jurisdiction, view.asOf) : [],
    solve: reach === 'all' ? solverOf(await load()) : null,
  };
}

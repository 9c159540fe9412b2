import loadHighs from 'highs';
import { type Chosen, maxCover, pMedian, type Sites, solverOf } from '../../core/decide/index.ts';

/** Seconds for each solve; what is not proven by then says how far from the best it may be. */
const seconds = 8;
// The package types its ES module as if it were CommonJS.
const load = loadHighs as unknown as typeof loadHighs.default;

/** The best and the next best ways to add sites, by two questions, in a thread. */
export async function work({
  given,
  limit,
}: {
  given: Sites;
  limit: number;
}): Promise<Record<'shortest' | 'most', Chosen[]>> {
  const solve = solverOf(await load());
  const twoOf = (best: (given: Sites) => Chosen | null): Chosen[] => {
    const first = best(given);
    const second = first && best({ ...given, beside: [first.sites] });
    return [first, second].flatMap((one) => one ?? []);
  };
  return {
    shortest: twoOf((sites) => pMedian(sites, solve, seconds)),
    most: twoOf((sites) => maxCover(sites, limit, solve, seconds)),
  };
}

import loadHighs from 'highs';
import {
  type Change,
  changeFor,
  choosePortfolio,
  type FrontierPoint,
  landFrontier,
  type LimitWorth,
  type PortfolioInput,
  type PortfolioResult,
  solverOf,
  worthOfLimits,
} from '../../core/decide/index.ts';
import type { Text } from '../../core/measure/index.ts';

export interface PortfolioOptions {
  /** Proven gap that is good enough, and seconds for the main solve; see `choosePortfolio`. */
  gap?: number;
  seconds?: number;
  /** Also the efficient frontier of land, and what each limit is worth. */
  frontier?: boolean;
  worth?: boolean;
  /** Leads for which to find what would have to change. */
  changes?: string[];
}

export interface PortfolioAnswer {
  choice: PortfolioResult;
  frontier: FrontierPoint[];
  worth: LimitWorth[];
  changes: { lead: string; change: Change }[];
  /** Peak resident memory of the whole process, bytes. */
  peakMemory: number;
}

/** Told what is done and the best value and bound so far. */
export type OnStep = (step: Text, value: number | null, bound: number | null) => void;

// The package types its ES module as if it were CommonJS.
const load = loadHighs as unknown as typeof loadHighs.default;

/**
 * Chooses a portfolio. The optimiser holds the thread until it ends: while serving, this runs in one of its own (work.ts).
 * What cannot be met is an answer (`infeasible`), not a fault.
 */
export async function solvePortfolio(
  input: PortfolioInput,
  { frontier, worth, changes = [], ...main }: PortfolioOptions = {},
  onStep: OnStep = () => {},
): Promise<PortfolioAnswer> {
  const solve = solverOf(await load());
  const choice = choosePortfolio(input, solve, { ...main, onProgress: onStep });
  const solved = choice.status === 'optimal' || choice.status === 'time-limit' ? choice : null;
  if (solved) onStep({ zh: '比较其他方案', en: 'Looking at what else could be done' }, solved.value, solved.bound);
  return {
    choice,
    frontier: solved && frontier ? landFrontier(input, solve) : [],
    worth: solved && worth ? worthOfLimits(input, solved, solve) : [],
    changes: solved ? changes.map((lead) => ({ lead, change: changeFor(input, solved, lead, solve) })) : [],
    peakMemory: process.resourceUsage().maxRSS * 1024,
  };
}

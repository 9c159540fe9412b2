import { parentPort, workerData } from 'node:worker_threads';
import loadHighs from 'highs';
import { changeFor, choosePortfolio, landFrontier, solverOf, worthOfLimits } from '../../core/decide/index.ts';
import type { PortfolioOrder, WorkerSays } from './run.ts';

/** Solves one portfolio away from the event loop: a solve holds its thread until it ends. */
const { input, options } = workerData as PortfolioOrder;
const say = (message: WorkerSays) => parentPort?.postMessage(message);
// The package types its ES module as if it were CommonJS.
const load = loadHighs as unknown as typeof loadHighs.default;
const solve = solverOf(await load());
const choice = choosePortfolio(input, solve, {
  ...(options.gap !== undefined && { gap: options.gap }),
  ...(options.seconds !== undefined && { seconds: options.seconds }),
  onProgress: (step, value, bound) => say({ kind: 'progress', step, value, bound }),
});
const solved = choice.status === 'optimal' || choice.status === 'time-limit' ? choice : null;
if (solved)
  say({
    kind: 'progress',
    step: { zh: '比较其他方案', en: 'Looking at what else could be done' },
    value: solved.value,
    bound: solved.bound,
  });
say({
  kind: 'done',
  answer: {
    choice,
    frontier: solved && options.frontier ? landFrontier(input, solve) : [],
    worth: solved && options.worth ? worthOfLimits(input, solved, solve) : [],
    changes: solved
      ? (options.changes ?? []).map((lead) => ({ lead, change: changeFor(input, solved, lead, solve) }))
      : [],
    peakMemory: process.resourceUsage().maxRSS * 1024,
  },
});

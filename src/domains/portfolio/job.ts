import type { PortfolioInput } from '../../core/decide/index.ts';
import type { Job } from '../../evidence/domain.ts';
import { complain } from '../../evidence/store/complain.ts';
import { type Run, Runs } from '../../evidence/run.ts';
import type { Store } from '../../evidence/store/store.ts';
import type { PortfolioRequest } from './input.ts';
import { Cancelled, type PortfolioAnswer, solvePortfolio } from './run.ts';

/** A choice that somebody asked for: what was asked, the problem made of it, and what came out. */
interface Choice {
  request: PortfolioRequest;
  input: PortfolioInput;
  demo: boolean;
  /** Best value and bound so far. */
  value: number | null;
  bound: number | null;
  answer: PortfolioAnswer | null;
}
export type PortfolioRun = Run<Choice>;

export function portfolioRuns(store: Store): Runs<Choice> {
  return new Runs(store, 'portfolio');
}

/** Longest time for the main solve; the frontier and the worth of limits come on top. */
const seconds = 20;

export const portfolioJob: Job = {
  name: 'portfolio.choose',
  run: async ({ store }, { jurisdiction, run }: { jurisdiction: string; run: string }, signal) => {
    const runs = portfolioRuns(store);
    const { body, state } = await runs.get(jurisdiction, run);
    const begin = { step: { zh: '建立模型', en: 'Building the model' } };
    if (state !== 'waiting' || !(await runs.move(jurisdiction, run, 'running', 0.05, begin))) return;
    const own = new AbortController();
    const began = Date.now();
    let told = 0;
    try {
      const answer = await solvePortfolio(body.input, {
        signal: AbortSignal.any([signal, own.signal]),
        seconds,
        frontier: true,
        worth: true,
        onProgress: ({ step, value, bound }) => {
          if (Date.now() - told < 400) return;
          told = Date.now();
          // Nobody knows how long it takes: time against its limit is the honest measure.
          const progress = Math.min(0.95, (Date.now() - began) / (2 * seconds * 1000));
          void runs.move(jurisdiction, run, 'running', progress, { step, value, bound }).then(
            (still) => {
              if (!still) own.abort();
            },
            // Progress that cannot be told is told next time.
            () => {},
          );
        },
      });
      await runs.move(jurisdiction, run, 'done', 1, { answer, step: { zh: '完成', en: 'Done' } });
    } catch (error) {
      if (error instanceof Cancelled) {
        await runs.move(jurisdiction, run, 'cancelled', 1, { step: { zh: '已取消', en: 'Cancelled' } });
        return;
      }
      complain('portfolio', error);
      await runs.move(jurisdiction, run, 'failed', 1, {
        problem: { zh: '测算出错，请再试一次。', en: 'The choice failed; try again.' },
      });
    }
  },
};

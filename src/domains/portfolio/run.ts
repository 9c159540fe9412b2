import { Worker } from 'node:worker_threads';
import type { Change, FrontierPoint, LimitWorth, PortfolioInput, PortfolioResult } from '../../core/decide/index.ts';
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

export interface PortfolioOrder {
  input: PortfolioInput;
  options: PortfolioOptions;
}

export interface PortfolioAnswer {
  choice: PortfolioResult;
  frontier: FrontierPoint[];
  worth: LimitWorth[];
  changes: { lead: string; change: Change }[];
  /** Peak resident memory of the whole process, bytes. */
  peakMemory: number;
}

export type WorkerSays =
  | { kind: 'progress'; step: Text; value: number | null; bound: number | null }
  | { kind: 'done'; answer: PortfolioAnswer };

/** A solve that somebody called off. */
export class Cancelled extends Error {
  constructor() {
    super('portfolio: cancelled');
    this.name = 'Cancelled';
  }
}

/**
 * Chooses a portfolio in a worker thread. `signal` ends the thread at once and rejects with `Cancelled`; a fault of the
 * worker rejects with that fault. What cannot be met is an answer (`infeasible`), not a fault.
 */
export function solvePortfolio(
  input: PortfolioInput,
  options: PortfolioOptions & {
    signal?: AbortSignal;
    onProgress?: (says: Extract<WorkerSays, { kind: 'progress' }>) => void;
  } = {},
): Promise<PortfolioAnswer> {
  const { signal, onProgress, ...rest } = options;
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(new Cancelled());
      return;
    }
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData: { input, options: rest } satisfies PortfolioOrder,
      execArgv: ['--disable-warning=ExperimentalWarning'],
      resourceLimits: { maxOldGenerationSizeMb: 2048 },
    });
    const end = (finish: () => void) => {
      signal?.removeEventListener('abort', cancel);
      finish();
      void worker.terminate();
    };
    const cancel = () => end(() => reject(new Cancelled()));
    signal?.addEventListener('abort', cancel);
    worker.on('message', (says: WorkerSays) => {
      if (says.kind === 'progress') onProgress?.(says);
      else end(() => resolve(says.answer));
    });
    worker.on('error', (error) => end(() => reject(error)));
    worker.on('exit', (code) => end(() => reject(new Error(`portfolio worker ended with code ${code}`))));
  });
}

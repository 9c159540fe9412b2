import { Worker } from 'node:worker_threads';
import type { SheetGrid } from './grid.ts';
import { type SheetProblem, sheetProblem } from './problem.ts';

/** What the worker says: how far it is, then the tables or what is wrong with the file. */
export type ReaderSays = { progress: number } | { grid: SheetGrid } | { problem: SheetProblem };

/** Reading is linear in the size of the file: only a broken one can come near this. */
const limit = 120_000;

/**
 * `readSheet` in a thread of its own with at most 2 GB. Aborting the signal ends the thread at once and rejects with the
 * signal's reason. A file that is too much for the thread gives `sheet-too-large`.
 */
export async function readSheetInWorker(
  bytes: Uint8Array,
  { name, signal, onProgress }: { name: string; signal?: AbortSignal; onProgress?: (share: number) => void },
): Promise<SheetGrid | SheetProblem> {
  signal?.throwIfAborted();
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: { bytes, name },
    execArgv: ['--disable-warning=ExperimentalWarning'],
    resourceLimits: { maxOldGenerationSizeMb: 2048 },
  });
  const stop = () => void worker.terminate();
  signal?.addEventListener('abort', stop);
  const timer = setTimeout(stop, limit);
  try {
    return await new Promise((done, failed) => {
      const ended = () => (signal?.aborted ? failed(signal.reason as Error) : done(tooMuch));
      worker.on('message', (says: ReaderSays) => {
        if ('progress' in says) onProgress?.(says.progress);
        else done('grid' in says ? says.grid : says.problem);
      });
      worker.on('error', ended);
      worker.on('exit', ended);
    });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
    await worker.terminate();
  }
}

const tooMuch = sheetProblem(
  'sheet-too-large',
  ['表格太大，读不下去', 'The file is too large to be read'],
  ['拆成几份，或删去无关的工作表，再导入', 'Split it, or delete sheets that do not belong, and import it again'],
);

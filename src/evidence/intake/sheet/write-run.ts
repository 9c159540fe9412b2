import { Worker } from 'node:worker_threads';
import type { WrittenWorkbook } from './write.ts';

/**
 * A workbook as .xlsx, or its first sheet as .csv (UTF-8 with BOM), made in a thread of its own: ten thousand rows take
 * longer than a request may hold up the others.
 */
export async function writeTable(format: 'xlsx' | 'csv', book: WrittenWorkbook): Promise<Uint8Array> {
  const worker = new Worker(new URL('./write-worker.ts', import.meta.url), {
    workerData: { format, book },
    execArgv: ['--disable-warning=ExperimentalWarning'],
    resourceLimits: { maxOldGenerationSizeMb: 2048 },
  });
  try {
    return await new Promise((done, failed) => {
      worker.on('message', (bytes: Uint8Array) => done(bytes));
      worker.on('error', failed);
      worker.on('exit', (code) => failed(new Error(`the writer of sheets ended with ${code}`)));
    });
  } finally {
    await worker.terminate();
  }
}

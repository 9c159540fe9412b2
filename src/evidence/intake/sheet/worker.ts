import { parentPort, workerData } from 'node:worker_threads';
import { isProblem } from '../../../core/measure/index.ts';
import { readSheet } from './read.ts';
import type { ReaderSays } from './run.ts';

/** Reads one file of tables away from the event loop. */
const { bytes, name } = workerData as { bytes: Uint8Array; name: string };
const say = (message: ReaderSays) => parentPort?.postMessage(message);

let told = 0;
const result = readSheet(bytes, {
  name,
  onProgress: (share) => {
    if (share - told < 0.05) return;
    told = share;
    say({ progress: share });
  },
});
say(isProblem(result) ? { problem: result } : { grid: result });

import { constants, setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import type { Work } from './thread.ts';

/** Where every thread begins: loads the module that it was started for and runs its work. */
const { module, input } = workerData as { module: string; input: unknown };
// On Linux this is the priority of the thread alone: readers come first. Elsewhere it would be that of the whole program.
if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
const say = (message: object) => parentPort?.postMessage(message);
try {
  const { work } = (await import(module)) as { work: Work<unknown, unknown, unknown> };
  say({ answer: await work(input, (news) => say({ news })) });
} catch (error) {
  // A class does not cross to another thread. Read off it, so that not every thread loads what problems are checked with.
  if (!(error instanceof Error && error.name === 'Problem' && 'body' in error)) throw error;
  say({ problem: error.body });
}

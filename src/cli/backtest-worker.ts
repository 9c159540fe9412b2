import { parentPort } from 'node:worker_threads';
import { scoreEntry, type Entry, type EntryScore } from '../core/foresee/index.ts';

/** Scores lists of series as they come; the answer has the order of the list. */
parentPort?.on('message', (list: Entry[]) => parentPort?.postMessage(list.map(scoreEntry) satisfies EntryScore[]));

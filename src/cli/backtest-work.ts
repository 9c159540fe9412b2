import { scoreEntry, type Entry, type EntryScore } from '../core/foresee/index.ts';

/** Scores series, in their order. Runs in a thread. */
export function work(entries: readonly Entry[]): EntryScore[] {
  return entries.map(scoreEntry);
}

import { type Duplicate, findDuplicates, type NamedFirm } from './duplicates.ts';

/** Firms that may be one, among thousands. Runs in a thread. */
export function work({ firms, places }: { firms: readonly NamedFirm[]; places: readonly string[] }): Duplicate[] {
  return findDuplicates(firms, places);
}

import type { ViewAt } from '../../evidence/reading/view.ts';
import { inThread } from '../../evidence/run/index.ts';
import type * as Doubles from './doubles-work.ts';
import type { Duplicate } from './duplicates.ts';

const doublesWork = new URL('./doubles-work.ts', import.meta.url);

/** Leads whose investors may be one firm, as every page and every choice judges them: with the places of the city and its towns. */
export async function sameInvestors(
  { snapshot }: ViewAt,
  rows: readonly { id: string; firm: string }[],
): Promise<readonly Duplicate[]> {
  const firms = rows.map(({ id, firm }) => ({ id, name: firm }));
  const places = [snapshot.name.zh, ...[...snapshot.places.values()].map(({ zh }) => zh)];
  return inThread<typeof Doubles>(doublesWork, { firms, places }, { seconds: 120, megabytes: 512 });
}

import type { Snapshots } from '../../evidence/reading/snapshots.ts';
import type { ResultsOf } from '../../evidence/reading/outlooks.ts';
import type { ViewAt } from '../../evidence/reading/view.ts';
import type { Store } from '../../evidence/store/store.ts';
import { clausesOf, compute, type Computed, type Tell } from './board.ts';
import { givenOn } from './given.ts';
import { memoryOf, type Remember } from './memory.ts';
import { finished } from './run.ts';

const day = () => new Date().toISOString().slice(0, 10);

/** Computes the board of a day and stores it where every face reads its outlooks. Takes seconds: not for the event loop of a server. */
export async function storeBoard(
  store: Store,
  modules: readonly string[],
  view: ViewAt,
  viewOf: (plan: string) => Promise<ViewAt>,
  of: ResultsOf,
  tell: Tell = async () => {},
): Promise<{ board: Computed; remember: Remember; sweep: () => Promise<void> }> {
  const { remember, sweep } = memoryOf(store, of.jurisdiction, day());
  const given = await givenOn(store, modules, view, of.reach);
  const board = await compute(view, given, remember, tell);
  const clauses = await clausesOf(view, viewOf, given, remember);
  await finished(store, of, view.snapshot.head, { board: { ...board, clauses } });
  return { board, remember, sweep };
}

/** The view of a day (none to come) with outlooks of its very position, computed first where they are not stored. Sees all figures. */
export async function viewWithOutlooks(
  store: Store,
  snapshots: () => Snapshots,
  modules: readonly string[],
  jurisdiction: string,
  asOf: string,
): Promise<ViewAt> {
  const view = await snapshots().at(jurisdiction, asOf, 'all');
  const from = view.foreseenFrom;
  if (from?.head === view.snapshot.head && from.asOf === asOf) return view;
  const viewOf = (plan: string) => snapshots().at(jurisdiction, asOf, 'all', plan);
  await storeBoard(store, modules, view, viewOf, { jurisdiction, asOf, reach: 'all' });
  return snapshots().at(jurisdiction, asOf, 'all');
}

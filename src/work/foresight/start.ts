import type { Board } from './api.ts';

/** Whose scenario is shown first: the main targets, else those that threaten most. */
export function startOf(board: Pick<Board, 'targets'>): string[] {
  const known = board.targets.filter((target) => target.attainment !== null);
  const headline = known.filter((target) => target.headline).toSorted((a, b) => (a.commitment < b.commitment ? -1 : 1));
  const chosen = headline.length > 0 ? headline : known.length > 0 ? known : board.targets;
  return chosen.slice(0, 3).map((target) => target.commitment);
}

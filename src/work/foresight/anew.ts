import { outlookOf, type Outlook } from '../../core/foresee/index.ts';
import type { ViewAt } from '../../evidence/reading/view.ts';
import { targetResult } from './board.ts';
import { forgetful } from './memory.ts';
import { nothingGiven, targetsOf } from './target.ts';

/** What is foreseen of one commitment by its figures alone, computed now: where nothing that was computed is stored yet. Null: no target. */
export async function outlookAnew(view: ViewAt, commitment: string): Promise<Outlook | null> {
  const item = targetsOf(view).find(({ id }) => id === commitment);
  if (!item) return null;
  const { attainment } = await targetResult(view, item, nothingGiven, forgetful);
  return attainment && outlookOf(attainment, view.outlookRules);
}

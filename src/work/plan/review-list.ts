import type { DraftItem, PlanDraftView } from './api.ts';

export const sections = ['open', 'accepted', 'rejected', 'facts', 'groups', 'warnings'] as const;
export type SectionName = (typeof sections)[number];

/** The items of one section of the review, in the order of the text. Merged items stand with the rejected ones. */
export function itemsOf(draft: Pick<PlanDraftView, 'items' | 'facts'>, section: SectionName): DraftItem[] {
  const inText = (a: DraftItem, b: DraftItem) => a.span[0] - b.span[0] || a.span[1] - b.span[1];
  if (section === 'facts') return draft.facts.toSorted(inText);
  const wanted = section === 'rejected' ? ['rejected', 'merged'] : [section];
  return draft.items.filter((i) => wanted.includes(i.decision)).sort(inText);
}

/** The item that comes `step` places after `id`; the first one when `id` is not in the list. */
export function neighbour(items: readonly DraftItem[], id: string | undefined, step: 1 | -1): DraftItem | undefined {
  const at = items.findIndex((i) => i.id === id);
  if (at === -1) return items[0];
  return items[Math.max(0, Math.min(items.length - 1, at + step))];
}

/** Where the reviewer goes when `id` leaves the list: the next item, else the one before. */
export function afterLeaving(items: readonly DraftItem[], id: string): DraftItem | undefined {
  const at = items.findIndex((i) => i.id === id);
  return items[at + 1] ?? items[at - 1];
}

/** Open items that the rule is sure of. */
export function sure(items: readonly DraftItem[], least: number): DraftItem[] {
  return items.filter((i) => i.decision === 'open' && i.confidence >= least);
}

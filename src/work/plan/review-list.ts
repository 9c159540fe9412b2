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

/** Below this an item is a way of speaking that every plan repeats: folded away until asked for. */
const COMMONPLACE = 0.4;

/** Items of the review that stand together: a section of the text, a table in it, or what is folded away. */
export interface ReviewGroup {
  key: string;
  kind: 'section' | 'table' | 'folded';
  /** Head of the section; of a table that of the section around it. Null before the first head. */
  title: string | null;
  stance: DraftItem['stance'];
  items: DraftItem[];
  /** Results that the same section states. */
  facts: DraftItem[];
}

/** Groups in the order of the text; what is folded away comes last. */
export function groupsOf(draft: Pick<PlanDraftView, 'items' | 'facts'>, items: readonly DraftItem[]): ReviewGroup[] {
  const themes = new Map(draft.items.filter((i) => i.kind === 'theme').map((i) => [i.id, i]));
  const groups = new Map<string, ReviewGroup>();
  const folded: ReviewGroup = { key: 'folded', kind: 'folded', title: null, stance: null, items: [], facts: [] };
  for (const item of items) {
    if (item.kind !== 'theme' && item.confidence < COMMONPLACE) {
      folded.items.push(item);
      continue;
    }
    const theme = item.kind === 'theme' ? item : themes.get(item.parent ?? '');
    const key = item.table === null ? (theme?.id ?? 'start') : `table-${item.table}`;
    let group = groups.get(key);
    if (!group) {
      group = {
        key,
        kind: item.table === null ? 'section' : 'table',
        title: theme?.subject ?? null,
        stance: theme?.stance ?? null,
        items: [],
        facts: [],
      };
      groups.set(key, group);
    }
    group.items.push(item);
  }
  for (const fact of draft.facts) {
    const key = fact.table === null ? (fact.parent ?? 'start') : `table-${fact.table}`;
    groups.get(key)?.facts.push(fact);
  }
  const all = [...groups.values()];
  return folded.items.length > 0 ? [...all, folded] : all;
}

/** What the text says was reached of the same thing, newest first, at most two. */
export function reached(draft: Pick<PlanDraftView, 'facts'>, item: DraftItem): DraftItem[] {
  if (item.kind !== 'target') return [];
  return draft.facts
    .filter((f) => f.subject === item.subject && f.value !== null)
    .toSorted((a, b) => (b.period?.end ?? '').localeCompare(a.period?.end ?? ''))
    .slice(0, 2);
}

import { compact, oneOf, str, type Raw } from '../../ui/search.ts';

export const planViews = ['tree', 'text', 'matrix', 'groups'] as const;
export type PlanViewName = (typeof planViews)[number];

/** What of the plan page lives in its address. Lists are comma separated. */
export function planSearch(raw: Raw) {
  return compact({
    view: oneOf(raw, 'view', planViews),
    /** One plan by itself, of those in force. */
    plan: str(raw, 'plan'),
    /** Lights to show. */
    light: str(raw, 'light'),
    kind: str(raw, 'kind'),
    /** Id of the lead organisation. */
    owner: str(raw, 'owner'),
    /** Taxonomy values that a commitment must all carry, `four-new/rural`. */
    tag: str(raw, 'tag', 400),
    ownerless: oneOf(raw, 'ownerless', ['1']),
    q: str(raw, 'q'),
    /** The commitment whose drawer is open. */
    c: str(raw, 'c'),
    doc: str(raw, 'doc'),
    rows: str(raw, 'rows'),
    cols: str(raw, 'cols'),
    group: str(raw, 'group'),
  });
}
export type PlanSearch = ReturnType<typeof planSearch>;

/** The import page keeps the draft and the item under review in its address. */
export function importSearch(raw: Raw) {
  return compact({
    draft: str(raw, 'draft'),
    item: str(raw, 'item'),
    show: oneOf(raw, 'show', ['open', 'accepted', 'rejected', 'facts', 'groups', 'warnings']),
  });
}

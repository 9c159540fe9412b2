import { compact, oneOf, str, type Raw } from '../../ui/search.ts';

export const systemViews = ['people', 'organisations', 'places', 'roles', 'tokens'] as const;
export type SystemViewName = (typeof systemViews)[number];

/** What of the system page lives in its address. */
export function systemSearch(raw: Raw) {
  return compact({ view: oneOf(raw, 'view', systemViews), q: str(raw, 'q', 100) });
}

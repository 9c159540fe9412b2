import { compact, type Raw, str } from '../../ui/search.ts';

/** One plan by itself, of those in force; without it all of them. */
export function overviewSearch(raw: Raw) {
  return compact({ plan: str(raw, 'plan') });
}

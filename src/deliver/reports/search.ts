import { compact, type Raw, str } from '../../ui/search.ts';

/** A document to begin: its kind, and what it is about. */
export function reportsSearch(raw: Raw) {
  return compact({ kind: str(raw, 'kind', 20), of: str(raw, 'of', 2000) });
}

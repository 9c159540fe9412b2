import { compact, str, type Raw } from '../../ui/search.ts';

/** The link of the chain that is looked at. */
export function chainSearch(raw: Raw) {
  return compact({ node: str(raw, 'node', 64) });
}

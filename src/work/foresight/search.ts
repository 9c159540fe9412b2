import { compact, str, type Raw } from '../../ui/search.ts';

/** Filters of the board, in its address. */
export function boardSearch(raw: Raw) {
  return compact({ theme: str(raw, 'theme'), owner: str(raw, 'owner') });
}

/** `s`: a saved scenario. */
export function scenarioSearch(raw: Raw) {
  return compact({ s: str(raw, 's', 20) });
}

/** Last year of the next plan. */
export function nextSearch(raw: Raw) {
  return compact({ until: str(raw, 'until', 4) });
}

import { compact, oneOf, str, type Raw } from '../../ui/search.ts';

/** `organisation`: whose reports, for those who look at the whole. */
export function reportingSearch(raw: Raw) {
  return compact({ organisation: str(raw, 'organisation', 64) });
}

/** What of the duties is shown. */
export function dutiesSearch(raw: Raw) {
  return compact({ q: str(raw, 'q'), organisation: str(raw, 'organisation', 64), open: oneOf(raw, 'open', ['1']) });
}

/** Which warnings are shown; `done` is `1` for those that were confirmed. */
export function checksSearch(raw: Raw) {
  return compact({ check: str(raw, 'check', 40), owner: str(raw, 'owner', 64), done: oneOf(raw, 'done', ['1']) });
}

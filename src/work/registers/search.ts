import { compact, oneOf, str, type Raw } from '../../ui/search.ts';

export const registerViews = ['table', 'board', 'timeline', 'map', 'exchange'] as const;
export type RegisterViewName = (typeof registerViews)[number];

/** What of the page of a register lives in its address. Lists are comma separated. */
export function registerSearch(raw: Raw) {
  return compact({
    view: oneOf(raw, 'view', registerViews),
    /** In the filter language of registers. */
    filter: str(raw, 'filter', 2000),
    /** Field id, `stage` or `seq`; a minus sign in front turns it round. */
    sort: str(raw, 'sort', 60),
    /** First row of the page of the list. */
    from: str(raw, 'from', 7),
    /** Fields shown as columns. */
    cols: str(raw, 'cols', 2000),
    /** Field by which the board or the map sorts records. */
    by: str(raw, 'by', 60),
    /** Dates on the timeline. */
    dates: str(raw, 'dates', 2000),
    /** What the reader chose of a judged list: `rule:points`. */
    with: str(raw, 'with', 300),
    /** Lights of a judged list that are shown. */
    light: str(raw, 'light', 40),
    /** The record whose drawer is open. */
    r: str(raw, 'r', 40),
  });
}
export type RegisterSearch = ReturnType<typeof registerSearch>;

/** The record that is printed. */
export function printSearch(raw: Raw) {
  return compact({ r: str(raw, 'r', 40) });
}

/** The register that is changed; absent: a new one. */
export function defineSearch(raw: Raw) {
  return compact({ register: str(raw, 'register', 64) });
}

/** A remark instead of a new record, or the refused item of the device that is mended. */
export function fieldSearch(raw: Raw) {
  return compact({ what: oneOf(raw, 'what', ['remark']), mend: str(raw, 'mend', 40) });
}

import { compact, oneOf, str, type Raw } from '../../ui/search.ts';

/** Which projects are shown, and by which rule they get their lights. */
export function projectsSearch(raw: Raw) {
  return compact({
    stage: str(raw, 'stage', 20),
    light: oneOf(raw, 'light', ['green', 'yellow', 'red', 'grey']),
    rule: str(raw, 'rule', 40),
    q: str(raw, 'q', 60),
  });
}

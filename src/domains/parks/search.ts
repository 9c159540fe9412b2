import { compact, oneOf, str, type Raw } from '../../ui/search.ts';

export const classes = ['A', 'B', 'C', 'D'] as const;

/** Year and method of the evaluation, the class and park that are shown, and the firm whose sheet is open. */
export function parksSearch(raw: Raw) {
  return compact({
    year: str(raw, 'year', 4),
    method: str(raw, 'method', 40),
    class: oneOf(raw, 'class', classes),
    park: str(raw, 'park', 40),
    firm: str(raw, 'firm', 40),
  });
}

import { compact, oneOf, type Raw, str } from '../../ui/search.ts';

/** Which year, whose figure, by what weights. */
export function yearSearch(raw: Raw) {
  return compact({
    year: str(raw, 'year', 4),
    basis: oneOf(raw, 'basis', ['own', 'assigned']),
    weights: str(raw, 'weights', 120),
  });
}

/** Which plan is looked at. */
export function successionSearch(raw: Raw) {
  return compact({ plan: str(raw, 'plan') });
}

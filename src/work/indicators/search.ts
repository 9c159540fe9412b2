import { compact, oneOf, str, type Raw } from '../../ui/search.ts';

export const indicatorSorts = ['name', 'light', 'latest', 'owner'] as const;

/** Filters of the list of indicators, in its address. */
export function indicatorsSearch(raw: Raw) {
  return compact({
    q: str(raw, 'q'),
    light: str(raw, 'light'),
    owner: str(raw, 'owner'),
    /** `1`: only those without a usable number. */
    missing: oneOf(raw, 'missing', ['1']),
    binding: oneOf(raw, 'binding', ['1']),
    sort: oneOf(raw, 'sort', indicatorSorts),
    desc: oneOf(raw, 'desc', ['1']),
  });
}
export type IndicatorsSearch = ReturnType<typeof indicatorsSearch>;

const trendViews = ['years', 'target', 'growth'] as const;
export type IndicatorTrendView = (typeof trendViews)[number];

/** `point` opens the thread of one period; `trend`: what the chart shows; `of`: the period that is shown by place. */
export function indicatorSearch(raw: Raw) {
  return compact({
    point: str(raw, 'point'),
    target: str(raw, 'target'),
    trend: oneOf(raw, 'trend', trendViews),
    of: str(raw, 'of', 20),
  });
}

import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { type Entry, place, type Search } from '../../ui/face.ts';
import { asOfOnly } from '../../ui/place.ts';
import { reading } from '../../ui/query.ts';
import { getComposite, getIndicator, listIndicators } from './api.ts';
import { indicatorSearch, indicatorsSearch } from './search.ts';

export const routes = [
  createRoute({
    getParentRoute: () => place,
    path: '/indicators',
    validateSearch: (raw: Search<typeof indicatorsSearch>) => indicatorsSearch(raw),
    loaderDeps: ({ search }) => ({ asOf: search.asOf }),
    loader: ({ context, params, deps }) =>
      void context.queries.prefetchQuery(reading(listIndicators, { params, query: asOfOnly(deps.asOf) })),
    component: lazyRouteComponent(() => import('./page.tsx'), 'IndicatorsPage'),
  }),
  createRoute({
    getParentRoute: () => place,
    path: '/indicators/$indicator',
    validateSearch: (raw: Search<typeof indicatorSearch>) => indicatorSearch(raw),
    loaderDeps: ({ search }) => ({ asOf: search.asOf }),
    loader: ({ context, params, deps }) =>
      void context.queries.prefetchQuery(reading(getIndicator, { params, query: asOfOnly(deps.asOf) })),
    component: lazyRouteComponent(() => import('./indicator-page.tsx'), 'IndicatorPage'),
  }),
  createRoute({
    getParentRoute: () => place,
    path: '/indices/$index',
    loaderDeps: ({ search }) => ({ asOf: search.asOf }),
    loader: ({ context, params, deps }) =>
      void context.queries.prefetchQuery(reading(getComposite, { params, query: asOfOnly(deps.asOf) })),
    component: lazyRouteComponent(() => import('./index-page.tsx'), 'IndexPage'),
  }),
] as const;

export const entries: Entry[] = [
  { group: 'indicators', name: { zh: '指标', en: 'Indicators' }, at: { page: '/indicators' } },
];

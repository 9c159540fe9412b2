import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { type Entry, place, type Search } from '../../ui/face.ts';
import { planOnly } from '../../ui/place.ts';
import { reading } from '../../ui/query.ts';
import { getOverview } from './api.ts';
import { overviewSearch } from './search.ts';

export const routes = [
  createRoute({
    getParentRoute: () => place,
    path: '/overview',
    validateSearch: (raw: Search<typeof overviewSearch>) => overviewSearch(raw),
    loaderDeps: ({ search }) => ({ asOf: search.asOf, plan: search.plan }),
    loader: ({ context, params, deps }) =>
      void context.queries.prefetchQuery(reading(getOverview, { params, query: planOnly(deps) })),
    component: lazyRouteComponent(() => import('./page.tsx'), 'OverviewPage'),
  }),
] as const;

export const entries: Entry[] = [
  { group: 'overview', name: { zh: '总览', en: 'Overview' }, at: { page: '/overview' } },
];

import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { type Entry, place } from '../../ui/face.ts';
import { asOfOnly } from '../../ui/place.ts';
import { reading } from '../../ui/query.ts';
import { getOverview } from './api.ts';

export const routes = [
  createRoute({
    getParentRoute: () => place,
    path: '/overview',
    loaderDeps: ({ search }) => ({ asOf: search.asOf }),
    loader: ({ context, params, deps }) =>
      void context.queries.prefetchQuery(reading(getOverview, { params, query: asOfOnly(deps.asOf) })),
    component: lazyRouteComponent(() => import('./page.tsx'), 'OverviewPage'),
  }),
] as const;

export const entries: Entry[] = [
  { group: 'overview', name: { zh: '总览', en: 'Overview' }, at: { page: '/overview' } },
];

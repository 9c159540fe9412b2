import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { type Entry, place, type Search } from '../../ui/face.ts';
import { planOnly } from '../../ui/place.ts';
import { reading } from '../../ui/query.ts';
import { getPlan } from './api.ts';
import { importSearch, planSearch } from './search.ts';

export const routes = [
  createRoute({
    getParentRoute: () => place,
    path: '/plan',
    validateSearch: (raw: Search<typeof planSearch>) => planSearch(raw),
    loaderDeps: ({ search }) => ({ asOf: search.asOf, plan: search.plan }),
    loader: ({ context, params, deps }) =>
      void context.queries.prefetchQuery(reading(getPlan, { params, query: planOnly(deps) })),
    component: lazyRouteComponent(() => import('./page.tsx'), 'PlanPage'),
  }),
  createRoute({
    getParentRoute: () => place,
    path: '/plan/rules',
    component: lazyRouteComponent(() => import('./rules-page.tsx'), 'RulesPage'),
  }),
  createRoute({
    getParentRoute: () => place,
    path: '/import',
    validateSearch: (raw: Search<typeof importSearch>) => importSearch(raw),
    component: lazyRouteComponent(() => import('./import-page.tsx'), 'ImportPage'),
  }),
] as const;

export const entries: Entry[] = [
  { group: 'plan', name: { zh: '规划', en: 'Plan' }, at: { page: '/plan' } },
  { group: 'plan', name: { zh: '亮灯规则', en: 'Rules' }, at: { page: '/plan/rules' } },
  { group: 'import', name: { zh: '导入规划', en: 'Import' }, at: { page: '/import' }, capability: 'plan.write' },
];

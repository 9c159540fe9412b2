import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { type Entry, place, type Search } from '../../ui/face.ts';
import { successionSearch, yearSearch } from './search.ts';

export const routes = [
  createRoute({
    getParentRoute: () => place,
    path: '/plan/years',
    validateSearch: (raw: Search<typeof yearSearch>) => yearSearch(raw),
    component: lazyRouteComponent(() => import('./page.tsx'), 'YearsPage'),
  }),
  createRoute({
    getParentRoute: () => place,
    path: '/plan/years/$commitment',
    validateSearch: (raw: Search<typeof yearSearch>) => yearSearch(raw),
    component: lazyRouteComponent(() => import('./breakdown-page.tsx'), 'BreakdownPage'),
  }),
  createRoute({
    getParentRoute: () => place,
    path: '/plan/succession',
    validateSearch: (raw: Search<typeof successionSearch>) => successionSearch(raw),
    component: lazyRouteComponent(() => import('./succession-page.tsx'), 'SuccessionPage'),
  }),
] as const;

export const entries: Entry[] = [
  { group: 'plan', name: { zh: '年度任务', en: 'Years' }, at: { page: '/plan/years' } },
  { group: 'plan', name: { zh: '收官与接续', en: 'Succession' }, at: { page: '/plan/succession' } },
];

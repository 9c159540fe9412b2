import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { type Entry, place, type Search } from '../../ui/face.ts';
import { reportsSearch } from './search.ts';

export const routes = [
  createRoute({
    getParentRoute: () => place,
    path: '/reports',
    validateSearch: (raw: Search<typeof reportsSearch>) => reportsSearch(raw),
    component: lazyRouteComponent(() => import('./page.tsx'), 'ReportsPage'),
  }),
  createRoute({
    getParentRoute: () => place,
    path: '/compare',
    component: lazyRouteComponent(() => import('./compare-page.tsx'), 'ComparePage'),
  }),
  createRoute({
    getParentRoute: () => place,
    path: '/reports/$document',
    component: lazyRouteComponent(() => import('./document-page.tsx'), 'DocumentPage'),
  }),
] as const;

export const entries: Entry[] = [
  {
    group: 'directives',
    name: { zh: '报告', en: 'Documents' },
    at: { page: '/reports' },
    capability: 'evidence.read',
  },
  {
    group: 'directives',
    name: { zh: '规划对照', en: 'Plan against plan' },
    at: { page: '/compare' },
    capability: 'evidence.read',
  },
];

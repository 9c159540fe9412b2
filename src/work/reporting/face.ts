import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { type Entry, place, type Search } from '../../ui/face.ts';
import { checksSearch, dutiesSearch, reportingSearch } from './search.ts';
import { listName } from './words.ts';

export const routes = [
  createRoute({
    getParentRoute: () => place,
    path: '/reporting',
    validateSearch: (raw: Search<typeof reportingSearch>) => reportingSearch(raw),
    component: lazyRouteComponent(() => import('./page.tsx'), 'ReportingPage'),
  }),
  createRoute({
    getParentRoute: () => place,
    path: '/reporting/review',
    component: lazyRouteComponent(() => import('./review-page.tsx'), 'ReviewPage'),
  }),
  createRoute({
    getParentRoute: () => place,
    path: '/reporting/duties',
    validateSearch: (raw: Search<typeof dutiesSearch>) => dutiesSearch(raw),
    component: lazyRouteComponent(() => import('./duties-page.tsx'), 'DutiesPage'),
  }),
  createRoute({
    getParentRoute: () => place,
    path: '/reporting/checks',
    validateSearch: (raw: Search<typeof checksSearch>) => checksSearch(raw),
    component: lazyRouteComponent(() => import('./checks-page.tsx'), 'ChecksPage'),
  }),
  createRoute({
    getParentRoute: () => place,
    path: '/reporting/figures',
    component: lazyRouteComponent(() => import('./figures-page.tsx'), 'FiguresPage'),
  }),
] as const;

export const entries: Entry[] = [
  { group: 'reporting', name: listName, at: { page: '/reporting' }, capability: 'evidence.read' },
  {
    group: 'reporting',
    name: { zh: '审核', en: 'Review' },
    at: { page: '/reporting/review' },
    capability: 'evidence.review',
  },
  {
    group: 'reporting',
    name: { zh: '填报责任', en: 'Who reports' },
    at: { page: '/reporting/duties' },
    capability: 'evidence.read',
  },
  {
    group: 'reporting',
    name: { zh: '数据核验', en: 'Data checks' },
    at: { page: '/reporting/checks' },
    capability: 'evidence.read',
  },
  {
    group: 'reporting',
    name: { zh: '补历史数', en: 'Past figures' },
    at: { page: '/reporting/figures' },
    capability: 'plan.write',
  },
];

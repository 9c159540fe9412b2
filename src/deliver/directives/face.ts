import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { type Entry, place, type Search } from '../../ui/face.ts';
import { directivesSearch, issueSearch } from './search.ts';

export const routes = [
  createRoute({
    getParentRoute: () => place,
    path: '/directives',
    validateSearch: (raw: Search<typeof directivesSearch>) => directivesSearch(raw),
    component: lazyRouteComponent(() => import('./page.tsx'), 'DirectivesPage'),
  }),
  createRoute({
    getParentRoute: () => place,
    path: '/directives/new',
    validateSearch: (raw: Search<typeof issueSearch>) => issueSearch(raw),
    component: lazyRouteComponent(() => import('./issue-page.tsx'), 'IssuePage'),
  }),
  createRoute({
    getParentRoute: () => place,
    path: '/directives/$directive',
    component: lazyRouteComponent(() => import('./directive-page.tsx'), 'DirectivePage'),
  }),
] as const;

export const entries: Entry[] = [
  {
    group: 'directives',
    name: { zh: '督办单', en: 'Directives' },
    at: { page: '/directives' },
    capability: 'evidence.read',
  },
  {
    group: 'directives',
    name: { zh: '交办', en: 'Issue' },
    at: { page: '/directives/new' },
    capability: 'directive.issue',
  },
];

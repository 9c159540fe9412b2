import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { type Entry, place } from '../../ui/face.ts';

export const routes = [
  createRoute({
    getParentRoute: () => place,
    path: '/release',
    component: lazyRouteComponent(() => import('./page.tsx'), 'ReleasePage'),
  }),
  createRoute({
    getParentRoute: () => place,
    path: '/release/hints',
    component: lazyRouteComponent(() => import('./hints-page.tsx'), 'HintsPage'),
  }),
] as const;

export const entries: Entry[] = [
  {
    group: 'directives',
    name: { zh: '信息公开', en: 'Release' },
    at: { page: '/release' },
    capability: 'release',
  },
  {
    group: 'directives',
    name: { zh: '群众留言', en: 'Hints' },
    at: { page: '/release/hints' },
    capability: 'directive.issue',
  },
];

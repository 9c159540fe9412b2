import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { type Entry, place } from '../../ui/face.ts';

export const routes = [
  createRoute({
    getParentRoute: () => place,
    path: '/directives/scores',
    component: lazyRouteComponent(() => import('./page.tsx'), 'ScoresPage'),
  }),
] as const;

export const entries: Entry[] = [
  {
    group: 'directives',
    name: { zh: '考核', en: 'Scores' },
    at: { page: '/directives/scores' },
    capability: 'evidence.read',
  },
];

import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { type Entry, place } from '../../ui/face.ts';

export const routes = [
  createRoute({
    getParentRoute: () => place,
    path: '/directives/alerts',
    component: lazyRouteComponent(() => import('./page.tsx'), 'AlertsPage'),
  }),
] as const;

export const entries: Entry[] = [
  {
    group: 'directives',
    name: { zh: '预警', en: 'Alerts' },
    at: { page: '/directives/alerts' },
    capability: 'evidence.read',
  },
];

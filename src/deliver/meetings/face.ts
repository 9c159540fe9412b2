import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { type Entry, place } from '../../ui/face.ts';

export const routes = [
  createRoute({
    getParentRoute: () => place,
    path: '/directives/meetings',
    component: lazyRouteComponent(() => import('./page.tsx'), 'MeetingsPage'),
  }),
  createRoute({
    getParentRoute: () => place,
    path: '/directives/meetings/$meeting',
    component: lazyRouteComponent(() => import('./meeting-page.tsx'), 'MeetingPage'),
  }),
  createRoute({
    getParentRoute: () => place,
    path: '/directives/meetings/$meeting/minutes',
    component: lazyRouteComponent(() => import('./minutes-page.tsx'), 'MinutesPage'),
  }),
] as const;

export const entries: Entry[] = [
  {
    group: 'directives',
    name: { zh: '调度会', en: 'Meetings' },
    at: { page: '/directives/meetings' },
    capability: 'evidence.read',
  },
];

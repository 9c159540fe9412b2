import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { type Entry, place } from '../../ui/face.ts';

export const routes = [
  createRoute({
    getParentRoute: () => place,
    path: '/directives/notices',
    component: lazyRouteComponent(() => import('./notices-page.tsx'), 'NoticesPage'),
  }),
  createRoute({
    getParentRoute: () => place,
    path: '/directives/outbox',
    component: lazyRouteComponent(() => import('./page.tsx'), 'OutboxPage'),
  }),
] as const;

export const entries: Entry[] = [
  {
    group: 'directives',
    name: { zh: '通知', en: 'Notices' },
    at: { page: '/directives/notices' },
    capability: 'evidence.read',
  },
  {
    group: 'directives',
    name: { zh: '通知渠道', en: 'Channels' },
    at: { page: '/directives/outbox' },
    capability: 'notice.manage',
  },
];

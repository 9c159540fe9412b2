import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { type Entry, place } from '../../ui/face.ts';

export const routes = [
  createRoute({
    getParentRoute: () => place,
    path: '/open',
    component: lazyRouteComponent(() => import('./page.tsx'), 'OpenPage'),
  }),
] as const;

export const entries: Entry[] = [
  { group: 'indicators', name: { zh: '开放接口', en: 'Open interface' }, at: { page: '/open' } },
];

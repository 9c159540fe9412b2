import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { type Entry, place } from '../../ui/face.ts';

export const routes = [
  createRoute({
    getParentRoute: () => place,
    path: '/methods',
    component: lazyRouteComponent(() => import('./page.tsx'), 'MethodsPage'),
  }),
  createRoute({
    getParentRoute: () => place,
    path: '/methods/$method',
    component: lazyRouteComponent(() => import('./method-page.tsx'), 'MethodPage'),
  }),
] as const;

export const entries: Entry[] = [
  { group: 'indicators', name: { zh: '方法', en: 'Methods' }, at: { page: '/methods' } },
];

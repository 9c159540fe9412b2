import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { type Entry, place } from '../../ui/face.ts';

export const routes = [
  createRoute({
    getParentRoute: () => place,
    path: '/industry',
    component: lazyRouteComponent(() => import('./page.tsx'), 'BreakthroughsPage'),
  }),
] as const;

export const entries: Entry[] = [
  { group: 'industry', name: { zh: '四个突破', en: 'Four breakthroughs' }, at: { page: '/industry' }, needs: 'parks' },
];

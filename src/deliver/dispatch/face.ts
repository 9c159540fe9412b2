import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { type Entry, place } from '../../ui/face.ts';

export const routes = [
  createRoute({
    getParentRoute: () => place,
    path: '/ecology/patrol',
    component: lazyRouteComponent(() => import('./patrol-page.tsx'), 'PatrolPage'),
  }),
] as const;

export const entries: readonly Entry[] = [
  {
    group: 'ecology',
    name: { zh: '巡查', en: 'Patrol' },
    at: { page: '/ecology/patrol' },
    capability: 'evidence.write',
    needs: 'stretches',
  },
];

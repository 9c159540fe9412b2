import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { type Entry, place } from '../../ui/face.ts';

export const routes = [
  createRoute({
    getParentRoute: () => place,
    path: '/industry/molten',
    component: lazyRouteComponent(() => import('./page.tsx'), 'MoltenPage'),
  }),
] as const;

export const entries: readonly Entry[] = [
  {
    group: 'industry',
    name: { zh: '铝水直供', en: 'Molten aluminium' },
    at: { page: '/industry/molten' },
    capability: 'evidence.read',
    needs: 'molten-terms',
  },
];

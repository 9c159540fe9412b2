import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { type Entry, place } from '../../ui/face.ts';

export const routes = [
  createRoute({
    getParentRoute: () => place,
    path: '/policies',
    component: lazyRouteComponent(() => import('./page.tsx'), 'PoliciesPage'),
  }),
] as const;

export const entries: readonly Entry[] = [
  { group: 'services', name: { zh: '政策自测', en: 'What am I given' }, at: { page: '/policies' }, needs: 'policies' },
  { group: 'services', name: { zh: '政策规则', en: 'Policies' }, at: { list: 'policies' }, needs: 'policies' },
];

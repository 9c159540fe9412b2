import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { type Entry, place } from '../../ui/face.ts';

export const routes = [
  createRoute({
    getParentRoute: () => place,
    path: '/plan/milestones',
    component: lazyRouteComponent(() => import('./page.tsx'), 'MilestonesPage'),
  }),
] as const;

export const entries: Entry[] = [
  { group: 'plan', name: { zh: '节点', en: 'Milestones' }, at: { page: '/plan/milestones' }, capability: 'plan.write' },
];

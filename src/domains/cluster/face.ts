import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { type Entry, place } from '../../ui/face.ts';

export const routes = [
  createRoute({
    getParentRoute: () => place,
    path: '/cluster',
    component: lazyRouteComponent(() => import('./page.tsx'), 'ClusterPage'),
  }),
] as const;

export const entries: readonly Entry[] = [
  { group: 'trade', name: { zh: '千亿集群', en: 'Cluster' }, at: { page: '/cluster' }, needs: 'clusters' },
  {
    group: 'trade',
    name: { zh: '集群成员', en: 'Members' },
    at: { list: 'cluster-members' },
    needs: 'cluster-members',
  },
];

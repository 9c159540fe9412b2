import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { type Entry, place, type Search } from '../../ui/face.ts';
import { auditSearch } from './search.ts';

export const routes = [
  createRoute({
    getParentRoute: () => place,
    path: '/audit',
    validateSearch: (raw: Search<typeof auditSearch>) => auditSearch(raw),
    component: lazyRouteComponent(() => import('./page.tsx'), 'AuditPage'),
  }),
] as const;

export const entries: Entry[] = [
  { group: 'audit', name: { zh: '审计', en: 'Audit' }, at: { page: '/audit' }, capability: 'audit.read' },
];

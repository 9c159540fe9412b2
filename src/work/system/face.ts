import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { type Entry, place, type Search } from '../../ui/face.ts';
import { systemSearch } from './search.ts';

export const routes = [
  createRoute({
    getParentRoute: () => place,
    path: '/system',
    validateSearch: (raw: Search<typeof systemSearch>) => systemSearch(raw),
    component: lazyRouteComponent(() => import('./page.tsx'), 'SystemPage'),
  }),
] as const;

export const entries: Entry[] = [
  { group: 'system', name: { zh: '系统', en: 'System' }, at: { page: '/system' }, capability: 'people.manage' },
];

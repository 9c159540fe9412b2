import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { type Entry, place, type Search } from '../../ui/face.ts';
import { defineSearch, fieldSearch, printSearch, registerSearch } from './search.ts';

export const routes = [
  createRoute({
    getParentRoute: () => place,
    path: '/registers',
    component: lazyRouteComponent(() => import('./page.tsx'), 'RegistersPage'),
  }),
  createRoute({
    getParentRoute: () => place,
    path: '/registers/$register',
    validateSearch: (raw: Search<typeof registerSearch>) => registerSearch(raw),
    component: lazyRouteComponent(() => import('./register-page.tsx'), 'RegisterPage'),
  }),
  createRoute({
    getParentRoute: () => place,
    path: '/registers/$register/print',
    validateSearch: (raw: Search<typeof printSearch>) => printSearch(raw),
    component: lazyRouteComponent(() => import('./print-page.tsx'), 'PrintPage'),
  }),
  createRoute({
    getParentRoute: () => place,
    path: '/define-register',
    validateSearch: (raw: Search<typeof defineSearch>) => defineSearch(raw),
    component: lazyRouteComponent(() => import('./define-page.tsx'), 'DefinePage'),
  }),
  createRoute({
    getParentRoute: () => place,
    path: '/reporting/field',
    component: lazyRouteComponent(() => import('./field/page.tsx'), 'FieldPage'),
  }),
  createRoute({
    getParentRoute: () => place,
    path: '/reporting/field/$register',
    validateSearch: (raw: Search<typeof fieldSearch>) => fieldSearch(raw),
    component: lazyRouteComponent(() => import('./field/form-page.tsx'), 'FieldFormPage'),
  }),
] as const;

export const entries: Entry[] = [
  {
    group: 'reporting',
    name: { zh: '现场填报', en: 'In the field' },
    at: { page: '/reporting/field' },
    capability: 'remark.write',
  },
  { group: 'registers', name: { zh: '台账', en: 'Registers' }, at: { page: '/registers' } },
];

import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { type Entry, place, type Search } from '../../ui/face.ts';
import { asOfOnly } from '../../ui/place.ts';
import { reading } from '../../ui/query.ts';
import { getBoard } from './api.ts';
import { boardSearch, nextSearch, scenarioSearch } from './search.ts';

export const routes = [
  createRoute({
    getParentRoute: () => place,
    path: '/foresight',
    validateSearch: (raw: Search<typeof boardSearch>) => boardSearch(raw),
    loaderDeps: ({ search }) => ({ asOf: search.asOf }),
    loader: ({ context, params, deps }) =>
      void context.queries.prefetchQuery(reading(getBoard, { params, query: asOfOnly(deps.asOf) })),
    component: lazyRouteComponent(() => import('./page.tsx'), 'BoardPage'),
  }),
  createRoute({
    getParentRoute: () => place,
    path: '/foresight/gap/$commitment',
    component: lazyRouteComponent(() => import('./gap-page.tsx'), 'GapPage'),
  }),
  createRoute({
    getParentRoute: () => place,
    path: '/foresight/scenarios',
    validateSearch: (raw: Search<typeof scenarioSearch>) => scenarioSearch(raw),
    component: lazyRouteComponent(() => import('./scenario-page.tsx'), 'ScenarioPage'),
  }),
  createRoute({
    getParentRoute: () => place,
    path: '/foresight/record',
    component: lazyRouteComponent(() => import('./record-page.tsx'), 'RecordPage'),
  }),
  createRoute({
    getParentRoute: () => place,
    path: '/foresight/next',
    validateSearch: (raw: Search<typeof nextSearch>) => nextSearch(raw),
    component: lazyRouteComponent(() => import('./next-page.tsx'), 'NextPage'),
  }),
] as const;

export const entries: Entry[] = [
  { group: 'foresight', name: { zh: '达成概率', en: 'Attainment' }, at: { page: '/foresight' } },
  {
    group: 'foresight',
    name: { zh: '情景', en: 'Scenarios' },
    at: { page: '/foresight/scenarios' },
    capability: 'evidence.read',
  },
  { group: 'foresight', name: { zh: '预测检验', en: 'Track record' }, at: { page: '/foresight/record' } },
  {
    group: 'foresight',
    name: { zh: '下一规划', en: 'Next plan' },
    at: { page: '/foresight/next' },
    capability: 'evidence.read',
  },
];

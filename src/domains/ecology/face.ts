import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { type Entry, place } from '../../ui/face.ts';

export const routes = [
  createRoute({
    getParentRoute: () => place,
    path: '/ecology/lake',
    component: lazyRouteComponent(() => import('./lake-page.tsx'), 'LakePage'),
  }),
  createRoute({
    getParentRoute: () => place,
    path: '/ecology/air',
    component: lazyRouteComponent(() => import('./air-page.tsx'), 'AirPage'),
  }),
  createRoute({
    getParentRoute: () => place,
    path: '/ecology/chiefs',
    component: lazyRouteComponent(() => import('./chiefs-page.tsx'), 'ChiefsPage'),
  }),
  createRoute({
    getParentRoute: () => place,
    path: '/ecology/stations',
    component: lazyRouteComponent(() => import('./stations-page.tsx'), 'StationsPage'),
  }),
  createRoute({
    getParentRoute: () => place,
    path: '/ecology/stations/$mn',
    component: lazyRouteComponent(() => import('./station-page.tsx'), 'StationPage'),
  }),
] as const;

const group = 'ecology';
export const entries: readonly Entry[] = [
  { group, name: { zh: '水质', en: 'Water' }, at: { page: '/ecology/lake' }, needs: 'stations' },
  { group, name: { zh: '监测站点', en: 'Stations' }, at: { page: '/ecology/stations' }, capability: 'evidence.read' },
  { group, name: { zh: '空气', en: 'Air' }, at: { page: '/ecology/air' }, needs: 'stations' },
  {
    group,
    name: { zh: '河湖长履职', en: 'Chiefs' },
    at: { page: '/ecology/chiefs' },
    capability: 'evidence.read',
    needs: 'stretches',
  },
  {
    group,
    name: { zh: '河湖段与林地', en: 'Stretches' },
    at: { list: 'stretches' },
    capability: 'evidence.read',
    needs: 'stretches',
  },
  {
    group,
    name: { zh: '手工监测', en: 'Samples' },
    at: { list: 'samples' },
    capability: 'evidence.read',
    needs: 'samples',
  },
  {
    group,
    name: { zh: '问题', en: 'Problems' },
    at: { list: 'water-problems' },
    capability: 'evidence.read',
    needs: 'water-problems',
  },
  {
    group,
    name: { zh: '生态修复', en: 'Restoration' },
    at: { list: 'restoration' },
    capability: 'evidence.read',
    needs: 'restoration',
  },
  {
    group,
    name: { zh: '禁渔巡查', en: 'Fishing ban' },
    at: { list: 'fishing-patrols' },
    capability: 'evidence.read',
    needs: 'fishing-patrols',
  },
  {
    group,
    name: { zh: '生态基金', en: 'Fund' },
    at: { list: 'eco-fund' },
    capability: 'evidence.read',
    needs: 'eco-fund',
  },
];

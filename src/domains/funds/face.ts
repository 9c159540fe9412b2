import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { type Entry, place } from '../../ui/face.ts';

export const routes = [
  createRoute({
    getParentRoute: () => place,
    path: '/funds',
    component: lazyRouteComponent(() => import('./book-page.tsx'), 'BookPage'),
  }),
] as const;

const group = 'money';
const capability = 'evidence.read';
export const entries: readonly Entry[] = [
  { group, name: { zh: '基金账', en: 'Ledgers' }, at: { page: '/funds' }, capability, needs: 'funds' },
  { group, name: { zh: '基金与资金池', en: 'Funds' }, at: { list: 'funds' }, capability, needs: 'funds' },
];

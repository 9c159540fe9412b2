import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { type Entry, place } from '../../ui/face.ts';

export const routes = [
  createRoute({
    getParentRoute: () => place,
    path: '/funds/loans/$loan',
    component: lazyRouteComponent(() => import('./loan-page.tsx'), 'LoanPage'),
  }),
] as const;

const group = 'money';
const capability = 'evidence.read';
export const entries: readonly Entry[] = [
  { group, name: { zh: '贷款与贴息', en: 'Loans' }, at: { list: 'farm-loans' }, capability, needs: 'farm-loans' },
  {
    group,
    name: { zh: '奖补清单', en: 'Supports' },
    at: { list: 'farm-supports' },
    capability,
    needs: 'farm-supports',
  },
];

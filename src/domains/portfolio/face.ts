import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { type Entry, place, type Search } from '../../ui/face.ts';
import { compact, str, type Raw } from '../../ui/search.ts';

/** The choice that is looked at. */
const portfolioSearch = (raw: Raw) => compact({ run: str(raw, 'run', 40) });

export const routes = [
  createRoute({
    getParentRoute: () => place,
    path: '/industry/portfolio',
    validateSearch: (raw: Search<typeof portfolioSearch>) => portfolioSearch(raw),
    component: lazyRouteComponent(() => import('./page.tsx'), 'PortfolioPage'),
  }),
] as const;

export const entries: Entry[] = [
  {
    group: 'industry',
    name: { zh: '择优组合', en: 'Portfolio' },
    at: { page: '/industry/portfolio' },
    capability: 'evidence.read',
    needs: 'leads',
  },
];

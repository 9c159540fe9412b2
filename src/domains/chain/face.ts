import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { type Entry, place, type Search } from '../../ui/face.ts';
import { compact, type Raw, str } from '../../ui/search.ts';

/** The link that is looked at. */
function chainSearch(raw: Raw) {
  return compact({ node: str(raw, 'node', 64) });
}

const page = {
  getParentRoute: () => place,
  validateSearch: (raw: Search<typeof chainSearch>) => chainSearch(raw),
  component: lazyRouteComponent(() => import('./page.tsx'), 'ChainPage'),
};

export const routes = [
  createRoute({ ...page, path: '/industry/chains' }),
  createRoute({ ...page, path: '/industry/chains/$chain' }),
] as const;

export const entries: readonly Entry[] = [
  { group: 'industry', name: { zh: '产业链', en: 'Chains' }, at: { page: '/industry/chains' }, needs: 'chains' },
  {
    group: 'industry',
    name: { zh: '产业链环节', en: 'Links of the chains' },
    at: { list: 'chain-nodes' },
    breakthrough: 'growth',
    needs: 'chains',
  },
];

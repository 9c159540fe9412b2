import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { type Entry, place, type Search } from '../../ui/face.ts';
import { compact, oneOf, str, type Raw } from '../../ui/search.ts';
import { FACILITY_KINDS } from '../../core/space/index.ts';

const kinds = Object.keys(FACILITY_KINDS);
/** What is looked at, and where one more is planned. */
const accessSearch = (raw: Raw) =>
  compact({
    kind: oneOf(raw, 'kind', kinds),
    by: oneOf(raw, 'by', ['foot', 'car']),
    limit: str(raw, 'limit', 4),
    decay: oneOf(raw, 'decay', ['none', 'enhanced', 'gaussian']),
    size: str(raw, 'size', 8),
    one: str(raw, 'one', 60),
    other: str(raw, 'other', 60),
    more: str(raw, 'more', 1),
    item: str(raw, 'item', 20),
  });

export const routes = [
  createRoute({
    getParentRoute: () => place,
    path: '/services/access',
    validateSearch: (raw: Search<typeof accessSearch>) => accessSearch(raw),
    component: lazyRouteComponent(() => import('./access-page.tsx'), 'AccessPage'),
  }),
] as const;

const group = 'living';
export const entries: readonly Entry[] = [
  {
    group,
    name: { zh: '服务可达与选址', en: 'Access and sites' },
    at: { page: '/services/access' },
    needs: 'settlements',
  },
  { group, name: { zh: '学校均衡', en: 'Schools' }, at: { list: 'school-conditions' }, needs: 'school-conditions' },
];

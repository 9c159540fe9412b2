import type { Domain } from '../../evidence/domain.ts';
import { siteList, visitList } from './list.ts';
import { methods } from './methods.ts';
import { ratingItems, sites, siteSpots, visits } from './registers.ts';

export const sights: Domain = {
  id: 'sights',
  routes: () => [],
  registers: [sites, siteSpots, visits, ratingItems],
  lists: [siteList, visitList],
  methods,
};

import type { Domain } from '../../evidence/domain.ts';
import { shopList, siteList, upgradeList, visitList } from './list.ts';
import { methods } from './methods.ts';
import { listingRules, ratingItems, shops, shopSales, sites, siteSpots, upgrades, visits } from './registers.ts';

export const trade: Domain = {
  id: 'trade',
  routes: () => [],
  registers: [upgrades, shops, shopSales, listingRules, sites, siteSpots, visits, ratingItems],
  lists: [shopList, siteList, visitList, upgradeList],
  methods,
};

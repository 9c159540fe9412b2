import type { Domain } from '../../evidence/domain.ts';
import { shopList, upgradeList } from './list.ts';
import { methods } from './methods.ts';
import { listingRules, shops, shopSales, upgrades } from './registers.ts';

export const trade: Domain = {
  id: 'trade',
  routes: () => [],
  registers: [upgrades, shops, shopSales, listingRules],
  lists: [shopList, upgradeList],
  methods,
};

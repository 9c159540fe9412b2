import type { Domain } from '../../evidence/domain.ts';
import { facilityList, roadList, settlementList } from './list.ts';
import { facilities, mapLayers, reachRules, roads, settlements } from './registers.ts';
import { placeRoutes } from './routes.ts';
import { reachRecords } from './rules.ts';

export { type By, type Facility, isOpen, nearest, reachedIn, type Reached, ruleOf, type Settlement } from './reach.ts';

export const places: Domain = {
  id: 'places',
  routes: placeRoutes,
  registers: [settlements, facilities, roads, reachRules, mapLayers],
  lists: [settlementList, facilityList, roadList],
  records: reachRecords,
};

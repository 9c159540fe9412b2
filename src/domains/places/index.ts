import type { Domain } from '../../evidence/domain.ts';
import { facilityList, roadList, settlementList } from './list.ts';
import { facilities, reachRules, roads, settlements } from './registers.ts';
import { reachRecords } from './rules.ts';

export { type By, type Facility, isOpen, nearest, reachedIn, type Reached, ruleOf, type Settlement } from './reach.ts';

export const places: Domain = {
  id: 'places',
  routes: () => [],
  registers: [settlements, facilities, roads, reachRules],
  lists: [settlementList, facilityList, roadList],
  records: reachRecords,
};

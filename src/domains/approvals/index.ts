import type { Domain } from '../../evidence/domain.ts';
import { caseList } from './case-list.ts';
import { itemList, ratingList } from './lists.ts';
import { methods } from './methods.ts';
import { cases, items, ratings } from './registers.ts';

export const approvals: Domain = {
  id: 'approvals',
  routes: () => [],
  registers: [items, cases, ratings],
  lists: [itemList, caseList, ratingList],
  methods,
};

import type { Domain } from '../../evidence/domain.ts';
import { leadList } from './list.ts';
import { methods } from './methods.ts';
import { leads } from './registers.ts';

export { type Duplicate, findDuplicates } from './duplicates.ts';
export { isOpen, leadsIn, screened } from './lead.ts';
export { sameInvestors } from './same-investor.ts';

export const investment: Domain = {
  id: 'investment',
  routes: () => [],
  registers: [leads],
  lists: [leadList],
  methods,
};

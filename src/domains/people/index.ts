import type { Domain } from '../../evidence/domain.ts';
import { ageList, needList, settlingList, talentList, talentTotalsList } from './lists.ts';
import { methods } from './methods.ts';
import { ageGroups, platformNeeds, settling, talents, talentTotals } from './registers.ts';

export const people: Domain = {
  id: 'people',
  routes: () => [],
  registers: [ageGroups, talents, talentTotals, settling, platformNeeds],
  lists: [ageList, talentList, talentTotalsList, settlingList, needList],
  methods,
};

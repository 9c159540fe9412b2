import type { Domain } from '../../evidence/domain.ts';
import { ageList, needList, settlingList, talentList } from './lists.ts';
import { methods } from './methods.ts';
import { ageGroups, platformNeeds, settling, talents } from './registers.ts';

export const people: Domain = {
  id: 'people',
  routes: () => [],
  registers: [ageGroups, talents, settling, platformNeeds],
  lists: [ageList, talentList, settlingList, needList],
  methods,
};

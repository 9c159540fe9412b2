import type { Domain } from '../../evidence/domain.ts';
import { cardList, dutyList, vaccinationList } from './lists.ts';
import { methods } from './methods.ts';
import { areas, cards, duty, rooms, sites, tasks, vaccinations, ways } from './registers.ts';
import { taskList } from './task-list.ts';

export const emergency: Domain = {
  id: 'emergency',
  routes: () => [],
  registers: [tasks, areas, sites, rooms, ways, cards, duty, vaccinations],
  lists: [taskList, cardList, dutyList, vaccinationList],
  methods,
};

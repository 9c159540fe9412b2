import type { Domain } from '../../evidence/domain.ts';
import { cardList, dutyList } from './lists.ts';
import { methods } from './methods.ts';
import { areas, cards, duty, rooms, sites, tasks, ways } from './registers.ts';
import { taskList } from './task-list.ts';

export const emergency: Domain = {
  id: 'emergency',
  routes: () => [],
  registers: [tasks, areas, sites, rooms, ways, cards, duty],
  lists: [taskList, cardList, dutyList],
  methods,
};

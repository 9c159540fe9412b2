import type { Domain } from '../../evidence/domain.ts';
import { firmList, parkList } from './list.ts';
import { appeals, firmFigures, firms, parks as parkType, plots } from './registers.ts';

export const parks: Domain = {
  id: 'parks',
  routes: () => [],
  registers: [parkType, firms, plots, firmFigures, appeals],
  lists: [parkList, firmList],
};

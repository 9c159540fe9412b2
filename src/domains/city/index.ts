import type { Domain } from '../../evidence/domain.ts';
import { builtUpList, checkUpList, estateList, projectList, rainList, spongeList } from './lists.ts';
import { methods } from './methods.ts';
import { builtUp, checkUps, cityProjects, estates, rainDays, sponges } from './registers.ts';

export const city: Domain = {
  id: 'city',
  routes: () => [],
  registers: [cityProjects, builtUp, estates, rainDays, sponges, checkUps],
  lists: [projectList, builtUpList, estateList, rainList, spongeList, checkUpList],
  methods,
};

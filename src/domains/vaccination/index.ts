import type { Domain } from '../../evidence/domain.ts';
import { vaccinationList } from './list.ts';
import { vaccinations } from './registers.ts';

export const vaccination: Domain = {
  id: 'vaccination',
  routes: () => [],
  registers: [vaccinations],
  lists: [vaccinationList],
};

import type { Domain } from '../../evidence/domain.ts';
import { methods } from './methods.ts';
import { schools } from './registers.ts';
import { serviceRoutes } from './routes.ts';
import { schoolList } from './school-list.ts';

export const publicServices: Domain = {
  id: 'services',
  routes: serviceRoutes,
  registers: [schools],
  lists: [schoolList],
  methods,
};

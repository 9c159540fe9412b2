import type { Domain } from '../../evidence/domain.ts';
import { policyList } from './list.ts';
import { methods } from './methods.ts';
import { policies as register } from './registers.ts';
import { policyRoutes } from './routes.ts';

export const policies: Domain = {
  id: 'policies',
  routes: policyRoutes,
  registers: [register],
  lists: [policyList],
  methods,
};

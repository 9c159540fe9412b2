import type { Domain } from '../../evidence/domain.ts';
import { entryList, fundList } from './list.ts';
import { methods } from './methods.ts';
import { fundClosings, fundEntries, funds as fundsType } from './registers.ts';
import { fundRoutes } from './routes.ts';

export const funds: Domain = {
  id: 'funds',
  routes: fundRoutes,
  registers: [fundsType, fundEntries, fundClosings],
  lists: [fundList, entryList],
  methods,
};

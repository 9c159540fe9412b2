import type { Domain } from '../../evidence/domain.ts';
import { entryList, fundList, loanList, supportList } from './list.ts';
import { methods } from './methods.ts';
import { methods as ruleMethods } from './rule-methods.ts';
import {
  fundClosings,
  fundEntries,
  funds as fundsType,
  loans,
  lpr,
  repayments,
  subsidyRules,
  supports,
} from './registers.ts';
import { fundRoutes } from './routes.ts';

export const funds: Domain = {
  id: 'funds',
  routes: fundRoutes,
  registers: [fundsType, loans, repayments, lpr, subsidyRules, fundEntries, fundClosings, supports],
  lists: [fundList, entryList, loanList, supportList],
  methods: [...methods, ...ruleMethods],
};

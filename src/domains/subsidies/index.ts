import type { Domain } from '../../evidence/domain.ts';
import { loanList, supportList } from './list.ts';
import { methods } from './methods.ts';
import { loans, lpr, repayments, subsidyRules, supports } from './registers.ts';
import { subsidyRoutes } from './routes.ts';
import { methods as ruleMethods } from './rule-methods.ts';

export const subsidies: Domain = {
  id: 'subsidies',
  routes: subsidyRoutes,
  registers: [loans, repayments, lpr, subsidyRules, supports],
  lists: [loanList, supportList],
  methods: [...methods, ...ruleMethods],
};

import type { Domain } from '../../evidence/domain.ts';
import { agreementList, exportList, itemList } from './list.ts';
import { methods } from './methods.ts';
import { agreements, agreementSteps, exports, items } from './registers.ts';

export const opening: Domain = {
  id: 'opening',
  routes: () => [],
  registers: [agreements, agreementSteps, items, exports],
  lists: [agreementList, itemList, exportList],
  methods,
};

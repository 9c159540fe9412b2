import type { Domain } from '../../evidence/domain.ts';
import { methods } from './methods.ts';

export const funds: Domain = { id: 'funds', routes: () => [], methods };

import type { Domain } from '../../evidence/domain.ts';
import { methods } from './methods.ts';

export const trade: Domain = { id: 'trade', routes: () => [], methods };

import type { Domain } from '../../evidence/domain.ts';
import { methods } from './methods.ts';

export const ecology: Domain = { id: 'ecology', routes: () => [], methods };

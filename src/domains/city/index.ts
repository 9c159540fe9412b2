import type { Domain } from '../../evidence/domain.ts';
import { methods } from './methods.ts';

export const city: Domain = { id: 'city', routes: () => [], methods };

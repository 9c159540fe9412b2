import type { Domain } from '../../evidence/domain.ts';
import { methods } from './methods.ts';

export const emergency: Domain = { id: 'emergency', routes: () => [], methods };

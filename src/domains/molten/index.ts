import type { Domain } from '../../evidence/domain.ts';
import { moltenSupply, moltenTerms } from './registers.ts';
import { moltenRoutes } from './routes.ts';

export const molten: Domain = { id: 'molten', routes: moltenRoutes, registers: [moltenTerms, moltenSupply] };

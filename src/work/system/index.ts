import type { Domain } from '../../evidence/domain.ts';
import { systemRoutes } from './routes.ts';

export const system: Domain = { id: 'system', routes: systemRoutes };

import type { Domain } from '../../evidence/domain.ts';
import { runRoutes } from './routes.ts';

export const runs: Domain = { id: 'runs', routes: runRoutes };

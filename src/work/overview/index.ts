import type { Domain } from '../../evidence/domain.ts';
import { overviewRoutes } from './routes.ts';

export const overview: Domain = { id: 'overview', routes: overviewRoutes };

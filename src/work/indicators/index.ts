import type { Domain } from '../../evidence/domain.ts';
import { indicatorRoutes } from './routes.ts';

export const indicators: Domain = { id: 'indicators', routes: indicatorRoutes };

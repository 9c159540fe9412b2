import type { Domain } from '../../evidence/domain.ts';
import { readings } from './reading.ts';
import { planRoutes } from './routes.ts';

export const plan: Domain = { id: 'plan', routes: planRoutes, runs: [readings] };

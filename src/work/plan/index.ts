import type { Domain } from '../../evidence/domain.ts';
import { readJob } from './read-job.ts';
import { planRoutes } from './routes.ts';

export const plan: Domain = { id: 'plan', routes: planRoutes, jobs: [readJob] };

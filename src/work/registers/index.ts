import type { Domain } from '../../evidence/domain.ts';
import { importJob } from './import-job.ts';
import { registerRoutes } from './routes.ts';

export const registers: Domain = { id: 'registers', routes: registerRoutes, jobs: [importJob] };

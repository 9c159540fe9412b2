import type { Domain } from '../../evidence/domain.ts';
import { importJob } from './import-job.ts';
import { listRoutes } from './list-routes.ts';
import { registerRoutes } from './routes.ts';

export const registers: Domain = {
  id: 'registers',
  routes: (services) => [...registerRoutes(services), ...listRoutes(services)],
  jobs: [importJob],
};

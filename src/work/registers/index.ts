import type { Domain } from '../../evidence/domain.ts';
import { listRoutes } from './list-routes.ts';
import { imports } from './importing.ts';
import { importRoutes } from './import-routes.ts';
import { registerRoutes } from './routes.ts';
import { workRoutes } from './work-routes.ts';

export const registers: Domain = {
  id: 'registers',
  routes: (services) => [
    ...registerRoutes(services),
    ...importRoutes(services),
    ...listRoutes(services),
    ...workRoutes(services),
  ],
  runs: [imports],
};

export { judgedList } from './judged.ts';
export { viewsOf } from './view.ts';

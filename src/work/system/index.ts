import type { Domain } from '../../evidence/domain.ts';
import { entryRoutes } from './entry-routes.ts';
import { handoverRoutes } from './handover-routes.ts';
import { systemMatters } from './matters.ts';
import { systemRoutes } from './routes.ts';
import { tokenRoutes } from './token-routes.ts';

export const system: Domain = {
  id: 'system',
  matters: systemMatters,
  routes: (services) => [
    ...systemRoutes(services),
    ...handoverRoutes(services),
    ...entryRoutes(services),
    ...tokenRoutes(services),
  ],
};

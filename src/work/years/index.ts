import type { Domain } from '../../evidence/domain.ts';
import { yearRoutes } from './routes.ts';
import { successionRoutes } from './succession-routes.ts';

export const years: Domain = {
  id: 'years',
  routes: (services) => [...yearRoutes(services), ...successionRoutes(services)],
};

import type { Domain } from '../../evidence/domain.ts';
import { planMatters } from './matters.ts';
import { readings } from './reading.ts';
import { planRoutes } from './routes.ts';
import { rulesRoutes } from './rules.ts';

export const plan: Domain = {
  id: 'plan',
  routes: (services) => [...planRoutes(services), ...rulesRoutes(services)],
  runs: [readings],
  matters: planMatters,
};

export { briefOf } from './standing.ts';

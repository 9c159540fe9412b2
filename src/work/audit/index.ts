import type { Domain } from '../../evidence/domain.ts';
import { checkRoutes, checks } from './checks.ts';
import { auditRoutes } from './routes.ts';

export const audit: Domain = {
  id: 'audit',
  routes: (services) => [...auditRoutes(services), ...checkRoutes(services)],
  runs: [checks],
};

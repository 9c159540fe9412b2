import type { Domain } from '../../evidence/domain.ts';
import { auditRoutes } from './routes.ts';

export const audit: Domain = { id: 'audit', routes: auditRoutes };

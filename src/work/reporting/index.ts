import type { Domain } from '../../evidence/domain.ts';
import { reportingRoutes } from './routes.ts';

export const reporting: Domain = { id: 'reporting', routes: reportingRoutes };

export { noticeRules } from './notices.ts';

import type { Domain } from '../../evidence/domain.ts';
import { reportingMatters } from './matters.ts';
import { reportingRoutes } from './routes.ts';

export const reporting: Domain = { id: 'reporting', routes: reportingRoutes, matters: reportingMatters };

export { noticeRules } from './notices.ts';

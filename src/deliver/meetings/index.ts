import type { Domain } from '../../evidence/domain.ts';
import { meetingRoutes } from './routes.ts';

export const meetings: Domain = { id: 'meetings', routes: meetingRoutes };

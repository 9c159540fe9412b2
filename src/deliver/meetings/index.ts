import type { Domain } from '../../evidence/domain.ts';
import { demoMeeting } from './demo.ts';
import { meetingRoutes } from './routes.ts';

export const meetings: Domain = { id: 'meetings', routes: meetingRoutes, demonstrate: demoMeeting };

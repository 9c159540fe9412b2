import type { Domain } from '../../evidence/domain.ts';
import { openRoutes } from './routes.ts';

export const open: Domain = { id: 'open', routes: openRoutes };

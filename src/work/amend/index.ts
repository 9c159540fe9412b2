import type { Domain } from '../../evidence/domain.ts';
import { amendRoutes } from './routes.ts';

export const amend: Domain = { id: 'amend', routes: amendRoutes };

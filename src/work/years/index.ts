import type { Domain } from '../../evidence/domain.ts';
import { yearRoutes } from './routes.ts';

export const years: Domain = { id: 'years', routes: yearRoutes };

import type { Domain } from '../../evidence/domain.ts';
import { computeJob, followLedger } from './compute-job.ts';
import { foresightRoutes } from './routes.ts';

export const foresight: Domain = { id: 'foresight', routes: foresightRoutes, jobs: [computeJob], listen: followLedger };

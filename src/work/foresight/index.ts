import type { Domain } from '../../evidence/domain.ts';
import { computings } from './computing.ts';
import { foresightRoutes } from './routes.ts';
import { foresightMatters } from './matters.ts';
import { followLedger } from './run.ts';

export { foreseen } from './run.ts';
export { viewWithOutlooks } from './stored.ts';

export const foresight: Domain = {
  id: 'foresight',
  routes: foresightRoutes,
  runs: [computings],
  listen: followLedger,
  matters: foresightMatters,
};

import type { Domain } from '../../evidence/domain.ts';
import { appeals, firmFigures, firms, parks as parkType, plots } from './registers.ts';
import { parkRoutes } from './routes.ts';
import { parkSeeds } from './seed.ts';

export const parks: Domain = {
  id: 'parks',
  routes: parkRoutes,
  registers: [parkType, firms, plots, firmFigures, appeals],
  records: parkSeeds,
};

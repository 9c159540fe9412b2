import type { Domain } from '../../evidence/domain.ts';
import { problems, progress, projects as projectType, rules } from './registers.ts';
import { projectRoutes } from './routes.ts';
import { projectSeeds } from './seed.ts';
import { projectContributions } from './state.ts';

export const projects: Domain = {
  id: 'projects',
  routes: projectRoutes,
  registers: [projectType, progress, problems, rules],
  records: projectSeeds,
  contribute: async ({ store, snapshots }, jurisdiction, indicator, year, asOf) =>
    projectContributions(store, await snapshots.get(jurisdiction), 'all', indicator, year, asOf),
};

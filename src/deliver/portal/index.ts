import type { Domain } from '../../evidence/domain.ts';
import { demoReleases } from './demo.ts';
import { portalMatters } from './matters.ts';
import { portalRoutes } from './routes.ts';

export { portal } from './serve.ts';

export const portalArea: Domain = {
  id: 'portal',
  routes: portalRoutes,
  matters: portalMatters,
  demonstrate: demoReleases,
};

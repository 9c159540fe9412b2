import type { Domain } from '../../evidence/domain.ts';
import { follow, placesBehind } from '../../evidence/find/lines.ts';
import { pulse } from '../../evidence/pulse.ts';
import { findRoutes } from './routes.ts';

export const finding: Domain = {
  id: 'find',
  routes: findRoutes,
  listen: (services) =>
    pulse(
      services,
      'search',
      async (jurisdiction, ended) => follow(services.store, await services.snapshots.get(jurisdiction), ended),
      placesBehind,
    ),
};

import type { Domain } from '../../evidence/domain.ts';
import { pulse } from '../../evidence/pulse.ts';
import { alertRoutes } from './routes.ts';
import { placesWithRules, watch } from './watch.ts';

export const alerts: Domain = {
  id: 'alerts',
  routes: alertRoutes,
  listen: (services) =>
    pulse(
      services,
      'alerts',
      async (jurisdiction) => {
        await watch(services, jurisdiction);
      },
      placesWithRules,
    ),
};

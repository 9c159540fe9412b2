import type { Services } from '../../evidence/domain.ts';
import { cancelRun, getRun } from '../../evidence/run/api.ts';
import { type Route, route } from '../../http/route.ts';

/** How far any run is, and the way to stop it; whose it is, is looked at by `watch` and `cancel`. */
export function runRoutes({ runs }: Services): Route[] {
  return [
    route(getRun, async ({ params: { jurisdiction, run }, who }) => {
      const { id, kind, state, progress, step, problem, createdAt, createdBy } = await runs.watch(
        { jurisdiction, id: run },
        who.login,
      );
      return { id, kind, state, progress, step, problem, createdAt, mine: createdBy === who.login };
    }),
    route(cancelRun, async ({ params: { jurisdiction, run }, who }) => {
      await runs.cancel({ jurisdiction, id: run }, who.login);
      return {};
    }),
  ];
}

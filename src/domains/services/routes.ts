import type { Services } from '../../evidence/domain.ts';
import { reachOf } from '../../http/access.ts';
import { type Route, route } from '../../http/route.ts';
import { accessIn } from './access.ts';
import { getAccess } from './api.ts';

export function serviceRoutes({ snapshots, today }: Services): Route[] {
  return [
    route(
      getAccess,
      async ({ params, query: { asOf, at, ...asked }, who }) => {
        const view = await snapshots.at(params.jurisdiction, asOf ?? today(), reachOf(who));
        return accessIn(view, {
          ...asked,
          at: (at ?? '')
            .split(',')
            .filter((one) => one !== '')
            .slice(0, 2),
        });
      },
      { kept: true },
    ),
  ];
}

import type { Services } from '../../evidence/domain.ts';
import { reachOf } from '../../http/access.ts';
import { type Route, route } from '../../http/route.ts';
import { accessIn } from './access.ts';
import { addedSites } from './added-sites.ts';
import { accessMapIn } from './access-map.ts';
import { getAccess, getAccessMap, getAddedSites, getSupply } from './api.ts';
import { supplyIn } from './supply.ts';

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
    route(
      getAccessMap,
      async ({ params, query: { asOf, ...asked }, who }) =>
        accessMapIn(await snapshots.at(params.jurisdiction, asOf ?? today(), reachOf(who)), asked),
      { kept: true },
    ),
    route(
      getAddedSites,
      async ({ params, query: { asOf, more, ...asked }, who }) =>
        addedSites(await snapshots.at(params.jurisdiction, asOf ?? today(), reachOf(who)), asked, more),
      { kept: true },
    ),
    route(
      getSupply,
      async ({ params, query: { asOf }, who }) =>
        supplyIn(await snapshots.at(params.jurisdiction, asOf ?? today(), reachOf(who))),
      { kept: true },
    ),
  ];
}

import type { Services } from '../../evidence/domain.ts';
import { getGround } from '../../evidence/reading/ground-api.ts';
import { reachOf } from '../../http/access.ts';
import { type Route, route } from '../../http/route.ts';
import { tiandituKey } from '../../http/base-map.ts';
import { groundIn } from './ground.ts';

export function placeRoutes({ snapshots, store, today }: Services): Route[] {
  return [
    route(getGround, async ({ params, query: { asOf }, who }) => ({
      ...(await groundIn(await snapshots.at(params.jurisdiction, asOf ?? today(), reachOf(who)), store)),
      tianditu: tiandituKey(),
    })),
  ];
}

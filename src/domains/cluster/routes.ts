import type { Services } from '../../evidence/domain.ts';
import { reachOf } from '../../http/access.ts';
import { type Route, route } from '../../http/route.ts';
import { getClusters } from './api.ts';
import { measures } from './registers.ts';
import { clusterStates } from './state.ts';

export function clusterRoutes({ snapshots, today }: Services): Route[] {
  return [
    route(
      getClusters,
      async ({ params, query, who }) => {
        const view = await snapshots.at(params.jurisdiction, query.asOf ?? today(), reachOf(who));
        return {
          asOf: view.asOf,
          clusters: (await clusterStates(view)).map(({ cluster, members, running, years, path, outlook, demo }) => {
            const [zh, en] = measures[cluster.measure];
            return {
              id: cluster.id,
              name: cluster.name,
              measure: { zh, en },
              target: { year: cluster.year, value: cluster.target },
              indicator: cluster.indicator?.id.replace(/^indicator\//, '') ?? null,
              members: members.map(({ id, name, part, area, stage, also }) => {
                const now = stage === 'running' || stage === 'building' ? stage : ('planned' as const);
                return { id, name, part, area, also, stage: now };
              }),
              running,
              sums: years,
              growth: path?.growth ?? null,
              path: path?.years ?? [],
              outlook,
              demo,
            };
          }),
        };
      },
      { kept: true },
    ),
  ];
}

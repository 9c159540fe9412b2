import type { Domain, Services } from '../../evidence/domain.ts';
import { type Matter, matterSorts } from '../../evidence/matter.ts';
import { reachOf } from '../../http/access.ts';
import { route } from '../../http/route.ts';
import { getMatters } from './api.ts';

/** The area that gathers what all areas have for a reader to do. */
export function homeArea(areas: readonly Domain[]): Domain {
  return {
    id: 'home',
    routes: (services: Services) => [
      route(getMatters, async ({ params, who }) => {
        const view = await services.snapshots.at(params.jurisdiction, services.today(), reachOf(who));
        const found: Matter[] = [];
        for (const { matters } of areas) if (matters) found.push(...(await matters(services, view, who)));
        const ranked = found.toSorted((a, b) => matterSorts.indexOf(a.sort) - matterSorts.indexOf(b.sort));
        return {
          matters: ranked.filter(({ sort }) => sort !== 'next'),
          next: ranked.filter(({ sort }) => sort === 'next'),
        };
      }),
    ],
  };
}

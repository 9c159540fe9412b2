import type { ViewAt } from '../../evidence/reading/view.ts';
import { nearest } from '../places/index.ts';
import { roads } from '../places/registers.ts';
import { type Asked, groundOf } from './access.ts';
import type { AccessMapView } from './api.ts';

/** Pieces of roads that a page draws; more are counted and left out. */
const mostRoads = 6000;

/** Where those live who reach a service and those who do not, where it stands, and the roads between. Degrees of CGCS2000. */
export async function accessMapIn(view: ViewAt, asked: Pick<Asked, 'kind' | 'by' | 'limit'>): Promise<AccessMapView> {
  const { reached, open, population, limit } = await groundOf(view, { ...asked, decay: 'none' });
  const links = (await view.list(roads)).rows;
  const at = (spot: readonly number[] | null): [number, number] => [spot?.[0] ?? 0, spot?.[1] ?? 0];
  const stands = new Set(open);
  return {
    demo: reached.demo,
    limit,
    settlements: reached.places.map(({ id, name, town, spot }, i) => {
      const minutes = nearest(reached.minutes[i]!, open);
      return {
        id,
        name,
        town: town.name.zh,
        at: at(spot),
        people: population[i]!,
        minutes,
        reached: minutes !== null && minutes <= limit,
      };
    }),
    facilities: reached.goals.map(({ id, name, spot }, i) => ({ id, name, at: at(spot), open: stands.has(i) })),
    roads: links.slice(0, mostRoads).map(({ id, name, code, from, to }) => ({
      id,
      name: name ?? code,
      way: [at(from), at(to)],
    })),
    roadsLeft: Math.max(0, links.length - mostRoads),
  };
}

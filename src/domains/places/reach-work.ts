import { type LngLat, type Pace, type Road, type Ways, waysBetween } from '../../core/space/index.ts';

/** Ways of a whole city, in a thread: thousands of junctions. */
export function work(input: { places: LngLat[]; goals: LngLat[]; roads: Road[]; pace: Pace }): Ways {
  return waysBetween(input.places, input.goals, input.roads, input.pace);
}

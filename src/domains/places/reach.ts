import { inForce, type RecordOf } from '../../core/register/index.ts';
import type { FacilityKind, LngLat, Road } from '../../core/space/index.ts';
import type { ViewAt } from '../../evidence/reading/view.ts';
import { inThread } from '../../evidence/run/index.ts';
import type * as Reaching from './reach-work.ts';
import { facilities, reachRules, roads, settlements } from './registers.ts';

const reachWork = new URL('./reach-work.ts', import.meta.url);

export type Settlement = RecordOf<typeof settlements>;
export type Facility = RecordOf<typeof facilities>;
type RoadLink = RecordOf<typeof roads>;
export type By = 'foot' | 'car';

/** 60 m a minute on foot (TD/T 1062-2021); by car what grades of roads allow, our own choice. */
const FOOT_KMH = 3.6;
const CAR_KMH = { expressway: 60, trunk: 40, secondary: 40, local: 30 } as const;
const PACE = { foot: { kmh: FOOT_KMH, snap: 800 }, car: { kmh: 30, snap: 3000 } } as const;
/** Sites that may be looked at for one more: the settlements with most people. */
const MOST_SITES = 400;
const FACTOR = 1.3;

/** The rule of a kind on the day of the view; null: none was given. */
export async function ruleOf(view: ViewAt, kind: FacilityKind) {
  const { rows } = await view.list(reachRules);
  return inForce(
    rows.filter((row) => row.kind === kind),
    view.asOf,
  );
}

export interface Reached {
  /** Settlements and facilities of the kind with coordinates, closed ones left out. */
  places: readonly Settlement[];
  goals: readonly Facility[];
  /** Settlements where one more may be built. */
  sites: readonly Settlement[];
  /** Minutes: a row for each place, a column for each goal, then for each site; null: no way. */
  minutes: readonly (readonly (number | null)[])[];
  /** By the straight line alone. */
  straight: readonly (readonly number[])[];
  by: By;
  factor: number;
  /** Median of minutes ÷ straight over all pairs that the roads join; null without roads. */
  measured: number | null;
  junctions: number;
  /** Places and goals that are off all roads: straight × factor. */
  off: number;
  /** Settlements, their people, and facilities that could not be looked at for want of coordinates. */
  without: { places: number; people: number; goals: number };
  demo: boolean;
}

const kept = new WeakMap<ViewAt, Map<string, Promise<Reached>>>();

/** How far everybody is from the facilities of a kind, and from where one more could be; once for a view, in a thread. */
export function reachedIn(view: ViewAt, kind: FacilityKind, by: By): Promise<Reached> {
  const known = kept.get(view) ?? new Map<string, Promise<Reached>>();
  kept.set(view, known);
  const key = `${kind} ${by}`;
  const found = known.get(key);
  if (found) return found;
  const made = reach(view, kind, by);
  made.catch(() => known.delete(key));
  known.set(key, made);
  return made;
}

async function reach(view: ViewAt, kind: FacilityKind, by: By): Promise<Reached> {
  const [people, sites, links, rule] = await Promise.all([
    view.list(settlements),
    view.list(facilities),
    view.list(roads),
    ruleOf(view, kind),
  ]);
  const own = sites.rows.filter((row) => row.kind === kind && row.stage !== 'closed');
  const places = people.rows.filter(({ spot }) => spot !== null);
  const goals = own.filter(({ spot }) => spot !== null);
  const candidates = places.toSorted((a, b) => b.people - a.people).slice(0, MOST_SITES);
  const factor = rule?.detour ?? FACTOR;
  const spots = (rows: readonly { spot: readonly number[] | null }[]) =>
    rows.flatMap(({ spot }): LngLat[] => (spot ? [[spot[0]!, spot[1]!]] : []));
  const ways = await inThread<typeof Reaching>(
    reachWork,
    {
      places: spots(places),
      goals: [...spots(goals), ...spots(candidates)],
      roads: links.rows.flatMap((link) => roadOf(link, by)),
      pace: { ...PACE[by], factor },
    },
    { seconds: 60, megabytes: 1024 },
  );
  const unplaced = people.rows.filter(({ spot }) => spot === null);
  return {
    places,
    goals,
    sites: candidates,
    minutes: ways.minutes,
    straight: ways.straight,
    by,
    factor,
    measured: ways.junctions === 0 ? null : detourOf(ways.minutes, ways.straight),
    junctions: ways.junctions,
    off: ways.off.places.length + ways.off.goals.filter((at) => at < goals.length).length,
    without: {
      places: unplaced.length,
      people: unplaced.reduce((sum, row) => sum + row.people, 0),
      goals: own.length - goals.length,
    },
    demo: people.demo || sites.demo || links.demo,
  };
}

function roadOf(link: RoadLink, by: By): Road[] {
  if (by === 'foot' ? link.grade === 'expressway' : link.grade === 'path') return [];
  const kmh = by === 'foot' ? FOOT_KMH : CAR_KMH[link.grade === null || link.grade === 'path' ? 'local' : link.grade];
  const minutes = (by === 'foot' ? link.on_foot : link.by_car) ?? (link.length / kmh) * 60;
  const { from, to, one_way } = link;
  // Who walks may go both ways.
  return [{ from: [from[0], from[1]], to: [to[0], to[1]], minutes, oneWay: by === 'car' && one_way === true }];
}

function detourOf(minutes: Reached['minutes'], straight: Reached['straight']): number | null {
  const ratios = minutes
    .flatMap((row, i) =>
      row.flatMap((one, j) => (one === null || straight[i]![j]! < 1 ? [] : [one / straight[i]![j]!])),
    )
    .toSorted((a, b) => a - b);
  return ratios[Math.floor(ratios.length / 2)] ?? null;
}

/** A facility that stands on the day of the view. */
export const isOpen = ({ stage, opened }: Pick<Facility, 'stage' | 'opened'>, day: string): boolean =>
  stage === 'open' && (opened === null || opened <= day);

/** Least of a row over some columns; null: no way to any of them. */
export function nearest(row: readonly (number | null)[], columns: readonly number[]): number | null {
  return columns.reduce<number | null>((best, at) => {
    const one = row[at] ?? null;
    return one === null || (best !== null && best <= one) ? best : one;
  }, null);
}

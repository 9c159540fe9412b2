import { metresBetween } from './distance.ts';
import type { LngLat, Pace, Road } from './model.ts';

/** Junctions with the roads that lead INTO each: ways are sought from where people go to, backwards. */
interface Graph {
  spots: LngLat[];
  into: { from: number; minutes: number }[][];
}

/** Ends nearer to each other than this are one junction, metres. */
const JOIN = 8;

/** Cells of some metres by which near points are found. */
class Cells {
  readonly #metres: number;
  readonly #cells = new Map<string, number[]>();
  constructor(metres: number) {
    this.#metres = metres;
  }
  #at([lng, lat]: LngLat): [number, number] {
    const size = this.#metres / 111_320;
    return [Math.floor((lng * Math.cos((lat * Math.PI) / 180)) / size), Math.floor(lat / size)];
  }
  add(point: LngLat, n: number): void {
    const key = this.#at(point).join();
    const known = this.#cells.get(key);
    if (known) known.push(n);
    else this.#cells.set(key, [n]);
  }
  /** Everything within the size of a cell, and some beyond. */
  near(point: LngLat): number[] {
    const [x, y] = this.#at(point);
    return [-1, 0, 1].flatMap((dx) => [-1, 0, 1].flatMap((dy) => this.#cells.get(`${x + dx},${y + dy}`) ?? []));
  }
}

function graphOf(roads: readonly Road[]): Graph {
  const graph: Graph = { spots: [], into: [] };
  const cells = new Cells(JOIN);
  const junction = (point: LngLat): number => {
    const known = cells.near(point).find((n) => metresBetween(graph.spots[n]!, point) <= JOIN);
    if (known !== undefined) return known;
    cells.add(point, graph.spots.push(point) - 1);
    graph.into.push([]);
    return graph.spots.length - 1;
  };
  for (const { from, to, minutes, oneWay } of roads) {
    const [a, b] = [junction(from), junction(to)];
    graph.into[b]!.push({ from: a, minutes });
    if (!oneWay) graph.into[a]!.push({ from: b, minutes });
  }
  return graph;
}

/** Minutes from every junction to a point, by Dijkstra 1959 with a binary heap; `starts` are junctions with the minutes beyond them. */
function minutesTo(graph: Graph, starts: readonly { at: number; minutes: number }[]): Float64Array {
  const best = new Float64Array(graph.spots.length).fill(Infinity);
  const heap: { at: number; minutes: number }[] = [];
  const put = (at: number, minutes: number) => {
    if (minutes >= best[at]!) return;
    best[at] = minutes;
    let n = heap.push({ at, minutes }) - 1;
    while (n > 0) {
      const up = (n - 1) >> 1;
      if (heap[up]!.minutes <= heap[n]!.minutes) break;
      [heap[up], heap[n]] = [heap[n]!, heap[up]!];
      n = up;
    }
  };
  const take = () => {
    const top = heap[0]!;
    const last = heap.pop()!;
    if (heap.length === 0) return top;
    heap[0] = last;
    for (let n = 0; ;) {
      const [left, right] = [2 * n + 1, 2 * n + 2];
      let least = n;
      if (left < heap.length && heap[left]!.minutes < heap[least]!.minutes) least = left;
      if (right < heap.length && heap[right]!.minutes < heap[least]!.minutes) least = right;
      if (least === n) return top;
      [heap[least], heap[n]] = [heap[n]!, heap[least]!];
      n = least;
    }
  };
  for (const { at, minutes } of starts) put(at, minutes);
  while (heap.length > 0) {
    const { at, minutes } = take();
    if (minutes > best[at]!) continue;
    for (const road of graph.into[at]!) put(road.from, minutes + road.minutes);
  }
  return best;
}

export interface Ways {
  /** Minutes, a row for each place and a column for each goal; null: no way. */
  minutes: (number | null)[][];
  /** Minutes by the straight line alone, without any detour. */
  straight: number[][];
  /** Places and goals farther from every road than counts as being at one: from them the straight line times the factor. */
  off: { places: number[]; goals: number[] };
  /** How many junctions the roads have; 0: there are none, and all is the straight line times the factor. */
  junctions: number;
}

/**
 * Minutes from every place to every goal by the roads: straight to the nearest junctions, along the shortest way, straight from
 * it; never longer than straight × factor all the way where both ends share their junction. Where there are no roads, or an end
 * is off them, straight × factor. A goal that no road leads to from a place on the roads is null.
 */
export function waysBetween(
  places: readonly LngLat[],
  goals: readonly LngLat[],
  roads: readonly Road[],
  { kmh, factor, snap }: Pace,
): Ways {
  const graph = graphOf(roads);
  const cells = new Cells(Math.max(snap, 1));
  for (const [n, spot] of graph.spots.entries()) cells.add(spot, n);
  const walk = (metres: number) => (metres / 1000 / kmh) * 60;
  const ends = (point: LngLat) =>
    cells
      .near(point)
      .map((at) => ({ at, metres: metresBetween(graph.spots[at]!, point) }))
      .filter(({ metres }) => metres <= snap)
      .toSorted((a, b) => a.metres - b.metres)
      .slice(0, 3)
      .map(({ at, metres }) => ({ at, minutes: walk(metres * factor) }));
  const fromPlaces = places.map(ends);
  const toGoals = goals.map(ends);
  const straight = places.map((place) => goals.map((goal) => walk(metresBetween(place, goal))));
  const minutes: (number | null)[][] = places.map(() => []);
  for (const [j, starts] of toGoals.entries()) {
    const best = starts.length > 0 ? minutesTo(graph, starts) : null;
    for (const [i, near] of fromPlaces.entries()) {
      const air = straight[i]![j]! * factor;
      if (best === null || near.length === 0) {
        minutes[i]![j] = air;
        continue;
      }
      const along = Math.min(...near.map((end) => end.minutes + best[end.at]!));
      // Both at one junction: nobody walks to it and back.
      const together = near[0]!.at === starts[0]!.at;
      const shortest = together ? Math.min(along, air) : along;
      minutes[i]![j] = Number.isFinite(shortest) ? shortest : null;
    }
  }
  const without = (all: readonly (readonly unknown[])[]) => all.flatMap((near, n) => (near.length === 0 ? [n] : []));
  return {
    minutes,
    straight,
    off: { places: without(fromPlaces), goals: without(toGoals) },
    junctions: graph.spots.length,
  };
}

import { addColumn, addRow, emptyMilp, gapOf, type Milp, type Solve } from './milp.ts';

/** Where demand is, and how far each of it is from each possible site: a row for each demand, a column for each site. */
export interface Sites {
  demand: readonly number[];
  distance: readonly (readonly number[])[];
  /** How many sites there will be, those that stand already included. */
  count: number;
  /** Sites that stand already. */
  fixed: readonly number[];
  /** Choices that are not asked for again: what is next best beside them. */
  beside?: readonly (readonly number[])[];
}

export interface Chosen {
  /** In ascending order. */
  sites: number[];
  /** Worked out anew from the sites, not taken from the solver. */
  objective: number;
  /** Proven distance from the best, as a share of it; 0: there is none better. */
  gap: number;
}

/** Share that counts as proven. */
const PROVEN = 1e-9;

/** Σ demand × distance to the nearest of the sites. */
export function wayTo(sites: readonly number[], { demand, distance }: Sites): number {
  return demand.reduce((sum, size, i) => sum + size * Math.min(...sites.map((j) => distance[i]![j]!)), 0);
}

/** Σ of the demand that has a site within the radius. */
export function coveredBy(sites: readonly number[], { demand, distance }: Sites, radius: number): number {
  return demand.reduce((sum, size, i) => sum + (sites.some((j) => distance[i]![j]! <= radius) ? size : 0), 0);
}

/**
 * The sites with the least Σ demand × distance (p-median; ReVelle and Swain 1970, doi 10.1111/j.1538-4632.1970.tb00142.x), exactly.
 * Null where time ran out before any was found.
 */
export function pMedian(given: Sites, solve: Solve, seconds: number): Chosen | null {
  const { milp, open } = opened(given);
  const { fixed, distance } = given;
  for (const [i, size] of given.demand.entries()) {
    if (size === 0) continue;
    // Of the sites that stand the nearest serves; what is no nearer never does.
    const home = fixed.toSorted((one, other) => distance[i]![one]! - distance[i]![other]!)[0];
    const most = home === undefined ? Infinity : distance[i]![home]!;
    const ways = open.flatMap((site, j) => {
      if (j !== home && distance[i]![j]! >= most) return [];
      const way = addColumn(milp, -size * distance[i]![j]!, 0, 1, false);
      addRow(
        milp,
        '',
        [
          [way, 1],
          [site, -1],
        ],
        -Infinity,
        0,
      );
      return [[way, 1] as const];
    });
    addRow(milp, '', ways, 1, 1);
  }
  return solved(milp, open, solve, seconds, (sites) => wayTo(sites, given));
}

/**
 * The sites that have most demand within the radius (maximal covering; Church and ReVelle 1974, doi 10.1007/BF01942293), exactly.
 * Null where time ran out before any was found.
 */
export function maxCover(given: Sites, radius: number, solve: Solve, seconds: number): Chosen | null {
  const { milp, open } = opened(given);
  for (const [i, size] of given.demand.entries()) {
    const near = open.filter((_, j) => given.distance[i]![j]! <= radius);
    const covered = addColumn(milp, size, 0, 1, false);
    addRow(milp, '', [[covered, 1], ...near.map((site) => [site, -1] as const)], -Infinity, 0);
  }
  return solved(milp, open, solve, seconds, (sites) => coveredBy(sites, given, radius));
}

/** A programme with a yes or no for each site, and as many as there shall be. */
function opened({ distance, count, fixed, beside = [] }: Sites): { milp: Milp; open: number[] } {
  const milp = emptyMilp();
  const open = (distance[0] ?? []).map((_, j) => addColumn(milp, 0, fixed.includes(j) ? 1 : 0, 1, true));
  addRow(
    milp,
    '',
    open.map((site) => [site, 1] as const),
    count,
    count,
  );
  for (const sites of beside)
    addRow(
      milp,
      '',
      sites.map((site) => [open[site]!, 1] as const),
      -Infinity,
      sites.length - 1,
    );
  return { milp, open };
}

function solved(
  milp: Milp,
  open: readonly number[],
  solve: Solve,
  seconds: number,
  objective: (sites: readonly number[]) => number,
): Chosen | null {
  const { x, value, bound } = solve(milp, { gap: PROVEN, seconds });
  if (!x) return null;
  const sites = open.flatMap((column, j) => ((x[column] ?? 0) > 0.5 ? [j] : []));
  const gap = gapOf(value, bound);
  return { sites, objective: objective(sites), gap: gap <= 10 * PROVEN ? 0 : gap };
}

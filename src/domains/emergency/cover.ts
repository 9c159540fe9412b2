/** A way to get more: what one of it adds, what one costs, how many there are. */
export interface Way {
  name: string;
  adds: number;
  cost: number;
  most: number;
}

export interface Cover {
  ways: { name: string; n: number }[];
  adds: number;
  cost: number;
  /** What stays open though all is taken. */
  open: number;
}

/**
 * The cheapest set of whole ways that adds at least `short` (covering knapsack); where all together add less, all of them.
 * Branch and bound: ways by cost for each of what they add, a branch is cut where even its linear relaxation costs more.
 */
export function cheapest(short: number, ways: readonly Way[]): Cover {
  const usable = ways
    .filter(({ adds, most }) => adds > 0 && most > 0)
    .toSorted((a, b) => a.cost / a.adds - b.cost / b.adds);
  const all = usable.map(({ most }) => most);
  const taken = (counts: readonly number[]) => ({
    ways: counts.flatMap((n, at) => (n > 0 ? [{ name: usable[at]!.name, n }] : [])),
    adds: counts.reduce((sum, n, at) => sum + n * usable[at]!.adds, 0),
    cost: counts.reduce((sum, n, at) => sum + n * usable[at]!.cost, 0),
  });
  if (short <= 0) return { ...taken([]), open: 0 };
  const full = taken(all);
  if (full.adds < short) return { ...full, open: short - full.adds };
  let best: { counts: readonly number[]; cost: number } = { counts: all, cost: full.cost };
  const walk = (at: number, left: number, cost: number, counts: readonly number[]): void => {
    if (left <= 0) {
      if (cost < best.cost - 1e-9) best = { counts, cost };
      return;
    }
    const way = usable[at];
    if (!way || cost + bound(usable, at, left) >= best.cost - 1e-9) return;
    for (let n = Math.min(way.most, Math.ceil(left / way.adds)); n >= 0; n -= 1)
      walk(at + 1, left - n * way.adds, cost + n * way.cost, [...counts, n]);
  };
  walk(0, short, 0, []);
  return { ...taken(best.counts), open: 0 };
}

/** Least cost of covering what is left with fractions of the ways from `at` on; infinite where they add too little. */
function bound(ways: readonly Way[], at: number, short: number): number {
  let [left, cost] = [short, 0];
  for (let n = at; n < ways.length && left > 0; n += 1) {
    const { adds, cost: each, most } = ways[n]!;
    const part = Math.min(most, left / adds);
    cost += part * each;
    left -= part * adds;
  }
  return left > 1e-9 ? Number.POSITIVE_INFINITY : cost;
}

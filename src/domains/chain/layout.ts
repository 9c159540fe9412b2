const tiers = ['upstream', 'middle', 'downstream', 'market', null] as const;

/** A link in its column and row, both from 0. */
export interface Place {
  id: string;
  column: number;
  row: number;
}

/**
 * Places the links of a chain: a column for each tier that has any, from upstream to market, those without a tier last.
 * Within a column what goes into another link of it stands above that one; beside that, links stand near the rows of what goes into them, so
 * that edges cross little. The places come in reading order: column by column, from the top. Edges must not go round in a circle
 * within a tier; where they do, the links of the circle keep the order in which they came.
 */
export function placeLinks(
  nodes: readonly { id: string; tier: string | null }[],
  edges: readonly { from: string; to: string }[],
): { columns: (string | null)[]; places: Place[] } {
  const tierOf = (node: { tier: string | null }) => tiers.find((tier) => tier === node.tier) ?? null;
  const columns = tiers.filter((tier) => nodes.some((node) => tierOf(node) === tier));
  const rows = new Map<string, number>();
  const places = columns.flatMap((tier, column) => {
    const own = nodes.filter((node) => tierOf(node) === tier);
    const ids = new Set(own.map((node) => node.id));
    const before = (id: string) => edges.filter((edge) => edge.to === id).map((edge) => edge.from);
    const depths = new Map<string, number>();
    const depthOf = (id: string): number => {
      const known = depths.get(id);
      if (known !== undefined) return known;
      depths.set(id, 0);
      const depth =
        Math.max(
          -1,
          ...before(id)
            .filter((one) => ids.has(one))
            .map(depthOf),
        ) + 1;
      depths.set(id, depth);
      return depth;
    };
    const pull = (id: string) => {
      const known = before(id).flatMap((one) => rows.get(one) ?? []);
      return known.length === 0 ? own.length / 2 : known.reduce((sum, row) => sum + row, 0) / known.length;
    };
    const pulls = new Map(own.map((node) => [node.id, pull(node.id)]));
    const sorted = own.toSorted(
      (a, b) => depthOf(a.id) - depthOf(b.id) || (pulls.get(a.id) ?? 0) - (pulls.get(b.id) ?? 0),
    );
    return sorted.map(({ id }, row) => {
      rows.set(id, row);
      return { id, column, row };
    });
  });
  return { columns, places };
}

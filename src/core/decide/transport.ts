/** How much goes from each row to each column. */
export interface Transport {
  /** Σ of the amounts: no way of sending moves more. */
  placed: number;
  /** Σ amount × strength: no way that moves as much has more. */
  strength: number;
  /** In the order of the arcs; amounts above 0. */
  flows: { row: number; column: number; amount: number }[];
}

/** A pair that may be served, and how well the two fit: any finite number, more is better. */
export interface Arc {
  row: number;
  column: number;
  strength: number;
}

interface Edge {
  to: number;
  left: number;
  cost: number;
  back: number;
}

/**
 * The transportation problem with two aims in order: most is placed, and of all ways that place most, the one of greatest
 * strength (Hitchcock 1941, doi 10.1002/sapm1941201224). Flow by successive shortest paths with potentials (Edmonds and
 * Karp 1972, doi 10.1145/321694.321699): a cheapest flow of each size on the way to the largest. Supply and demand are whole
 * numbers of at least 0; of pairs that are named twice the better one is filled first.
 */
export function transport(supply: readonly number[], demand: readonly number[], arcs: readonly Arc[]): Transport {
  const sink = supply.length + demand.length + 1;
  const edges: Edge[][] = Array.from({ length: sink + 1 }, () => []);
  const join = (from: number, to: number, most: number, cost: number): Edge => {
    const edge = { to, left: most, cost, back: edges[to]!.length };
    edges[from]!.push(edge);
    edges[to]!.push({ to: from, left: 0, cost: -cost, back: edges[from]!.length - 1 });
    return edge;
  };
  supply.forEach((most, row) => join(0, 1 + row, most, 0));
  demand.forEach((most, column) => join(1 + supply.length + column, sink, most, 0));
  const top = arcs.reduce((most, { strength }) => Math.max(most, strength), -Infinity);
  const ways = arcs.map((arc) => {
    const most = Math.min(supply[arc.row]!, demand[arc.column]!);
    return { arc, most, edge: join(1 + arc.row, 1 + supply.length + arc.column, most, top - arc.strength) };
  });
  const potential = new Float64Array(sink + 1);
  for (let path = cheapest(edges, potential, sink); path !== null; path = cheapest(edges, potential, sink)) {
    const amount = path.reduce((least, { left }) => Math.min(least, left), Infinity);
    for (const edge of path) {
      edge.left -= amount;
      edges[edge.to]![edge.back]!.left += amount;
    }
  }
  const flows = ways.flatMap(({ arc: { row, column }, most, edge }) =>
    edge.left < most ? [{ row, column, amount: most - edge.left }] : [],
  );
  return {
    placed: flows.reduce((sum, { amount }) => sum + amount, 0),
    strength: ways.reduce((sum, { arc, most, edge }) => sum + (most - edge.left) * arc.strength, 0),
    flows,
  };
}

/** The edges of a cheapest way from 0 to the sink (Dijkstra on reduced costs), moving the potentials on; null where none is left. */
function cheapest(edges: readonly Edge[][], potential: Float64Array, sink: number): Edge[] | null {
  const far = new Float64Array(edges.length).fill(Infinity);
  const done = new Uint8Array(edges.length);
  const into: (Edge | undefined)[] = Array.from({ length: edges.length });
  far[0] = 0;
  for (;;) {
    let at = -1;
    for (let node = 0; node < edges.length; node++)
      if (!done[node] && far[node]! < Infinity && (at < 0 || far[node]! < far[at]!)) at = node;
    if (at < 0) break;
    done[at] = 1;
    for (const edge of edges[at]!) {
      if (edge.left <= 0 || done[edge.to]) continue;
      // Rounding may leave a hair below nothing, and no edge leads back in time.
      const through = far[at]! + Math.max(0, edge.cost + potential[at]! - potential[edge.to]!);
      if (through < far[edge.to]!) {
        far[edge.to] = through;
        into[edge.to] = edge;
      }
    }
  }
  if (far[sink] === Infinity) return null;
  for (let node = 0; node < edges.length; node++) potential[node]! += Math.min(far[node]!, far[sink]!);
  const path: Edge[] = [];
  for (let node = sink; node !== 0;) {
    const edge = into[node]!;
    path.push(edge);
    node = edges[node]![edge.back]!.to;
  }
  return path;
}

/** A marked stretch of a text: UTF-16 offsets, end exclusive. */
export interface Marked {
  id: string;
  span: readonly [start: number, end: number];
}

/** A stretch of text over which the set of marks does not change; `ids` is outermost first. */
export interface Segment {
  start: number;
  end: number;
  ids: readonly string[];
}

/**
 * Cuts a text of `length` characters where a mark begins or ends, so that overlapping and nested marks can each be
 * shown. Spans outside the text are clipped, empty ones left out. The segments join to the whole text without gaps.
 * Time: sorting the edges, then one walk.
 */
export function segmentsOf(length: number, marks: readonly Marked[]): Segment[] {
  const clipped = marks
    .map((m) => ({
      id: m.id,
      start: Math.max(0, Math.min(length, m.span[0])),
      end: Math.max(0, Math.min(length, m.span[1])),
    }))
    .filter((m) => m.start < m.end)
    .sort((a, b) => a.start - b.start || b.end - a.end);
  const edges = [...new Set([0, length, ...clipped.flatMap((m) => [m.start, m.end])])].sort((a, b) => a - b);
  const segments: Segment[] = [];
  let open: typeof clipped = [];
  let next = 0;
  for (let i = 0; i + 1 < edges.length; i++) {
    const start = edges[i] ?? 0;
    const end = edges[i + 1] ?? length;
    open = open.filter((m) => m.end > start);
    for (let m = clipped[next]; m !== undefined && m.start <= start; m = clipped[++next]) open.push(m);
    segments.push({ start, end, ids: open.map((m) => m.id) });
  }
  return segments;
}

/** The shortest mark over a segment is the one that a reader means; `spans` gives each mark's length. */
export function innermost(ids: readonly string[], lengths: ReadonlyMap<string, number>): string | undefined {
  let best: string | undefined;
  for (const id of ids)
    if (best === undefined || (lengths.get(id) ?? Infinity) <= (lengths.get(best) ?? Infinity)) best = id;
  return best;
}

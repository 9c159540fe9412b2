import { type Place, placeLinks } from './layout.ts';

/** Measures of the drawing in rem; a node is as wide and high as the style sheet says. */
const node = { width: 10.5, height: 2.9 };
const pitch = { x: 16.5, y: 3.5 };
const [head, edge] = [2.4, 0.6];

export interface Way {
  from: string;
  to: string;
}

/** A chain as it is drawn, in rem: where links stand, how edges run, how large it is. */
export interface Drawing<W extends Way> {
  width: number;
  height: number;
  columns: { tier: string | null; x: number }[];
  places: (Place & { x: number; y: number })[];
  curves: { way: W; d: string }[];
}

/** Draws the links of a chain at their places (see `placeLinks`); an edge to a link that is not there is not drawn. */
export function drawChain<W extends Way>(
  links: readonly { id: string; tier: string | null }[],
  ways: readonly W[],
): Drawing<W> {
  const { columns, places } = placeLinks(links, ways);
  const x = (column: number) => edge + column * pitch.x;
  const placed = places.map((place) => ({ ...place, x: x(place.column), y: head + place.row * pitch.y }));
  const at = new Map(placed.map((place) => [place.id, place]));
  return {
    width: x(Math.max(0, columns.length - 1)) + node.width + edge + 5,
    height: head + pitch.y * (1 + Math.max(0, ...places.map(({ row }) => row))),
    columns: columns.map((tier, column) => ({ tier, x: x(column) })),
    places: placed,
    curves: ways.flatMap((way) => {
      const [from, to] = [at.get(way.from), at.get(way.to)];
      return from && to ? [{ way, d: curve(from, to) }] : [];
    }),
  };
}

type Placed = Drawing<Way>['places'][number];

/** Leaves on the right, comes in on the left; within a column, or backwards, round by the right side. */
function curve(from: Placed, to: Placed): string {
  const [x1, y1, y2] = [from.x + node.width, from.y + node.height / 2, to.y + node.height / 2];
  if (to.column > from.column) {
    const middle = Math.min(3.5, (to.x - x1) / 2);
    return `M${x1} ${y1}C${x1 + middle} ${y1} ${to.x - middle} ${y2} ${to.x} ${y2}`;
  }
  const x2 = to.x + node.width;
  const out = Math.max(x1, x2) + Math.min(4.5, 1 + 0.35 * Math.abs(to.row - from.row));
  return `M${x1} ${y1}C${out} ${y1} ${out} ${y2} ${x2} ${y2}`;
}

const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
};

/** The link that an arrow key leads to: the nearest row of the next column, or the next row; null for another key or at the edge. */
export function nextLink(places: readonly Place[], id: string, key: string): string | null {
  const [step, from] = [steps[key], places.find((place) => place.id === id)];
  if (!step || !from) return null;
  const away = (place: Place) => Math.abs(place.row - from.row - step[1]);
  const column = places.filter((place) => place.id !== id && place.column === from.column + step[0]);
  const ahead = step[1] === 0 ? column : column.filter((place) => Math.sign(place.row - from.row) === step[1]);
  return ahead.toSorted((a, b) => away(a) - away(b))[0]?.id ?? null;
}

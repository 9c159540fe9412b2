/** What a rule asks of one input: bounds of a number, or one of some values; all that is said must hold. */
export interface Condition {
  gte?: number | undefined;
  gt?: number | undefined;
  lte?: number | undefined;
  lt?: number | undefined;
  in?: readonly (string | number)[] | undefined;
}

export type Input = { kind: 'number' } | { kind: 'choice'; of: readonly (string | number)[] };

/** Where something holds, input by input: `[25,30)`, `{A, B}`. An input that is not named may have any value. */
export type Region = Record<string, string>;

export interface TableFaults {
  /** Pairs of rules (from 0) that both hold somewhere, and where. */
  overlaps: { rules: [number, number]; where: Region }[];
  /** Where no rule holds. */
  gaps: Region[];
  /** False where there are more gaps than are told. */
  complete: boolean;
}

/** A part of an input's values that no rule tells apart. */
type Piece = { from: number; to: number } | { value: string | number };

interface Dimension {
  name: string;
  pieces: Piece[];
  /** Of each rule, by piece: whether it holds there. */
  holds: boolean[][];
}

const MOST_GAPS = 1000;

/**
 * Whether a decision table of the hit policy Unique (OMG DMN 1.5, 8.2.8) is one: every pair of rules that overlaps, and every
 * region without a rule. The values of each input are cut where a rule begins or ends, so that the answer is exact.
 */
export function tableFaults(
  inputs: Readonly<Record<string, Input>>,
  rules: readonly Readonly<Record<string, Condition | undefined>>[],
): TableFaults {
  const dimensions = Object.entries(inputs).map(([name, input]): Dimension => {
    const conditions = rules.map((rule) => rule[name]);
    const pieces = input.kind === 'number' ? cut(conditions) : input.of.map((value) => ({ value }));
    return { name, pieces, holds: conditions.map((condition) => pieces.map((piece) => meets(piece, condition))) };
  });
  const overlaps = rules.flatMap((_, a) =>
    rules.slice(a + 1).flatMap((_rule, at): TableFaults['overlaps'] => {
      const b = a + 1 + at;
      const shared = dimensions.map(({ name, pieces, holds }) => ({
        name,
        pieces,
        both: pieces.map((_piece, n) => holds[a]![n]! && holds[b]![n]!),
        said: rules[a]![name] !== undefined || rules[b]![name] !== undefined,
      }));
      if (!shared.every(({ both }) => both.some(Boolean))) return [];
      const named = shared.filter(({ said }) => said);
      const where = named.map(({ name, pieces, both }) => [name, runsOf(pieces, both).join(' ∪ ')]);
      return [{ rules: [a, b], where: Object.fromEntries(where) as Region }];
    }),
  );
  const gaps = gapsOf(
    dimensions,
    0,
    rules.map((_, n) => n),
    new Map(),
  );
  return { overlaps, gaps: gaps.slice(0, MOST_GAPS), complete: gaps.length <= MOST_GAPS };
}

function gapsOf(
  dimensions: readonly Dimension[],
  at: number,
  alive: readonly number[],
  known: Map<string, Region[]>,
): Region[] {
  if (alive.length === 0) return [{}];
  const here = dimensions[at];
  if (!here) return [];
  const key = `${at}: ${alive.join()}`;
  const before = known.get(key);
  if (before) return before;
  // Parts with the same gaps in all that follows are told together.
  const alike = new Map<string, { rest: Region[]; parts: boolean[] }>();
  here.pieces.forEach((_, n) => {
    const rest = gapsOf(
      dimensions,
      at + 1,
      alive.filter((rule) => here.holds[rule]![n]),
      known,
    );
    for (const gap of rest) {
      const text = JSON.stringify(gap);
      const group = alike.get(text) ?? { rest: [gap], parts: here.pieces.map(() => false) };
      group.parts[n] = true;
      alike.set(text, group);
    }
  });
  const found = [...alike.values()].flatMap(({ rest, parts }) => {
    const anything = parts.every(Boolean);
    const runs = anything ? [''] : runsOf(here.pieces, parts);
    return runs.flatMap((run) => rest.map((gap) => (anything ? gap : { [here.name]: run, ...gap })));
  });
  const told = found.slice(0, MOST_GAPS + 1);
  known.set(key, told);
  return told;
}

/** The line of numbers, cut at every bound into points and the open stretches between them. */
function cut(conditions: readonly (Condition | undefined)[]): Piece[] {
  const bounds = conditions.flatMap((one) => [one?.gte, one?.gt, one?.lte, one?.lt, ...(one?.in ?? [])]);
  const points = [...new Set(bounds.filter((one) => typeof one === 'number'))].toSorted((a, b) => a - b);
  return [-Infinity, ...points].flatMap((from, n) => {
    const stretch = { from, to: points[n] ?? Infinity };
    return n === 0 ? [stretch] : [{ from, to: from }, stretch];
  });
}

function meets(piece: Piece, condition: Condition | undefined): boolean {
  if (!condition) return true;
  if ('value' in piece) {
    const { value } = piece;
    return (condition.in?.includes(value) ?? true) && (typeof value !== 'number' || within(value, value, condition));
  }
  const { from, to } = piece;
  if (condition.in && !(from === to && condition.in.includes(from))) return false;
  return within(from, to, condition);
}

/** Whether all of a point, or of an open stretch, lies within the bounds. */
function within(from: number, to: number, { gte, gt, lte, lt }: Condition): boolean {
  const point = from === to;
  return (
    (gte === undefined || from >= gte) &&
    (gt === undefined || (point ? from > gt : from >= gt)) &&
    (lte === undefined || to <= lte) &&
    (lt === undefined || (point ? to < lt : to <= lt))
  );
}

/** What is set of the pieces, in words: stretches that touch are one; values of a choice are one set. */
function runsOf(pieces: readonly Piece[], set: readonly boolean[]): string[] {
  const values = pieces.flatMap((piece, n) => (set[n] && 'value' in piece ? [String(piece.value)] : []));
  if (values.length > 0) return [`{${values.join(', ')}}`];
  const runs: string[] = [];
  let first: number | null = null;
  for (const [n, piece] of pieces.entries()) {
    if ('value' in piece || !set[n]) continue;
    first ??= n;
    if (set[n + 1]) continue;
    const start = pieces[first] as { from: number; to: number };
    const opens = start.from === start.to ? '[' : '(';
    const closes = piece.from === piece.to ? ']' : ')';
    runs.push(`${opens}${bound(start.from)},${bound(piece.to)}${closes}`);
    first = null;
  }
  return runs;
}

const bound = (value: number) => (Number.isFinite(value) ? String(value) : value > 0 ? '∞' : '-∞');

import { transport } from '../../core/decide/index.ts';

/** Who graduates, whom firms want, and which class may go to which occupation; keys are code and name. */
export interface Market {
  supply: readonly { id: string; people: number }[];
  demand: readonly { key: string; people: number }[];
  ties: readonly { supply: string; key: string; strength: number }[];
}

export interface Match {
  /** People who find a place: after the best re-routing, and where every class sends only to its nearest occupation. */
  placed: number;
  byName: number;
  /** By occupation: what stays open both ways, and whether anybody at all may go there. */
  open: Readonly<Record<string, { wanted: number; short: number; byName: number; reachable: boolean }>>;
  /** By class: where its graduates go, and who is left. */
  from: Readonly<Record<string, { to: { key: string; people: number }[]; idle: number }>>;
}

/**
 * The best way to place graduates: most are placed, and then they fit best (transportation problem, core/decide). Beside it
 * what matching by name gives: every class sends to the one occupation to which it is tied most strongly, the first of equals.
 */
export function match({ supply, demand, ties }: Market): Match {
  const [row, column] = [indexBy(supply, ({ id }) => id), indexBy(demand, ({ key }) => key)];
  const arcs = ties.flatMap((tie) => {
    const [from, to] = [row.get(tie.supply), column.get(tie.key)];
    return from === undefined || to === undefined ? [] : [{ row: from, column: to, strength: tie.strength }];
  });
  const { placed, flows } = transport(
    supply.map(({ people }) => people),
    demand.map(({ people }) => people),
    arcs,
  );
  const nearest = new Map<number, (typeof arcs)[number]>();
  for (const arc of arcs) if ((nearest.get(arc.row)?.strength ?? -1) < arc.strength) nearest.set(arc.row, arc);
  const named = demand.map(() => 0);
  for (const arc of nearest.values()) named[arc.column] = named[arc.column]! + supply[arc.row]!.people;
  const into = demand.map(() => 0);
  for (const flow of flows) into[flow.column] = into[flow.column]! + flow.amount;
  const reached = new Set(arcs.map((arc) => arc.column));
  const open = demand.map(({ key, people }, n) => {
    const byName = Math.max(0, people - named[n]!);
    return [key, { wanted: people, short: people - into[n]!, byName, reachable: reached.has(n) }] as const;
  });
  const from = supply.map(({ id, people }, n) => {
    const own = flows.filter((flow) => flow.row === n);
    const to = own.map(({ column: at, amount }) => ({ key: demand[at]!.key, people: amount }));
    return [id, { to, idle: people - own.reduce((sum, { amount }) => sum + amount, 0) }] as const;
  });
  return {
    placed,
    byName: demand.reduce((sum, { people }, n) => sum + Math.min(people, named[n]!), 0),
    open: Object.fromEntries(open),
    from: Object.fromEntries(from),
  };
}

function indexBy<T>(rows: readonly T[], key: (row: T) => string): Map<string, number> {
  return new Map(rows.map((row, n) => [key(row), n]));
}

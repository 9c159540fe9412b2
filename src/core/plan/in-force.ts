import type { CommitmentItem, PlanItem, PlanKind } from './plan-file.ts';

/** A plan on its way through time: when it was written last, and the last day on which it was in force (null: it still is). */
export interface PlanInTime {
  item: PlanItem;
  seq: number;
  closedOn: string | null;
}

const RANKS: Readonly<Record<PlanKind, number>> = { outline: 1, special: 2, yearly: 3, decision: 4 };

export const kindOf = (item: PlanItem): PlanKind => item.kind ?? 'outline';
/** 1 is the highest. */
export const rankOf = (item: PlanItem): number => item.rank ?? RANKS[kindOf(item)];

/** Plans that stand: all that say their kind, and of the others the one that was written last. Highest rank first, closed ones last. */
export function standingPlans<P extends PlanInTime>(plans: readonly P[]): P[] {
  const alone = plans.filter(({ item }) => item.kind === undefined);
  const last = Math.max(...alone.map(({ seq }) => seq));
  return plans
    .filter(({ item, seq }) => item.kind !== undefined || seq === last)
    .toSorted(
      (a, b) =>
        Number(a.closedOn !== null) - Number(b.closedOn !== null) ||
        (b.closedOn ?? '').localeCompare(a.closedOn ?? '') ||
        rankOf(a.item) - rankOf(b.item) ||
        (b.item.from ?? '').localeCompare(a.item.from ?? '') ||
        (a.item.id < b.item.id ? -1 : 1),
    );
}

/** Whether a plan is in force on a day: from its first day to the day of its closing, both counted. */
export const inForceOn = ({ item, closedOn }: PlanInTime, day: string): boolean =>
  (item.from ?? '') <= day && (closedOn === null || day <= closedOn);

/** What one plan says of a commitment. */
export interface Clause {
  plan: string;
  item: CommitmentItem;
}

/**
 * The clause that a commitment is judged by, of the clauses of the plans in force, highest rank first: the first that has
 * a number to be judged by, else the first.
 */
export function governing<C extends Clause>(clauses: readonly [C, ...C[]]): C {
  return clauses.find(({ item }) => item.target && item.indicator) ?? clauses[0];
}

/**
 * Commitments of several plans, each once, in the order in which they are first met: the code of a commitment is what it
 * is known by in all plans. Who leads it, the clause that judges may leave to another one; binding in one is binding.
 * `beside`: clauses of plans that are not looked at, which judge nothing and add no commitment.
 */
export function merged<C extends Clause>(
  plans: readonly (readonly C[])[],
  beside: readonly C[] = [],
): { clause: C; item: CommitmentItem; clauses: [C, ...C[]] }[] {
  const by = new Map<string, [C, ...C[]]>();
  for (const clause of plans.flat()) {
    const known = by.get(clause.item.id);
    if (known) known.push(clause);
    else by.set(clause.item.id, [clause]);
  }
  const others = Map.groupBy(beside, ({ item }) => item.id);
  return [...by.values()].map((own) => {
    const clause = governing(own);
    const clauses: [C, ...C[]] = [...own, ...(others.get(clause.item.id) ?? [])];
    return { clause, item: filledIn(clause.item, clauses), clauses };
  });
}

function filledIn(item: CommitmentItem, clauses: readonly Clause[]): CommitmentItem {
  const lead = item.lead ?? clauses.find((other) => other.item.lead)?.item.lead ?? null;
  const binding = clauses.some((other) => other.item.binding);
  // The very same where nothing is to be added: what is known of it is kept by it.
  return lead === item.lead && binding === item.binding ? item : { ...item, lead, binding };
}

/** Whether a commitment is judged by its steps: it is no theme, and has no number to be judged by. */
export function judgedBySteps({ kind, target }: { kind: CommitmentItem['kind']; target: unknown }): boolean {
  return kind !== 'theme' && target === null;
}

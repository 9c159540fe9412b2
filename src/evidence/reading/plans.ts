import type { PlanItem } from '../../core/plan/plan-file.ts';
import { inForceOn, merged } from '../../core/plan/index.ts';
import { Problem } from '../../http/problem.ts';
import type { HeldCommitment, HeldPlan, Snapshot } from './snapshot.ts';

type Parts = Pick<Snapshot, 'plan' | 'commitments'>;

/** What was put together of the plans of one reading of the definitions; see `partsOf`. */
const known = new WeakMap<readonly HeldPlan[], Map<string, Parts>>();

/** The plan that leads, and the commitments of some of the plans, each once. The same plans give the very same parts. */
export function partsOf(all: readonly HeldPlan[], some: readonly HeldPlan[]): Parts {
  const kept = known.get(all) ?? new Map<string, Parts>();
  known.set(all, kept);
  const key = some.map(({ item }) => item.id).join(' ');
  const parts = kept.get(key) ?? {
    plan: some[0] ? { item: some[0].item, version: some[0].version } : null,
    commitments: together(some),
  };
  kept.set(key, parts);
  return parts;
}

function together(plans: readonly HeldPlan[]): HeldCommitment[] {
  const horizons = new Map(plans.map(({ item }) => [item.id, yearsOf(item)]));
  return merged(plans.map(({ clauses }) => clauses)).map(({ clause, item, clauses }) => ({
    item,
    seq: clause.seq,
    demo: clause.demo,
    plan: clause.plan,
    horizon: horizons.get(clause.plan)!,
    year: null,
    document: null,
    clauses,
  }));
}

const yearsOf = ({ horizon: { start, end } }: PlanItem) => ({ start: `${start}-01-01`, end: `${end}-12-31` });

/**
 * The snapshot as it is for a day: the plans in force on it, what they promise, the indicators that there were. `only`: one
 * plan by itself, judged by its own clauses. Throws a Problem (404 `no-such-plan`) where that plan was not in force.
 */
export function onDay(snapshot: Snapshot, day: string, only?: string): Snapshot {
  const force = snapshot.plans.filter((plan) => inForceOn(plan, day));
  const some = only === undefined ? force : force.filter(({ item }) => item.id === only);
  if (only !== undefined && some.length === 0) throw noSuchPlan(only, day);
  const parts = partsOf(snapshot.plans, some);
  const later = [...snapshot.indicators].some(([, { since }]) => since !== null && since > day);
  if (!later && parts.plan === snapshot.plan && parts.commitments === snapshot.commitments) return snapshot;
  return {
    ...snapshot,
    ...parts,
    ...(later && { indicators: new Map([...snapshot.indicators].filter(([, { since }]) => (since ?? '') <= day)) }),
  };
}

const noSuchPlan = (plan: string, day: string): Problem =>
  new Problem({
    status: 404,
    code: 'no-such-plan',
    zh: `${day} 没有有效的规划 ${plan}。`,
    en: `No plan ${plan} was in force on ${day}.`,
    hint: { zh: '在“规划”里看有哪些规划、各自的起止日期。', en: 'See which plans there are, and from when to when.' },
    where: 'query.plan',
  });

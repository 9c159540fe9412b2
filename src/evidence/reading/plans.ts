import type { PlanItem } from '../../core/plan/plan-file.ts';
import { inForceOn, merged } from '../../core/plan/index.ts';
import { Problem } from '../../http/problem.ts';
import type { HeldClause, HeldCommitment, HeldPlan, Snapshot } from './snapshot.ts';
import { byTask, taskKey, tasksOn, yearOf as yearSpan } from './tasks.ts';

type Parts = Pick<Snapshot, 'plan' | 'commitments'>;

/** What was put together of the plans of one reading of the definitions; see `partsOf`. */
const known = new WeakMap<readonly HeldPlan[], Map<string, Parts>>();

interface Looked {
  /** By the task of a year; null: by the horizon. */
  year?: ByYear | null;
  /** The other plans in force, which are not looked at. */
  beside?: readonly HeldPlan[];
  /** As clauses read on a day; null: as they were written last. */
  day?: string | null;
}

/**
 * The plan that leads, and the commitments of some of the plans, each once. The same plans (and the same tasks of a year)
 * give the very same parts.
 */
export function partsOf(all: readonly HeldPlan[], some: readonly HeldPlan[], looked: Looked = {}): Parts {
  const { year = null, beside = [], day = null } = looked;
  const kept = known.get(all) ?? new Map<string, Parts>();
  known.set(all, kept);
  const ids = (plans: readonly HeldPlan[]) => plans.map(({ item }) => item.id).join(' ');
  const key = `${ids(some)}|${ids(beside)}|${year?.key ?? ''}|${versionsBy([...some, ...beside], day)}`;
  const parts = kept.get(key) ?? {
    plan: some[0] ? { item: some[0].item, version: some[0].version } : null,
    commitments: together(some, { year, beside, day }),
  };
  kept.set(key, parts);
  return parts;
}

/** How many versions of these plans were there by a day (null: all): it tells the versions of one reading apart. */
const versionsBy = (plans: readonly HeldPlan[], day: string | null) =>
  plans.reduce(
    (sum, { clauses }) =>
      clauses.reduce(
        (count, { versions }) => count + versions.filter(({ from }) => day === null || from <= day).length,
        sum,
      ),
    0,
  );

/** A clause as it reads on a day; null: as it was written last. */
const readOn = (clause: HeldClause, day: string | null): HeldClause => {
  const version = day === null ? undefined : clause.versions.findLast(({ from }) => from <= day);
  return version ? { ...clause, item: version.item } : clause;
};

function together(plans: readonly HeldPlan[], { year, beside, day }: Required<Looked>): HeldCommitment[] {
  const horizons = new Map(plans.map(({ item }) => [item.id, yearsOf(item)]));
  const read = ({ clauses }: HeldPlan) => clauses.map((clause) => readOn(clause, day));
  return merged(plans.map(read), beside.flatMap(read)).map(({ clause, item, clauses }) => {
    const { seq, demo, plan } = clause;
    const held = { item, seq, demo, plan, horizon: horizons.get(plan)!, year: null, document: null, clauses };
    return year?.of(held) ?? held;
  });
}

/** How commitments are judged in a year where the rule of the leading plan is the task of the year. */
interface ByYear {
  key: string;
  of(held: HeldCommitment): HeldCommitment | null;
}

/**
 * The published rule `year`: a commitment is judged by the task issued for the year of the day; where none is, by its clause
 * in a plan of that year; where there is none either, by the horizon.
 */
function byYear({ indicators, tasks }: Snapshot, plans: readonly HeldPlan[], day: string): ByYear | null {
  if (plans[0]?.item.judgedBy !== 'year') return null;
  const year = Number(day.slice(0, 4));
  const issued = tasksOn(tasks, day);
  const yearly = plans.filter(
    ({ item }) => item.kind === 'yearly' && item.horizon.start <= year && year <= item.horizon.end,
  );
  const versions = [...issued.values()].map(({ now }) => `${now.commitment} ${now.version}`);
  return {
    key: `${year} ${versions.join(' ')}`,
    of: (held) => {
      const indicator = indicators.get(held.item.indicator ?? '')?.model;
      const task = issued.get(taskKey(held.item.id, year, 'own'))?.now;
      if (task && indicator)
        return {
          ...held,
          item: byTask(held.item, task, indicator),
          horizon: yearSpan(year),
          year,
          document: task.document,
        };
      const plan = yearly.find(({ item }) => held.clauses.some((one) => one.plan === item.id && one.item.target));
      const clause = plan && held.clauses.find((one) => one.plan === plan.item.id);
      if (!plan || !clause) return null;
      const { lead, binding } = held.item;
      return {
        ...held,
        item: { ...clause.item, lead, binding },
        plan: plan.item.id,
        horizon: yearsOf(plan.item),
        year,
      };
    },
  };
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
  const beside = force.filter((plan) => !some.includes(plan));
  const year = only === undefined ? byYear(snapshot, some, day) : null;
  const parts = partsOf(snapshot.plans, some, { year, beside, day });
  const later = [...snapshot.indicators].some(([, { since }]) => since !== null && since > day);
  if (!later && parts.plan === snapshot.plan && parts.commitments === snapshot.commitments) return snapshot;
  return {
    ...snapshot,
    ...parts,
    ...(later && { indicators: new Map([...snapshot.indicators].filter(([, { since }]) => (since ?? '') <= day)) }),
  };
}

/** What plans promise that are not closed: what may be given an owner or be chosen today. */
export function openCommitments({ plans, commitments }: Pick<Snapshot, 'plans' | 'commitments'>): HeldCommitment[] {
  const open = new Set(plans.flatMap(({ item, closedOn }) => (closedOn === null ? [item.id] : [])));
  return commitments.filter(({ clauses }) => clauses.some(({ plan }) => open.has(plan)));
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

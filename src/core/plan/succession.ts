import { isProblem, parsePeriod, type Light, type Standing, type Text } from '../measure/index.ts';
import type { CommitmentItem, PlanItem } from './plan-file.ts';

/** 收官与接续: how a promise ended when its plan was closed, and how what is not finished goes on in the next plan. */

export interface Final {
  commitment: string;
  title: Text;
  kind: CommitmentItem['kind'];
  light: Light;
  why: Text;
  /** `unknown`: the evidence of the end is not there; `lacks` says what. */
  outcome: 'met' | 'unmet' | 'unknown';
  /** Newest figure that counted. */
  observed: { period: string; value: number } | null;
  lacks: Text | null;
}

/** How one promise ended, from what is known on the day of the closing. `steps`: of an action, done or not. */
export function finalOf(
  item: CommitmentItem,
  standing: Pick<Standing, 'light' | 'why' | 'observed'>,
  shown: { light: Light; why: Text },
  steps: readonly { doneOn: string | null }[],
): Final {
  const { observed } = standing;
  const base = {
    commitment: item.id,
    title: item.title,
    kind: item.kind,
    ...shown,
    observed: observed && { period: observed.period, value: observed.value },
  };
  if (item.target) {
    const target = parsePeriod(item.target.period);
    const at = observed && parsePeriod(observed.period);
    const ended = at && !isProblem(at) && !isProblem(target) && at.last >= target.last;
    // A figure of the end decides; before it only what is reached early and cannot be lost.
    if (ended) return { ...base, outcome: standing.light === 'green' ? 'met' : 'unmet', lacks: null };
    return {
      ...base,
      outcome: 'unknown',
      lacks: observed
        ? {
            zh: `缺期末数，最新只到 ${observed.period}`,
            en: `the figure of the end is missing; newest ${observed.period}`,
          }
        : { zh: '没有可用的数', en: 'there is no usable figure' },
    };
  }
  if (steps.length === 0)
    return { ...base, outcome: 'unknown', lacks: { zh: '没有节点，无从判断', en: 'no steps to judge by' } };
  return { ...base, outcome: steps.every(({ doneOn }) => doneOn !== null) ? 'met' : 'unmet', lacks: null };
}

/** What is chosen to go on: its new number and its new lead, where it gets one. */
export interface Chosen {
  item: CommitmentItem;
  code?: string | undefined;
  lead?: string | null | undefined;
}

/**
 * The commitments that have to be added to a plan so that all chosen ones go on in it, under a heading of their own. What is
 * there already, under its code or carried, is not added again: doing it twice changes nothing. A target whose period is
 * over gets the last year of the next plan, and a base of its own.
 */
export function carriedOver(
  chosen: readonly Chosen[],
  next: { plan: PlanItem; items: readonly CommitmentItem[] },
  from: PlanItem,
  taken: ReadonlySet<string>,
): CommitmentItem[] {
  const there = new Set(
    next.items.flatMap(({ id, kind, carried }) => [id, ...(carried && kind !== 'theme' ? [carried.commitment] : [])]),
  );
  const codes = new Set([...taken, ...next.items.map(({ id }) => id), ...chosen.flatMap(({ code }) => code ?? [])]);
  const freeCode = () => {
    for (let n = 1; ; n += 1) {
      const code = `J-${String(n).padStart(2, '0')}`;
      if (!codes.has(code)) {
        codes.add(code);
        return code;
      }
    }
  };
  const fresh = chosen.filter(({ item }) => !there.has(item.id));
  if (fresh.length === 0) return [];
  const heads = next.items.find(({ kind, carried }) => kind === 'theme' && carried?.plan === from.id);
  const head: CommitmentItem = heads ?? {
    ...fresh[0]!.item,
    id: freeCode(),
    kind: 'theme',
    title: { zh: `结转自《${from.title.zh}》`, en: `Carried over from “${from.title.en}”` },
    parent: null,
    indicator: null,
    target: null,
    binding: false,
    lead: null,
    supporting: [],
    tags: [],
    tagReasons: {},
    source: null,
    weight: 1,
    carried: { plan: from.id, commitment: fresh[0]!.item.parent ?? fresh[0]!.item.id },
  };
  const items = fresh.map(({ item, code, lead }): CommitmentItem => {
    const { target } = item;
    return {
      ...item,
      id: code ?? freeCode(),
      parent: head.id,
      lead: lead === undefined ? item.lead : lead,
      target: target && goingOn(target, next.plan),
      carried: { plan: from.id, commitment: item.id },
    };
  });
  return heads ? items : [head, ...items];
}

function goingOn(target: NonNullable<CommitmentItem['target']>, plan: PlanItem): CommitmentItem['target'] {
  const period = parsePeriod(target.period);
  const last = isProblem(period) ? 0 : period.kind === 'years' ? period.part : period.year;
  if (last >= plan.horizon.start) return target;
  const { baseline: _, ...rest } = target;
  const moved = target.period.includes('..') ? `${plan.horizon.start}..${plan.horizon.end}` : String(plan.horizon.end);
  return { ...rest, period: moved, trajectory: { kind: 'linear' } };
}

import { carriedOver, finalOf, inForceOn, rankOf } from '../../core/plan/index.ts';
import type { Services } from '../../evidence/domain.ts';
import type { HeldPlan, Snapshot } from '../../evidence/reading/snapshot.ts';
import type { ViewAt } from '../../evidence/reading/view.ts';
import { reachOf } from '../../http/access.ts';
import { Problem } from '../../http/problem.ts';
import { type Route, route } from '../../http/route.ts';
import { briefOf } from '../plan/index.ts';
import { carryOver, closePlan, type FinalView, getClosing, listPlans } from './succession-api.ts';

type Who = Parameters<typeof reachOf>[0];

export function successionRoutes(services: Services): Route[] {
  const { snapshots, ledger, today } = services;
  const known = async (jurisdiction: string, plan: string) => {
    const snapshot = await snapshots.get(jurisdiction);
    const held = snapshot.plans.find(({ item }) => item.id === plan);
    if (!held) throw noSuchPlan(plan);
    return { snapshot, held };
  };
  /** The plan by itself on the last day on which it was in force up to a day. */
  const lastView = (jurisdiction: string, { item, closedOn }: HeldPlan, day: string, who: Who) =>
    snapshots.at(jurisdiction, closedOn !== null && closedOn < day ? closedOn : day, reachOf(who), item.id);
  return [
    route(listPlans, async ({ params, query, who }) => {
      const asOf = query.asOf ?? today();
      const { plans } = await snapshots.get(params.jurisdiction);
      const rows = [];
      for (const held of plans) {
        const on = inForceOn(held, asOf);
        const closed = held.closedOn !== null && held.closedOn < asOf;
        // On a day that was asked for nobody knew of what came later; today one sees what is to come.
        if (!on && !closed && query.asOf !== undefined) continue;
        const view = on || closed ? await lastView(params.jurisdiction, held, asOf, who) : null;
        const lights = view
          ? view.snapshot.commitments.filter(({ item }) => item.kind !== 'theme').map(({ item }) => view.light(item.id))
          : [];
        const of = (light: string) => lights.filter((one) => one === light).length;
        rows.push({
          ...briefOf(closed ? held : { ...held, closedOn: null }),
          state: closed ? ('closed' as const) : on ? ('in-force' as const) : ('to-come' as const),
          counts: { green: of('green'), yellow: of('yellow'), red: of('red'), grey: of('grey') },
        });
      }
      return { asOf, plans: rows };
    }),
    route(getClosing, async ({ params, query, who }) => {
      const { snapshot, held } = await known(params.jurisdiction, params.plan);
      const asOf = query.asOf ?? today();
      const closed = held.closedOn !== null && held.closedOn < asOf;
      const view = await lastView(params.jurisdiction, held, asOf, who);
      const finals = closed && held.closing ? held.closing.finals : finalsOf(view);
      return {
        plan: briefOf(closed ? held : { ...held, closedOn: null }),
        day: view.asOf,
        closed,
        complete: finals.filter(({ lacks }) => lacks === null).length,
        finals: finals.map((final) => shown(final, view, snapshot, held, asOf)),
      };
    }),
    route(closePlan, async ({ params, body, who }) => {
      const { held } = await known(params.jurisdiction, params.plan);
      // Asked for a second time it is what it was.
      if (held.closing) return { seq: null, finals: held.closing.finals.length };
      if (body.day > today())
        throw new Problem({
          status: 422,
          code: 'not-over-yet',
          zh: `${body.day} 还没有到，收官日期最晚为今天。`,
          en: `${body.day} is still to come: a plan is closed on a day up to today.`,
          where: 'body.day',
        });
      const view = await snapshots.at(params.jurisdiction, body.day, 'all', params.plan);
      const finals = finalsOf(view);
      const { seq } = await ledger.submit({
        jurisdiction: params.jurisdiction,
        kind: 'plan.close',
        actor: who.login ?? '',
        demo: false,
        payload: { plan: params.plan, day: body.day, base: body.base, finals },
      });
      return { seq, finals: finals.length };
    }),
    route(carryOver, async ({ params, body, who }) => {
      const { snapshot, held: from } = await known(params.jurisdiction, params.plan);
      const { held: next } = await known(params.jurisdiction, body.to.plan);
      const clauses = new Map(from.clauses.map(({ item }) => [item.id, item]));
      const chosen = body.items.map(({ commitment, code, lead }, n) => {
        const item = clauses.get(commitment);
        if (!item || item.kind === 'theme') throw noSuchCommitment(commitment, n);
        if (lead && !snapshot.organisations.has(lead)) throw noSuchOrganisation(lead, n);
        return { item, code, lead };
      });
      const taken = new Set(snapshot.plans.flatMap((plan) => plan.clauses.map(({ item }) => item.id)));
      const items = next.clauses.map(({ item }) => item);
      const fresh = carriedOver(chosen, { plan: next.item, items }, from.item, taken);
      const twice = body.items.findIndex(
        ({ code }, n) =>
          code !== undefined &&
          (taken.has(code) || body.items.some((other, m) => m < n && other.code === code)) &&
          fresh.some(({ id }) => id === code),
      );
      if (twice >= 0) throw codeTaken(body.items[twice]!.code!, twice);
      const carried = fresh.filter(({ kind }) => kind !== 'theme').length;
      if (carried === 0) return { seq: null, carried, already: chosen.length };
      const { seq } = await ledger.submit({
        jurisdiction: params.jurisdiction,
        kind: 'plan.put',
        actor: who.login ?? '',
        demo: false,
        payload: {
          plan: next.item,
          mode: 'add',
          base: body.to,
          reason: `结转自 ${from.item.title.zh}`,
          commitments: fresh,
        },
      });
      return { seq, carried, already: chosen.length - carried };
    }),
  ];
}

const finalsOf = (view: ViewAt) =>
  view.snapshot.commitments.flatMap(({ item }) =>
    item.kind === 'theme'
      ? []
      : [
          finalOf(
            item,
            view.standing(item.id),
            { light: view.light(item.id), why: view.why(item.id) },
            view.milestones(item.id),
          ),
        ],
  );

function shown(
  final: ReturnType<typeof finalsOf>[number],
  view: ViewAt,
  { plans, indicators }: Snapshot,
  held: HeldPlan,
  asOf: string,
): FinalView {
  const item = view.commitment(final.commitment)?.item;
  // As of a day before the carrying over nobody knew where it would go on. A plan of lower rank that ends no later is none
  // that goes on with it.
  const later = plans.filter(
    (plan) =>
      plan !== held &&
      plan.closedOn === null &&
      (plan.item.from ?? '') <= asOf &&
      (plan.item.horizon.end > held.item.horizon.end || rankOf(plan.item) < rankOf(held.item)),
  );
  const goesOn = later
    .flatMap(({ clauses }) => clauses)
    .find(
      (clause) =>
        clause.item.id === final.commitment ||
        (clause.item.carried?.plan === held.item.id && clause.item.carried.commitment === final.commitment),
    );
  return {
    ...final,
    unit: (item?.indicator ? indicators.get(item.indicator)?.item.unit : undefined) ?? null,
    lead: view.organisation(item?.lead ?? null),
    goesOn: goesOn ? { plan: goesOn.plan, commitment: goesOn.item.id } : null,
  };
}

const noSuchPlan = (plan: string) =>
  new Problem({ status: 404, code: 'no-such-plan', zh: `没有规划 ${plan}。`, en: `There is no plan ${plan}.` });
const noSuchCommitment = (id: string, n: number) =>
  new Problem({
    status: 422,
    code: 'no-such-commitment',
    zh: `这份规划里没有任务 ${id}。`,
    en: `The plan has no commitment ${id}.`,
    where: `body.items.${n}.commitment`,
  });
const noSuchOrganisation = (id: string, n: number) =>
  new Problem({
    status: 422,
    code: 'no-such-organisation',
    zh: `没有单位 ${id}。`,
    en: `There is no organisation ${id}.`,
    where: `body.items.${n}.lead`,
  });
const codeTaken = (code: string, n: number) =>
  new Problem({
    status: 422,
    code: 'code-taken',
    zh: `编号 ${code} 已经用过：历史按编号记，不能再给别的任务。`,
    en: `The number ${code} was given before: history goes by it.`,
    where: `body.items.${n}.code`,
  });

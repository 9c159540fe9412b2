import type { Services } from '../../evidence/domain.ts';
import { besideOf } from '../../evidence/reading/list.ts';
import { countLimit, listRecords } from '../../evidence/reading/records.ts';
import { allows, reachOf } from '../../http/access.ts';
import { Problem } from '../../http/problem.ts';
import { type Route, route, type Who } from '../../http/route.ts';
import { briefOf } from '../../work/plan/index.ts';
import { judgedList, viewsOf } from '../../work/registers/index.ts';
import { concerns, directiveIn, directivesOf, rowOf } from '../directives/index.ts';
import {
  openCommitment,
  openCommitments,
  openDirective,
  openDirectives,
  openIndicator,
  openIndicators,
  openList,
  openLists,
  openObservations,
  openOutlooks,
  openPlan,
  openPlans,
  openRecords,
} from './api.ts';
import { pageOf } from './paging.ts';
import {
  commitmentOf,
  commitmentsOf,
  indicatorOf,
  indicatorsOf,
  listOf,
  observationsOf,
  outlooksOf,
} from './resources.ts';

const missing = (what: string, id: string) =>
  new Problem({
    status: 404,
    code: 'no-such-resource',
    zh: `没有${what} ${id}。`,
    en: `There is no such thing: ${id}.`,
  });

export function openRoutes(services: Services): Route[] {
  const { store, snapshots, today } = services;
  const viewOf = (params: { jurisdiction: string }, query: { asOf?: string | undefined }, who: Who) =>
    snapshots.at(params.jurisdiction, query.asOf ?? today(), reachOf(who));
  const kept = { kept: true };

  return [
    route(
      openPlans,
      async ({ params, query, who }) => {
        const view = await viewOf(params, query, who);
        const page = pageOf(view.plans, ({ item }) => item.id, query);
        return { asOf: view.asOf, demo: false, ...page, items: page.items.map(briefOf) };
      },
      kept,
    ),
    route(
      openPlan,
      async ({ params, query, who }) => {
        const view = await viewOf(params, query, who);
        const plan = view.plans.find(({ item }) => item.id === params.plan);
        if (!plan) throw missing('规划', params.plan);
        return { asOf: view.asOf, item: briefOf(plan) };
      },
      kept,
    ),
    route(
      openCommitments,
      async ({ params, query, who }) => {
        const view = await viewOf(params, query, who);
        const page = pageOf(commitmentsOf(view, query), ({ item }) => item.id, query);
        const items = page.items.map((held) => commitmentOf(view, held));
        return { asOf: view.asOf, demo: items.some(({ demo }) => demo), ...page, items };
      },
      kept,
    ),
    route(
      openCommitment,
      async ({ params, query, who }) => {
        const view = await viewOf(params, query, who);
        const held = view.commitment(params.commitment);
        if (!held) throw missing('目标任务', params.commitment);
        return { asOf: view.asOf, item: commitmentOf(view, held) };
      },
      kept,
    ),
    route(
      openIndicators,
      async ({ params, query, who }) => {
        const view = await viewOf(params, query, who);
        const page = pageOf(indicatorsOf(view, query), ({ id }) => id, query);
        const items = page.items.map((item) => indicatorOf(view, item));
        return { asOf: view.asOf, demo: items.some(({ latest }) => latest?.demo), ...page, items };
      },
      kept,
    ),
    route(
      openIndicator,
      async ({ params, query, who }) => {
        const view = await viewOf(params, query, who);
        const held = view.snapshot.indicators.get(params.indicator);
        if (!held) throw missing('指标', params.indicator);
        return { asOf: view.asOf, item: indicatorOf(view, held.item) };
      },
      kept,
    ),
    route(
      openObservations,
      async ({ params, query, who }) => {
        const view = await viewOf(params, query, who);
        const page = pageOf(observationsOf(view, query), ({ id }) => id, query);
        return { asOf: view.asOf, demo: page.items.some(({ demo }) => demo), ...page };
      },
      kept,
    ),
    route(
      openOutlooks,
      async ({ params, query, who }) => {
        const view = await viewOf(params, query, who);
        const page = pageOf(outlooksOf(view, query), ({ commitment }) => commitment, query);
        return { asOf: view.asOf, demo: page.items.some(({ outlook }) => outlook.demo), ...page };
      },
      kept,
    ),
    route(
      openLists,
      async ({ params, query, who }) => {
        const view = await viewOf(params, query, who);
        const inside = allows(who.role, 'evidence.read');
        const types = [...view.snapshot.registers.values()].map(({ type }) => type);
        const page = pageOf(
          types.filter(({ open }) => open || inside),
          ({ id }) => id,
          query,
        );
        return { asOf: view.asOf, demo: false, ...page, items: page.items.map(listOf) };
      },
      kept,
    ),
    route(
      openList,
      async ({ params, query, who }) => {
        const view = await viewOf(params, query, who);
        const type = view.snapshot.registers.get(params.list)?.type;
        if (!type || (!type.open && !allows(who.role, 'evidence.read'))) throw missing('清单', params.list);
        return { asOf: view.asOf, item: listOf(type) };
      },
      kept,
    ),
    route(
      openRecords,
      async ({ params, query, who }) => {
        const view = await viewOf(params, query, who);
        const { snapshot, asOf } = view;
        const type = snapshot.registers.get(params.list)?.type;
        if (!type || (!type.open && !allows(who.role, 'evidence.read'))) throw missing('清单', params.list);
        const { filter, limit, after = '' } = query;
        // One more than is asked for: whether there is a next page.
        const found = await listRecords(store, snapshot, type, reachOf(who), { filter, asOf, after, limit: limit + 1 });
        const records = found.records.slice(0, limit);
        const list = services.lists.get(type.id);
        const judged = list ? await judgedList(view, list, {}) : null;
        const beside = await besideOf(store, snapshot, type, records, reachOf(who), asOf);
        const items = viewsOf(view, type, who, records, judged, beside);
        return {
          asOf,
          total: Math.min(found.total, countLimit),
          next: found.records.length > limit ? (records.at(-1)?.id ?? null) : null,
          demo: items.some(({ demo }) => demo),
          items,
        };
      },
      kept,
    ),
    route(
      openDirectives,
      async ({ params, query, who }) => {
        const snapshot = await snapshots.get(params.jurisdiction);
        const asOf = today();
        const rows = (await directivesOf(store, params.jurisdiction))
          .filter(concerns(who, snapshot))
          .map((held) => rowOf(snapshot, held, asOf))
          .filter(
            (row) =>
              (query.state === undefined || row.state === query.state) &&
              (query.level === undefined || row.level === query.level) &&
              (query.lead === undefined || row.lead.id === query.lead) &&
              (query.object === undefined || row.object === query.object),
          );
        const page = pageOf(rows, ({ id }) => id, query);
        return { asOf, demo: page.items.some(({ demo }) => demo), ...page };
      },
      kept,
    ),
    route(
      openDirective,
      async ({ params, who }) => {
        const snapshot = await snapshots.get(params.jurisdiction);
        const held = await directiveIn(store, params.jurisdiction, params.directive);
        // What does not concern the reader is not told to be there.
        if (!held || !concerns(who, snapshot)(held)) throw missing('督办单', params.directive);
        return { asOf: today(), item: rowOf(snapshot, held, today()) };
      },
      kept,
    ),
  ];
}

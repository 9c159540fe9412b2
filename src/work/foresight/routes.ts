import { randomUUID } from 'node:crypto';
import { convert, isPeriodKey } from '../../core/measure/index.ts';
import { type Adjustment, adjustmentsOn } from '../../evidence/figures/adjustment.ts';
import type { Services } from '../../evidence/domain.ts';
import { contributing } from '../../evidence/judgement.ts';
import { inThread } from '../../evidence/run/index.ts';
import { json } from '../../evidence/store/store.ts';
import { allows, reachOf } from '../../http/access.ts';
import { within } from '../../evidence/store/quota.ts';
import { Problem } from '../../http/problem.ts';
import { type Route, route, type Who } from '../../http/route.ts';
import {
  computeScenario,
  dropScenario,
  getBoard,
  getForecast,
  getGap,
  getRecord,
  type IndicatorForecastView,
  listScenarios,
  putAdjustment,
  type RecordView,
  removeAdjustment,
  saveScenario,
  type ScenarioAnswer,
  type ScenarioBody,
} from './api.ts';
import { type Computed, shownTarget } from './board.ts';
import { foresightReach } from '../../evidence/reading/outlooks.ts';
import { dayOf, resultsFor } from './run.ts';
import { getNextPlan } from './next-api.ts';
import type * as Next from './next-work.ts';
import type * as Scenarios from './scenario-work.ts';
import { startOf } from './start.ts';

const scenarioWork = new URL('./scenario-work.ts', import.meta.url);
const nextWork = new URL('./next-work.ts', import.meta.url);
const nextLimits = { seconds: 60, megabytes: 512 };
/** Three variants of six targets take about a second; nothing sane takes longer than this. */
const scenarioLimits = { seconds: 30, megabytes: 512 };

export function foresightRoutes(services: Services): Route[] {
  const { store, ledger, snapshots } = services;
  const reachFor = (who: Who) => foresightReach(reachOf(who));
  const day = (query: { asOf?: string | undefined }) => dayOf(services, query.asOf);
  const board = (jurisdiction: string, query: { asOf?: string | undefined }, who: Who) =>
    resultsFor<Computed>(services, jurisdiction, query.asOf, reachFor(who), 'board');

  const viewOf = (jurisdiction: string, query: { asOf?: string | undefined }, who: Who) =>
    snapshots.at(jurisdiction, day(query), reachOf(who));

  /** Scenarios that were computed lately, by all that they depend on; what variants are called is no part of it. */
  const answers = new Map<string, Promise<ScenarioAnswer>>();

  async function computed(jurisdiction: string, query: { asOf?: string | undefined }, who: Who, body: ScenarioBody) {
    const order = { jurisdiction, asOf: day(query), reach: reachFor(who) };
    const asked = [body.commitments, body.variants.map(({ changes }) => changes)];
    const key = JSON.stringify([
      snapshots.head(jurisdiction),
      await snapshots.foreseen(jurisdiction, order.asOf, order.reach),
      order,
      asked,
    ]);
    const known = answers.get(key);
    if (known) return known;
    const made = inThread<typeof Scenarios>(
      scenarioWork,
      { databaseUrl: services.databaseUrl, contributing: contributing(services.lists), order, body },
      scenarioLimits,
    );
    answers.set(key, made);
    made.catch(() => answers.delete(key));
    if (answers.size > 100) answers.delete(answers.keys().next().value ?? '');
    return made;
  }

  async function adjustmentsFor(
    jurisdiction: string,
    query: { asOf?: string | undefined },
    who: Who,
    indicator: string,
  ) {
    if (reachFor(who) !== 'all') return [];
    return (await adjustmentsOn(store, jurisdiction, day(query)))
      .filter((item) => item.indicator === indicator)
      .map(({ indicator: _indicator, ...item }: Adjustment) => item);
  }

  return [
    route(getBoard, async ({ params, query, who }) => {
      const { run, body } = await board(params.jurisdiction, query, who);
      const view = await viewOf(params.jurisdiction, query, who);
      const { plan } = view.snapshot;
      const targets = (body?.targets ?? []).map((target) => shownTarget(view, target));
      // The scenario that is shown first is under way before anybody asks for it.
      if (allows(who.role, 'evidence.read') && !run.updating && targets.length > 0)
        computed(params.jurisdiction, query, who, {
          commitments: startOf({ targets }),
          variants: [{ name: '-', changes: [] }],
        }).catch(() => {});
      return {
        run,
        asOf: day(query),
        demo: body?.demo ?? false,
        plan: plan?.item.title ?? null,
        targets,
        indices: body?.indices ?? [],
        bySteps: body?.bySteps ?? 0,
      };
    }),
    route(getForecast, async ({ params, query, who }) => {
      const view = await viewOf(params.jurisdiction, query, who);
      const item = view.snapshot.indicators.get(params.indicator)?.item;
      if (!item)
        throw new Problem({
          status: 404,
          code: 'no-such-indicator',
          zh: `没有指标 ${params.indicator}。`,
          en: `There is no indicator ${params.indicator}.`,
        });
      const { run, body } = await resultsFor<{ forecast: IndicatorForecastView | null; targets: Computed['targets'] }>(
        services,
        params.jurisdiction,
        query.asOf,
        reachFor(who),
        { indicator: item.id },
      );
      return {
        run,
        asOf: day(query),
        indicator: item.id,
        name: item.name,
        unit: item.unit,
        forecast: body?.forecast ?? null,
        targets: (body?.targets ?? [])
          .filter((target) => target.indicator.id === item.id)
          .map((target) => shownTarget(view, target)),
        adjustments: await adjustmentsFor(params.jurisdiction, query, who, item.id),
      };
    }),
    route(getGap, async ({ params, query, who }) => {
      const { run, body } = await board(params.jurisdiction, query, who);
      const view = await viewOf(params.jurisdiction, query, who);
      const known = view.snapshot.commitments.find(({ item }) => item.id === params.commitment)?.item;
      if (!known?.target || !known.indicator)
        throw new Problem({
          status: 404,
          code: 'no-such-target',
          zh: `${params.commitment} 不是有数的目标。`,
          en: `${params.commitment} is not a target with a figure.`,
          hint: { zh: '从达成概率的名单里选一项。', en: 'Choose one from the list of probabilities.' },
        });
      const found = body?.targets.find((target) => target.commitment === params.commitment);
      return {
        run,
        asOf: day(query),
        result: found ? shownTarget(view, found) : null,
        gap: found?.gap ?? null,
        missing: found && !found.gap ? found.missing : null,
        adjustments: await adjustmentsFor(params.jurisdiction, query, who, known.indicator),
      };
    }),
    route(putAdjustment, async ({ params, body, who }) => {
      const { indicators } = await snapshots.get(params.jurisdiction);
      const item = indicators.get(body.indicator)?.item;
      const wrong = (where: string, zh: string, en: string, hint: { zh: string; en: string }) =>
        new Problem({ status: 422, code: 'adjustment-malformed', zh, en, hint, where });
      if (!item)
        throw wrong('indicator', `没有指标 ${body.indicator}。`, `There is no indicator ${body.indicator}.`, {
          zh: '从指标页进入。',
          en: 'Come from the page of an indicator.',
        });
      for (const key of ['period', 'until'] as const) {
        const value = body[key];
        if (value !== undefined && !isPeriodKey(value))
          throw wrong(key, `${value} 不是时期。`, `${value} is no period.`, {
            zh: '写成 2026、2026Q3 或 2026-03。',
            en: 'Write 2026, 2026Q3 or 2026-03.',
          });
      }
      if (body.unit !== item.unit && typeof convert(1, body.unit, item.unit) !== 'number')
        throw wrong(
          'unit',
          `单位 ${body.unit} 不能换算成 ${item.unit}。`,
          `${body.unit} cannot be converted to ${item.unit}.`,
          { zh: `用 ${item.unit} 填。`, en: `Give it in ${item.unit}.` },
        );
      const id = randomUUID().slice(0, 8);
      const entry = await ledger.submit({
        jurisdiction: params.jurisdiction,
        kind: 'adjustment.put',
        actor: who.login ?? '',
        demo: false,
        payload: { id, on: services.today(), ...body },
      });
      return { id, seq: entry.seq };
    }),
    route(removeAdjustment, async ({ params, body, who }) => {
      const entry = await ledger.submit({
        jurisdiction: params.jurisdiction,
        kind: 'adjustment.remove',
        actor: who.login ?? '',
        demo: false,
        payload: { id: params.adjustment, on: services.today(), reason: body.reason },
      });
      return { seq: entry.seq };
    }),
    route(computeScenario, ({ params, query, body, who }) => computed(params.jurisdiction, query, who, body)),
    route(getNextPlan, async ({ params, query, who }) => {
      const { plan } = (await viewOf(params.jurisdiction, query, who)).snapshot;
      const asOf = day(query);
      // The next plan is taken to be as long as the one that leads.
      const { start, end } = plan?.item.horizon ?? { start: Number(asOf.slice(0, 4)), end: Number(asOf.slice(0, 4)) };
      return inThread<typeof Next>(
        nextWork,
        {
          databaseUrl: services.databaseUrl,
          contributing: contributing(services.lists),
          order: { jurisdiction: params.jurisdiction, asOf, reach: reachFor(who) },
          until: Math.min(query.until ?? end + (end - start + 1), Number(asOf.slice(0, 4)) + 10),
        },
        nextLimits,
      );
    }),
    route(listScenarios, async ({ params, who }) => {
      const rows = await store
        .selectFrom('scenario')
        .selectAll()
        .where('jurisdiction_id', '=', params.jurisdiction)
        .orderBy('created_at', 'desc')
        .limit(200)
        .execute();
      return {
        scenarios: rows.map((row) => ({
          id: row.scenario_id,
          name: row.name,
          body: row.body as ScenarioBody,
          createdBy: row.created_by,
          createdAt: row.created_at,
          mine: row.created_by === who.login,
        })),
      };
    }),
    route(saveScenario, async ({ params, body, who }) => {
      await snapshots.get(params.jurisdiction);
      await within(
        store,
        'scenario',
        { jurisdiction: params.jurisdiction, login: who.login ?? '' },
        { person: 50, city: 1_000 },
        { zh: '情景', en: 'scenarios' },
      );
      const id = randomUUID().slice(0, 8);
      await store
        .insertInto('scenario')
        .values({
          jurisdiction_id: params.jurisdiction,
          scenario_id: id,
          name: body.name,
          body: json(body.body),
          created_by: who.login ?? '',
          created_at: new Date().toISOString(),
        })
        .execute();
      return { id };
    }),
    route(dropScenario, async ({ params, who }) => {
      const { numDeletedRows } = await store
        .deleteFrom('scenario')
        .where('jurisdiction_id', '=', params.jurisdiction)
        .where('scenario_id', '=', params.scenario)
        .where('created_by', '=', who.login ?? '')
        .executeTakeFirst();
      if (numDeletedRows === 0n)
        throw new Problem({
          status: 404,
          code: 'no-such-scenario',
          zh: '没有这个情景，或不是你存的。',
          en: 'There is no such scenario, or it is not yours.',
        });
      return {};
    }),
    route(getRecord, async ({ params, query, who }) => {
      const { run, body } = await resultsFor<RecordView>(
        services,
        params.jurisdiction,
        query.asOf,
        reachFor(who),
        'record',
      );
      return { run, asOf: day(query), record: body };
    }),
  ];
}

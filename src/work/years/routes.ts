import type { IndicatorItem } from '../../core/plan/plan-file.ts';
import type { Services } from '../../evidence/domain.ts';
import type { ViewAt } from '../../evidence/reading/view.ts';
import { reachOf } from '../../http/access.ts';
import { Problem } from '../../http/problem.ts';
import { type Route, route } from '../../http/route.ts';
import { type BreakdownView, getBreakdown, getYear, issueTask, type YearRow } from './api.ts';
import { addsUp, decimalsOf, quarterShares, sourcesOf, totalsOf, weightsOf } from './breakdown.ts';
import { type Sees, seenBy, taskView } from './task-view.ts';

export function yearRoutes(services: Services): Route[] {
  const viewOf = (jurisdiction: string, asOf: string | undefined, who: Parameters<typeof reachOf>[0]) =>
    services.snapshots.at(jurisdiction, asOf ?? services.today(), reachOf(who));
  return [
    route(getYear, async ({ params, query, who }) => {
      const view = await viewOf(params.jurisdiction, query.asOf, who);
      const year = query.year ?? Number(view.asOf.slice(0, 4));
      const sees = seenBy(view);
      return {
        year,
        asOf: view.asOf,
        rule: view.snapshot.plan?.item.judgedBy ?? 'horizon',
        sees: sees.how,
        rows: rowsOf(view, year, sees),
      };
    }),
    route(getBreakdown, async ({ params, query, who }) => {
      const view = await viewOf(params.jurisdiction, query.asOf, who);
      return breakdownOf(view, params.commitment, query);
    }),
    route(issueTask, async ({ params, body, who }) => {
      const view = await viewOf(params.jurisdiction, undefined, who);
      const { item, indicator } = measured(view, body.commitment);
      if (body.unit !== indicator.unit)
        throw new Problem({
          status: 422,
          code: 'unit-differs',
          zh: `年度任务按指标的单位（${indicator.unit}）下达。`,
          en: `A task is issued in the unit of its indicator (${indicator.unit}).`,
          where: 'body.unit',
        });
      const strange = body.groups
        .flatMap(({ parts }) => parts)
        .find(
          ({ unit, place, indicator: own }) =>
            !view.snapshot.organisations.has(unit) ||
            (place !== undefined && !view.snapshot.places.has(place)) ||
            (own !== undefined && view.snapshot.indicators.get(own)?.item.unit !== indicator.unit),
        );
      if (strange)
        throw new Problem({
          status: 422,
          code: 'no-such-unit',
          zh: `分解给“${strange.unit}”的一行有误：没有这个单位、地方，或它的指标单位不是 ${indicator.unit}。`,
          en: `The line of ${strange.unit} is wrong: there is no such unit or place, or its indicator is not in ${indicator.unit}.`,
          where: 'body.groups',
        });
      const { seq } = await services.ledger.submit({
        jurisdiction: params.jurisdiction,
        kind: 'task.issue',
        actor: who.login ?? '',
        demo: false,
        payload: { ...body, commitment: item.id },
      });
      return { seq, version: (body.base ?? 0) + 1 };
    }),
  ];
}

function measured(view: ViewAt, id: string) {
  const item = view.commitment(id)?.item;
  const indicator = item?.indicator ? view.snapshot.indicators.get(item.indicator)?.item : undefined;
  if (!item?.target || !indicator)
    throw new Problem({
      status: 404,
      code: 'no-such-target',
      zh: `${id} 不是有数的目标，没有年度任务。`,
      en: `${id} is not a target with a figure: it has no task of a year.`,
      hint: { zh: '从年度任务的名单里选一项。', en: 'Choose one from the list of tasks.' },
    });
  return { item, indicator };
}

const shown = ({ id, name, unit }: IndicatorItem) => ({ id, name, unit });

function rowsOf(view: ViewAt, year: number, sees: Sees): YearRow[] {
  return view.snapshot.commitments.flatMap(({ item }): YearRow[] => {
    const indicator = item.indicator ? view.snapshot.indicators.get(item.indicator)?.item : undefined;
    if (!item.target || !indicator || item.kind === 'theme') return [];
    const of = (basis: 'own' | 'assigned') => {
      const task = view.task(item.id, year, basis);
      return task && taskView(view, task, sees);
    };
    return [
      {
        commitment: item.id,
        title: item.title,
        indicator: shown(indicator),
        lead: view.organisation(item.lead),
        own: of('own'),
        assigned: of('assigned'),
      },
    ];
  });
}

async function breakdownOf(
  view: ViewAt,
  id: string,
  { year, basis, weights }: { year: number; basis: 'own' | 'assigned'; weights: string },
): Promise<BreakdownView> {
  const { item, indicator } = measured(view, id);
  const task = view.task(id, year, basis);
  const sees = seenBy(view);
  const flows = indicator.nature === 'flow' || indicator.nature === 'ytd';
  return {
    commitment: id,
    title: item.title,
    indicator: shown(indicator),
    year,
    basis,
    asOf: view.asOf,
    decimals: decimalsOf(indicator),
    sums: addsUp(indicator),
    flows,
    totals: totalsOf(view, id, indicator, year),
    quarters: flows ? quarterShares(view.series(indicator.id), year) : [],
    sources: sourcesOf(view),
    weights: sees.how === 'all' ? await weightsOf(view, item, year, weights) : [],
    indicators: [...view.snapshot.indicators.values()].flatMap((held) =>
      held.item.unit === indicator.unit ? [{ ...shown(held.item), owner: held.item.owner }] : [],
    ),
    task: task && taskView(view, task, sees),
    versions: (task?.versions ?? []).map(({ version, document, issuedOn, total, reason }) => ({
      version,
      document,
      issuedOn,
      total,
      reason: reason ?? null,
    })),
  };
}

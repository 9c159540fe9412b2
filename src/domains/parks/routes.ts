import { isProblem } from '../../core/measure/index.ts';
import type { Services } from '../../evidence/domain.ts';
import { allRecords, numberIn, textIn } from '../../evidence/reading/all.ts';
import type { Snapshot } from '../../evidence/reading/snapshot.ts';
import { type Reach, reachOf } from '../../http/access.ts';
import { Problem } from '../../http/problem.ts';
import { type Route, route } from '../../http/route.ts';
import { getFirmSheet, getParks } from './api.ts';
import { evaluatePerMu, lowEfficiencyLand, type PerMuFirm, type PerMuResult } from './per-mu.ts';
import { CLASS_POLICIES, FIGURES, type Figure, PER_MU_METHODS, type PerMuMethod } from './per-mu-methods.ts';
import { figureField } from './registers.ts';

/** 万元 a 亩 below which land counts as low-efficiency where its park names no threshold: a starting value of ours. */
const usualThreshold = 8;

export function parkRoutes(services: Services): Route[] {
  const { store, snapshots } = services;

  async function evaluated(snapshot: Snapshot, reach: Reach, wanted: string | undefined, methodId: string | undefined) {
    const [firms, figures] = await Promise.all([
      allRecords(store, snapshot, 'firms', reach),
      allRecords(store, snapshot, 'firm-figures', reach),
    ]);
    const years = [...new Set(figures.flatMap((row) => textIn(row, 'year') ?? []))].toSorted();
    const year = wanted ?? years.at(-1) ?? null;
    const method: PerMuMethod | undefined =
      methodId === undefined ? PER_MU_METHODS[0] : PER_MU_METHODS.find((item) => item.id === methodId);
    if (!method)
      throw new Problem({
        status: 404,
        code: 'no-such-method',
        zh: `没有评价办法 ${methodId}。`,
        en: `There is no method ${methodId}.`,
      });
    const byId = new Map(firms.map((firm) => [firm.id, firm]));
    const rows = figures.filter((row) => textIn(row, 'year') === year);
    const inputs = rows.flatMap((row): PerMuFirm[] => {
      const firm = byId.get(textIn(row, 'firm') ?? '');
      if (!firm) return [];
      const vetoes = (textIn(row, 'vetoes') ?? '').split(/[、，,;；\s]+/).filter((word) => word !== '');
      const exempt = textIn(row, 'exempt');
      return [
        {
          id: firm.id,
          name: textIn(firm, 'name') ?? firm.id,
          above: firm.values.above === true,
          figures: Object.fromEntries(
            (Object.keys(FIGURES) as Figure[]).map((figure) => [figure, numberIn(row, figureField(figure))]),
          ),
          ...(vetoes.length > 0 && { vetoes }),
          ...(exempt !== null && { exempt }),
        },
      ];
    });
    const results: PerMuResult[] | ReturnType<typeof evaluatePerMu> =
      inputs.length === 0 ? [] : evaluatePerMu(method, inputs);
    return {
      firms,
      byId,
      years,
      year,
      method,
      inputs,
      results: isProblem(results) ? [] : results,
      fault: isProblem(results) ? results : null,
      demo: rows.some((row) => row.demo),
    };
  }

  return [
    route(
      getParks,
      async ({ params, query, who }) => {
        const snapshot = await snapshots.get(params.jurisdiction);
        const reach = reachOf(who);
        const found = await evaluated(snapshot, reach, query.year, query.method);
        const [parks, plots] = await Promise.all([
          allRecords(store, snapshot, 'parks', reach),
          allRecords(store, snapshot, 'plots', reach),
        ]);
        const parkOf = (id: string) => {
          const firm = found.byId.get(id);
          return firm ? textIn(firm, 'park') : null;
        };
        const figure = new Map(found.inputs.map((input) => [input.id, input.figures]));
        const parkIds = new Set(parks.map((park) => park.id));
        const outside = found.inputs.filter((input) => !parkIds.has(parkOf(input.id) ?? ''));
        const low = [
          ...parks.flatMap((park) =>
            lowEfficiencyLand(
              found.inputs.filter((input) => parkOf(input.id) === park.id),
              found.results,
              numberIn(park, 'tax_mu') ?? usualThreshold,
            ),
          ),
          ...lowEfficiencyLand(outside, found.results, usualThreshold),
        ].toSorted((one, other) => other.land - one.land || (one.firm < other.firm ? -1 : 1));
        return {
          year: found.year,
          years: found.years,
          demo: found.demo || parks.some((park) => park.demo),
          method: {
            id: found.method.id,
            name: found.method.name,
            source: found.method.source,
            ours: found.method.ours,
            cuts: found.method.cuts,
          },
          methods: PER_MU_METHODS.map(({ id, name }) => ({ id, name })),
          parks: parks.map((park) => {
            const ours = found.results.filter((result) => parkOf(result.firm) === park.id);
            const sum = (name: Figure) =>
              ours.reduce((total, result) => total + (figure.get(result.firm)?.[name] ?? 0), 0);
            const land = (state: string) =>
              plots
                .filter((plot) => textIn(plot, 'park') === park.id && plot.values.state === state)
                .reduce((total, plot) => total + (numberIn(plot, 'area') ?? 0), 0);
            const classes = { A: 0, B: 0, C: 0, D: 0 };
            for (const result of ours) classes[result.class] += 1;
            return {
              id: park.id,
              name: textIn(park, 'name') ?? park.id,
              bureau:
                park.organisation === null
                  ? null
                  : {
                      id: park.organisation,
                      name: snapshot.organisations.get(park.organisation) ?? {
                        zh: park.organisation,
                        en: park.organisation,
                      },
                    },
              area: numberIn(park, 'area'),
              built: land('built'),
              vacant: land('vacant'),
              idle: land('idle'),
              firms: ours.length,
              taxPerMu: sum('land') > 0 ? sum('tax') / sum('land') : null,
              threshold: numberIn(park, 'tax_mu'),
              classes,
            };
          }),
          firms: found.results.map((result) => ({
            id: result.firm,
            name: result.name,
            park: parkOf(result.firm),
            group: result.group,
            score: result.score,
            rank: result.rank,
            of: result.of,
            class: result.class,
            why: result.why,
          })),
          low,
          policies: CLASS_POLICIES.map((policy) => ({ class: policy.class, measures: policy.measures })),
          missing:
            found.fault ??
            (found.results.length === 0
              ? { zh: '还没有企业年度指标', en: 'There are no yearly figures of firms yet' }
              : null),
        };
      },
      { kept: true },
    ),
    route(
      getFirmSheet,
      async ({ params, query, who }) => {
        const snapshot = await snapshots.get(params.jurisdiction);
        const found = await evaluated(snapshot, reachOf(who), query.year, query.method);
        const result = found.results.find((item) => item.firm === params.firm);
        if (!result)
          throw new Problem({
            status: 404,
            code: 'not-evaluated',
            zh: `${query.year} 年没有这家企业的评价。`,
            en: `The firm was not evaluated for ${query.year}.`,
          });
        const appeals = (await allRecords(store, snapshot, 'per-mu-appeals', reachOf(who))).filter(
          (appeal) => textIn(appeal, 'firm') === params.firm && textIn(appeal, 'year') === query.year,
        );
        return {
          firm: result.firm,
          name: result.name,
          year: query.year,
          demo: found.demo,
          method: { id: found.method.id, name: found.method.name, source: found.method.source },
          group: result.group,
          lines: result.lines,
          score: result.score,
          rank: result.rank,
          of: result.of,
          class: result.class,
          why: result.why,
          measures: CLASS_POLICIES.find((policy) => policy.class === result.class)?.measures ?? [],
          appeals: appeals.map((appeal) => ({
            id: appeal.id,
            matter: textIn(appeal, 'matter') ?? '',
            stage: appeal.stage ?? '',
            finding: textIn(appeal, 'finding'),
          })),
        };
      },
      { kept: true },
    ),
  ];
}

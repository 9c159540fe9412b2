import { describeMissing, isMissing, isNumber, type Point, type Text } from '../../core/measure/index.ts';
import type { IndicatorItem } from '../../core/plan/plan-file.ts';
import type { Services } from '../../evidence/domain.ts';
import { growthsFor, readingFor } from '../../evidence/reading/newest.ts';
import type { ViewAt } from '../../evidence/reading/view.ts';
import { reachOf } from '../../http/access.ts';
import { Problem } from '../../http/problem.ts';
import { type Route, route, type Who } from '../../http/route.ts';
import { placesAt } from './places.ts';
import { noSuchIndicator, sourceRoutes } from './source.ts';
import { getComposite, getIndicator, getPlaces, listIndicators } from './api.ts';

const evidenceWords: Record<string, Text> = {
  observations: { zh: '单位填报', en: 'Reported by its owner' },
  register: { zh: '由台账计算', en: 'Computed from a register' },
  stream: { zh: '由监测设备上传', en: 'Sent by devices' },
  formula: { zh: '由其他指标计算', en: 'Computed from other indicators' },
};

export function indicatorRoutes(services: Services): Route[] {
  const viewOf = (params: { jurisdiction: string }, query: { asOf?: string | undefined }, who: Who) =>
    services.snapshots.at(params.jurisdiction, query.asOf ?? services.today(), reachOf(who));

  return [
    ...sourceRoutes(services),
    route(
      listIndicators,
      async ({ params, query, who }) => {
        const view = await viewOf(params, query, who);
        const rows = [...view.snapshot.indicators.values()].map(({ item }) => {
          const newest = view.newest(item.id);
          const judged = view.snapshot.commitments.find((held) => held.item.indicator === item.id && held.item.target);
          const demo = newest?.demo ?? false;
          return {
            id: item.id,
            name: item.name,
            unit: item.unit,
            nature: item.nature,
            cadence: item.cadence,
            binding: item.binding,
            denominator: item.denominator ?? null,
            owner: view.organisation(item.owner),
            latest: newest ? { period: newest.period, value: newest.value, status: newest.status, demo } : null,
            reading: readingFor(view, item.id, judged?.item.id),
            missing: newest ? null : describeMissing({ missing: 'no-source' }),
            light: judged ? view.light(judged.item.id) : null,
            outlook: judged ? view.outlook(judged.item.id) : null,
            demo,
          };
        });
        return { asOf: view.asOf, demo: rows.some((row) => row.demo), indicators: rows };
      },
      { kept: true },
    ),
    route(getIndicator, async ({ params, query, who }) => {
      const view = await viewOf(params, query, who);
      const held = view.snapshot.indicators.get(params.indicator);
      if (!held) throw noSuchIndicator(params.indicator);
      const { item } = held;
      const known = (view.snapshot.observations.get(item.id) ?? []).filter(
        (point) => point.knownOn <= view.asOf && (view.seesPreliminary(held.model) || point.status !== 'preliminary'),
      );
      const entries = await entriesOf(services, params.jurisdiction, [...new Set(known.map((point) => point.seq))]);
      return {
        id: item.id,
        name: item.name,
        unit: item.unit,
        nature: item.nature,
        cadence: item.cadence,
        direction: item.direction,
        binding: item.binding,
        scope: item.scope,
        denominator: item.denominator ?? null,
        evidence: {
          kind: item.evidence.kind,
          text:
            item.evidence.kind === 'formula'
              ? { zh: `公式：${item.evidence.expression}`, en: `Formula: ${item.evidence.expression}` }
              : (evidenceWords[item.evidence.kind] ?? { zh: '', en: '' }),
          item: item.evidence,
          counted: countedOver(view, item),
        },
        owner: view.organisation(item.owner),
        due: { zh: `期末后 ${item.dueDays} 天内`, en: `Within ${item.dueDays} days of the end of the period` },
        asOf: view.asOf,
        demo: view.series(item.id)?.points.some((point) => point.demo) ?? false,
        reading: readingFor(
          view,
          item.id,
          view.snapshot.commitments.find((one) => one.item.indicator === item.id && one.item.target)?.item.id,
        ),
        growths: growthsFor(view, item.id),
        history: view.history(item.id),
        points: [...known, ...madeOfOthers(view, item).map((point) => ({ ...point, seq: null }))]
          .map((point) => ({
            period: point.period,
            value: isNumber(point.value) ? point.value : null,
            missing: isMissing(point.value) ? describeMissing(point.value) : null,
            status: point.status,
            knownOn: point.knownOn,
            source: point.source,
            grade: point.grade,
            demo: point.demo,
            submission: point.seq === null ? null : (entries.get(point.seq) ?? null),
          }))
          .sort((a, b) => (a.period === b.period ? (a.knownOn < b.knownOn ? 1 : -1) : a.period < b.period ? 1 : -1)),
        commitments: view.snapshot.commitments.flatMap(({ item: commitment }) =>
          commitment.indicator === item.id && commitment.target
            ? [
                {
                  id: commitment.id,
                  code: commitment.id,
                  title: commitment.title,
                  target: { ...commitment.target, value2: commitment.target.value2 },
                  standing: view.standing(commitment.id),
                  light: view.light(commitment.id),
                  outlook: view.outlook(commitment.id),
                  trajectory: view.trajectory(commitment.id),
                },
              ]
            : [],
        ),
        byPlace: view.placesOf(item.id).length > 0,
        partOf: view.snapshot.composites.flatMap((composite) => {
          const whole = composite.parts.reduce((sum, part) => sum + part.weight, 0);
          const part = composite.parts.find((candidate) => candidate.indicator === item.id);
          return part ? [{ id: composite.id, name: composite.name, weight: part.weight / whole }] : [];
        }),
      };
    }),
    route(
      getPlaces,
      async ({ params, query, who }) => {
        const view = await viewOf(params, query, who);
        if (!view.snapshot.indicators.has(params.indicator)) throw noSuchIndicator(params.indicator);
        return { asOf: view.asOf, ...placesAt(view, params.indicator, query.period) };
      },
      { kept: true },
    ),
    route(
      getComposite,
      async ({ params, query, who }) => {
        const view = await viewOf(params, query, who);
        const position = view.snapshot.composites.findIndex((candidate) => candidate.id === params.index);
        const item = view.snapshot.composites[position];
        const result = view.indices()[position];
        if (!item || !result)
          throw new Problem({
            status: 404,
            code: 'no-such-index',
            zh: `没有指数 ${params.index}。`,
            en: `There is no index ${params.index}.`,
          });
        const parts = result.contributions.map((contribution, index) => {
          const indicator = view.snapshot.indicators.get(contribution.indicator)?.item;
          const newest = view.history(contribution.indicator).at(-1);
          return {
            indicator: contribution.indicator,
            name: contribution.name,
            weight: contribution.weight,
            period: isNumber(contribution.value) ? (newest?.period ?? null) : null,
            raw: isNumber(contribution.value) ? contribution.value : null,
            unit: indicator?.unit ?? '',
            normalised: isNumber(contribution.score) ? contribution.score : null,
            contribution: isNumber(contribution.score) ? contribution.points : null,
            missing: isMissing(contribution.score) ? describeMissing(contribution.score) : null,
            goalposts: item.parts[index]?.goalposts ?? null,
          };
        });
        const rolled = view.indexRollup(item);
        return {
          id: item.id,
          name: item.name,
          asOf: view.asOf,
          demo: item.parts.some((part) => view.series(part.indicator)?.points.some((point) => point.demo)),
          value: isNumber(result.value) ? result.value : null,
          missing: isMissing(result.value) ? describeMissing(result.value) : null,
          coverage: result.coverage,
          method: {
            zh: `各指标按起止值折算为 0—100 分，再按权重加权平均；有数的权重不足 ${Math.round(item.minimumCoverage * 100)}% 时不出分。`,
            en: `Each indicator is scored 0–100 between its goalposts, then averaged by weight; no score when less than ${Math.round(item.minimumCoverage * 100)} % of the weight has figures.`,
          },
          parts,
          light: rolled.light,
          why: rolled.why,
          commitments: item.commitments.flatMap((id) => {
            const commitment = view.snapshot.commitments.find((candidate) => candidate.item.id === id)?.item;
            return commitment ? [{ id, code: id, title: commitment.title, light: view.light(id) }] : [];
          }),
        };
      },
      { kept: true },
    ),
  ];
}

/** Figures that nobody reported: a register, a stream or a formula makes them, or the places of the whole. */
function madeOfOthers(view: ViewAt, { id, evidence }: IndicatorItem): readonly Point[] {
  if (evidence.kind !== 'observations') return view.series(id)?.points ?? [];
  const own = new Set(view.reported(id)?.points.map((point) => point.period));
  return (view.rolledUp(id)?.points ?? []).filter((point) => !own.has(point.period));
}

/** The list whose records make the figure, narrowed to those that count. */
function countedOver(view: ViewAt, { evidence }: IndicatorItem) {
  const held = evidence.kind === 'register' ? view.snapshot.registers.get(evidence.register) : undefined;
  if (evidence.kind !== 'register' || !held) return null;
  return { register: held.type.id, name: held.type.name, filter: evidence.filter ?? null };
}

async function entriesOf(
  services: Services,
  jurisdiction: string,
  seqs: number[],
): Promise<Map<number, { seq: number; actor: string; at: string; hash: string }>> {
  if (seqs.length === 0) return new Map();
  const rows = await services.store
    .selectFrom('submission')
    .select(['seq', 'actor', 'at', 'hash'])
    .where('jurisdiction_id', '=', jurisdiction)
    .where('seq', 'in', seqs)
    .execute();
  return new Map(rows.map((row) => [row.seq, row]));
}

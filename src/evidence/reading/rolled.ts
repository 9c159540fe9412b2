import {
  type Indicator,
  isNumber,
  missing,
  type PlaceValue,
  type Point,
  type RollupRule,
  rollUpPlaces,
  type Series,
} from '../../core/measure/index.ts';
import type { Snapshot } from './snapshot.ts';

/** Figures of the whole that are made from those of its places. */

/** What it needs of a view. */
interface Places {
  snapshot: Pick<Snapshot, 'jurisdiction' | 'places'>;
  asOf: string;
  placesOf(indicator: string): readonly string[];
  series(indicator: string, place: string): Series | null;
}

const order = { preliminary: 0, approved: 1, revised: 2 } as const;

/** What the places of an indicator make of the whole, one point for each period of which any place has a figure. */
export function rolledSeries(
  view: Places,
  indicator: Indicator,
  rule: RollupRule,
  weight: string | undefined,
): Series | null {
  const places = view.placesOf(indicator.id).map((place) => ({
    place,
    name: view.snapshot.places.get(place) ?? { zh: place, en: place },
    points: pointsBy(view.series(indicator.id, place)),
    weights: weight === undefined ? null : pointsBy(view.series(weight, place)),
  }));
  const periods = [...new Set(places.flatMap(({ points }) => [...points.keys()]))].toSorted();
  if (periods.length === 0) return null;
  const said = { zh: `由 ${places.length} 个地方汇总`, en: `made from ${places.length} places` };
  const points = periods.map((period): Point => {
    const known = places.flatMap(({ points }) => points.get(period) ?? []);
    const values = places.map(({ name, points, weights }): PlaceValue => ({
      name,
      value: points.get(period)?.value ?? missing('not-due'),
      ...(weights && { weight: weightAt(weights, period) }),
    }));
    return {
      period,
      value: rollUpPlaces(rule, values),
      // As new and as sure as the newest and the least sure of its parts.
      knownOn:
        known
          .map((point) => point.knownOn)
          .toSorted()
          .at(-1) ?? view.asOf,
      status: known.map((point) => point.status).toSorted((a, b) => order[a] - order[b])[0] ?? 'preliminary',
      source: said.zh,
      grade: '计算',
      demo: known.some((point) => point.demo),
    };
  });
  const { id, unit, nature, cadence } = indicator;
  const place = view.snapshot.jurisdiction;
  return { indicator: id, place, unit, nature, cadence, asOf: view.asOf, points, problems: [] };
}

/** The reported figures of the whole, and where it has none of a period what its places make. */
export function withPlaces(reported: Series, rolled: Series | null): Series {
  if (!rolled) return reported;
  const own = new Set(reported.points.flatMap(({ period, value }) => (isNumber(value) ? [period] : [])));
  const points = [
    ...reported.points.filter(({ period }) => own.has(period) || !rolled.points.some((one) => one.period === period)),
    ...rolled.points.filter(({ period }) => !own.has(period)),
  ];
  return { ...reported, points: points.toSorted((a, b) => (a.period < b.period ? -1 : 1)) };
}

function pointsBy(series: Series | null): ReadonlyMap<string, Point> {
  return new Map((series?.points ?? []).map((point) => [point.period, point]));
}

/** The weight of the period, or the newest before it: people are counted once a year. */
function weightAt(weights: ReadonlyMap<string, Point>, period: string) {
  const known = [...weights.values()].filter(({ value }) => isNumber(value));
  const before = known.filter((point) => point.period.slice(0, 4) <= period.slice(0, 4));
  return weights.get(period)?.value ?? before.at(-1)?.value ?? missing('no-source');
}

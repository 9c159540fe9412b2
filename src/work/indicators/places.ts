import { describeMissing, gapToPlaces, isMissing, isNumber, missing, type Text } from '../../core/measure/index.ts';
import type { ViewAt } from '../../evidence/reading/view.ts';

const rules: Record<'sum' | 'mean' | 'none', Text> = {
  sum: { zh: '各地合计', en: 'Sum of the places' },
  mean: { zh: '各地平均', en: 'Mean of the places' },
  none: { zh: '各地的数不能汇总', en: 'Figures of places do not add up' },
};

/**
 * The figures of an indicator at its places in a period (the newest that any place has, where none is asked for), with the
 * period before, their order, and what they make of the whole beside what is reported of it.
 */
export function placesAt(view: ViewAt, id: string, asked: string | undefined) {
  const item = view.snapshot.indicators.get(id)?.item;
  const of = view.placesOf(id).map((place) => ({ place, points: view.series(id, place)?.points ?? [] }));
  const periods = [...new Set(of.flatMap(({ points }) => points.map((point) => point.period)))].toSorted().reverse();
  const period = periods.find((key) => key === asked) ?? periods[0] ?? null;
  const better = item?.direction === 'down' ? 1 : -1;
  const valued = of.flatMap(({ points }) => {
    const value = points.find((point) => point.period === period)?.value;
    return isNumber(value) ? [value] : [];
  });
  const places = of.map(({ place, points }) => {
    const at = points.findIndex((point) => point.period === period);
    const point = points[at];
    const before = points[at - 1]?.value;
    const value = point?.value ?? missing('not-due', { zh: '没有报', en: 'not reported' });
    return {
      id: place,
      name: view.snapshot.places.get(place) ?? { zh: place, en: place },
      value: isNumber(value) ? value : null,
      missing: isMissing(value) ? describeMissing(value) : null,
      status: point?.status ?? null,
      before: isNumber(before) ? before : null,
      // Equal figures share a place.
      rank: isNumber(value) ? 1 + valued.filter((other) => better * (other - value) < 0).length : null,
      demo: point?.demo ?? false,
    };
  });
  const rule = item?.places?.rollup ?? 'none';
  const weight =
    item?.places?.weight === undefined ? undefined : view.snapshot.indicators.get(item.places.weight)?.item;
  const rolled = view.rolledUp(id)?.points.find((point) => point.period === period)?.value ?? missing('not-applicable');
  const own = view.reported(id)?.points.find((point) => point.period === period)?.value;
  return {
    period,
    periods,
    places,
    rollup: {
      rule: weight
        ? { zh: `各地按“${weight.name.zh}”加权平均`, en: `Mean of the places, weighted by ${weight.name.en}` }
        : rules[rule],
      value: isNumber(rolled) ? rolled : null,
      missing: isMissing(rolled) && rule !== 'none' ? describeMissing(rolled) : null,
      reported: isNumber(own) ? own : null,
      gap: own === undefined ? null : gapToPlaces(own, rolled),
    },
  };
}

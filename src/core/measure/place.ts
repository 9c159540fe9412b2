import { subtractExact, sumExact, timesExact } from './decimal.ts';
import { finite, isMissing, isNumber, missing } from './missing.ts';
import type { Text, Value } from './model.ts';

/** How figures of places make one of the whole: their sum, their mean by weight, or nothing that could be said. */
export type RollupRule = 'sum' | 'mean' | 'none';

/** The figure of one place, with its weight where the mean is weighted (absent: every place counts the same). */
export interface PlaceValue {
  name: Text;
  value: Value;
  weight?: Value;
}

/**
 * The figure of the whole from those of its places. A place to which it does not apply is left out; where any other has
 * none, or has no weight, the whole has none either and says which: a sum of some is not the sum. Weights are not negative.
 */
export function rollUpPlaces(rule: RollupRule, places: readonly PlaceValue[]): Value {
  if (rule === 'none')
    return missing('not-applicable', { zh: '各地的数不能汇总', en: 'figures of places do not add up' });
  const counted = places.filter(({ value }) => !(isMissing(value) && value.missing === 'not-applicable'));
  if (counted.length === 0) return missing('no-source', { zh: '没有一个地方有数', en: 'no place has a figure' });
  const lacking = counted.filter(({ value }) => !isNumber(value));
  if (lacking.length > 0) return incomplete(counted.length, lacking, { zh: '没有数', en: 'without a figure' });
  const values = counted.map(({ value }) => (isNumber(value) ? value : 0));
  if (rule === 'sum') return finite(sumExact(values));
  const unweighted = counted.filter(({ weight }) => weight !== undefined && !(isNumber(weight) && weight >= 0));
  if (unweighted.length > 0) return incomplete(counted.length, unweighted, { zh: '没有权数', en: 'without a weight' });
  const weights = counted.map(({ weight }) => (isNumber(weight) ? weight : 1));
  const whole = sumExact(weights);
  if (whole === 0) return missing('not-applicable', { zh: '权数合计为 0', en: 'the weights add up to 0' });
  return finite(sumExact(values.map((value, n) => timesExact(value, weights[n] ?? 0))) / whole);
}

function incomplete(all: number, lacking: readonly PlaceValue[], what: Text): Value {
  const few = lacking.slice(0, 3).map(({ name }) => name);
  const more = lacking.length > few.length ? { zh: '等', en: ' and others' } : { zh: '', en: '' };
  return missing('not-enough-points', {
    zh: `${all} 个地方中 ${lacking.length} 个${what.zh}：${few.map(({ zh }) => zh).join('、')}${more.zh}`,
    en: `${lacking.length} of ${all} places ${what.en}: ${few.map(({ en }) => en).join(', ')}${more.en}`,
  });
}

/** By how much the figure of the whole differs from what its places make; null where one of the two is missing. */
export function gapToPlaces(whole: Value, rolled: Value): number | null {
  return isNumber(whole) && isNumber(rolled) ? subtractExact(whole, rolled) : null;
}

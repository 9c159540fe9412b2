import { formatQuantity } from '../quantity.ts';
import { type Warning, warning } from './warning.ts';

/** A value outside what is possible or usual (both ends belong to it). */
export function outOfBounds(
  value: number,
  { min, max, unit = '' }: { min?: number; max?: number; unit?: string },
): Warning | null {
  const say = (n: number, lang: 'zh' | 'en') => formatQuantity(n, unit, { lang });
  if (min !== undefined && value < min)
    return warning(
      'below-minimum',
      `${say(value, 'zh')}低于下限 ${say(min, 'zh')}`,
      `${say(value, 'en')} is below the minimum of ${say(min, 'en')}`,
      { value, min },
    );
  if (max !== undefined && value > max)
    return warning(
      'above-maximum',
      `${say(value, 'zh')}高于上限 ${say(max, 'zh')}`,
      `${say(value, 'en')} is above the maximum of ${say(max, 'en')}`,
      { value, max },
    );
  return null;
}

/**
 * The same figure reported again and again: copied forward rather than measured.
 *
 * @param values oldest first; periods without a value are null and end a run
 * @param atLeast so many equal values at the end of the series are a warning
 */
export function staleRepetition(values: readonly (number | null)[], atLeast = 3): Warning | null {
  const last = values.at(-1);
  if (last === undefined || last === null) return null;
  let run = 0;
  while (run < values.length && values[values.length - 1 - run] === last) run += 1;
  return run >= Math.max(2, atLeast)
    ? warning(
        'stale-repetition',
        `连续 ${run} 期是同一个数 ${last}`,
        `The same figure, ${last}, in ${run} periods running`,
        { value: last, periods: run },
      )
    : null;
}

import type { PeriodKey } from '../measure/index.ts';
import type { Grid } from './grid.ts';
import { median } from './median.ts';

/**
 * Values with what lies before each break moved to the level after it, so that a census or a new scope is not taken for
 * growth. The step at a break is its change against the year before less the usual one (the median over the other
 * periods); by ratio where all values are positive, else by difference. A break at the very start changes nothing.
 */
export function withoutBreaks(
  grid: Pick<Grid, 'keys' | 'values' | 'perYear'>,
  breaks: readonly PeriodKey[],
): Float64Array {
  if (breaks.length === 0) return grid.values;
  const m = grid.perYear;
  const ratio = grid.values.every((v) => v > 0);
  const y = ratio ? grid.values.map(Math.log) : Float64Array.from(grid.values);
  for (const key of breaks) {
    const at = grid.keys.indexOf(key);
    if (at < 1) continue;
    const lag = Math.min(m, at);
    const across: number[] = [];
    const usual: number[] = [];
    for (let t = lag; t < y.length; t++) (t >= at && t < at + lag ? across : usual).push(y[t]! - y[t - lag]!);
    const step = median(across) - median(usual);
    for (let t = 0; t < at; t++) y[t] = y[t]! + step;
  }
  return ratio ? y.map(Math.exp) : y;
}

import { missing } from './missing.ts';
import type { Indicator, Value } from './model.ts';
import { overdueAfter } from './overdue.ts';
import { periodLabel } from './period.ts';
import { annual, latest, type Series } from './series.ts';

/**
 * The figure that an index or a table may use today: of what adds up, the newest whole year; of all else, the newest
 * point. Missing `overdue` when the next figure is overdue by `staleMonths` or more, `no-source` when there is none.
 */
export function currentValue(
  indicator: Pick<Indicator, 'cadence' | 'nature' | 'dueDays'>,
  series: Series | undefined,
  asOf: string,
  staleMonths: number,
): Value {
  if (series === undefined) return missing('no-source');
  const late = overdueAfter(series, indicator, asOf);
  if (late !== null && late.months >= staleMonths) {
    const at = periodLabel(late.period);
    return missing('overdue', {
      zh: `${at.zh}的数逾期 ${late.months} 个月`,
      en: `the figure for ${at.en} is ${late.months} months overdue`,
    });
  }
  const addsUp = indicator.nature === 'flow' || indicator.nature === 'ytd';
  return latest(addsUp ? annual(series) : series)?.value ?? missing('no-source');
}

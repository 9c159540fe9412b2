import { subtractExact } from './decimal.ts';
import { isNumber, missing } from './missing.ts';
import type { PeriodKey, Text, Value } from './model.ts';
import { parsePeriod, previousPeriod, yearBefore } from './period.ts';
import { isProblem } from './problem.ts';
import { valueAt, type Series } from './series.ts';

/** A change against an earlier period, with what must be said beside it. */
export interface Change {
  value: Value;
  /** `%` or, for rates, `个百分点`. */
  unit: string;
  base: PeriodKey | null;
  /** `nominal`: the ratio of two published levels, which is not the published growth (see `yoy`). */
  caveat: 'nominal' | 'points' | null;
  note: Text | null;
}

const NOMINAL: Text = {
  zh: '由两期现价水平相除，不等于公布的同比（不变价、口径修订）',
  en: 'ratio of two published levels; not the published growth, which is at constant prices and on a revised basis',
};

function none(zh: string, en: string): Change {
  return { value: missing('not-applicable', { zh, en }), unit: '%', base: null, caveat: null, note: null };
}

function change(series: Series, period: PeriodKey, base: PeriodKey): Change {
  const now = valueAt(series, period);
  const then = valueAt(series, base);
  const points = series.nature === 'rate';
  const unit = points ? '个百分点' : '%';
  const caveat = points ? 'points' : 'nominal';
  const note = points ? null : NOMINAL;
  if (!isNumber(now)) return { value: now, unit, base, caveat, note };
  if (!isNumber(then)) return { value: then, unit, base, caveat, note };
  if (points) return { value: subtractExact(now, then), unit, base, caveat, note };
  if (then <= 0) {
    return {
      value: missing('not-applicable', {
        zh: '基数不是正数，不算百分比',
        en: 'no percentage of a base that is not positive',
      }),
      unit,
      base,
      caveat,
      note,
    };
  }
  return { value: (now / then - 1) * 100, unit, base, caveat, note };
}

/**
 * 同比 from the series' own levels, in % (a rate: in 个百分点). Published 同比 is at constant prices and on a firm list
 * revised every year, so this one always carries the caveat `nominal` (standards.md B4).
 */
export function yoy(series: Series, period: PeriodKey): Change {
  const base = yearBefore(period);
  return isProblem(base) ? none(base.zh, base.en) : change(series, period, base);
}

/** 环比, in %. Not defined for cumulative figures; not seasonally adjusted. */
export function mom(series: Series, period: PeriodKey): Change {
  if (series.nature === 'ytd') return none('累计值没有环比', 'cumulative figures have no period-on-period change');
  const p = parsePeriod(period);
  const base = isProblem(p) ? p : previousPeriod(period, series.cadence);
  return isProblem(base) ? none(base.zh, base.en) : change(series, period, base);
}

/** Average yearly growth in %, (to/from)^(1/years) − 1; null unless both ends are positive and years > 0. */
export function yearlyGrowth(from: number, to: number, years: number): number | null {
  if (!(from > 0) || !(to > 0) || !(years > 0)) return null;
  const g = ((to / from) ** (1 / years) - 1) * 100;
  return Number.isFinite(g) ? g : null;
}

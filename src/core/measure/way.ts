import { subtractExact, sumExact } from './decimal.ts';
import { flowToYtd } from './flow.ts';
import { yearlyGrowth } from './growth.ts';
import { isNumber } from './missing.ts';
import type { Goal } from './goal.ts';
import type { PeriodKey } from './model.ts';
import { parsePeriod, yearBefore, yearsAtEnd } from './period.ts';
import { isProblem } from './problem.ts';
import { annual, type Series } from './series.ts';

/**
 * What a goal still asks for, told by the time that is left; amounts in the indicator's unit, growth in %.
 *
 * - `yearly`: two or more years are left, so that a mean a year says something;
 * - `this-year`: the goal's last year is the running one (or over and not yet reported): what the whole year must come
 *   to, what is done of it, and what the rest must bring beside the same months of last year;
 * - `ahead`: neither; how far it is in all.
 */
export type Way =
  | { kind: 'yearly'; perYear: number; left: number; growth: number | null }
  | {
      kind: 'this-year';
      year: number;
      /** What the year comes to when the goal is met; of a level the level itself. */
      must: number;
      /** Newest figure of the year: a sum from January of what adds up, else the level; null: none yet. */
      done: { period: PeriodKey; value: number; monthsLeft: number } | null;
      /** must − done (− the newest figure before the year, of a level without one in it). */
      left: number;
      /** What the same rest of last year brought; null where it is not known. */
      lastYear: number | null;
      /** True where figures of the year add up; false for levels. */
      adds: boolean;
    }
  | { kind: 'ahead'; left: number; growth: number | null; from: PeriodKey };

const two = (n: number) => String(n).padStart(2, '0');

/** Amounts since January by period (`2026-01..09`), or the levels of a stock by its own periods. */
function sinceJanuary(series: Series): Map<PeriodKey, number> {
  const adds = series.nature === 'flow' || series.nature === 'ytd';
  const made = series.nature === 'flow' ? flowToYtd(series) : series;
  const points = isProblem(made) ? [] : [...made.points, ...(adds ? annual(series).points : [])];
  return new Map(points.flatMap((p) => (isNumber(p.value) ? [[p.period, p.value] as const] : [])));
}

/** Month of the year (1 to 12) in which a period ends. */
function endMonth(key: PeriodKey): number | null {
  const end = yearsAtEnd(key);
  if (isProblem(end)) return null;
  const year = Math.ceil(end - 1e-9) - 1;
  return Math.round((end - year) * 12);
}

function newestOf(of: Map<PeriodKey, number>, year: number) {
  let found: { period: PeriodKey; value: number; month: number } | null = null;
  for (const [period, value] of of) {
    const parsed = parsePeriod(period);
    if (isProblem(parsed) || parsed.kind === 'years' || parsed.year !== year) continue;
    const month = endMonth(period);
    if (month !== null && (found === null || month >= found.month)) found = { period, value, month };
  }
  return found;
}

function levelAtEnd(of: Map<PeriodKey, number>, year: number): number | null {
  for (const key of [String(year), `${year}-01..12`, `${year}-12`, `${year}Q4`, `${year}H2`, `${year}-12-31`]) {
    const value = of.get(key);
    if (value !== undefined) return value;
  }
  return null;
}

/**
 * The way that is left to a goal as of a day (ISO), from the same series that the goal was made of. Null where the
 * goal's level is reached or nothing is known that it could be counted from.
 */
export function wayOf(goal: Goal, series: Series, asOf: string): Way | null {
  const now = goal.observed ?? goal.baseline;
  const end = yearsAtEnd(goal.period.key);
  const at = yearsAtEnd(now.period);
  if (isProblem(end) || isProblem(at)) return null;
  const year = goal.period.kind === 'years' ? goal.period.part : goal.period.year;
  const adds = series.nature === 'flow' || series.nature === 'ytd';
  const level = series.nature === 'rate' || series.nature === 'index' || goal.counting !== 'path' ? null : now.value;
  const left = subtractExact(goal.level, now.value);
  const growth = (years: number) => (level === null ? null : yearlyGrowth(level, goal.level, years));
  const ahead = end - Number(asOf.slice(0, 4)) - (Number(asOf.slice(5, 7)) - 1) / 12;
  const years = end - at;
  if (years > 2 - 1e-6 && ahead > 2 - 1e-6)
    return { kind: 'yearly', perYear: left / years, left, growth: growth(years) };
  if (year > Number(asOf.slice(0, 4))) return { kind: 'ahead', left, growth: growth(1), from: now.period };

  const amounts = sinceJanuary(series);
  const newest = newestOf(amounts, year);
  const sum = goal.counting === 'sum' && adds;
  const before = sum ? subtractExact(goal.observed?.value ?? 0, newest?.value ?? 0) : 0;
  const must = sum ? subtractExact(goal.level, before) : goal.level;
  const done = newest === null ? null : { period: newest.period, value: newest.value, monthsLeft: 12 - newest.month };
  const from = newest === null ? (adds ? 0 : now.value) : newest.value;
  const earlier = newest === null ? null : yearBefore(newest.period);
  const then =
    newest === null
      ? adds
        ? 0
        : null
      : earlier === null || isProblem(earlier)
        ? null
        : (amounts.get(earlier) ?? amounts.get(`${year - 1}-01..${two(newest.month)}`) ?? null);
  const whole = levelAtEnd(amounts, year - 1);
  return {
    kind: 'this-year',
    year,
    must,
    done,
    left: subtractExact(must, from),
    lastYear: whole === null || then === null ? null : sumExact([whole, -then]),
    adds,
  };
}

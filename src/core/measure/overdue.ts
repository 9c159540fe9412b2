import { dueOf } from './due.ts';
import { monthsBetween, parseDay } from './day.ts';
import { isMissing, isNumber } from './missing.ts';
import type { Indicator, PeriodKey, Value } from './model.ts';
import { lastFinishedPeriod, nextPeriod, parsePeriod, previousPeriod } from './period.ts';
import { isProblem } from './problem.ts';
import type { Series } from './series.ts';

/** The oldest figure that is due and not there. */
export interface Overdue {
  period: PeriodKey;
  due: string;
  days: number;
  months: number;
}

/** True when the value answers the request: a number, or a reason that the owner gave. */
export function isAnswer(v: Value): boolean {
  return isNumber(v) || (isMissing(v) && (v.missing === 'refused' || v.missing === 'not-applicable'));
}

type Reporting = Pick<Indicator, 'cadence' | 'nature' | 'dueDays' | 'workdays'>;

/** The newest period that is due on the day (its last day plus dueDays is over); null when it cannot be told. */
export function newestDue(indicator: Reporting, asOf: string): PeriodKey | null {
  let key = lastFinishedPeriod(indicator.cadence, asOf, indicator.nature);
  for (;;) {
    if (isProblem(key)) return null;
    const due = dueOf(key, indicator);
    if (isProblem(due)) return null;
    if (due < asOf) return key;
    key = previousPeriod(key, indicator.cadence);
  }
}

/**
 * What is overdue after the newest figure of the series; null when nothing is. A series that ends later than the newest
 * due period is up to date whatever its holes (the debt list shows holes). A never reported series has no base to
 * count from: null.
 */
export function overdueAfter(series: Series, indicator: Reporting, asOf: string): Overdue | null {
  const expected = newestDue(indicator, asOf);
  if (expected === null) return null;
  const wanted = parsePeriod(expected);
  let newest: number | null = null;
  for (const p of series.points) {
    if (!isNumber(p.value)) continue;
    const parsed = parsePeriod(p.period);
    if (!isProblem(parsed) && (newest === null || parsed.last > newest)) newest = parsed.last;
  }
  if (isProblem(wanted) || newest === null || newest >= wanted.last) return null;
  let first = expected;
  for (;;) {
    const before = previousPeriod(first, indicator.cadence);
    const parsed = isProblem(before) ? before : parsePeriod(before);
    if (isProblem(before) || isProblem(parsed) || parsed.last <= newest) break;
    first = before;
  }
  const due = dueOf(first, indicator);
  if (isProblem(due)) return null;
  const from = parseDay(due);
  const to = parseDay(asOf);
  if (isProblem(from) || isProblem(to)) return null;
  return { period: first, due, days: to - from, months: monthsBetween(from, to) };
}

/** ISO day on which the first figure that ends in or after the start is due; null for bad input. */
export function firstDue(indicator: Reporting, start: string): { period: PeriodKey; due: string } | null {
  const before = lastFinishedPeriod(indicator.cadence, start, indicator.nature);
  const key = isProblem(before) ? before : nextPeriod(before, indicator.cadence);
  if (isProblem(key)) return null;
  const due = dueOf(key, indicator);
  return isProblem(due) ? null : { period: key, due };
}

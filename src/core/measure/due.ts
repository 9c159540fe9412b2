import type { Indicator, PeriodKey } from './model.ts';
import { dueDay } from './period.ts';
import { isProblem, type Problem } from './problem.ts';
import { dueWorkday } from './workday.ts';

/** ISO day by which an indicator's figure of a period is due: in calendar days, or in working days where it says so. */
export function dueOf(period: PeriodKey, reporting: Pick<Indicator, 'dueDays' | 'workdays'>): string | Problem {
  if (!reporting.workdays) return dueDay(period, reporting.dueDays);
  const due = dueWorkday(period, reporting.dueDays);
  return isProblem(due) ? due : due.day;
}

import calendar from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import { civil, type DayNumber, isoOf, parseDay } from './day.ts';
import type { PeriodKey } from './model.ts';
import { parsePeriod } from './period.ts';
import { isProblem, type Problem } from './problem.ts';

/**
 * Working days of the mainland: Monday to Friday without the public holidays, and with the weekend days that are worked
 * instead (调休), as the State Council's yearly notices set them (npm chinese-days, data by year).
 */
export interface Workday {
  /** ISO day. */
  day: string;
  /** False where a year is counted whose notice is not in the data: Monday to Friday only. */
  certain: boolean;
}

interface Known {
  free: ReadonlySet<DayNumber>;
  worked: ReadonlySet<DayNumber>;
  from: number;
  to: number;
}

let read: Known | undefined;

function known(): Known {
  if (read) return read;
  const free = Object.keys(calendar.holidays);
  const years = free.map((day) => Number(day.slice(0, 4)));
  // By number: a limit asks for every day that it counts.
  const numbers = (days: readonly string[]) =>
    new Set(days.map(parseDay).filter((day): day is DayNumber => !isProblem(day)));
  read = {
    free: numbers(free),
    worked: numbers(Object.keys(calendar.workdays)),
    from: Math.min(...years),
    to: Math.max(...years),
  };
  return read;
}

/** First and last year whose holidays are known. */
export function workdayYears(): { from: number; to: number } {
  const { from, to } = known();
  return { from, to };
}

/** Whether people work on a day by its number. */
export function isWorkdayNumber(n: DayNumber): boolean {
  const { free, worked } = known();
  // Day 0, 1970-01-01, was a Thursday.
  const weekday = (((n + 4) % 7) + 7) % 7;
  return weekday === 0 || weekday === 6 ? worked.has(n) : !free.has(n);
}

/** Whether the holidays of the year of a day are known. */
export function workdaysKnown(n: DayNumber): boolean {
  const { year } = civil(n);
  return year >= known().from && year <= known().to;
}

/** Whether people work on an ISO day. Problems: `day-format`, `day-invalid`. */
export function isWorkday(day: string): boolean | Problem {
  const n = parseDay(day);
  return isProblem(n) ? n : isWorkdayNumber(n);
}

/**
 * The working day that is `count` working days after the day (before it when negative), the day itself not counted;
 * with 0 the day itself, or the next working day where it is free.
 */
export function addWorkdays(day: string, count: number): Workday | Problem {
  const n = parseDay(day);
  if (isProblem(n)) return n;
  const step = count < 0 ? -1 : 1;
  let left = Math.abs(Math.trunc(count));
  let at = n;
  while (left > 0 || !isWorkdayNumber(at)) {
    at += step;
    if (left > 0 && isWorkdayNumber(at)) left -= 1;
  }
  return { day: isoOf(at), certain: workdaysKnown(n) && workdaysKnown(at) };
}

/** Working days after `from` up to and including `to` (both ISO days); 0 when `to` is not later. */
export function workdaysBetween(from: string, to: string): number | Problem {
  const a = parseDay(from);
  const b = parseDay(to);
  if (isProblem(a)) return a;
  if (isProblem(b)) return b;
  let count = 0;
  for (let n = a + 1; n <= b; n++) if (isWorkdayNumber(n)) count += 1;
  return count;
}

/** The working day by which the figure of a period is due: the n-th one (at least the first) after the period's last day. */
export function dueWorkday(period: PeriodKey, count: number): Workday | Problem {
  const p = parsePeriod(period);
  return isProblem(p) ? p : addWorkdays(isoOf(p.last), Math.max(1, Math.trunc(count)));
}

import { civil, type DayNumber, daysInMonth, dayNumber, isoOf, parseDay } from './day.ts';
import { isProblem, problem, type Problem } from './problem.ts';
import { isWorkdayNumber, workdaysKnown } from './workday.ts';

/** A length of time in one unit: working days, natural days, or months. */
export type Span = { workdays: number } | { days: number } | { months: number };

/** Days on which a clock does not run, both ends in; `to` null: it still stands. */
export interface ClockStop {
  from: string;
  to: string | null;
}

export interface Due {
  /** ISO day; null while the clock stands. */
  due: string | null;
  /** False where working days are counted in a year whose notice of holidays is not known. */
  certain: boolean;
}

const longest = 36_600;

/**
 * The last day of a limit that begins on the ISO day `from`. The day after `from` is day 1 (中华人民共和国民法典 第二百零一条); a
 * stop takes out its working days, or its natural days where those are counted (行政许可法 第四十五条). Months end on the
 * same day of the month, or on its last day (民法典 第二百零二条), and are lengthened by the days of the stops. Problems:
 * `day-format`, `day-invalid`, `limit-length`, `stop-order`.
 */
export function dueAfter(from: string, span: Span, stops: readonly ClockStop[] = []): Due | Problem {
  const start = parseDay(from);
  if (isProblem(start)) return start;
  const length = 'workdays' in span ? span.workdays : 'days' in span ? span.days : span.months;
  if (!Number.isInteger(length) || length < 1 || length > ('months' in span ? longest / 30 : longest))
    return problem(
      'limit-length',
      `期限“${length}”应为正整数，不超过一百年`,
      `The limit ${length} is a whole number of at least 1 and at most a hundred years`,
    );
  const standing: { from: DayNumber; to: DayNumber }[] = [];
  for (const stop of stops) {
    const first = parseDay(stop.from);
    const last = stop.to === null ? Number.POSITIVE_INFINITY : parseDay(stop.to);
    if (isProblem(first)) return first;
    if (isProblem(last)) return last;
    if (last < first)
      return problem(
        'stop-order',
        `停表从 ${stop.from} 到 ${stop.to ?? ''}，止日早于起日`,
        `The stop from ${stop.from} ends before it begins, on ${stop.to ?? ''}`,
      );
    standing.push({ from: first, to: last });
  }
  const byWorkdays = 'workdays' in span;
  let left = 'months' in span ? monthsLater(start, length) - start : length;
  let day = start;
  while (left > 0) {
    day += 1;
    const stop = standing.find((one) => one.from <= day && day <= one.to);
    if (stop?.to === Number.POSITIVE_INFINITY) return { due: null, certain: true };
    if (!stop && (!byWorkdays || isWorkdayNumber(day))) left -= 1;
    if (day - start > longest * 3)
      return problem('limit-length', '停表太长，算不出到期日', 'The stops are too long for a day to be found');
  }
  return { due: isoOf(day), certain: !byWorkdays || (workdaysKnown(start) && workdaysKnown(day)) };
}

function monthsLater(start: DayNumber, months: number): DayNumber {
  const { year, month, day } = civil(start);
  const at = year * 12 + (month - 1) + months;
  const then = { year: Math.floor(at / 12), month: (at % 12) + 1 };
  return dayNumber(then.year, then.month, Math.min(day, daysInMonth(then.year, then.month)));
}

import { bounds, inCalendar, isProblem, parseDay } from '../../../measure/index.ts';
import { type FieldKind, ordered, plain, Wrong } from '../kind.ts';
import { cleanText } from '../text/index.ts';

/** A day of the calendar, ISO 8601. */
export const date: FieldKind<string> = {
  name: { zh: '日期', en: 'Date' },
  parts: ['computed'],
  check(_field, raw) {
    const value = cleanText(raw);
    if (value instanceof Wrong) return value;
    return !isProblem(parseDay(value))
      ? withinCalendar(value)
      : new Wrong(
          'no-such-day',
          `没有 ${value} 这一天，请写成 2026-05-31`,
          `is not a day of the calendar: ${value}; write 2026-05-31`,
        );
  },
  holds: (value): value is string => typeof value === 'string' && !isProblem(parseDay(value)),
  words: (value) => plain(value),
  compares: 'text',
  ops: ordered,
  inTime: true,
  sheet: { kind: 'date', read: (cell) => cell.day() },
};

/** The day or period, where its year is one that calendars and sums can bear. */
export function withinCalendar(value: string): string | Wrong {
  return inCalendar(value)
    ? value
    : new Wrong(
        'day-out-of-range',
        `${value} 不在 ${bounds.firstYear}—${bounds.lastYear} 年之间`,
        `is outside the years ${bounds.firstYear} to ${bounds.lastYear}: ${value}`,
      );
}

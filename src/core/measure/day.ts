import { problem, type Problem } from './problem.ts';

/**
 * Days as whole numbers: 0 is 1970-01-01 in the proleptic Gregorian calendar. The API of this folder speaks ISO
 * days (`2024-06-30`); JS Date, with its clock and time zones, is not used.
 */
export type DayNumber = number;

/** Whole days since 1970-01-01 (H. Hinnant, "chrono-compatible low-level date algorithms", days_from_civil). */
export function dayNumber(year: number, month: number, day: number): DayNumber {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yoe = y - era * 400;
  const doy = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const doe = yoe * 365 + Math.floor(yoe / 4) - Math.floor(yoe / 100) + doy;
  return era * 146097 + doe - 719468;
}

export interface Civil {
  year: number;
  month: number;
  day: number;
}

/** Inverse of `dayNumber` (civil_from_days). */
export function civil(n: DayNumber): Civil {
  const z = n + 719468;
  const era = Math.floor(z / 146097);
  const doe = z - era * 146097;
  const yoe = Math.floor((doe - Math.floor(doe / 1460) + Math.floor(doe / 36524) - Math.floor(doe / 146096)) / 365);
  const doy = doe - (365 * yoe + Math.floor(yoe / 4) - Math.floor(yoe / 100));
  const mp = Math.floor((5 * doy + 2) / 153);
  const month = mp < 10 ? mp + 3 : mp - 9;
  return { year: yoe + era * 400 + (month <= 2 ? 1 : 0), month, day: doy - Math.floor((153 * mp + 2) / 5) + 1 };
}

export function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

export function daysInMonth(year: number, month: number): number {
  return month === 2 ? (isLeap(year) ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

const pad = (n: number, width: number) => String(n).padStart(width, '0');

export function isoOf(n: DayNumber): string {
  const c = civil(n);
  return `${pad(c.year, 4)}-${pad(c.month, 2)}-${pad(c.day, 2)}`;
}

/** Day number of an ISO day; a Problem for anything else, 2023-02-30 included. */
export function parseDay(iso: string): DayNumber | Problem {
  const m = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso);
  if (m === null) return problem('day-format', `日期“${iso}”应写成 2024-06-30`, `Write the day "${iso}" as 2024-06-30`);
  const year = Number(m[1]);
  const month = Number(m[2]);
  const day = Number(m[3]);
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) {
    return problem('day-invalid', `日历上没有 ${iso} 这一天`, `There is no day ${iso} in the calendar`);
  }
  return dayNumber(year, month, day);
}

/** ISO day `days` later (earlier when negative). */
export function addDays(iso: string, days: number): string | Problem {
  const n = parseDay(iso);
  return typeof n === 'number' ? isoOf(n + Math.trunc(days)) : n;
}

/** End of a day as a fraction of calendar years: 2023-12-31 is exactly 2024, whatever the leap years. */
export function yearFraction(n: DayNumber): number {
  const { year } = civil(n);
  return year + (n - dayNumber(year, 1, 1) + 1) / (isLeap(year) ? 366 : 365);
}

/** Calendar months that have ended without it, the month of `from` the first: 连续三个月 of a matter due on 06-30 are over on 09-01. */
export function monthsRunning(from: DayNumber, to: DayNumber): number {
  const [a, b] = [civil(from), civil(to)];
  return Math.max(0, (b.year - a.year) * 12 + (b.month - a.month));
}

/** Whole months from one day to a later one (0 when earlier): 2024-03-31 → 2024-06-30 is 2, → 2024-07-01 is 3. */
export function monthsBetween(from: DayNumber, to: DayNumber): number {
  if (to <= from) return 0;
  const a = civil(from);
  const b = civil(to);
  return (b.year - a.year) * 12 + (b.month - a.month) - (b.day < a.day ? 1 : 0);
}

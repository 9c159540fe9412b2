import { isoOf, dayNumber } from '../../../core/measure/index.ts';

/** What a number format does to a number: shows it as a day or as a percentage, or leaves it a number. */
export type Shown = 'number' | 'percent' | 'date' | 'time';

/**
 * ECMA-376 part 1, 18.8.30: the numbers of built-in formats. 27–36 and 50–58 are dates in the Chinese, Japanese and
 * Korean builds of the programs.
 */
export function shownByNumber(id: number): Shown {
  if (id === 9 || id === 10) return 'percent';
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47) || id === 55 || id === 56)
    return 'time';
  return (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58) ? 'date' : 'number';
}

/** The same for a format written out, e.g. `yyyy"年"m"月"`, `0.00%`, `[$-804]h:mm`. */
export function shownByCode(code: string): Shown {
  // Literals, escapes, fills and bracketed parts are no date letters; only [h], [m] and [s] count time.
  const first = code.split(';')[0] ?? '';
  const elapsed = /\[(h+|m+|s+)\]/iu.test(first);
  const bare = first.replace(/"[^"]*"?|\\.|_.|\*.|\[[^\]]*\]/gsu, '');
  if (/general/iu.test(bare)) return 'number';
  if (/[yd]/iu.test(bare) || (/m/iu.test(bare) && !/[hs]/iu.test(bare))) return 'date';
  if (elapsed || /[hs]/iu.test(bare)) return 'time';
  return bare.includes('%') ? 'percent' : 'number';
}

/** How a program counts days: from 1900 with the day that never was (29 February 1900), from 1899-12-30 without it, or from 1904. */
export type DaySystem = '1900' | 'plain' | '1904';

/**
 * ISO day and time of day of a serial number; null outside the calendar of spreadsheets. In the system of 1900 serial 60
 * is 29 February 1900, a day that never was: null too. Days before 1900, which LibreOffice keeps, have negative numbers.
 */
export function dateOfSerial(serial: number, system: DaySystem): { date: string; time: string } | null {
  if (!Number.isFinite(serial) || serial < -693_500 || serial > 2_958_465.99999) return null;
  let seconds = Math.round((serial - Math.floor(serial)) * 86_400);
  let day = Math.floor(serial);
  if (seconds === 86_400) {
    seconds = 0;
    day += 1;
  }
  if (system === '1900' && day === 60) return null;
  const epoch =
    system === '1904'
      ? dayNumber(1904, 1, 1)
      : dayNumber(1899, 12, system === '1900' && day >= 0 && day < 60 ? 31 : 30);
  const two = (n: number) => String(n).padStart(2, '0');
  const clock = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}${seconds % 60 === 0 ? '' : `:${two(seconds % 60)}`}`;
  return { date: isoOf(epoch + day), time: seconds === 0 ? '' : clock };
}

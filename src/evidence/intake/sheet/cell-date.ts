import { isProblem, parseDay, parsePeriod, periodAt } from '../../../core/measure/index.ts';
import type { Cadence, Missing, Nature, PeriodKey } from '../../../core/measure/model.ts';
import { absence, plainText } from './absent.ts';
import { inError } from './cell-number.ts';
import type { Cell } from './grid.ts';
import { type SheetProblem, sheetProblem } from './problem.ts';
import { dateOfSerial } from './xlsx-format.ts';

const writeDay: readonly [string, string] = ['写成 2024-06-30', 'Write it as 2024-06-30'];
const writePeriod: readonly [string, string] = [
  '写成 2024年、2024年1-6月、2024年第2季度或 2024-06',
  'Write it as 2024, 2024-01..06, 2024Q2 or 2024-06',
];

/** Serial numbers of 1950 and 2099 in the system of 1900: a bare number between them in a column of days is a day. */
const SERIALS = { from: 18_264, to: 73_050 };

/**
 * The day (ISO) of a cell: a date cell, `2024年6月30日`, `2024/6/30`, `2024.6.30`, `20240630`, or a serial number that lost its
 * format. A Missing for blank or a word for none; a problem for a day that is not in the calendar or not complete, and
 * for `6/7/2024`, which may be read two ways.
 */
export function cellDate(cell: Cell): string | Missing | SheetProblem {
  if (cell.error !== undefined) return inError(cell.error);
  const { value } = cell;
  if (value !== null && typeof value === 'object') return inCalendar(value.date);
  if (typeof value === 'number' && Number.isInteger(value) && value >= SERIALS.from && value <= SERIALS.to)
    return dateOfSerial(value, false)?.date ?? noDay(cell.text);
  const none = absence(cell.text);
  if (none) return none;
  const text = plainText(cell.text).replace(/[T ]?\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?Z?$/u, '');
  const parts = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})[日号]?$/u.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/u.exec(text);
  if (parts) return inCalendar(`${parts[1]}-${parts[2]?.padStart(2, '0')}-${parts[3]?.padStart(2, '0')}`);
  if (/^\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}$/u.test(text))
    return sheetProblem(
      'date-ambiguous',
      [`“${cell.text}”有几种读法`, `"${cell.text}" can be read in several ways`],
      writeDay,
    );
  if (/^\d{4}([-/.年]\d{1,2}月?|年)?$/u.test(text))
    return sheetProblem('date-incomplete', [`“${cell.text}”没有写到日`, `"${cell.text}" names no day`], writeDay);
  return noDay(cell.text);
}

function inCalendar(iso: string): string | SheetProblem {
  const day = parseDay(iso);
  return isProblem(day) ? sheetProblem(day.code, [day.zh, day.en], writeDay) : iso;
}

const noDay = (written: string) =>
  sheetProblem('not-a-day', [`“${written.slice(0, 40)}”不是日期`, `"${written.slice(0, 40)}" is not a day`], writeDay);

/**
 * The key of a cell's period: `2023年`, `2023年1-6月`, `2023上半年`, `2023年第2季度`, `2023Q1`, `2023-06`, `2023年1至2月`, or a key as
 * core/measure writes it. A date cell, as spreadsheets make of `2023年6月`, is the period of the given cadence around it.
 */
export function cellPeriod(
  cell: Cell,
  { cadence, nature }: { cadence?: Cadence; nature?: Nature } = {},
): PeriodKey | Missing | SheetProblem {
  if (cell.error !== undefined) return inError(cell.error);
  const { value } = cell;
  if (value !== null && typeof value === 'object') {
    const key = cadence === undefined ? value.date : periodAt(cadence, value.date, nature);
    return isProblem(key) ? noPeriod(cell.text) : key;
  }
  if (typeof value === 'number' && /^\d{4}\.1$/u.test(cell.text)) {
    return sheetProblem(
      'period-lost-zero',
      [`${cell.text} 可能是 1 月，也可能是 10 月`, `${cell.text} may be January or October`],
      ['把单元格格式改为文本，再写成 2023-10', 'Set the format of the cell to text and write it as 2023-10'],
    );
  }
  return absence(cell.text) ?? fromText(cell.text);
}

const CHINESE = '一二三四';

function fromText(written: string): PeriodKey | SheetProblem {
  const text = plainText(written)
    .replace(/[−‐‑‒–—―~至到]+/gu, '-')
    .replace(/度$/u, '');
  const two = (n: string | undefined) => (n ?? '').padStart(2, '0');
  const rules: readonly (readonly [RegExp, (m: RegExpExecArray) => string])[] = [
    [/^(\d{4})年?(?:全年)?$/u, (m) => m[1] ?? ''],
    [/^(\d{4})年?(?:[Hh]([12])|([上下])半年)$/u, (m) => `${m[1]}H${m[2] ?? (m[3] === '上' ? 1 : 2)}`],
    [
      /^(\d{4})年?-?(?:[Qq]([1-4])|第?([1-4一二三四])季)$/u,
      (m) => `${m[1]}Q${m[2] ?? (CHINESE.indexOf(m[3] ?? '') >= 0 ? CHINESE.indexOf(m[3] ?? '') + 1 : m[3])}`,
    ],
    [/^(\d{4})年前([一二三四])季$/u, (m) => `${m[1]}-01..${two(String((CHINESE.indexOf(m[2] ?? '') + 1) * 3))}`],
    [/^(\d{4})年0?1月?-(\d{1,2})月(?:份|累计)?$/u, (m) => `${m[1]}-01..${two(m[2])}`],
    [/^(\d{4})-01(?:\.\.)(\d{2})$/u, (m) => `${m[1]}-01..${m[2]}`],
    [/^(\d{4})[-/.年](\d{1,2})月?份?$/u, (m) => `${m[1]}-${two(m[2])}`],
    [/^(\d{4})(0[1-9]|1[0-2])$/u, (m) => `${m[1]}-${m[2]}`],
    [/^(\d{4})(?:\.\.|年?-)(\d{4})年?$/u, (m) => `${m[1]}..${m[2]}`],
    [/^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/u, (m) => `${m[1]}-${two(m[2])}-${two(m[3])}`],
  ];
  for (const [pattern, key] of rules) {
    const match = pattern.exec(text);
    if (!match) continue;
    const period = parsePeriod(key(match));
    return isProblem(period) ? sheetProblem(period.code, [period.zh, period.en], writePeriod) : period.key;
  }
  return noPeriod(written);
}

const noPeriod = (written: string) =>
  sheetProblem(
    'not-a-period',
    [`“${written.slice(0, 40)}”不是时期`, `"${written.slice(0, 40)}" is not a period`],
    writePeriod,
  );

import { isProblem, parseDay } from '../../../core/measure/index.ts';
import type { Missing } from '../../../core/measure/model.ts';
import { absence, plainText } from './absent.ts';
import { inError } from './cell-number.ts';
import type { Cell } from './grid.ts';
import { type SheetProblem, sheetProblem } from './problem.ts';
import { dateOfSerial } from './xlsx-format.ts';

const writeDay: readonly [string, string] = ['写成 2024-06-30', 'Write it as 2024-06-30'];
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
    return dateOfSerial(value, '1900')?.date ?? noDay(cell.text);
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

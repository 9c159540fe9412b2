import { civil, daysInMonth, isProblem, parseDay, parsePeriod, periodLabel } from '../../../core/measure/index.ts';
import type { Cadence, Missing, Nature, PeriodKey } from '../../../core/measure/model.ts';
import { absence, plainText } from './absent.ts';
import { inError } from './cell-number.ts';
import type { Cell } from './grid.ts';
import { type SheetProblem, sheetProblem } from './problem.ts';

/** What figures of a series are of. */
export interface Rhythm {
  cadence?: Cadence;
  nature?: Nature;
}

const writePeriod: readonly [string, string] = [
  '写成 2024年、2024年1-6月、2024年第2季度或 2024-06',
  'Write it as 2024, 2024-01..06, 2024Q2 or 2024-06',
];

/**
 * The key of a cell's period: `2023年`, `2023年1-6月`, `2023上半年`, `2023年第2季度`, `2023Q1`, `2023-06`, `2020年末`, `二〇一三年`,
 * `2022年1—4季度`, `2017年（初步核算）`, or a key as core/measure writes it. With a cadence it is brought to the series' own
 * way of writing it, and a period that does not fit is a problem (`period-cadence`). A date cell, as spreadsheets make of
 * `2023年6月`, is the period that its day begins or ends.
 */
export function cellPeriod(cell: Cell, rhythm: Rhythm = {}): PeriodKey | Missing | SheetProblem {
  if (cell.error !== undefined) return inError(cell.error);
  const { value } = cell;
  if (value !== null && typeof value === 'object') return fromDay(value.date, cell.text, rhythm);
  if (typeof value === 'number' && /^\d{4}\.1$/u.test(cell.text)) {
    return sheetProblem(
      'period-lost-zero',
      [`${cell.text} 可能是 1 月，也可能是 10 月`, `${cell.text} may be January or October`],
      ['把单元格格式改为文本，再写成 2023-10', 'Set the format of the cell to text and write it as 2023-10'],
    );
  }
  const none = absence(cell.text);
  if (none) return none;
  const found = fromText(cell.text);
  return typeof found === 'string' ? fitted(found, rhythm, cell.text) : found;
}

/** Whether what stands with a period or a figure says that it is not the last word: 初步核算, 快报数. */
export function isPreliminary(text: string): boolean {
  return /初步|初核|快报|预计|预测|速报/u.test(text);
}

const DIGITS = '〇一二三四五六七八九';
const numeral = (sign: string) => DIGITS.indexOf(sign === '零' || sign === '○' ? '〇' : sign);
const two = (n: string | number | undefined) => String(n ?? '').padStart(2, '0');
const quarter = (said: string | undefined) => (/\d/u.test(said ?? '') ? Number(said) : numeral(said ?? ''));
/** 一 to 十二, or figures. */
function monthOf(said: string | undefined): number {
  if (said === undefined) return 0;
  if (/^\d+$/u.test(said)) return Number(said);
  const [tens = '', ones = ''] = said.includes('十') ? said.split('十') : ['', said];
  return (said.includes('十') ? 10 * (tens === '' ? 1 : numeral(tens)) : 0) + (ones === '' ? 0 : numeral(ones));
}

type Rule = readonly [RegExp, (m: RegExpExecArray) => string];
const MONTH = '(\\d{1,2}|十[一二]|[一二三四五六七八九十])';
const RULES: readonly Rule[] = [
  [/^(\d{4})年?(?:全年|末|底)?$/u, (m) => m[1] ?? ''],
  [/^(\d{4})年?-?(?:[Hh]([12])|([上下])半年)(?:末|底|累计)?$/u, (m) => `${m[1]}H${m[2] ?? (m[3] === '上' ? 1 : 2)}`],
  [/^(\d{4})年?-?(?:[Qq]([1-4])|第?([1-4一二三四])季)(?:末|底)?$/u, (m) => `${m[1]}Q${quarter(m[2] ?? m[3])}`],
  [/^(\d{4})年?(?:前|第?[1一]季?-第?)([1-4一二三四])季(?:累计)?$/u, (m) => `${m[1]}-01..${two(quarter(m[2]) * 3)}`],
  [
    new RegExp(`^(\\d{4})[年./-]?(?:0?1|一)月?-${MONTH}月(?:份|末|累计|止)*$`, 'u'),
    (m) => `${m[1]}-01..${two(monthOf(m[2]))}`,
  ],
  [/^(\d{4})-01\.\.(\d{2})$/u, (m) => `${m[1]}-01..${m[2]}`],
  [new RegExp(`^(\\d{4})[-/.年]${MONTH}月?(?:份|末|底)*$`, 'u'), (m) => `${m[1]}-${two(monthOf(m[2]))}`],
  [/^(\d{4})(0[1-9]|1[0-2])$/u, (m) => `${m[1]}-${m[2]}`],
  [/^(\d{4})(?:\.\.|年?-)(\d{4})年?$/u, (m) => `${m[1]}..${m[2]}`],
  [/^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/u, (m) => `${m[1]}-${two(m[2])}-${two(m[3])}`],
];

function fromText(written: string): PeriodKey | SheetProblem {
  const text = plainText(written)
    .replace(/[〇零○一二三四五六七八九]{4}(?=年)/u, (year) => [...year].map(numeral).join(''))
    .replace(/[(（[【][^()（）[\]【】]*[)）\]】]/gu, '')
    .replace(/[−‐‑‒–—―~～至到]+/gu, '-')
    .replace(/^截[至止]/u, '')
    .replace(/(?:初步核算|最终核[实算]|核实|初步|快报|年报|终报|预计|预测|统计|公报)+数?$|数据?$/u, '')
    .replace(/度(?=末|底|累计|$)/gu, '')
    .replace(/\.0+$/u, '');
  for (const [pattern, key] of RULES) {
    const match = pattern.exec(text);
    if (!match) continue;
    const period = parsePeriod(key(match));
    return isProblem(period) ? sheetProblem(period.code, [period.zh, period.en], writePeriod) : period.key;
  }
  return sheetProblem(
    'not-a-period',
    [`“${written.slice(0, 40)}”不是时期`, `"${written.slice(0, 40)}" is not a period`],
    writePeriod,
  );
}

/** A day that a program made of what was typed: of a month only where it begins or ends one. */
function fromDay(iso: string, written: string, rhythm: Rhythm): PeriodKey | SheetProblem {
  const day = parseDay(iso);
  if (isProblem(day)) return sheetProblem(day.code, [day.zh, day.en], writePeriod);
  if (rhythm.cadence === undefined || rhythm.cadence === 'day') return iso;
  const at = civil(day);
  const edge = at.day === 1 || at.day === daysInMonth(at.year, at.month);
  const cumulative = rhythm.nature === 'ytd' && rhythm.cadence !== 'year';
  // 1-9 typed for January to September becomes 9 January.
  if (!edge || (cumulative && at.month === 1))
    return sheetProblem(
      'period-is-day',
      [`这里是日期 ${iso}，看不出是哪一期`, `This is the day ${iso}; which period is meant is not clear`],
      [
        '把单元格格式改为文本，再写成 2024年1-9月 或 2024年9月',
        'Set the format of the cell to text and write 2024-01..09 or 2024-09',
      ],
    );
  if (cumulative) return fitted(`${at.year}-01..${two(at.month)}`, rhythm, written);
  const last = at.day !== 1 && rhythm.cadence !== 'month';
  const whole =
    at.month === 12 && at.day === 31
      ? `${at.year}`
      : at.month === 1 && at.day === 1 && rhythm.cadence === 'year'
        ? `${at.year}`
        : null;
  if (rhythm.cadence === 'year') return fitted(whole ?? `${at.year}-${two(at.month)}`, rhythm, written);
  if (last && rhythm.cadence === 'quarter' && at.month % 3 === 0) return `${at.year}Q${at.month / 3}`;
  if (last && rhythm.cadence === 'half' && at.month % 6 === 0) return `${at.year}H${at.month / 6}`;
  return fitted(`${at.year}-${two(at.month)}`, rhythm, written);
}

/** The period as the series writes it, where it is the same span of time; `2020年末` of a stock is its last month. */
function fitted(key: PeriodKey, { cadence, nature }: Rhythm, written: string): PeriodKey | SheetProblem {
  if (cadence === undefined) return key;
  const period = parsePeriod(key);
  if (isProblem(period)) return sheetProblem(period.code, [period.zh, period.en], writePeriod);
  const { year, kind } = period;
  if (kind === 'years' || kind === 'day') return cadence === kind ? key : unfit(key, cadence, nature);
  const from = civil(period.first).month;
  const to = civil(period.last).month;
  const size = { year: 12, half: 6, quarter: 3, month: 1, day: 0 }[cadence];
  if (size === 0) return unfit(key, cadence, nature);
  if (cadence === 'year') return from === 1 && to === 12 ? String(year) : unfit(key, cadence, nature);
  if (nature === 'ytd')
    return from === 1 && to % size === 0 && to > 1 ? `${year}-01..${two(to)}` : unfit(key, cadence, nature);
  // What stands at the end of a year stands at the end of its last quarter.
  const stands = nature === 'stock' && /[末底]/u.test(written) && to % size === 0;
  if (!stands && (to - from + 1 !== size || to % size !== 0)) return unfit(key, cadence, nature);
  return cadence === 'half' ? `${year}H${to / 6}` : cadence === 'quarter' ? `${year}Q${to / 3}` : `${year}-${two(to)}`;
}

const CADENCE = {
  year: ['按年', 'by year', '2024年'],
  half: ['按半年', 'by half year', '2024年上半年'],
  quarter: ['按季', 'by quarter', '2024年第2季度'],
  month: ['按月', 'by month', '2024年6月'],
  day: ['按日', 'by day', '2024-06-30'],
} as const;

function unfit(key: PeriodKey, cadence: Cadence, nature: Nature | undefined): SheetProblem {
  const [zh, en, plain] = CADENCE[cadence];
  const cumulative = nature === 'ytd' && cadence !== 'year' && cadence !== 'day';
  const example = cumulative ? '2024年1-6月' : plain;
  const label = periodLabel(key);
  return sheetProblem(
    'period-cadence',
    [
      `这项指标${zh}${cumulative ? '累计' : ''}报，没有“${label.zh}”这一期`,
      `The indicator is reported ${en}${cumulative ? ', cumulatively' : ''}; it has no period "${label.en}"`,
    ],
    [`写成 ${example} 这样的期`, `Write a period such as ${example}`],
  );
}

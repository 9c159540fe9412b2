import { civil, daysInMonth, dayNumber, isoOf, parseDay, yearFraction, type DayNumber } from './day.ts';
import type { Cadence, Nature, PeriodKey, Text } from './model.ts';
import { isProblem, problem, type Problem } from './problem.ts';

export type PeriodKind = 'year' | 'half' | 'quarter' | 'month' | 'ytd' | 'years' | 'day';

/** A parsed PeriodKey. `first` and `last` are day numbers (see day.ts), both inside the period. */
export interface Period {
  key: PeriodKey;
  kind: PeriodKind;
  year: number;
  /** Half 1–2, quarter 1–4, month 1–12; the last month of a ytd; the last year of `years`; 0 for a year. */
  part: number;
  first: DayNumber;
  last: DayNumber;
}

const two = (n: number) => String(n).padStart(2, '0');
const four = (n: number) => String(n).padStart(4, '0');
const CACHE_LIMIT = 5000;
const cache = new Map<string, Period>();

function made(key: PeriodKey, kind: PeriodKind, year: number, part: number, m1: number, m2: number, y2 = year): Period {
  return { key, kind, year, part, first: dayNumber(year, m1, 1), last: dayNumber(y2, m2, daysInMonth(y2, m2)) };
}

function read(key: string): Period | Problem {
  const bad = (zh: string, en: string) => problem('period-invalid', `时期“${key}”${zh}`, `Period "${key}": ${en}`);
  const m = /^(\d{4})(?:H(\d)|Q(\d)|\.\.(\d{4})|-(\d{2})(?:\.\.(\d{2})|-(\d{2}))?)?$/.exec(key);
  if (m === null) {
    return problem(
      'period-format',
      `时期“${key}”认不出；应写成 2024、2024H1、2024Q3、2024-03、2024-01..05、2022..2026 或 2024-06-30`,
      `Period "${key}" is none of 2024, 2024H1, 2024Q3, 2024-03, 2024-01..05, 2022..2026, 2024-06-30`,
    );
  }
  const year = Number(m[1]);
  if (m[2] !== undefined) {
    const h = Number(m[2]);
    return h === 1 || h === 2
      ? made(key, 'half', year, h, h * 6 - 5, h * 6)
      : bad('只有上、下半年', 'a year has halves 1 and 2');
  }
  if (m[3] !== undefined) {
    const q = Number(m[3]);
    return q >= 1 && q <= 4
      ? made(key, 'quarter', year, q, q * 3 - 2, q * 3)
      : bad('只有四个季度', 'a year has quarters 1 to 4');
  }
  if (m[4] !== undefined) {
    const end = Number(m[4]);
    return end > year
      ? made(key, 'years', year, end, 1, 12, end)
      : bad('止年应晚于起年', 'the last year must be after the first');
  }
  if (m[5] === undefined) return made(key, 'year', year, 0, 1, 12);
  const month = Number(m[5]);
  if (month < 1 || month > 12) return bad('没有这个月', 'there is no such month');
  if (m[6] !== undefined) {
    const end = Number(m[6]);
    if (month !== 1) return bad('累计应从 1 月起', 'a cumulative period starts in January');
    if (end === 1)
      return bad('累计没有单独的 1 月，应为 1—2 月', 'there is no single January in cumulative figures, use 01..02');
    return end <= 12 ? made(key, 'ytd', year, end, 1, end) : bad('没有这个月', 'there is no such month');
  }
  if (m[7] !== undefined) {
    const day = parseDay(key);
    return isProblem(day) ? day : { key, kind: 'day', year, part: month, first: day, last: day };
  }
  return made(key, 'month', year, month, month, month);
}

/** Parses a period key. Problems: `period-format`, `period-invalid`, `day-invalid`. */
export function parsePeriod(key: PeriodKey): Period | Problem {
  const hit = cache.get(key);
  if (hit !== undefined) return hit;
  const p = read(key);
  if (!isProblem(p)) {
    if (cache.size >= CACHE_LIMIT) cache.clear();
    cache.set(key, p);
  }
  return p;
}

/** The same period under its one spelling; full-width digits, 2024-3 and 2024q3 are not corrected but refused. */
export function isPeriodKey(key: string): boolean {
  return !isProblem(parsePeriod(key));
}

/** First day (ISO, inclusive). */
export function startDate(key: PeriodKey): string | Problem {
  const p = parsePeriod(key);
  return isProblem(p) ? p : isoOf(p.first);
}

/** Last day (ISO, inclusive). */
export function endDate(key: PeriodKey): string | Problem {
  const p = parsePeriod(key);
  return isProblem(p) ? p : isoOf(p.last);
}

/** True when every day of `inner` (a period key, an ISO day is one) lies in `outer`; false also for bad keys. */
export function contains(outer: PeriodKey, inner: PeriodKey): boolean {
  const o = parsePeriod(outer);
  const i = parsePeriod(inner);
  return !isProblem(o) && !isProblem(i) && o.first <= i.first && i.last <= o.last;
}

/** Order by last day, then by first day (longer first); bad keys go last, in text order. */
export function comparePeriods(a: PeriodKey, b: PeriodKey): number {
  if (a === b) return 0;
  const p = parsePeriod(a);
  const q = parsePeriod(b);
  if (isProblem(p)) return isProblem(q) ? (a < b ? -1 : 1) : 1;
  if (isProblem(q)) return -1;
  return p.last - q.last || p.first - q.first || (a < b ? -1 : 1);
}

const MONTHS: Readonly<Record<Exclude<Cadence, 'day'>, number>> = { year: 12, half: 6, quarter: 3, month: 1 };

/** How often a series with such keys reports: a ytd key counts as monthly; several years have no cadence. */
export function cadenceOf(key: PeriodKey): Cadence | null {
  const p = parsePeriod(key);
  if (isProblem(p) || p.kind === 'years') return null;
  return p.kind === 'ytd' ? 'month' : p.kind;
}

/** Key of the period of a cadence that holds the month; with `ytd` the cumulative key that ends with it. */
function keyAt(cadence: Exclude<Cadence, 'day'>, year: number, month: number, ytd: boolean): PeriodKey {
  const n = Math.ceil(month / MONTHS[cadence]);
  if (ytd) return `${four(year)}-01..${two(Math.max(2, n * MONTHS[cadence]))}`;
  if (cadence === 'year') return four(year);
  if (cadence === 'half') return `${four(year)}H${n}`;
  return cadence === 'quarter' ? `${four(year)}Q${n}` : `${four(year)}-${two(month)}`;
}

/** Cumulative series are keyed 1—2月, 1—3月 …; a yearly one keeps plain year keys. */
function isYtd(cadence: Cadence, nature: Nature | undefined): boolean {
  return nature === 'ytd' && cadence !== 'year' && cadence !== 'day';
}

/** The period of that cadence (and nature) that the day falls in; in a ytd series January belongs to 1—2月. */
export function periodAt(cadence: Cadence, day: string, nature?: Nature): PeriodKey | Problem {
  const n = parseDay(day);
  if (isProblem(n)) return n;
  if (cadence === 'day') return day;
  const c = civil(n);
  return keyAt(cadence, c.year, c.month, isYtd(cadence, nature));
}

/**
 * The period `steps` later (earlier when negative). A ytd key steps by `cadence` (month unless told otherwise)
 * through 1—2月 … 1—12月 and on to the next year's 1—2月. Several years move by their own length.
 */
export function shift(key: PeriodKey, steps: number, cadence: Cadence = 'month'): PeriodKey | Problem {
  const p = parsePeriod(key);
  if (isProblem(p)) return p;
  if (p.kind === 'day') return isoOf(p.first + steps);
  if (p.kind === 'years') {
    const move = (p.part - p.year + 1) * steps;
    return `${four(p.year + move)}..${four(p.part + move)}`;
  }
  if (p.kind !== 'ytd') {
    const size = MONTHS[p.kind];
    const months = p.year * 12 + (p.kind === 'year' ? 0 : p.part * size - 1) + steps * size;
    return keyAt(p.kind, Math.floor(months / 12), (((months % 12) + 12) % 12) + 1, false);
  }
  const size = cadence === 'day' ? 1 : MONTHS[cadence];
  // Monthly cumulative figures have eleven periods a year: January has none of its own.
  const perYear = size === 1 ? 11 : 12 / size;
  const index = size === 1 ? p.part - 2 : Math.ceil(p.part / size) - 1;
  const at = p.year * perYear + index + steps;
  const year = Math.floor(at / perYear);
  const slot = at - year * perYear;
  return `${four(year)}-01..${two(size === 1 ? slot + 2 : (slot + 1) * size)}`;
}

export function nextPeriod(key: PeriodKey, cadence: Cadence = 'month'): PeriodKey | Problem {
  return shift(key, 1, cadence);
}

export function previousPeriod(key: PeriodKey, cadence: Cadence = 'month'): PeriodKey | Problem {
  return shift(key, -1, cadence);
}

/** The same period a year before: 2024-01..05 → 2023-01..05; 02-29 goes to 02-28. */
export function yearBefore(key: PeriodKey): PeriodKey | Problem {
  const p = parsePeriod(key);
  if (isProblem(p)) return p;
  if (p.kind === 'years') return `${four(p.year - 1)}..${four(p.part - 1)}`;
  const moved = four(p.year - 1) + key.slice(4);
  return p.kind === 'day' && key.endsWith('-02-29') ? `${four(p.year - 1)}-02-28` : moved;
}

/** Every period of the cadence that lies wholly between two ISO days (inclusive), oldest first. */
export function periodsBetween(cadence: Cadence, from: string, to: string, nature?: Nature): PeriodKey[] | Problem {
  const a = parseDay(from);
  const b = parseDay(to);
  if (isProblem(a)) return a;
  if (isProblem(b)) return b;
  const out: PeriodKey[] = [];
  let key = periodAt(cadence, from, nature);
  for (;;) {
    if (isProblem(key)) return key;
    const p = parsePeriod(key);
    if (isProblem(p)) return p;
    if (p.last > b) return out;
    // A cumulative period starts in January, which may lie before `from`; what counts is where it ends.
    if (p.kind === 'ytd' ? p.last >= a : p.first >= a) out.push(key);
    key = shift(key, 1, cadence);
  }
}

/** The last period of the cadence whose last day is on or before the day (the day itself counts as over). */
export function lastFinishedPeriod(cadence: Cadence, day: string, nature?: Nature): PeriodKey | Problem {
  const n = parseDay(day);
  if (isProblem(n)) return n;
  const key = periodAt(cadence, day, nature);
  const p = isProblem(key) ? key : parsePeriod(key);
  if (isProblem(p)) return p;
  return p.last <= n ? p.key : shift(p.key, -1, cadence);
}

/** ISO day by which the figure of the period is due: its last day plus `dueDays`. */
export function dueDay(key: PeriodKey, dueDays: number): string | Problem {
  const p = parsePeriod(key);
  return isProblem(p) ? p : isoOf(p.last + Math.max(0, Math.trunc(dueDays)));
}

/** 序时进度: share (0 to 1) of the period's days that have passed at the end of the day. */
export function timeProgress(key: PeriodKey, day: string): number | Problem {
  const p = parsePeriod(key);
  const n = parseDay(day);
  if (isProblem(p)) return p;
  if (isProblem(n)) return n;
  return Math.min(1, Math.max(0, (n - p.first + 1) / (p.last - p.first + 1)));
}

/** End of a period in calendar years: 2023 → 2024, 2023Q2 → about 2023.496. NaN never: bad keys give a Problem. */
export function yearsAtEnd(key: PeriodKey): number | Problem {
  const p = parsePeriod(key);
  return isProblem(p) ? p : yearFraction(p.last);
}

const MONTH_EN = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const QUARTER_ZH = ['一', '二', '三', '四'];

/** Words for people: 2024年1—5月 / January–May 2024. A bad key is shown as it is. */
export function periodLabel(key: PeriodKey): Text {
  const p = parsePeriod(key);
  if (isProblem(p)) return { zh: key, en: key };
  const y = p.year;
  const month = (n: number) => MONTH_EN[n - 1] ?? '';
  switch (p.kind) {
    case 'year':
      return { zh: `${y}年`, en: `${y}` };
    case 'half':
      return p.part === 1
        ? { zh: `${y}年上半年`, en: `first half of ${y}` }
        : { zh: `${y}年下半年`, en: `second half of ${y}` };
    case 'quarter':
      return { zh: `${y}年第${QUARTER_ZH[p.part - 1] ?? ''}季度`, en: `Q${p.part} ${y}` };
    case 'month':
      return { zh: `${y}年${p.part}月`, en: `${month(p.part)} ${y}` };
    case 'ytd':
      return { zh: `${y}年1—${p.part}月`, en: `January–${month(p.part)} ${y}` };
    case 'years':
      return { zh: `${y}—${p.part}年`, en: `${y}–${p.part}` };
    case 'day':
      return dayLabel(key);
  }
}

/** 2024年6月30日 / 30 June 2024. */
export function dayLabel(iso: string): Text {
  const n = parseDay(iso);
  if (isProblem(n)) return { zh: iso, en: iso };
  const c = civil(n);
  return { zh: `${c.year}年${c.month}月${c.day}日`, en: `${c.day} ${MONTH_EN[c.month - 1] ?? ''} ${c.year}` };
}

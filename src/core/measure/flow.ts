import { subtractExact, sumExact } from './decimal.ts';
import { isNumber, missing } from './missing.ts';
import type { PeriodKey, Value } from './model.ts';
import { comparePeriods, parsePeriod, type Period } from './period.ts';
import { isProblem, problem, type Problem } from './problem.ts';
import type { Point, Series } from './series.ts';

const two = (n: number) => String(n).padStart(2, '0');

/** Key of the months (from, to] of a year: 1—2月 stays one period, whole quarters and halves get their own key. */
function stepKey(year: number, after: number, to: number): PeriodKey | null {
  if (after === 0 && to === 2) return `${year}-01..02`;
  if (to - after === 1) return `${year}-${two(to)}`;
  if (to - after === 3 && to % 3 === 0) return `${year}Q${to / 3}`;
  if (to - after === 6 && to % 6 === 0) return `${year}H${to / 6}`;
  return to - after === 12 ? `${year}` : null;
}

function gap(keyZh: string, keyEn: string): Value {
  return missing('not-enough-points', { zh: keyZh, en: keyEn });
}

interface Slot {
  key: PeriodKey;
  after: number;
  to: number;
}

/** The slots that a cadence cuts a year into; monthly ones begin with 1—2月. */
function slotsUpTo(cadence: Series['cadence'], year: number, last: number): Slot[] {
  const step = cadence === 'half' ? 6 : cadence === 'quarter' ? 3 : cadence === 'year' ? 12 : 1;
  const ends =
    step === 1 ? [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] : Array.from({ length: 12 / step }, (_, i) => (i + 1) * step);
  const slots: Slot[] = [];
  let after = 0;
  for (const to of ends) {
    if (to > last) break;
    const key = stepKey(year, after, to);
    if (key !== null) slots.push({ key, after, to });
    after = to;
  }
  return slots;
}

/**
 * Cumulative figures to the figures of each period. 1—2月 stays one point: there is no single January. A period whose
 * own or preceding cumulative figure is missing is Missing with the reason; it is never 0 and never spread over
 * months. The cumulative figures that can then not be summed back are kept in `anchors`, so that `flowToYtd` returns
 * the same series. Problem: `nature`.
 */
export function ytdToFlow(series: Series): Series | Problem {
  if (series.nature !== 'ytd')
    return problem('nature', '只有累计序列能拆成当期', 'Only a cumulative series splits into periods');
  const years = new Map<number, Map<number, Point>>();
  for (const p of series.points) {
    const parsed = parsePeriod(p.period);
    if (isProblem(parsed)) continue;
    const month = parsed.kind === 'year' ? 12 : parsed.part;
    const year = years.get(parsed.year) ?? new Map<number, Point>();
    years.set(parsed.year, year);
    // A year key and 1—12月 say the same thing; the cumulative spelling wins.
    if (parsed.kind === 'ytd' || !year.has(month)) year.set(month, p);
  }
  const points: Point[] = [];
  const anchors: Point[] = [];
  for (const [year, known] of years) {
    const last = Math.max(...known.keys());
    let before: Value = 0;
    const slots = slotsUpTo(series.cadence, year, last);
    const ends = new Set(slots.map((s) => s.to));
    for (const [month, p] of known) if (!ends.has(month)) anchors.push(p);
    for (const slot of slots) {
      const p = known.get(slot.to);
      const value: Value =
        p === undefined ? gap(`缺 1—${slot.to}月累计`, `January to month ${slot.to} is missing`) : p.value;
      if (p !== undefined) {
        const flow: Value = !isNumber(value)
          ? value
          : isNumber(before)
            ? subtractExact(value, before)
            : gap(`缺 1—${slot.after}月累计`, `January to month ${slot.after} is missing`);
        points.push({ ...p, period: slot.key, value: flow });
        const plain = parsePeriod(p.period);
        const yearKey = !isProblem(plain) && plain.kind === 'year' && series.cadence !== 'year';
        if (yearKey || (isNumber(value) && !isNumber(before))) anchors.push(p);
      } else {
        const near = points[points.length - 1] ?? [...known.values()][0];
        if (near !== undefined) points.push({ ...near, period: slot.key, value, status: 'preliminary' });
      }
      before = value;
    }
  }
  points.sort((a, b) => comparePeriods(a.period, b.period));
  anchors.sort((a, b) => comparePeriods(a.period, b.period));
  return { ...series, nature: 'flow', points, ...(anchors.length === 0 ? {} : { anchors }) };
}

function monthsOf(p: Period): { after: number; to: number } | null {
  switch (p.kind) {
    case 'ytd':
      return { after: 0, to: p.part };
    case 'month':
      return { after: p.part - 1, to: p.part };
    case 'quarter':
      return { after: p.part * 3 - 3, to: p.part * 3 };
    case 'half':
      return { after: p.part * 6 - 6, to: p.part * 6 };
    case 'year':
      return { after: 0, to: 12 };
    default:
      return null;
  }
}

/**
 * Figures of each period to cumulative ones within each year; the inverse of `ytdToFlow`. A month after a hole is
 * Missing until an anchor gives the sum again. Single months of January and February give one 1—2月 figure.
 * Problem: `nature`.
 */
export function flowToYtd(series: Series): Series | Problem {
  if (series.nature !== 'flow')
    return problem('nature', '只有当期流量能累计', 'Only a flow adds up to a cumulative series');
  const anchors = new Map((series.anchors ?? []).map((p) => [p.period, p]));
  const sums = new Map<PeriodKey, Point>();
  let year = -1;
  let to = 0;
  let parts: number[] = [];
  let broken = false;
  for (const point of series.points) {
    const p = parsePeriod(point.period);
    const span = isProblem(p) ? null : monthsOf(p);
    if (isProblem(p) || span === null) continue;
    if (p.year !== year) {
      year = p.year;
      to = 0;
      parts = [];
      broken = false;
    }
    if (span.after !== to) broken = true;
    to = span.to;
    if (to === 1) {
      if (isNumber(point.value)) parts.push(point.value);
      else broken = true;
      continue;
    }
    const key = `${year}-01..${two(to)}`;
    const anchor = anchors.get(key) ?? (to === 12 ? anchors.get(String(year)) : undefined);
    if (anchor !== undefined && isNumber(anchor.value)) {
      parts = [anchor.value];
      broken = false;
      sums.set(key, anchor);
      continue;
    }
    if (!isNumber(point.value)) {
      broken = true;
      sums.set(key, { ...point, period: key });
      continue;
    }
    parts.push(point.value);
    const value = broken ? gap(`1—${to}月中有缺数`, `a month before month ${to} is missing`) : sumExact(parts);
    sums.set(key, { ...point, period: key, value });
  }
  for (const [key, p] of anchors) if (!sums.has(key) && !key.match(/^\d{4}$/)) sums.set(key, p);
  const points = [...sums.values()].sort((a, b) => comparePeriods(a.period, b.period));
  const { anchors: _used, ...rest } = series;
  return { ...rest, nature: 'ytd', points };
}

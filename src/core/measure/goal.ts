import { sumExact, timesExact } from './decimal.ts';
import { isoOf, parseDay } from './day.ts';
import { flowToYtd } from './flow.ts';
import { isNumber } from './missing.ts';
import type { Indicator, PeriodKey, Target } from './model.ts';
import { parsePeriod, periodLabel, type Period } from './period.ts';
import { isProblem, problem, type Problem } from './problem.ts';
import { levelOf } from './progress.ts';
import { annual, type Point, type Series } from './series.ts';
import { convert, isDimensionless, isPoints, parseUnit } from './unit.ts';

/** First and last day of the plan (ISO, inclusive). */
export interface Horizon {
  start: string;
  end: string;
}

export type Known = Point & { value: number };

/**
 * How a target is counted:
 * `path`: a level that is walked to from a base; `year`: an amount to be done within the target's own period;
 * `sum`: an amount to be added up over several years.
 */
export type Counting = 'path' | 'year' | 'sum';

/** A target in the indicator's unit, with the evidence that it is judged by. */
export interface Goal {
  counting: Counting;
  period: Period;
  level: number;
  upper: number | undefined;
  baseline: { period: PeriodKey; value: number };
  /** Newest figure that counts, or null when only the base (or nothing) is known. */
  observed: Known | null;
  /** Figures to take the pace from, base first, observed last. */
  history: { period: PeriodKey; value: number }[];
}

function known(points: readonly Point[]): Known[] {
  const out: Known[] = [];
  for (const p of points) if (isNumber(p.value)) out.push({ ...p, value: p.value });
  return out;
}

/** Target values in the indicator's unit. `+ 10 %` of a level is a factor, `+ 2 个百分点` of a percentage is added. */
function values(
  target: Target,
  indicator: Indicator,
): { factor: boolean; value: number; value2: number | undefined } | Problem {
  const from = parseUnit(target.unit);
  const to = parseUnit(indicator.unit);
  if (isProblem(from)) return from;
  if (isProblem(to)) return to;
  const plain = { factor: false, value: target.value, value2: target.value2 };
  if (target.op === '+' && isDimensionless(from) && from.text !== '' && !isDimensionless(to)) {
    const share = convert(target.value, from, '');
    return isProblem(share) ? share : { factor: true, value: share, value2: undefined };
  }
  if (target.op === '+' && isPoints(from) && isDimensionless(to)) {
    const asRatio = convert(target.value, '%', to);
    return isProblem(asRatio) ? asRatio : { ...plain, value: asRatio };
  }
  const value = convert(target.value, from, to);
  if (isProblem(value)) return value;
  const value2 = target.value2 === undefined ? undefined : convert(target.value2, from, to);
  return isProblem(value2) ? value2 : { factor: false, value, value2 };
}

/** Given base in the target's unit where that converts to the indicator's, else already in the indicator's. */
function givenBase(target: Target, indicator: Indicator): { period: PeriodKey; value: number } | undefined {
  if (target.baseline === undefined) return undefined;
  const value = convert(target.baseline.value, target.unit, indicator.unit);
  return { period: target.baseline.period, value: isProblem(value) ? target.baseline.value : value };
}

/** The last figure of a period that ends on or before the day; failing that the first one known at all. */
function foundBase(points: readonly Known[], start: number): Known | undefined {
  let base: Known | undefined;
  for (const p of points) {
    const parsed = parsePeriod(p.period);
    if (!isProblem(parsed) && parsed.last <= start) base = p;
  }
  return base ?? points[0];
}

function addsUp(series: Series): boolean {
  return series.nature === 'flow' || series.nature === 'ytd';
}

/** Figures that may stand for the target's period: whole years for a yearly flow, else what the series holds. */
function comparable(series: Series, period: Period): Known[] {
  if (addsUp(series)) {
    if (period.kind === 'year' || period.kind === 'years') return known(annual(series).points);
    return known(series.points).filter((p) => {
      const parsed = parsePeriod(p.period);
      return !isProblem(parsed) && parsed.kind === period.kind;
    });
  }
  return known(series.points);
}

/** Sum since the first day of a period, as far as it is known without a hole; stops at the first hole. */
function cumulated(series: Series, period: Period): Known[] {
  if (!addsUp(series)) return known(series.points).filter((p) => within(p.period, period));
  const ytd = series.nature === 'ytd' ? series : flowToYtd(series);
  if (isProblem(ytd)) return [];
  const years = new Map(known(annual(series).points).map((p) => [p.period, p]));
  const out: Known[] = [];
  let done: number[] = [];
  for (let y = period.year; y <= lastYear(period); y++) {
    for (const p of known(ytd.points)) {
      const parsed = parsePeriod(p.period);
      if (isProblem(parsed) || parsed.year !== y || parsed.kind !== 'ytd' || parsed.part === 12) continue;
      out.push({ ...p, value: sumExact([...done, p.value]) });
    }
    const whole = years.get(String(y));
    if (whole === undefined) break;
    done = [...done, whole.value];
    out.push({ ...whole, value: sumExact(done) });
  }
  return out;
}

function lastYear(p: Period): number {
  return p.kind === 'years' ? p.part : p.year;
}

/** A cumulative target dated by its last year alone is added up from the first year of the plan. */
function judgedPeriod(target: Target, horizon: Horizon): Period | Problem {
  const period = parsePeriod(target.period);
  const first = Number(horizon.start.slice(0, 4));
  if (isProblem(period) || !target.cumulative || period.kind !== 'year' || !(first < period.year)) return period;
  return parsePeriod(`${horizon.start.slice(0, 4)}..${target.period}`);
}

function within(key: PeriodKey, outer: Period): boolean {
  const p = parsePeriod(key);
  return !isProblem(p) && p.first >= outer.first && p.last <= outer.last;
}

/**
 * Brings target, indicator and series together. Without a stated base it is the last figure at or before the start of
 * the plan, else the first known one. Problems: units, periods, `no-baseline`, `no-points`.
 */
export function goalOf(target: Target, indicator: Indicator, series: Series, horizon: Horizon): Goal | Problem {
  const start = parseDay(horizon.start);
  if (isProblem(start)) return start;
  const period = judgedPeriod(target, horizon);
  if (isProblem(period)) return period;
  const amount = values(target, indicator);
  if (isProblem(amount)) return amount;
  const given = givenBase(target, indicator);
  const sum = target.cumulative || period.kind === 'years';
  const year =
    !sum &&
    period.kind === 'year' &&
    given === undefined &&
    addsUp(series) &&
    start >= period.first &&
    target.op !== '+';
  if (sum || year) {
    const zero = { period: isoOf(period.first - 1), value: 0 };
    const baseline = sum && !addsUp(series) ? (given ?? zero) : zero;
    const points = cumulated(series, period);
    const observed = points[points.length - 1] ?? null;
    const level = addsUp(series) ? amount.value : sumExact([baseline.value, amount.value]);
    return {
      counting: sum ? 'sum' : 'year',
      period,
      level,
      upper: amount.value2,
      baseline,
      observed,
      history: [zero, ...points],
    };
  }
  const points = comparable(series, period).filter((p) => {
    const parsed = parsePeriod(p.period);
    return !isProblem(parsed) && parsed.last <= period.last;
  });
  if (points.length === 0) return problem('no-points', '没有可用的数', 'There is no usable figure');
  const base = given ?? foundBase(points, start);
  if (base === undefined) return problem('no-baseline', '没有基期数', 'There is no baseline figure');
  const baseline = { period: base.period, value: base.value };
  const baseParsed = parsePeriod(base.period);
  if (isProblem(baseParsed)) return baseParsed;
  const later = points.filter((p) => {
    const parsed = parsePeriod(p.period);
    return !isProblem(parsed) && parsed.last > baseParsed.last;
  });
  const level = amount.factor
    ? sumExact([base.value, (indicator.direction === 'down' ? -1 : 1) * timesExact(base.value, amount.value)])
    : levelOf(target.op, indicator.direction, amount.value, base.value);
  const history = points.filter((p) => later.length > 0 && !later.includes(p) && p.period !== base.period);
  return {
    counting: 'path',
    period,
    level,
    upper: amount.value2,
    baseline,
    observed: later[later.length - 1] ?? null,
    history: [
      ...history.map(({ period: key, value }) => ({ period: key, value })),
      baseline,
      ...later.map(({ period: key, value }) => ({ period: key, value })),
    ],
  };
}

/** 2026年末 / the end of 2026: the moment a target's period is over. */
export function endWords(period: Period, thin: string): { zh: string; en: string } {
  const label = periodLabel(period.key);
  if (period.kind === 'year') return { zh: `${period.year}${thin}年末`, en: `the end of ${period.year}` };
  if (period.kind === 'years') return { zh: `${period.part}${thin}年末`, en: `the end of ${period.part}` };
  return period.kind === 'day' ? label : { zh: `${label.zh}末`, en: `the end of ${label.en}` };
}

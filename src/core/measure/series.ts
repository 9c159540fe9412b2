import { sumExact } from './decimal.ts';
import type { Cadence, Indicator, Nature, Observation, PeriodKey, Value } from './model.ts';
import { isMissing, isNumber, missing } from './missing.ts';
import { comparePeriods, parsePeriod } from './period.ts';
import { isProblem, problem, type Problem } from './problem.ts';

/** One period of a series with the number that was believed on the as-of day. An Observation is a Point. */
export type Point = Pick<Observation, 'period' | 'value' | 'knownOn' | 'status' | 'source' | 'grade' | 'demo'>;

/** One indicator at one place as it was known on one day, oldest period first, one point a period. */
export interface Series {
  indicator: string;
  place: string;
  unit: string;
  nature: Nature;
  cadence: Cadence;
  asOf: string;
  points: readonly Point[];
  /** Observations that were set aside or contradict one another; never dropped in silence. */
  problems: readonly Problem[];
  /** Cumulative figures that the flows cannot give back (after a gap); see `ytdToFlow`. */
  anchors?: readonly Point[];
}

const STATUS_RANK = { preliminary: 0, approved: 1, revised: 2 } as const;

function textOfValue(v: Value): string {
  return isMissing(v) ? v.missing : String(v);
}

/**
 * Which of two observations of one period is believed: the one known later; on the same day revised over approved
 * over preliminary. What is left (same day, same status) is a contradiction and decided by text, so that the
 * order of the input never matters.
 */
function newer(a: Observation, b: Observation): Observation {
  if (a.knownOn !== b.knownOn) return a.knownOn > b.knownOn ? a : b;
  if (a.status !== b.status) return STATUS_RANK[a.status] > STATUS_RANK[b.status] ? a : b;
  const ka = `${a.source}\n${textOfValue(a.value)}`;
  const kb = `${b.source}\n${textOfValue(b.value)}`;
  return ka >= kb ? a : b;
}

function contradict(a: Observation, b: Observation): boolean {
  return a.knownOn === b.knownOn && a.status === b.status && textOfValue(a.value) !== textOfValue(b.value);
}

function fault(o: Observation, nature: Nature): Problem | null {
  const p = parsePeriod(o.period);
  if (isProblem(p)) return p;
  if (!isMissing(o.value) && !Number.isFinite(o.value)) {
    return problem(
      'value-not-finite',
      `${o.period} 的值不是有限的数`,
      `The value of ${o.period} is not a finite number`,
    );
  }
  const ytdKey = p.kind === 'ytd';
  if (nature === 'ytd' && !ytdKey && p.kind !== 'year') {
    return problem(
      'period-nature',
      `累计指标的时期应写成 ${p.year}-01..05，而不是 ${o.period}`,
      `A cumulative figure is keyed like ${p.year}-01..05, not ${o.period}`,
    );
  }
  // 1—2月 is also a legitimate single period of a monthly flow.
  if (ytdKey && nature !== 'ytd' && nature !== 'rate' && nature !== 'index' && !(nature === 'flow' && p.part === 2)) {
    return problem(
      'period-nature',
      `${o.period} 是累计时期，该指标不是累计值`,
      `${o.period} is a cumulative period, but the indicator is not cumulative`,
    );
  }
  return null;
}

/**
 * Series of one indicator at one place as known on a day: observations with knownOn ≤ asOf, the newest known per
 * period. What was withdrawn by then does not count. Observations of other indicators or places are ignored; bad ones land in `problems` (`period-format`,
 * `period-nature`, `value-not-finite`, `duplicate`).
 */
export function buildSeries(
  indicator: Pick<Indicator, 'id' | 'unit' | 'nature' | 'cadence'>,
  place: string,
  observations: readonly Observation[],
  asOf: string,
): Series {
  const best = new Map<PeriodKey, Observation>();
  const clash = new Map<PeriodKey, Observation>();
  const problems: Problem[] = [];
  for (const o of observations) {
    if (
      o.indicator !== indicator.id ||
      o.place !== place ||
      o.knownOn > asOf ||
      (o.withdrawnOn !== undefined && o.withdrawnOn <= asOf)
    )
      continue;
    const wrong = fault(o, indicator.nature);
    if (wrong !== null) {
      problems.push(wrong);
      continue;
    }
    const old = best.get(o.period);
    if (old === undefined) {
      best.set(o.period, o);
      continue;
    }
    const kept = newer(old, o);
    if (contradict(old, o)) clash.set(o.period, kept);
    best.set(o.period, kept);
  }
  for (const [period, o] of clash) {
    const now = best.get(period);
    if (now === undefined || now.knownOn !== o.knownOn || now.status !== o.status) continue;
    problems.push(
      problem(
        'duplicate',
        `${period} 在 ${o.knownOn} 有两个不同的数`,
        `${period} has two different figures on ${o.knownOn}`,
      ),
    );
  }
  const points = [...best.values()].sort((a, b) => comparePeriods(a.period, b.period));
  problems.sort((a, b) => (a.en < b.en ? -1 : a.en > b.en ? 1 : 0));
  const { id, unit, nature, cadence } = indicator;
  return { indicator: id, place, unit, nature, cadence, asOf, points, problems };
}

/** The point of a period, or undefined. */
export function pointAt(series: Series, period: PeriodKey): Point | undefined {
  return series.points.find((p) => p.period === period);
}

/** The value of a period; a period without a point is Missing (`not-enough-points`). */
export function valueAt(series: Series, period: PeriodKey): Value {
  return (
    pointAt(series, period)?.value ??
    missing('not-enough-points', { zh: `没有 ${period} 的数`, en: `no figure for ${period}` })
  );
}

/** Newest point with a number; undefined when there is none. */
export function latest(series: Series): (Point & { value: number }) | undefined {
  for (let i = series.points.length - 1; i >= 0; i--) {
    const p = series.points[i];
    if (p !== undefined && isNumber(p.value)) return { ...p, value: p.value };
  }
  return undefined;
}

function needs(year: number): Value {
  return missing('not-enough-points', { zh: `${year}年数据不全`, en: `${year} is incomplete` });
}

/** The parts of a year that make it whole, in any of the legal cuts: quarters, halves, months with or without 1—2月. */
function wholeYear(points: readonly Point[], year: number): Point[] | null {
  const by = new Map(points.map((p) => [p.period, p]));
  const take = (keys: string[]) => {
    const found = keys.map((k) => by.get(k)).filter((p) => p !== undefined);
    return found.length === keys.length && found.every((p) => isNumber(p.value)) ? found : null;
  };
  const months = (from: number) =>
    Array.from({ length: 13 - from }, (_, i) => `${year}-${String(i + from).padStart(2, '0')}`);
  return (
    take([`${year}H1`, `${year}H2`]) ??
    take([1, 2, 3, 4].map((q) => `${year}Q${q}`)) ??
    take([`${year}-01..02`, ...months(3)]) ??
    take(months(1))
  );
}

function newestKnown(points: readonly Point[]): Point | undefined {
  return points.reduce<Point | undefined>((a, b) => (a === undefined || b.knownOn > a.knownOn ? b : a), undefined);
}

function annualPoint(series: Series, year: number, own: readonly Point[]): Point | undefined {
  const exact = own.find((p) => p.period === String(year));
  if (exact !== undefined && isNumber(exact.value)) return exact;
  const head = exact ?? own[own.length - 1];
  if (head === undefined) return undefined;
  const asYear = (p: Point, value: Value): Point => ({
    ...p,
    period: String(year),
    value,
    demo: own.some((o) => o.demo),
  });
  switch (series.nature) {
    case 'flow': {
      const parts = wholeYear(own, year);
      const from = parts === null ? undefined : newestKnown(parts);
      if (parts === null || from === undefined) return asYear(head, exact?.value ?? needs(year));
      return asYear(from, sumExact(parts.map((p) => p.value).filter((v) => isNumber(v))));
    }
    case 'ytd': {
      const full = own.find((p) => p.period === `${year}-01..12`);
      return full === undefined ? asYear(head, exact?.value ?? needs(year)) : asYear(full, full.value);
    }
    case 'stock': {
      const ends = [`${year}-12-31`, `${year}-12`, `${year}Q4`, `${year}H2`];
      const end = own.find((p) => ends.includes(p.period));
      return end === undefined ? asYear(head, exact?.value ?? needs(year)) : asYear(end, end.value);
    }
    case 'index':
    case 'rate':
      return asYear(
        head,
        exact?.value ??
          missing('not-applicable', {
            zh: '比率和指数不能按月加总成年',
            en: 'rates and indices do not add up to a year',
          }),
      );
  }
}

/**
 * The series by calendar years: a flow is summed (every part of the year must be there), a stock is taken at the end
 * of the year, a ytd at 1—12月; rates and indices have no annual value but the published one. An incomplete year is
 * Missing, never a partial sum.
 */
export function annual(series: Series): Series {
  const years = new Map<number, Point[]>();
  for (const p of series.points) {
    const parsed = parsePeriod(p.period);
    if (isProblem(parsed) || parsed.kind === 'years') continue;
    const list = years.get(parsed.year);
    if (list === undefined) years.set(parsed.year, [p]);
    else list.push(p);
  }
  const points: Point[] = [];
  for (const year of [...years.keys()].sort((a, b) => a - b)) {
    const p = annualPoint(series, year, years.get(year) ?? []);
    if (p !== undefined) points.push(p);
  }
  const nature = series.nature === 'ytd' ? 'flow' : series.nature;
  const { anchors: _dropped, ...rest } = series;
  return { ...rest, nature, cadence: 'year', points };
}

/** One row a period that occurs in any of the series, oldest first; holes are Missing, in the order of the input. */
export function align(list: readonly Series[]): { period: PeriodKey; values: Value[] }[] {
  const maps = list.map((s) => new Map(s.points.map((p) => [p.period, p.value])));
  const keys = new Set(list.flatMap((s) => s.points.map((p) => p.period)));
  return [...keys].sort(comparePeriods).map((period) => ({
    period,
    values: maps.map(
      (m) =>
        m.get(period) ?? missing('not-enough-points', { zh: `没有 ${period} 的数`, en: `no figure for ${period}` }),
    ),
  }));
}

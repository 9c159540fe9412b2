import { z } from 'zod';
import { addDays, endDate, isProblem, type PeriodKey, periodsBetween, unwrap } from '../../core/measure/index.ts';
import type { IndicatorItem, ObservationItem, PlaceItem } from '../../core/plan/plan-file.ts';

/**
 * The demonstration layer of a pack: how each indicator would run, as data. `demonstrate` turns it into observations
 * that pass through the real points and are all graded 演示.
 */
const month = z.string().regex(/^\d{4}-\d{2}$/);

export const demoFile = z.strictObject({
  'lantu-demo': z.literal(1),
  seed: z.number().int(),
  /** First and last month that is generated. */
  from: month,
  to: month,
  series: z.array(
    z.strictObject({
      indicator: z.string(),
      /** Yearly total of a flow, or level of anything else, in the first year. */
      start: z.number(),
      /** Growth a year: 0.08 is 8 %. With `additive`, the amount added each year. */
      growth: z.number(),
      additive: z.boolean().default(false),
      /** Growth that replaces `growth` from a year on. */
      turns: z.array(z.strictObject({ year: z.number().int(), growth: z.number() })).default([]),
      /** Standard deviation of the deviation from the path, as a share of the value. */
      noise: z.number().min(0).max(0.5).default(0.01),
      /**
       * Shares of the year, one for each period of the cadence; 1—2月 take the first two. Even when absent. What does not
       * add up goes above and below its path by them.
       */
      seasonal: z.array(z.number().positive()).optional(),
      bounds: z.tuple([z.number(), z.number()]).optional(),
      /** A running total that never falls (累计引进、累计修复). */
      rising: z.boolean().default(false),
      decimals: z.number().int().min(0).max(4).default(2),
      /** Periods that were never reported. */
      skipped: z.array(z.string()).default([]),
      /** Months in which things went worse or better than the path: 0.9 is a tenth less. */
      shocks: z.array(z.strictObject({ from: month, to: month, factor: z.number().positive().max(3) })).default([]),
      /** A share of the periods is first published by up to `size` too low, and revised `days` later. */
      revised: z
        .strictObject({
          share: z.number().min(0).max(1),
          size: z.number().min(0).max(0.1),
          days: z.number().int().min(20).max(400),
        })
        .optional(),
      /** Reported up to this period only: what follows is update debt. */
      until: z.string().optional(),
      /** Days after the due day by which reports usually come (negative: before it). */
      lateness: z.number().int().default(-3),
    }),
  ),
});
export type DemoFile = z.infer<typeof demoFile>;
type DemoSeries = DemoFile['series'][number];

/**
 * Deterministic for a file: the same seed gives the same numbers. `real` are the points that the path must meet. Figures
 * that add up from places are made for these as well, so that they make the whole.
 */
export function demonstrate(
  file: DemoFile,
  indicators: readonly IndicatorItem[],
  real: readonly ObservationItem[],
  place: string,
  places: readonly PlaceItem[] = [],
): ObservationItem[] {
  return file.series.flatMap((series) => {
    const indicator = indicators.find((item) => item.id === series.indicator);
    if (!indicator) throw new RangeError(`the demonstration layer names an unknown indicator ${series.indicator}`);
    const anchors = new Map(
      real
        .filter((item) => item.indicator === indicator.id && item.place === place && item.value !== null)
        .map((item) => [spelt(item.period, indicator), item.value as number]),
    );
    const whole = run(file, series, indicator, anchors, place, random(file.seed * 7919 + seedOf(indicator.id)));
    const kinds = indicator.places?.rollup === 'sum' ? indicator.places.kinds : [];
    const parts = places.filter(({ kind }) => kinds.includes(kind));
    return [...whole, ...divided(whole, parts, series.decimals, random(file.seed * 104_729 + seedOf(indicator.id)))];
  });
}

/** A series keeps its figures whatever stands before it in the file. */
function seedOf(id: string): number {
  return [...id].reduce((sum, sign) => (sum * 31 + (sign.codePointAt(0) ?? 0)) % 1_000_003, 7);
}

/** Every figure divided among places by shares of their own; the last one takes what rounding leaves. */
function divided(
  whole: readonly ObservationItem[],
  places: readonly PlaceItem[],
  decimals: number,
  next: () => number,
): ObservationItem[] {
  const shares = places.map(() => 0.5 + next());
  const all = shares.reduce((sum, share) => sum + share, 0);
  return whole.flatMap((item) => {
    let left = item.value ?? 0;
    return places.map(({ id }, n) => {
      const share = Number((((item.value ?? 0) * (shares[n] ?? 0)) / all).toFixed(decimals));
      const value = n === places.length - 1 ? Number(left.toFixed(decimals)) : share;
      left -= value;
      return { ...item, place: id, value };
    });
  });
}

/** A whole year of a cumulative series is its 1—12月. */
function spelt(period: PeriodKey, indicator: IndicatorItem): PeriodKey {
  return indicator.nature === 'ytd' && indicator.cadence !== 'year' && /^\d{4}$/.test(period)
    ? `${period}-01..12`
    : period;
}

function run(
  file: DemoFile,
  series: DemoSeries,
  indicator: IndicatorItem,
  anchors: Map<PeriodKey, number>,
  place: string,
  next: () => number,
): ObservationItem[] {
  const firstYear = Number(file.from.slice(0, 4));
  const last = unwrap(endDate(file.to));
  const periods = unwrap(
    periodsBetween(indicator.cadence, `${firstYear}-01-01`, `${file.to.slice(0, 4)}-12-31`, indicator.nature),
  );
  const flows = indicator.nature === 'flow' || indicator.nature === 'ytd';
  const path = periods.map((period) =>
    flows
      ? flowOf(series, period, firstYear, indicator.nature === 'ytd')
      : level(series, years(period) - firstYear, firstYear) * season(series, period) * shockOf(series, period),
  );
  let drift = 0;
  const noisy = path.map((value) => {
    // The deviation of one period carries over to the next, as that of a real series does.
    drift = 0.6 * drift + series.noise * gaussian(next);
    return value * (1 + drift);
  });
  const met = meet(periods, noisy, anchors);
  const made: ObservationItem[] = [];
  let least = Number.NEGATIVE_INFINITY;
  periods.forEach((period, index) => {
    // A cumulative figure never falls within its year, a running total never at all; neither passes the next real point.
    const climbs = indicator.nature === 'ytd' || series.rising;
    if (indicator.nature === 'ytd' && periods[index - 1]?.slice(0, 4) !== period.slice(0, 4))
      least = Number.NEGATIVE_INFINITY;
    const ceiling = climbs
      ? periods
          .slice(index + 1)
          .find((later) => anchors.has(later) && (series.rising || later.slice(0, 4) === period.slice(0, 4)))
      : undefined;
    let value = met[index] ?? 0;
    if (series.bounds) value = Math.min(series.bounds[1], Math.max(series.bounds[0], value));
    if (climbs)
      value = Math.min(
        ceiling === undefined ? Number.POSITIVE_INFINITY : (anchors.get(ceiling) ?? value),
        Math.max(least, value),
      );
    value = Number(value.toFixed(series.decimals));
    const before = Number.isFinite(least) ? least : 0;
    least = climbs ? (anchors.get(period) ?? value) : least;
    const end = endDate(period);
    if (
      isProblem(end) ||
      end > last ||
      anchors.has(period) ||
      series.skipped.includes(period) ||
      (series.until !== undefined && end > unwrap(endDate(series.until)))
    )
      return;
    const late = Math.round(series.lateness + 4 * (next() - 0.5));
    const knownOn = unwrap(addDays(end, Math.max(1, indicator.dueDays + late)));
    const item = { indicator: indicator.id, place, period, source: '演示数据', grade: '演示' as const };
    const first = firstFigure(series, value, climbs ? before : 0, next);
    const revisedOn = unwrap(addDays(knownOn, series.revised?.days ?? 0));
    // What is to be revised after the last month of the layer stands as it was first published.
    if (first === null) made.push({ ...item, value, status: 'approved', knownOn });
    else {
      made.push({ ...item, value: first, status: 'preliminary', knownOn });
      if (revisedOn <= last) made.push({ ...item, value, status: 'revised', knownOn: revisedOn });
    }
  });
  return made;
}

/** What was published at first of a figure that is revised later: lower, but never below `least`; null: it is not revised. */
function firstFigure(series: DemoSeries, value: number, least: number, next: () => number): number | null {
  if (!series.revised) return null;
  const [drawn, by] = [next(), next()];
  if (drawn >= series.revised.share) return null;
  const first = Number(Math.max(least, value * (1 - series.revised.size * by)).toFixed(series.decimals));
  return first === value ? null : first;
}

/** End of a period in years (2021 for December 2021, 2020.5 for its June), so that a level grows through the year. */
function years(period: PeriodKey): number {
  const end = unwrap(endDate(period));
  return Number(end.slice(0, 4)) + (Number(end.slice(5, 7)) - 12) / 12;
}

/** The path's level `t` years after the end of the first year (negative: inside the first year). */
function level(series: DemoSeries, t: number, firstYear: number): number {
  const growthOf = (year: number) => series.turns.filter((turn) => turn.year <= year).at(-1)?.growth ?? series.growth;
  if (t <= 0) return step(series, series.start, growthOf(firstYear), t);
  let value = series.start;
  for (let done = 0; done < t; done += 1)
    value = step(series, value, growthOf(firstYear + done + 1), Math.min(1, t - done));
  return value;
}

/** How far a level lies above or below its path at that time of the year: 1 is on it. */
function season(series: DemoSeries, period: PeriodKey): number {
  const [, to, parts] = partOfYear(period);
  if (series.seasonal?.length !== parts) return 1;
  return ((series.seasonal[to - 1] ?? 1) * parts) / series.seasonal.reduce((sum, share) => sum + share, 0);
}

function step(series: DemoSeries, value: number, growth: number, share: number): number {
  return series.additive ? value + growth * share : value * (1 + growth) ** share;
}

function flowOf(series: DemoSeries, period: PeriodKey, firstYear: number, cumulative: boolean): number {
  const total = level(series, Number(period.slice(0, 4)) - firstYear, firstYear);
  const [from, to, parts] = partOfYear(period);
  const shares = series.seasonal?.length === parts ? series.seasonal : Array.from({ length: parts }, () => 1);
  const whole = shares.reduce((sum, share) => sum + share, 0);
  const year = period.slice(0, 4);
  const taken = shares
    .slice(cumulative ? 0 : from, to)
    .reduce((sum, share, n) => sum + share * shockOver(series, year, (cumulative ? 0 : from) + n, parts), 0);
  return (total * taken) / whole;
}

/** By how much a part of a year (a month, a quarter …) lies off the path because of what happened in its months. */
function shockOver({ shocks }: DemoSeries, year: string, part: number, parts: number): number {
  if (shocks.length === 0) return 1;
  const size = 12 / parts;
  const factors = Array.from({ length: size }, (_, n) => {
    const month = `${year}-${String(part * size + n + 1).padStart(2, '0')}`;
    return shocks.reduce((all, { from, to, factor }) => (month >= from && month <= to ? all * factor : all), 1);
  });
  return factors.reduce((sum, factor) => sum + factor, 0) / size;
}

/** The same of a level: of the part of the year in which it is taken. */
function shockOf(series: DemoSeries, period: PeriodKey): number {
  const [, to, parts] = partOfYear(period);
  return shockOver(series, period.slice(0, 4), to - 1, parts);
}

/** Which parts of the year a period covers: [from, to) of twelve months, four quarters, two halves or one year. */
function partOfYear(period: PeriodKey): [number, number, number] {
  if (/^\d{4}$/.test(period)) return [0, 1, 1];
  if (period[4] === 'H') return [Number(period[5]) - 1, Number(period[5]), 2];
  if (period[4] === 'Q') return [Number(period[5]) - 1, Number(period[5]), 4];
  const last = Number(period.slice(-2));
  return [period.includes('..') ? 0 : last - 1, last, 12];
}

/** Bends the path through the real points: the ratio at each of them, carried linearly to the periods between. */
function meet(periods: PeriodKey[], path: number[], anchors: Map<PeriodKey, number>): number[] {
  const known = periods.flatMap((period, index) => {
    const real = anchors.get(period);
    const own = path[index];
    return real === undefined || !own ? [] : [{ index, ratio: real / own }];
  });
  if (known.length === 0) return path;
  return path.map((value, index) => {
    const after = known.find((anchor) => anchor.index >= index);
    const before = known.findLast((anchor) => anchor.index <= index);
    if (!after || !before) return value * (after ?? before ?? { ratio: 1 }).ratio;
    const share = after.index === before.index ? 0 : (index - before.index) / (after.index - before.index);
    return value * (before.ratio + (after.ratio - before.ratio) * share);
  });
}

/** Mulberry32: small, seeded, good enough for made-up numbers. */
function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function gaussian(next: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
}

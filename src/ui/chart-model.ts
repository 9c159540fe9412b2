import { convert, yearsAtEnd } from '../core/measure/index.ts';

export interface TrendPoint {
  period: string;
  value: number;
  demo?: boolean;
}

/** A forecast for one period: the middle, its interval, and a wider one around that where it is known. */
export interface BandPoint {
  period: string;
  low: number;
  middle: number;
  high: number;
  outer?: readonly [number, number];
}

export interface Trend {
  history: readonly TrendPoint[];
  trajectory?: readonly TrendPoint[];
  band?: readonly BandPoint[];
  target?: { period: string; value: number; value2: number | null } | null;
}

interface StatedTarget {
  op: string;
  value: number;
  value2: number | null;
  unit: string;
  period: string;
}

/**
 * Where the target line stands on a chart in `unit`. A level is converted; an increase (增加 20 万人, 增长 6%) has no
 * level of its own and stands where the trajectory ends. Null when neither is known.
 */
export function targetLine(
  target: StatedTarget | null,
  unit: string,
  trajectory: readonly TrendPoint[],
): NonNullable<Trend['target']> | null {
  if (!target) return null;
  const level = (value: number): number | null => {
    if (target.unit === unit) return value;
    const converted = convert(value, target.unit, unit);
    return typeof converted === 'number' ? converted : null;
  };
  const low = target.op === '+' ? null : level(target.value);
  if (low !== null)
    return { period: target.period, value: low, value2: target.value2 === null ? null : level(target.value2) };
  const end = trajectory.at(-1);
  return end ? { period: target.period, value: end.value, value2: null } : null;
}

/** One row of the table behind a chart. */
export interface TrendRow {
  period: string;
  observed: number | null;
  required: number | null;
  low: number | null;
  middle: number | null;
  high: number | null;
  outer: readonly [number, number] | null;
  demo: boolean;
}

/** Where a period stands on the axis: the year it ends in, in calendar years. Unreadable keys stand nowhere. */
export function position(period: string): number {
  const at = yearsAtEnd(period);
  return typeof at === 'number' ? at : Number.NaN;
}

/** True when every period is a whole year: the axis then names years instead of measuring them. */
export function isYearly(trend: Trend): boolean {
  const all = [...trend.history, ...(trend.trajectory ?? []), ...(trend.band ?? [])];
  return all.every((p) => /^\d{4}$/.test(p.period));
}

/**
 * Points to draw as lines. Cumulative figures start again each year, so their line is broken between years rather
 * than drawn as a fall.
 */
export function strokes<T extends { period: string }>(points: readonly T[]): (T | null)[] {
  return points.flatMap((p, i) => {
    const before = points[i - 1];
    const restarts =
      before !== undefined && /^\d{4}-\d{2}\.\./.test(p.period) && before.period.slice(0, 4) !== p.period.slice(0, 4);
    return restarts ? [null, p] : [p];
  });
}

/** The chart as a table, oldest period first. */
export function rowsOf(trend: Trend): TrendRow[] {
  const rows = new Map<string, TrendRow>();
  const row = (period: string) => {
    const known = rows.get(period);
    if (known) return known;
    const made: TrendRow = {
      period,
      observed: null,
      required: null,
      low: null,
      middle: null,
      high: null,
      outer: null,
      demo: false,
    };
    rows.set(period, made);
    return made;
  };
  for (const p of trend.history) Object.assign(row(p.period), { observed: p.value, demo: p.demo === true });
  for (const p of trend.trajectory ?? []) row(p.period).required = p.value;
  for (const p of trend.band ?? [])
    Object.assign(row(p.period), { low: p.low, middle: p.middle, high: p.high, outer: p.outer ?? null });
  return [...rows.values()].sort((a, b) => position(a.period) - position(b.period) || a.period.localeCompare(b.period));
}

/**
 * Lower and upper end of the value axis: includes the target, starts at zero when that wastes less than two fifths
 * of the height, and leaves a little air.
 */
export function rangeOf(trend: Trend): [number, number] {
  const values = [
    ...trend.history.map((p) => p.value),
    ...(trend.trajectory ?? []).map((p) => p.value),
    ...(trend.band ?? []).flatMap((p) => [p.low, p.high, ...(p.outer ?? [])]),
    ...(trend.target ? [trend.target.value, ...(trend.target.value2 === null ? [] : [trend.target.value2])] : []),
  ].filter(Number.isFinite);
  if (values.length === 0) return [0, 1];
  const low = Math.min(...values);
  const high = Math.max(...values);
  const spread = high - low || Math.abs(high) || 1;
  const bottom = low >= 0 && low <= high * 0.4 ? 0 : low - spread * 0.12;
  return [bottom, high + spread * 0.12];
}

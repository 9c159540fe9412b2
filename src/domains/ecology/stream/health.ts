import { formatNumber, type Text } from '../../../core/measure/index.ts';
import type { DayValue, HourValue } from '../../../evidence/streams/values.ts';
import { localTime } from '../hj212/time.ts';
import { namedFactor } from './readings.ts';

const hour = 3_600_000;

/** Expected intervals without a value after which a station or a factor is told to be silent. */
const intervals = 3;
/** Hours of one and the same value after which a factor is told to be stuck; what moves slowly has more. */
const stuckAfter: Readonly<Record<string, number>> = { w01001: 48, w01010: 24, w01009: 12, w01003: 24 };
const stuckElse = 24;
const leastEqual = 6;
/** Days that the newest are held against, the newest, and days of the past that there must be. */
const past = 60;
const recent = 14;
const leastPast = 30;
/** Allowance and limit of the sum, in robust standard deviations. */
const allowance = 1;
const limit = 5;

export interface HealthSign {
  sign: 'gap' | 'stuck' | 'drift';
  /** Code, or the codes of all that fell silent together. */
  factor: string;
  name: string;
  /** ISO: the last value before the gap, the first of the equal ones, the day on which the sum began to grow. */
  since: string;
  why: Text;
  rule: Text;
}

/**
 * What hours and days (oldest first) of one station say of its devices at an instant. It is told beside the values and takes none
 * of them away.
 */
export function healthOf(hours: readonly HourValue[], days: readonly DayValue[], now: number): HealthSign[] {
  const daysOf = Map.groupBy(days, ({ factor }) => factor);
  const hoursOf = [...Map.groupBy(hours, ({ factor }) => factor)];
  return [
    ...together(hoursOf.flatMap(([factor, own]) => gapOf(factor, own, now))),
    ...hoursOf.flatMap(([factor, own]) => stuckOf(factor, own)),
    ...[...daysOf].flatMap(([factor, own]) => driftOf(factor, own)),
  ];
}

/** Factors that fell silent at the same hour by the same rule are one gap. */
function together(gaps: readonly Gap[]): HealthSign[] {
  return [...Map.groupBy(gaps, ({ since, missed, rule }) => `${since} ${missed} ${rule.zh}`).values()].flatMap(
    (own) => {
      const [first] = own;
      if (!first) return [];
      const { missed, ...sign } = first;
      const [name, factor] = [own.map((one) => one.name).join('、'), own.map((one) => one.factor).join(' ')];
      const why = { zh: `${name}已缺 ${missed} 个周期的数据。`, en: `${name}: ${missed} intervals without data.` };
      return [{ ...sign, name, factor, why }];
    },
  );
}

type Gap = Omit<HealthSign, 'why'> & { missed: number };

/** The interval that is expected is the median of those between the hours of the span. */
function gapOf(factor: string, own: readonly HourValue[], now: number): Gap[] {
  const last = own.at(-1);
  if (!last || own.length < 2) return [];
  const expected = Math.max(hour, median(own.slice(1).map(({ at }, n) => at - (own[n]?.at ?? at))));
  const missed = Math.floor((now - last.at) / expected) - 1;
  if (missed < intervals) return [];
  const { name } = namedFactor(factor);
  return [
    {
      sign: 'gap',
      factor,
      name,
      since: localTime(last.at),
      missed,
      rule: {
        zh: `每 ${formatNumber(expected / hour)} 小时应有一值（近 7 天间隔的中位数），连缺 ${intervals} 个即报断线`,
        en: `one value is expected every ${formatNumber(expected / hour)} h (median of seven days); ${intervals} missed are a gap`,
      },
    },
  ];
}

function stuckOf(factor: string, own: readonly HourValue[]): HealthSign[] {
  const last = own.at(-1);
  if (!last || last.value === null) return [];
  const other = own.findLastIndex(({ value }) => value !== last.value);
  const equal = own.slice(other + 1);
  const first = equal[0] ?? last;
  const lasted = (last.at - first.at) / hour + 1;
  const most = stuckAfter[factor] ?? stuckElse;
  if (lasted < most || equal.length < leastEqual) return [];
  const { name, unit } = namedFactor(factor);
  return [
    {
      sign: 'stuck',
      factor,
      name,
      since: localTime(first.at),
      why: {
        zh: `${name}连续 ${lasted} 小时都是 ${`${formatNumber(last.value)} ${unit}`.trim()}。`,
        en: `${name}: ${`${formatNumber(last.value)} ${unit}`.trim()} for ${lasted} hours.`,
      },
      rule: {
        zh: `同一数值满 ${most} 小时、至少 ${leastEqual} 个值即报恒值`,
        en: `one value for ${most} hours, ${leastEqual} values at least`,
      },
    },
  ];
}

/**
 * A slow shift to one side: the tabular cumulative sum (Page 1954, Biometrika 41) of the newest days, held against the median and
 * the median absolute deviation (× 1.4826) of the days before, so that single outliers neither make nor hide it. Days that hang
 * together wander further by themselves: the deviation is that of the long run (Johnson & Bagshaw 1974, Technometrics 16).
 */
function driftOf(factor: string, own: readonly DayValue[]): HealthSign[] {
  const known = own.flatMap(({ day, value }) => (value === null ? [] : [{ day, value }])).slice(-(past + recent));
  const before = known.slice(0, -recent).map(({ value }) => value);
  if (before.length < leastPast) return [];
  const centre = median(before);
  const robust = 1.4826 * median(before.map((value) => Math.abs(value - centre)));
  if (robust === 0) return [];
  const spread = robust * longRun(before, centre, robust);
  for (const side of [1, -1]) {
    let sum = 0;
    let since = '';
    for (const { day, value } of known.slice(-recent)) {
      // One day may not carry the sum alone.
      const step = Math.min((side * (value - centre)) / spread, 3) - allowance;
      if (sum === 0) since = day;
      sum = Math.max(0, sum + step);
    }
    if (sum <= limit) continue;
    const { name } = namedFactor(factor);
    return [
      {
        sign: 'drift',
        factor,
        name,
        since: `${since}T00:00:00+08:00`,
        why: {
          zh: `${name}自 ${since} 起持续偏${side > 0 ? '高' : '低'}：可能是仪器漂移，也可能是水或空气真的变了，请校准核对。`,
          en: `${name} has been ${side > 0 ? 'high' : 'low'} since ${since}: the device drifts, or what it measures changed; calibrate it.`,
        },
        rule: {
          zh: `近 ${recent} 日对前 ${past} 日的中位数与绝对中位差（按前后日相关放大），单侧累积和（CUSUM，Page 1954），k=${allowance}，h=${limit}`,
          en: `one-sided CUSUM (Page 1954) of ${recent} days against median and MAD of the ${past} before (widened by how days hang together), k=${allowance}, h=${limit}`,
        },
      },
    ];
  }
  return [];
}

/** By how much sums of days that hang together spread more than of days that do not: √((1+ρ)/(1−ρ)), ρ of one day to the next. */
function longRun(values: readonly number[], centre: number, spread: number): number {
  // One wild day says nothing of how days hang together.
  const off = values.map((value) => Math.max(-3, Math.min(3, (value - centre) / spread)));
  const [over, under] = [
    off.slice(1).reduce((sum, one, n) => sum + one * (off[n] ?? 0), 0),
    off.reduce((sum, one) => sum + one * one, 0),
  ];
  const rho = under === 0 ? 0 : Math.max(0, Math.min(0.9, over / under));
  return Math.sqrt((1 + rho) / (1 - rho));
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[half] ?? 0) : ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2;
}

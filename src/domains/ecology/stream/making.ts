import type { FrameKind } from '../../../evidence/streams/frames.ts';
import type { DayValue, HourValue } from '../../../evidence/streams/values.ts';
import { hourOfWater } from '../hourly-water.ts';
import { indicesOf, ozone, ozone8 } from './air-day.ts';

/** What of one factor a frame says. `at` in milliseconds. */
export interface Sample {
  factor: string;
  at: number;
  kind: FrameKind;
  value: number | null;
  low: number | null;
  high: number | null;
  flag: string;
  /** Number of the frame: a later one revises. */
  n: number;
}

/** How the values of a station are counted (HJ 212-2017, appendix D; GB 3095-2026, table 4). */
export interface CountingRule {
  /** Minutes of an hour that must have a value, and hours of a day. */
  minutes: number;
  hours: number;
  /** Marks that count. */
  counts: ReadonlySet<string>;
  /** Means are weighted by flow where flow is known. */
  weighted: boolean;
}

const onlyNormal: ReadonlySet<string> = new Set(['N']);
/** What kinds of stations need; a station may say otherwise. */
export function ruleOf(
  kind: string | null,
  own: { minutes: number | null; hours: number | null; counts: string | null },
): CountingRule {
  const air = kind === 'air' || kind === 'flue';
  const marks = own.counts?.toUpperCase().match(/[A-Z0-9]/g);
  return {
    minutes: own.minutes ?? (air ? 45 : 1),
    hours: own.hours ?? (air ? 20 : 1),
    counts: marks && marks.length > 0 ? new Set(marks) : onlyNormal,
    weighted: kind === 'outfall',
  };
}

const hour = 3_600_000;
const flow = 'w00000';
type Made = Omit<HourValue, 'mn' | 'demo'>;

/**
 * The values of one hour by factor. What the station made itself counts before what is made of its minutes, and that before what is
 * made of its momentary values. A value whose mark does not count is kept with its mark and makes no mean.
 */
export function makeHour(begin: number, samples: readonly Sample[], rule: CountingRule): Made[] {
  const byFactor = Map.groupBy(newest(samples), ({ factor }) => factor);
  const flows = byFactor.get(flow) ?? [];
  return [...byFactor].map(([factor, all]) => {
    const own = all.findLast(({ kind }) => kind === 'hour');
    if (own)
      return {
        factor,
        at: begin,
        value: own.value,
        flag: own.flag,
        low: own.low,
        high: own.high,
        n: 1,
        made: 'device',
        frame: own.n,
        why: own.value === null ? 'no-value' : null,
      };
    const minutes = all.filter(({ kind }) => kind === 'minute');
    return meanOf(begin, factor, minutes.length > 0 ? minutes : all, flows, rule);
  });
}

/** One sample for a factor, kind and time: the one that came last. */
function newest(samples: readonly Sample[]): Sample[] {
  const kept = new Map<string, Sample>();
  for (const one of samples) {
    const key = `${one.factor} ${one.kind} ${one.kind === 'hour' ? '' : one.at}`;
    const before = kept.get(key);
    if (!before || before.n <= one.n) kept.set(key, one);
  }
  return [...kept.values()].toSorted((a, b) => a.at - b.at || a.n - b.n);
}

function meanOf(
  begin: number,
  factor: string,
  all: readonly Sample[],
  flows: readonly Sample[],
  rule: CountingRule,
): Made {
  const good = all.filter(({ value, flag }) => value !== null && rule.counts.has(flag));
  const values = good.flatMap(({ value }) => value ?? []);
  const base = {
    factor,
    at: begin,
    flag: good.length > 0 ? 'N' : (all.at(-1)?.flag ?? 'N'),
    low: values.length === 0 ? null : Math.min(...good.map(({ low, value }) => low ?? value ?? Infinity)),
    high: values.length === 0 ? null : Math.max(...good.map(({ high, value }) => high ?? value ?? -Infinity)),
    n: values.length,
    frame: all.reduce((last, { n }) => Math.max(last, n), 0),
  };
  if (values.length === 0) return { ...base, made: 'plain', value: null, why: 'no-valid' };
  if (values.length * stepOf(all) < rule.minutes)
    return { ...base, made: 'plain', value: null, why: 'too-few-minutes' };
  if (rule.weighted && factor !== flow) {
    const flowAt = new Map(flows.map(({ at, value }) => [at, value]));
    const pairs = good.flatMap(({ at, value }) => {
      const carried = flowAt.get(at);
      return carried === null || carried === undefined || value === null ? [] : [{ flow: carried, conc: value }];
    });
    const { weighted } = pairs.length > 0 ? hourOfWater(pairs) : { weighted: null };
    if (weighted !== null && pairs.length === good.length)
      return { ...base, made: 'weighted', value: weighted, why: null };
  }
  return { ...base, made: 'plain', value: mean(values), why: null };
}

const mean = (values: readonly number[]): number =>
  Number((values.reduce((sum, one) => sum + one, 0) / values.length).toPrecision(12));

/** Minutes from one value to the next: the smallest step between two; an hour where there is one alone. */
function stepOf(all: readonly Sample[]): number {
  const times = [...new Set(all.map(({ at }) => at))].toSorted((a, b) => a - b);
  const steps = times.slice(1).map((time, n) => time - (times[n] ?? 0));
  const least = steps.length === 0 ? hour : Math.min(...steps);
  return Math.max(least / 60_000, 1 / 60);
}

/**
 * The value of a day by factor, of the hours whose mark counts; too few of them and there is none. Where a station sends no hours,
 * what it says of the day itself stands.
 */
export function makeDay(
  mn: string,
  day: string,
  hours: readonly HourValue[],
  own: readonly Sample[],
  rule: CountingRule,
  demo: boolean,
): DayValue[] {
  const byFactor = Map.groupBy(hours, ({ factor }) => factor);
  const made: DayValue[] = [];
  for (const [factor, all] of byFactor) {
    const good = all.filter(({ value, flag }) => value !== null && rule.counts.has(flag));
    const values = good.flatMap(({ value }) => value ?? []);
    const enough = values.length >= rule.hours;
    made.push({
      mn,
      factor,
      day,
      value: enough && values.length > 0 ? mean(values) : null,
      low: values.length === 0 ? null : Math.min(...good.map(({ low, value }) => low ?? value ?? Infinity)),
      high: values.length === 0 ? null : Math.max(...good.map(({ high, value }) => high ?? value ?? -Infinity)),
      n: values.length,
      made: 'plain',
      why: enough && values.length > 0 ? null : values.length === 0 ? 'no-valid' : 'too-few-hours',
      demo,
    });
    if (factor === ozone) made.push(ozoneOf(mn, day, good, demo));
  }
  for (const { factor, value, low, high, flag } of newest(own).filter(({ kind }) => kind === 'day')) {
    if (byFactor.has(factor) && made.some((one) => one.factor === factor && one.value !== null)) continue;
    const counts = value !== null && rule.counts.has(flag);
    const one: DayValue = {
      mn,
      factor,
      day,
      low,
      high,
      n: 1,
      made: 'device',
      demo,
      value: counts ? value : null,
      why: counts ? null : 'no-valid',
    };
    const at = made.findIndex((known) => known.factor === factor);
    if (at < 0) made.push(one);
    else if (counts) made[at] = one;
  }
  return [...made, ...indicesOf(mn, day, made)];
}

/** The largest mean of eight hours that has six of them; a day needs fourteen such means, or one above 160 (HJ 663). */
function ozoneOf(mn: string, day: string, good: readonly HourValue[], demo: boolean): DayValue {
  const byHour = new Map(good.map(({ at, value }) => [Math.round((at % 86_400_000) / hour + 8) % 24, value ?? 0]));
  const means: number[] = [];
  for (let end = 7; end < 24; end += 1) {
    const window = Array.from({ length: 8 }, (_, n) => byHour.get(end - n)).filter((value) => value !== undefined);
    if (window.length >= 6) means.push(mean(window));
  }
  const largest = means.length === 0 ? null : Math.max(...means);
  const told = largest !== null && (means.length >= 14 || largest > 160);
  return {
    mn,
    factor: ozone8,
    day,
    low: null,
    high: null,
    n: means.length,
    made: 'plain',
    demo,
    value: told ? largest : null,
    why: told ? null : 'too-few-hours',
  };
}

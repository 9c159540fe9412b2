import { dueOf } from './due.ts';
import { civil, dayNumber, isoOf, parseDay } from './day.ts';
import type { Indicator, Observation, PeriodKey } from './model.ts';
import { isAnswer } from './overdue.ts';
import { parsePeriod, periodsBetween } from './period.ts';
import { isProblem, type Problem } from './problem.ts';

/** One figure that is due and not reported. */
export interface DebtItem {
  indicator: string;
  place: string;
  owner: string | null;
  period: PeriodKey;
  due: string;
  /** Days since the due day. */
  age: number;
}

export interface OwnerDebt {
  /** Null: indicators without an owner. */
  owner: string | null;
  indicators: number;
  owed: number;
  /** Of the figures due in the window: how many there were and how many came in time. */
  due: number;
  onTime: number;
  /** onTime ÷ due, 0 to 1; null when nothing was due. */
  onTimeRate: number | null;
  oldestDays: number | null;
}

export interface UpdateDebt {
  /** Oldest first. */
  items: DebtItem[];
  /** Most owed first. */
  owners: OwnerDebt[];
  /** Ids of indicators that nobody owns. */
  ownerless: string[];
  /** Over all figures whose due day lies in the window. */
  due: number;
  onTime: number;
  onTimeRate: number | null;
  oldestDays: number | null;
  /** The calendar month before the as-of day, ISO days inclusive. */
  window: { from: string; to: string };
}

export interface DebtInput {
  indicators: readonly Indicator[];
  observations: readonly Observation[];
  /** ISO day; a figure due on that day is not late yet. */
  asOf: string;
  /** ISO day; periods that end before it are not asked for (start of the plan). */
  since: string;
  /** Places that report each indicator; absent: those that the observations name, or one place `''`. */
  places?: (indicator: Indicator) => readonly string[];
}

function lastMonth(asOf: number): { from: number; to: number } {
  const c = civil(asOf);
  const to = dayNumber(c.year, c.month, 1) - 1;
  const p = civil(to);
  return { from: dayNumber(p.year, p.month, 1), to };
}

/** First day on which each period was answered, by indicator and place. */
function firstAnswers(
  observations: readonly Observation[],
  asOf: string,
): Map<string, Map<string, Map<PeriodKey, string>>> {
  const all = new Map<string, Map<string, Map<PeriodKey, string>>>();
  for (const o of observations) {
    if (o.knownOn > asOf || !isAnswer(o.value)) continue;
    const places = all.get(o.indicator) ?? new Map<string, Map<PeriodKey, string>>();
    all.set(o.indicator, places);
    const periods = places.get(o.place) ?? new Map<PeriodKey, string>();
    places.set(o.place, periods);
    const old = periods.get(o.period);
    if (old === undefined || o.knownOn < old) periods.set(o.period, o.knownOn);
  }
  return all;
}

/** Spellings under which a period may have been answered: January and February together, 1—12月 as the year. */
function spellings(key: PeriodKey): PeriodKey[] {
  const p = parsePeriod(key);
  if (isProblem(p)) return [key];
  if (p.kind === 'month' && p.part <= 2) return [key, `${p.year}-01..02`];
  return p.kind === 'ytd' && p.part === 12 ? [key, `${p.year}`] : [key];
}

/**
 * 更新欠账: every figure that fell due between `since` and the as-of day and was not answered, how old it is, who owes
 * it, and the on-time rate over the calendar month before. An answer is a number or a stated reason (refused, not
 * applicable). Only indicators that people report (`observations`) can be owed; registers, streams and formulas
 * cannot. Problems: those of the two days.
 */
export function updateDebt(input: DebtInput): UpdateDebt | Problem {
  const now = parseDay(input.asOf);
  if (isProblem(now)) return now;
  const since = parseDay(input.since);
  if (isProblem(since)) return since;
  const span = lastMonth(now);
  const from = isoOf(span.from);
  const to = isoOf(span.to);
  const answers = firstAnswers(input.observations, input.asOf);
  const items: DebtItem[] = [];
  const owners = new Map<string | null, OwnerDebt>();
  const ownerless: string[] = [];
  for (const indicator of input.indicators) {
    if (indicator.owner === null) ownerless.push(indicator.id);
    const row = owners.get(indicator.owner) ?? {
      owner: indicator.owner,
      indicators: 0,
      owed: 0,
      due: 0,
      onTime: 0,
      onTimeRate: null,
      oldestDays: null,
    };
    owners.set(indicator.owner, row);
    row.indicators++;
    if (indicator.evidence.kind !== 'observations') continue;
    const byPlace = answers.get(indicator.id);
    const places = input.places?.(indicator) ?? (byPlace === undefined ? [''] : [...byPlace.keys()]);
    const periods = periodsBetween(indicator.cadence, input.since, input.asOf, indicator.nature);
    if (isProblem(periods)) return periods;
    for (const period of periods) {
      const due = dueOf(period, indicator);
      if (isProblem(due)) return due;
      if (due >= input.asOf) continue;
      for (const place of places) {
        const known = byPlace?.get(place);
        const came =
          known === undefined
            ? undefined
            : spellings(period)
                .map((k) => known.get(k))
                .find((d) => d !== undefined);
        if (due >= from && due <= to) {
          row.due++;
          if (came !== undefined && came <= due) row.onTime++;
        }
        if (came !== undefined) continue;
        const dueNumber = parseDay(due);
        const age = isProblem(dueNumber) ? 0 : now - dueNumber;
        row.owed++;
        row.oldestDays = Math.max(row.oldestDays ?? 0, age);
        items.push({ indicator: indicator.id, place, owner: indicator.owner, period, due, age });
      }
    }
  }
  for (const row of owners.values()) row.onTimeRate = row.due === 0 ? null : row.onTime / row.due;
  items.sort(
    (a, b) =>
      b.age - a.age || (a.indicator < b.indicator ? -1 : a.indicator > b.indicator ? 1 : a.place < b.place ? -1 : 1),
  );
  const list = [...owners.values()].sort((a, b) => b.owed - a.owed || (String(a.owner) < String(b.owner) ? -1 : 1));
  const due = list.reduce((n, r) => n + r.due, 0);
  const onTime = list.reduce((n, r) => n + r.onTime, 0);
  return {
    items,
    owners: list,
    ownerless: ownerless.sort(),
    due,
    onTime,
    onTimeRate: due === 0 ? null : onTime / due,
    oldestDays: items[0]?.age ?? null,
    window: { from, to },
  };
}

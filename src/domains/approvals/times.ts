import { addDays, type ClockStop, dueAfter, unwrap, workdaysBetween } from '../../core/measure/index.ts';

/** A case from its acceptance on: limit and stops of special procedures; `end` null where it is not decided. */
export interface Course {
  from: string;
  /** Working days. */
  limit: number;
  stops: readonly ClockStop[];
  end: string | null;
}

export interface Timed {
  /** ISO day; null while the clock stands. */
  due: string | null;
  /** False where the holidays of a year are not known. */
  certain: boolean;
  /** Working days used, and those on which the clock stood, up to the end or to the day. */
  used: number;
  stopped: number;
  late: boolean;
}

/** Overlapping and touching stops as one each, in order; what still stands ends on the day. */
function merged(stops: readonly ClockStop[], day: string): { from: string; to: string }[] {
  const made: { from: string; to: string }[] = [];
  for (const { from, to } of stops.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    const [last, end] = [made.at(-1), to ?? day];
    if (last && from <= unwrap(addDays(last.to, 1))) last.to = end > last.to ? end : last.to;
    else made.push({ from, to: end });
  }
  return made;
}

/**
 * How a case stands against its limit on an ISO day: working days after the acceptance, those within stops taken out
 * (行政许可法 第四十五、八十二条). Throws where a day or a stop is wrong.
 */
export function timed({ from, limit, stops, end }: Course, day: string): Timed {
  const { due, certain } = unwrap(dueAfter(from, { workdays: limit }, stops));
  const last = end ?? day;
  const all = unwrap(workdaysBetween(from, last));
  const stopped = merged(stops, last).reduce((sum, stop) => {
    const first = stop.from > from ? unwrap(addDays(stop.from, -1)) : from;
    return sum + unwrap(workdaysBetween(first, stop.to < last ? stop.to : last));
  }, 0);
  return { due, certain, used: all - stopped, stopped, late: due !== null && last > due };
}

export interface Times {
  n: number;
  /** %, of the cases; null where there is none. */
  late: number | null;
  /** Working days: half, and nine of ten cases, take no more (nearest rank). */
  median: number | null;
  p90: number | null;
  /** % of the working days between acceptance and decision on which clocks stood. */
  stopped: number | null;
}

/** What the times of several cases come to. */
export function timesOf(cases: readonly Timed[]): Times {
  const used = cases.map((one) => one.used).toSorted((a, b) => a - b);
  const rank = (share: number) => used[Math.ceil(share * used.length) - 1] ?? null;
  const [days, stood] = [sumOf(used), sumOf(cases.map((one) => one.stopped))];
  return {
    n: cases.length,
    late: cases.length === 0 ? null : (100 * cases.filter((one) => one.late).length) / cases.length,
    median: rank(0.5),
    p90: rank(0.9),
    stopped: days + stood === 0 ? null : (100 * stood) / (days + stood),
  };
}

const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0);

/** A duty: so many valid patrols in each week, month or quarter of some months of the year. */
export interface PatrolDuty {
  per: 'week' | 'month' | 'quarter';
  times: number;
  firstMonth: number;
  lastMonth: number;
  minutes: number;
  metres: number;
  /** Hours between two patrols. */
  gap: number;
}
export interface Patrol {
  /** ISO instant, or day and time of China. */
  at: string;
  minutes: number;
  metres: number;
}
export type PatrolFault = 'short' | 'near' | 'soon' | 'out-of-season';

export interface DutyResult {
  /** Periods that ask for patrols, and what is asked in all of them. */
  periods: number;
  due: number;
  /** Valid patrols that count: of one period never more than it asks for. */
  done: number;
  rate: number | null;
  valid: number;
  /** What keeps a patrol from counting, in their order; null: it is valid. */
  faults: (PatrolFault | null)[];
  missed: string[];
}

const day = 86_400_000;
const utc = (text: string) => Date.parse(`${text.slice(0, 10)}T00:00:00Z`);
const dayText = (ms: number) => new Date(ms).toISOString().slice(0, 10);

/** Key of the period that a day is of: 2026-W09 (ISO 8601), 2026-03, 2026Q1. */
function periodOf(per: PatrolDuty['per'], ms: number): string {
  const date = new Date(ms);
  if (per === 'month') return dayText(ms).slice(0, 7);
  if (per === 'quarter') return `${date.getUTCFullYear()}Q${Math.floor(date.getUTCMonth() / 3) + 1}`;
  // The week is that of its Thursday.
  const thursday = new Date(ms + (4 - (date.getUTCDay() || 7)) * day);
  const week = Math.ceil(((thursday.getTime() - Date.UTC(thursday.getUTCFullYear(), 0, 1)) / day + 1) / 7);
  return `${thursday.getUTCFullYear()}-W${String(week).padStart(2, '0')}`;
}

/**
 * How a duty was kept from one day to another (both in): only valid patrols count, and by period, never by their sum: ten in one
 * week are one week. `firstWeek`: a first or last week that is not whole asks as well.
 */
export function patrolDuty(
  duty: PatrolDuty,
  patrols: readonly Patrol[],
  from: string,
  to: string,
  partial = true,
): DutyResult {
  const inSeason = (ms: number) => {
    const month = new Date(ms).getUTCMonth() + 1;
    return month >= duty.firstMonth && month <= duty.lastMonth;
  };
  const days = new Map<string, number>();
  for (let at = utc(from); at <= utc(to); at += day)
    if (inSeason(at)) days.set(periodOf(duty.per, at), (days.get(periodOf(duty.per, at)) ?? 0) + 1);
  const whole = { week: 7, month: 28, quarter: 90 }[duty.per];
  const periods = [...days].filter(([, n]) => partial || n >= whole).map(([key]) => key);
  const ordered = patrols.map((one, index) => ({ ...one, index })).toSorted((a, b) => (a.at < b.at ? -1 : 1));
  const faults: (PatrolFault | null)[] = patrols.map(() => null);
  let last = Number.NEGATIVE_INFINITY;
  const counted = new Map<string, number>();
  for (const { at, minutes, metres, index } of ordered) {
    const when = Date.parse(
      at.length <= 10 ? `${at}T00:00:00+08:00` : /[zZ]|[+-]\d\d:\d\d$/.test(at) ? at : `${at}+08:00`,
    );
    const local = utc(new Date(when + 8 * 3_600_000).toISOString());
    const key = periodOf(duty.per, local);
    const fault =
      minutes < duty.minutes
        ? 'short'
        : metres < duty.metres
          ? 'near'
          : when - last < duty.gap * 3_600_000
            ? 'soon'
            : !periods.includes(key) || !inSeason(local)
              ? 'out-of-season'
              : null;
    faults[index] = fault;
    if (fault !== null) continue;
    last = when;
    counted.set(key, (counted.get(key) ?? 0) + 1);
  }
  const done = periods.reduce((sum, key) => sum + Math.min(duty.times, counted.get(key) ?? 0), 0);
  const due = periods.length * duty.times;
  return {
    periods: periods.length,
    due,
    done,
    rate: due === 0 ? null : (100 * done) / due,
    valid: faults.filter((fault) => fault === null).length,
    faults,
    missed: periods.filter((key) => (counted.get(key) ?? 0) < duty.times),
  };
}

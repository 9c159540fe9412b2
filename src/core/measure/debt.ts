import { civil, dayNumber, isoOf, parseDay } from './day.ts';
import { isProblem, type Problem } from './problem.ts';

/** One report that is asked for: a figure of a period, a step of a commitment, a list that is to be kept up to date. */
export interface Asked {
  /** Who answers for it; null: nobody. */
  organisation: string | null;
  /** Login of the person who reports it; null: anybody of the organisation. */
  person: string | null;
  /** ISO day; what is due on a day is not late on it. */
  due: string;
  /** ISO day of the first answer that stands; null: there is none. */
  answeredOn: string | null;
}

export interface Owed {
  /** Of what fell due in the window: how many there were and how many came in time. */
  due: number;
  onTime: number;
  /** onTime ÷ due, 0 to 1; null when nothing was due. */
  onTimeRate: number | null;
  /** What is due and not answered, whenever it fell due. */
  owed: number;
  /** Days since the oldest of it was due; null when nothing is owed. */
  oldestDays: number | null;
}

/** 更新欠账. Rows: most owed first. The rows of the organisations add up to the whole, and so do those of the people. */
export interface UpdateDebt {
  whole: Owed;
  organisations: (Owed & { organisation: string | null })[];
  people: (Owed & { organisation: string | null; person: string | null })[];
  /** The calendar month before the as-of day, ISO days inclusive. */
  window: { from: string; to: string };
}

/** True when a report is due before the day and not answered on it. */
export function isOwed(ask: Pick<Asked, 'due' | 'answeredOn'>, asOf: string): boolean {
  return ask.due < asOf && (ask.answeredOn === null || ask.answeredOn > asOf);
}

/**
 * 更新欠账: what is asked for and not answered on the as-of day, how old it is and who owes it, and how much of what fell
 * due in the calendar month before came in time. Problems: those of the days.
 */
export function updateDebt(asked: readonly Asked[], asOf: string): UpdateDebt | Problem {
  const now = parseDay(asOf);
  if (isProblem(now)) return now;
  const window = lastMonth(now);
  const none = (): Owed => ({ due: 0, onTime: 0, onTimeRate: null, owed: 0, oldestDays: null });
  const whole = none();
  const organisations = new Map<string | null, Owed & { organisation: string | null }>();
  const people = new Map<string, Owed & { organisation: string | null; person: string | null }>();
  for (const ask of asked) {
    const { organisation, person } = ask;
    const unit = organisations.get(organisation) ?? { organisation, ...none() };
    organisations.set(organisation, unit);
    const key = JSON.stringify([organisation, person]);
    const own = people.get(key) ?? { organisation, person, ...none() };
    people.set(key, own);
    const due = parseDay(ask.due);
    if (isProblem(due)) return due;
    for (const row of [whole, unit, own]) {
      if (ask.due >= window.from && ask.due <= window.to) {
        row.due += 1;
        if (ask.answeredOn !== null && ask.answeredOn <= ask.due) row.onTime += 1;
      }
      if (!isOwed(ask, asOf)) continue;
      row.owed += 1;
      row.oldestDays = Math.max(row.oldestDays ?? 0, now - due);
    }
  }
  const rated = <T extends Owed>(row: T): T => ({ ...row, onTimeRate: row.due === 0 ? null : row.onTime / row.due });
  const ranked = <T extends Owed & { organisation: string | null }>(rows: Iterable<T>) =>
    [...rows]
      .map(rated)
      .toSorted((a, b) => b.owed - a.owed || (String(a.organisation) < String(b.organisation) ? -1 : 1));
  return {
    whole: rated(whole),
    organisations: ranked(organisations.values()),
    people: ranked(people.values()),
    window,
  };
}

function lastMonth(asOf: number): { from: string; to: string } {
  const { year, month } = civil(asOf);
  const to = dayNumber(year, month, 1) - 1;
  const before = civil(to);
  return { from: isoOf(dayNumber(before.year, before.month, 1)), to: isoOf(to) };
}

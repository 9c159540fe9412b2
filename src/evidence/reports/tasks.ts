import {
  addDays,
  isNumber,
  isOwed,
  isProblem,
  previousPeriod,
  workdaysBetween,
  yearBefore,
} from '../../core/measure/index.ts';
import type { ViewAt } from '../reading/view.ts';
import { type Ask, asksOf } from './asks.ts';
import type { HeldReport, Reporting } from './reporting.ts';

/** A report that somebody has to look at: due, late, returned, handed in, or lately approved. */
export interface Task extends Ask {
  /** Working days until it is due; negative: late. */
  daysLeft: number;
  state: 'due' | 'late' | 'returned' | 'submitted' | 'approved';
  /** It counts in the update debt. */
  owed: boolean;
}

/** What was reported for the period before and a year before. */
export interface Earlier {
  before: { period: string; value: number; demo: boolean } | null;
  yearBefore: { period: string; value: number; demo: boolean } | null;
}

/** Days for which an approved report stays in sight. */
const remembered = 45;

/** Every report that is due, late, handed in or lately approved on the day of the view, the most urgent first. */
export function tasksOf(view: ViewAt, reporting: Reporting): Task[] {
  return asksOf(view, reporting)
    .flatMap((ask) => taskOf(ask, view.asOf) ?? [])
    .toSorted(
      (a, b) => rank[a.state] - rank[b.state] || (a.due < b.due ? -1 : a.due > b.due ? 1 : a.about < b.about ? -1 : 1),
    );
}

const rank = { returned: 0, late: 1, due: 2, submitted: 3, approved: 4 } as const;

function taskOf(ask: Ask, today: string): Task | null {
  const { report } = ask;
  const open = ask.answeredOn === null;
  if (!open && (!report || (report.state === 'approved' && forgotten(report, today)))) return null;
  // A list that was confirmed later is up to date, whatever became of an earlier confirmation.
  if (!open && ask.kind === 'register' && report?.state === 'returned') return null;
  const late = ask.due < today;
  const days = late ? workdaysBetween(ask.due, today) : workdaysBetween(today, ask.due);
  if (isProblem(days)) return null;
  return {
    ...ask,
    daysLeft: late ? -days : days,
    state: report ? report.state : isOwed(ask, today) ? 'late' : 'due',
    owed: isOwed(ask, today),
  };
}

function forgotten(report: HeldReport, today: string): boolean {
  const until = addDays(report.submittedOn, remembered);
  return !isProblem(until) && until < today;
}

/** Whether a person is the one who reports: named in the duty, standing in, or of the organisation when nobody is named. */
export function isTheirs(task: Task, login: string | null, today: string, reporting: Reporting): boolean {
  const duty = reporting.duties.find((item) => item.about === task.about && item.organisation === task.organisation);
  if (!duty || duty.person === null) return true;
  const standsIn = duty.deputy === login && (duty.deputyUntil === null || duty.deputyUntil >= today);
  return duty.person === login || standsIn;
}

/** Figures of the period before and of a year before, as far as the reach of the view goes; of nothing but figures. */
export function earlierOf(view: ViewAt, ask: Ask): Earlier {
  const model =
    ask.kind === 'indicator' ? view.snapshot.indicators.get(ask.about.slice('indicator:'.length))?.model : null;
  if (!model) return { before: null, yearBefore: null };
  const series = view.series(model.id, ask.place);
  const at = (key: ReturnType<typeof previousPeriod>) => {
    const point = isProblem(key) ? undefined : series?.points.find((item) => item.period === key);
    return point && isNumber(point.value)
      ? { period: point.period, value: point.value, demo: point.demo ?? false }
      : null;
  };
  return { before: at(previousPeriod(ask.period, model.cadence)), yearBefore: at(yearBefore(ask.period)) };
}

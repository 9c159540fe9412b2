import {
  addDays,
  type Cadence,
  dueOf,
  endDate,
  type Indicator,
  isNumber,
  isProblem,
  parsePeriod,
  periodLabel,
  type PeriodKey,
  periodsBetween,
  previousPeriod,
  type Text,
  workdaysBetween,
  yearBefore,
} from '../../core/measure/index.ts';
import type { Store } from '../store/store.ts';
import type { ViewAt } from '../reading/view.ts';

/** One report of one period: due, handed in, returned or approved. */
export interface Task {
  /** `indicator:ID` or `register:ID`. */
  about: string;
  name: Text;
  unit: string | null;
  scope: Text | null;
  /** Place of a figure; the organisation of a register. */
  place: string;
  /** What the place is called; null for the whole and for registers. */
  where: Text | null;
  period: PeriodKey;
  periodName: Text;
  organisation: string | null;
  person: string | null;
  deputy: string | null;
  due: string;
  /** Working days until it is due; negative: late. */
  daysLeft: number;
  state: 'due' | 'late' | 'returned' | 'submitted' | 'approved';
  report: HeldReport | null;
  before: { period: PeriodKey; value: number; demo: boolean } | null;
  yearBefore: { period: PeriodKey; value: number; demo: boolean } | null;
}

/** Where the report of a period stands. */
export interface HeldReport {
  about: string;
  place: string;
  period: string;
  organisation: string;
  state: 'submitted' | 'returned' | 'approved';
  value: number | null;
  missing: string | null;
  note: string | null;
  reason: string | null;
  submittedBy: string;
  submittedOn: string;
  submittedSeq: number;
  reviewedBy: string | null;
  file: { hash: string; name: string; bytes: number } | null;
  cell: { sheet: string; row: number; column?: string } | null;
  confirmed: { code: string; reason: string }[];
  seq: number;
  demo: boolean;
}

export interface Duty {
  about: string;
  organisation: string;
  person: string | null;
  deputy: string | null;
  deputyUntil: string | null;
}

/** All that people have to do with reporting in a jurisdiction: reports by `about place period`, duties. */
export interface Reporting {
  reports: Map<string, HeldReport>;
  duties: Duty[];
}

const keyOf = (about: string, place: string, period: string) => `${about}\n${place}\n${period}`;

export async function readReporting(store: Store, jurisdiction: string): Promise<Reporting> {
  const reports = await store.selectFrom('report').selectAll().where('jurisdiction_id', '=', jurisdiction).execute();
  const duties = await store.selectFrom('duty').selectAll().where('jurisdiction_id', '=', jurisdiction).execute();
  return {
    reports: new Map(
      reports.map((row): [string, HeldReport] => [
        keyOf(row.about, row.place, row.period),
        {
          about: row.about,
          place: row.place,
          period: row.period,
          organisation: row.organisation_id,
          state: row.state as HeldReport['state'],
          value: row.value,
          missing: row.missing,
          note: row.note,
          reason: row.reason,
          submittedBy: row.submitted_by,
          submittedOn: row.submitted_on,
          submittedSeq: row.submitted_seq,
          reviewedBy: row.reviewed_by,
          file: row.file as HeldReport['file'],
          cell: row.cell as HeldReport['cell'],
          confirmed: row.confirmed as HeldReport['confirmed'],
          seq: row.seq,
          demo: row.demo,
        },
      ]),
    ),
    duties: duties.map((row) => ({
      about: row.about,
      organisation: row.organisation_id,
      person: row.person,
      deputy: row.deputy,
      deputyUntil: row.deputy_until,
    })),
  };
}

/** Days for which a report that was never handed in is asked for again and again; older ones are update debt only. */
const asked = 400;
/** Days for which an approved report stays in sight. */
const remembered = 45;

/** Every report that is due, late, handed in or lately approved on the day of the view, the most urgent first. */
export function tasksOf(view: ViewAt, reporting: Reporting): Task[] {
  const { snapshot, asOf: today } = view;
  const tasks: Task[] = [];
  const since = addDays(today, -asked);
  if (isProblem(since)) return [];
  const from = since > view.since ? since : view.since;
  for (const { item, model } of snapshot.indicators.values()) {
    if (model.evidence.kind !== 'observations' || model.owner === null) continue;
    const places = view.placesOf(model.id);
    // What is made from the places is not asked for once more of the whole.
    const whole = (item.places?.rollup ?? 'none') === 'none' ? [snapshot.jurisdiction] : [];
    for (const place of [...whole, ...places]) {
      const own = { place, organisation: snapshot.inCharge.get(place) ?? model.owner };
      for (const task of figuresOf(view, model, own, { from, reporting })) tasks.push(task);
    }
  }
  for (const { type } of snapshot.registers.values()) {
    if (!type.cadence) continue;
    const about = `register:${type.id}`;
    const owners = new Set([
      ...(type.organisation === undefined ? [] : [type.organisation]),
      ...reporting.duties.filter((duty) => duty.about === about).map((duty) => duty.organisation),
    ]);
    for (const organisation of owners) {
      for (const period of finished({ cadence: type.cadence, nature: 'stock' }, from, today).slice(-3)) {
        const report = reporting.reports.get(keyOf(about, organisation, period)) ?? null;
        const task = taskOf(
          {
            about,
            name: type.name,
            unit: null,
            scope: type.about ?? null,
            where: null,
            place: organisation,
            organisation,
          },
          period,
          dueOf(period, { dueDays: type.dueWorkdays ?? 5, workdays: true }),
          report,
          reporting,
          today,
        );
        if (task) tasks.push({ ...task, before: null, yearBefore: null });
      }
    }
  }
  return tasks.sort(
    (a, b) => rank[a.state] - rank[b.state] || (a.due < b.due ? -1 : a.due > b.due ? 1 : a.about < b.about ? -1 : 1),
  );
}

/** What is asked of one indicator at one place. */
function figuresOf(
  view: ViewAt,
  model: Indicator,
  { place, organisation }: { place: string; organisation: string },
  { from, reporting }: { from: string; reporting: Reporting },
): Task[] {
  const { snapshot, asOf: today } = view;
  const about = `indicator:${model.id}`;
  const whole = place === snapshot.jurisdiction;
  const where = whole ? null : (snapshot.places.get(place) ?? { zh: place, en: place });
  const held = (whole ? snapshot.observations : snapshot.placed).get(model.id) ?? [];
  const known = new Set(
    held
      .filter(
        (item) =>
          item.place === place && item.knownOn <= today && (item.withdrawnOn === undefined || item.withdrawnOn > today),
      )
      .flatMap((item) => spellings(item.period)),
  );
  return finished(model, from, today).flatMap((period) => {
    const report = reporting.reports.get(keyOf(about, place, period)) ?? null;
    if (!report && known.has(period)) return [];
    const name = where ? { zh: `${model.name.zh}（${where.zh}）`, en: `${model.name.en} (${where.en})` } : model.name;
    const of = { about, name, where, unit: model.unit, scope: model.scope, place, organisation };
    const task = taskOf(of, period, dueOf(period, model), report, reporting, today);
    return task ? [{ ...task, ...historyOf(view, model, period, place) }] : [];
  });
}

const rank = { returned: 0, late: 1, due: 2, submitted: 3, approved: 4 } as const;

/** Whether a person is the one who reports: named in the duty, standing in, or of the organisation when nobody is named. */
export function isTheirs(task: Task, login: string | null, today: string, reporting: Reporting): boolean {
  const duty = reporting.duties.find((item) => item.about === task.about && item.organisation === task.organisation);
  if (!duty || duty.person === null) return true;
  const standsIn = duty.deputy === login && (duty.deputyUntil === null || duty.deputyUntil >= today);
  return duty.person === login || standsIn;
}

function taskOf(
  of: Pick<Task, 'about' | 'name' | 'unit' | 'scope' | 'place' | 'where'> & { organisation: string },
  period: PeriodKey,
  due: ReturnType<typeof dueOf>,
  report: HeldReport | null,
  reporting: Reporting,
  today: string,
): Omit<Task, 'before' | 'yearBefore'> | null {
  if (isProblem(due)) return null;
  const late = due < today;
  const days = late ? workdaysBetween(due, today) : workdaysBetween(today, due);
  if (isProblem(days)) return null;
  if (report?.state === 'approved' && forgotten(report, today)) return null;
  const duty = reporting.duties.find((item) => item.about === of.about && item.organisation === of.organisation);
  return {
    ...of,
    period,
    periodName: periodLabel(period),
    person: duty?.person ?? null,
    deputy: duty?.deputy ?? null,
    due,
    daysLeft: late ? -days : days,
    state: report ? report.state : late ? 'late' : 'due',
    report,
  };
}

function forgotten(report: HeldReport, today: string): boolean {
  const until = addDays(report.submittedOn, remembered);
  return !isProblem(until) && until < today;
}

function finished(of: Pick<Indicator, 'nature'> & { cadence: Cadence }, from: string, today: string): PeriodKey[] {
  const periods = periodsBetween(of.cadence, from, today, of.nature);
  if (isProblem(periods)) return [];
  // A period that ends today is over only tomorrow.
  return periods.filter((period) => {
    const end = endDate(period);
    return !isProblem(end) && end < today;
  });
}

function spellings(period: PeriodKey): PeriodKey[] {
  const parsed = parsePeriod(period);
  if (isProblem(parsed)) return [period];
  if (parsed.kind === 'year') return [period, `${period}-01..12`];
  return parsed.kind === 'ytd' && parsed.part === 2 ? [period, `${parsed.year}-01`, `${parsed.year}-02`] : [period];
}

function historyOf(
  view: ViewAt,
  model: Indicator,
  period: PeriodKey,
  place: string,
): Pick<Task, 'before' | 'yearBefore'> {
  const series = view.series(model.id, place);
  const at = (key: ReturnType<typeof previousPeriod>) => {
    const point = isProblem(key) ? undefined : series?.points.find((item) => item.period === key);
    return point && isNumber(point.value)
      ? { period: point.period, value: point.value, demo: point.demo ?? false }
      : null;
  };
  return { before: at(previousPeriod(period, model.cadence)), yearBefore: at(yearBefore(period)) };
}

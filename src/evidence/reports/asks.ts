import {
  addDays,
  type Asked,
  type Cadence,
  dueOf,
  endDate,
  type Indicator,
  isAnswer,
  isProblem,
  parsePeriod,
  periodLabel,
  type PeriodKey,
  periodsBetween,
  type Text,
  dayLabel,
} from '../../core/measure/index.ts';
import { milestonesOf } from '../reading/milestones.ts';
import type { HeldObservation } from '../reading/snapshot.ts';
import type { ViewAt } from '../reading/view.ts';
import type { HeldReport, Reporting } from './reporting.ts';

export type AskKind = 'indicator' | 'milestone' | 'register';

/** One report that is asked for: a figure of a period, a step of a commitment, a list to be confirmed as up to date. */
export interface Ask extends Asked {
  kind: AskKind;
  /** `indicator:ID`, `register:ID` or `milestone:COMMITMENT`. */
  about: string;
  name: Text;
  unit: string | null;
  scope: Text | null;
  /** Place of a figure; the organisation of a register. */
  place: string;
  /** What the place is called; null for the whole, for registers and for milestones. */
  where: Text | null;
  /** Of a milestone the id of the step. */
  period: PeriodKey;
  periodName: Text;
  /** What is asked for as proof; null: nothing beyond the report. */
  evidence: Text | null;
  deputy: string | null;
  /** Where the report stands on the day; null: none was handed in. */
  report: HeldReport | null;
}

/** Days before it is due from which a milestone is asked for. */
const ahead = 30;

const kept = new WeakMap<ViewAt, { reporting: Reporting; asks: Ask[] }>();

/**
 * Everything that is asked for on the day of the view since the plan began, answered or not: the one list from which what
 * is owed is counted on every page. It does not depend on whose figures the reader sees.
 */
export function asksOf(view: ViewAt, reporting: Reporting): Ask[] {
  const known = kept.get(view);
  if (known?.reporting === reporting) return known.asks;
  const asks = [...figureAsks(view, reporting), ...milestoneAsks(view, reporting), ...registerAsks(view, reporting)];
  kept.set(view, { reporting, asks });
  return asks;
}

function figureAsks(view: ViewAt, reporting: Reporting): Ask[] {
  const { snapshot } = view;
  const asks: Ask[] = [];
  for (const { item, model } of snapshot.indicators.values()) {
    if (model.evidence.kind !== 'observations') continue;
    // What is made from the places is not asked for once more of the whole.
    const whole = (item.places?.rollup ?? 'none') === 'none' ? [snapshot.jurisdiction] : [];
    const places = [...whole, ...view.placesOf(model.id)];
    const answers = firstAnswers(view, model);
    for (const period of finished(model, view.since, view.asOf)) {
      const due = dueOf(period, model);
      if (isProblem(due)) continue;
      for (const place of places) {
        const organisation = snapshot.inCharge.get(place) ?? model.owner;
        const where = place === snapshot.jurisdiction ? null : (snapshot.places.get(place) ?? { zh: place, en: place });
        const name = where
          ? { zh: `${model.name.zh}（${where.zh}）`, en: `${model.name.en} (${where.en})` }
          : model.name;
        const about = `indicator:${model.id}`;
        const report = reportOn(reporting, view.asOf, about, place, period);
        asks.push({
          kind: 'indicator',
          about,
          name,
          unit: model.unit,
          scope: model.scope,
          place,
          where,
          period,
          periodName: periodLabel(period),
          evidence: null,
          due,
          answeredOn: answers.get(`${place} ${period}`) ?? answeredBy(report),
          report,
          ...whoReports(reporting, about, organisation),
        });
      }
    }
  }
  return asks;
}

function milestoneAsks(view: ViewAt, reporting: Reporting): Ask[] {
  const until = addDays(view.asOf, ahead);
  if (isProblem(until)) return [];
  return view.snapshot.commitments.flatMap(({ item }) => {
    return milestonesOf(view.snapshot, item, view.asOf, () => true).flatMap((step): Ask[] => {
      const about = `milestone:${step.commitment}`;
      const report = reportOn(reporting, view.asOf, about, view.snapshot.jurisdiction, step.id);
      if (step.due > until && !report) return [];
      const at = dayLabel(step.due);
      return [
        {
          kind: 'milestone',
          about,
          name: step.title,
          unit: null,
          scope: { zh: `${item.id} ${item.title.zh}`, en: `${item.id} ${item.title.en}` },
          place: view.snapshot.jurisdiction,
          where: null,
          period: step.id,
          periodName: { zh: `${at.zh}到期`, en: `due ${at.en}` },
          evidence: step.evidence,
          due: step.due,
          answeredOn: step.knownDone,
          report,
          ...whoReports(reporting, about, step.organisation ?? item.lead),
        },
      ];
    });
  });
}

/** Periods of a list that are asked for: a later confirmation answers the earlier ones, and older ones than three are let go. */
const lists = 3;

function registerAsks(view: ViewAt, reporting: Reporting): Ask[] {
  const { snapshot } = view;
  const asks: Ask[] = [];
  for (const { type } of snapshot.registers.values()) {
    if (!type.cadence) continue;
    const about = `register:${type.id}`;
    const owners = new Set([
      ...(type.organisation === undefined ? [] : [type.organisation]),
      ...reporting.duties.filter((duty) => duty.about === about).map((duty) => duty.organisation),
    ]);
    const periods = finished({ cadence: type.cadence, nature: 'stock' }, view.since, view.asOf).slice(-lists);
    for (const organisation of owners) {
      const reports = periods.map((period) => reportOn(reporting, view.asOf, about, organisation, period));
      for (const [index, period] of periods.entries()) {
        const due = dueOf(period, { dueDays: type.dueWorkdays ?? 5, workdays: true });
        if (isProblem(due)) continue;
        asks.push({
          kind: 'register',
          about,
          name: type.name,
          unit: null,
          scope: type.about ?? null,
          place: organisation,
          where: null,
          period,
          periodName: periodLabel(period),
          evidence: null,
          due,
          answeredOn:
            reports
              .slice(index)
              .flatMap((report) => answeredBy(report) ?? [])
              .toSorted()[0] ?? null,
          report: reports[index] ?? null,
          ...whoReports(reporting, about, organisation),
        });
      }
    }
  }
  return asks;
}

/** The report of a period as it stood on a day: what was handed in later did not, what was reviewed later still waited. */
function reportOn(
  { reports }: Reporting,
  asOf: string,
  about: string,
  place: string,
  period: string,
): HeldReport | null {
  const report = reports.get(`${about}\n${place}\n${period}`);
  if (!report || report.submittedOn > asOf) return null;
  return report.state !== 'submitted' && (report.reviewedOn ?? '') > asOf
    ? { ...report, state: 'submitted', reason: null, reviewedBy: null, reviewedOn: null }
    : report;
}

const answeredBy = (report: HeldReport | null) => (report && report.state !== 'returned' ? report.submittedOn : null);

function whoReports({ duties }: Reporting, about: string, organisation: string | null) {
  const duty =
    organisation === null
      ? undefined
      : duties.find((item) => item.about === about && item.organisation === organisation);
  return { organisation, person: duty?.person ?? null, deputy: duty?.deputy ?? null };
}

/** The first day on which each place and period was answered by what stands on the day, by `place period`. */
function firstAnswers(view: ViewAt, model: Indicator): Map<string, string> {
  const { snapshot, asOf } = view;
  const first = new Map<string, string>();
  const read = (held: readonly HeldObservation[]) => {
    for (const item of held) {
      if (item.knownOn > asOf || (item.withdrawnOn !== undefined && item.withdrawnOn <= asOf)) continue;
      if (!isAnswer(item.value)) continue;
      for (const period of spellings(item.period)) {
        const key = `${item.place} ${period}`;
        const known = first.get(key);
        if (known === undefined || item.knownOn < known) first.set(key, item.knownOn);
      }
    }
  };
  read(snapshot.observations.get(model.id) ?? []);
  read(snapshot.placed.get(model.id) ?? []);
  return first;
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

/** Periods that a figure answers, as it may be written: 1—12月 as the year, January and February together. */
function spellings(period: PeriodKey): PeriodKey[] {
  const parsed = parsePeriod(period);
  if (isProblem(parsed)) return [period];
  if (parsed.kind === 'year') return [period, `${period}-01..12`];
  return parsed.kind === 'ytd' && parsed.part === 2 ? [period, `${parsed.year}-01`, `${parsed.year}-02`] : [period];
}

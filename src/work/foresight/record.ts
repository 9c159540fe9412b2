import { attainment, type Forecast, type PastForecast, reliability, trackRecord } from '../../core/foresee/index.ts';
import {
  addDays,
  type Aim,
  endDate,
  type Goal,
  isMet,
  isMissing,
  isNumber,
  isProblem,
  parsePeriod,
  type PeriodKey,
  requiredOn,
  type Series,
  type Text,
} from '../../core/measure/index.ts';
import type { ViewAt } from '../../evidence/reading/view.ts';
import type { RecordView } from './api.ts';
import type { Tell } from './board.ts';
import type { Remember } from './memory.ts';
import { forecastOf, goalFor, targetsOf } from './target.ts';

/** The newest ends of quarters that are looked back from. */
const MOST_ORIGINS = 12;
const MOST_CASES = 60;

/** What was said on an earlier day, with what was known then; nothing of it depends on what came later. */
interface Said {
  steps: {
    period: PeriodKey;
    ahead: number;
    expected: number;
    low80: number;
    high80: number;
    low95: number;
    high95: number;
    naive: number;
  }[];
  /** Usual change of the series, > 0; null for one that never moved. */
  unit: number | null;
  chances: { commitment: string; period: PeriodKey; aim: Aim; probability: number; demo: boolean }[];
}

/** Ends of quarters before a day, from the start of the plan on, oldest first. */
export function originsBefore(start: string, asOf: string): string[] {
  const days: string[] = [];
  for (let year = Number(start.slice(0, 4)); year <= Number(asOf.slice(0, 4)); year++)
    days.push(...['03-31', '06-30', '09-30', '12-31'].map((day) => `${year}-${day}`));
  return days.filter((day) => day >= start && day < asOf).slice(-MOST_ORIGINS);
}

/**
 * Forecasts that would have been given on earlier days, from the figures that were known on each of them, against what is known
 * on the day of `view`. Each goes to the end of the year after its day. Chances are those that a target's figure of the year
 * reaches the trajectory, which are decided long before the target itself. `viewOn` gives the view of an earlier day.
 */
export async function recordOf(
  view: ViewAt,
  viewOn: (day: string) => Promise<ViewAt>,
  remember: Remember,
  tell: Tell,
): Promise<RecordView> {
  const origins = originsBefore(view.since, view.asOf);
  const past: (PastForecast & { ahead: number })[] = [];
  const cases: RecordView['cases'] = [];
  const indicators = new Set<string>();
  const ids = [...view.snapshot.indicators.keys()];
  const now = new Map<string, ReadonlyMap<string, number>>();
  const titles = new Map(view.snapshot.commitments.map(({ item }) => [item.id, item.title]));
  for (const [at, day] of origins.entries()) {
    const then = await viewOn(day);
    const year = Number((addDays(day, 1) as string).slice(0, 4));
    for (const id of ids) {
      const { forecast: f } = await forecastOf(then, id, year, remember);
      if (isMissing(f)) continue;
      const said = await saidOf(then, id, f, year, remember);
      const came = now.get(id) ?? (await cameOf(view, id, remember));
      now.set(id, came);
      for (const { period, ahead, ...step } of said.steps) {
        const value = came.get(period);
        if (value === undefined || said.unit === null) continue;
        past.push({ ...step, came: value, unit: said.unit, ahead });
        indicators.add(id);
      }
      for (const chance of said.chances) {
        const value = yearOf(view, id, chance.period);
        if (value === undefined) continue;
        cases.push({
          commitment: chance.commitment,
          title: titles.get(chance.commitment) as Text,
          origin: day,
          period: chance.period,
          probability: chance.probability,
          met: isMet(chance.aim, value),
          required: chance.aim.level,
          came: value,
          unit: f.unit,
          demo: chance.demo,
        });
      }
    }
    await tell((at + 1) / origins.length);
  }
  const band = (from: number, to: number | null) => {
    const within = past.filter((item) => item.ahead >= from && (to === null || item.ahead <= to));
    const { n, coverage80, skill } = trackRecord(within);
    return { from, to, n, coverage80, skill };
  };
  const judged = reliability(cases);
  return {
    origins,
    indicators: indicators.size,
    forecasts: trackRecord(past),
    bySteps: [band(1, 1), band(2, 3), band(4, 6), band(7, null)].filter((item) => item.n > 0),
    chances: judged,
    cases: cases
      .toSorted(
        (a, b) =>
          Math.abs(b.probability - Number(b.met)) - Math.abs(a.probability - Number(a.met)) ||
          (a.origin < b.origin ? 1 : -1),
      )
      .slice(0, MOST_CASES),
    demo:
      view.snapshot.demo &&
      ids.some((id) => indicators.has(id) && (view.series(id)?.points.some((point) => point.demo) ?? false)),
  };
}

async function saidOf(then: ViewAt, id: string, f: Forecast, year: number, remember: Remember): Promise<Said> {
  const chances = targetsOf(then).flatMap((item) => {
    if (item.indicator !== id || item.target.op === 'range' || item.target.op === 'approx') return [];
    const known = goalFor(then, item);
    const goal =
      isMissing(known) || known.goal.counting !== 'path'
        ? null
        : wayPoint(known.goal, String(year), item.target.trajectory);
    return goal && !isMissing(known) ? [{ item, goal, model: known.model }] : [];
  });
  const { asOf: _asOf, ...rest } = f;
  const key = {
    what: 'said',
    forecast: rest,
    chances: chances.map(({ item, goal }) => [item.id, item.target.op, goal]),
  };
  return remember(key as never, (): Said => ({
    steps: f.steps.map((step, at) => ({ ...step, ahead: at + 1, naive: naiveFor(f, step.period) })),
    unit: unitOf(f),
    chances: chances.flatMap(({ item, goal, model }) => {
      const found = attainment({ target: { op: item.target.op }, indicator: model, goal, forecast: f });
      const aim: Aim = {
        op: item.target.op === '+' ? '>=' : item.target.op,
        direction: model.direction,
        level: goal.level,
        baseline: goal.baseline.value,
      };
      return isMissing(found) || found.decided
        ? []
        : [{ commitment: item.id, period: String(year), aim, probability: found.probability, demo: f.demo }];
    }),
  }));
}

/** The goal of a year on the way: the level of the trajectory at its end; null where the way does not lead through it. */
function wayPoint(goal: Goal, year: PeriodKey, trajectory: Parameters<typeof requiredOn>[0]): Goal | null {
  const period = parsePeriod(year);
  if (isProblem(period) || period.last > goal.period.last) return null;
  const required = requiredOn(trajectory, goal.baseline, { period: goal.period.key, value: goal.level }, year);
  if (isProblem(required)) return null;
  const base = endDate(goal.baseline.period);
  return isProblem(base) || base >= `${year}-12-31` ? null : { ...goal, period, level: required.value };
}

/** The same period of the last known year, the naive forecast of a series with seasons. */
function naiveFor(f: Forecast, period: PeriodKey): number {
  const known = new Map(f.known.map((item) => [item.period, item.value]));
  const rest = period.slice(4);
  for (let year = Number(period.slice(0, 4)) - 1; year >= Number(f.known[0]?.period.slice(0, 4)); year--) {
    const value = known.get(`${year}${rest}`);
    if (value !== undefined) return value;
  }
  return f.known.at(-1)?.value ?? 0;
}

function unitOf(f: Forecast): number | null {
  const changes = f.known.slice(1).map((item, at) => Math.abs(item.value - (f.known[at]?.value ?? item.value)));
  const mean = changes.reduce((sum, change) => sum + change, 0) / Math.max(1, changes.length);
  return mean > 0 ? mean : null;
}

/** What came, period by period as forecasts count them. */
async function cameOf(view: ViewAt, id: string, remember: Remember): Promise<ReadonlyMap<string, number>> {
  const year = Number(view.asOf.slice(0, 4)) + 1;
  const { forecast: f } = await forecastOf(view, id, year, remember);
  return new Map(isMissing(f) ? [] : f.known.map((item) => [item.period, item.value]));
}

/** The figure of a whole year: the sum of what adds up, the last figure of all else. */
function yearOf(view: ViewAt, id: string, year: PeriodKey): number | undefined {
  const series: Series | null = view.series(id);
  if (!series) return undefined;
  if (series.nature === 'flow' || series.nature === 'ytd')
    return view.history(id).find((point) => point.period === year)?.value;
  const last = series.points.findLast((point) => isNumber(point.value) && endDate(point.period) === `${year}-12-31`);
  return last && isNumber(last.value) ? last.value : undefined;
}

import type { Solve } from '../../core/decide/index.ts';
import {
  arrivalsOf,
  type AttainmentInput,
  type Contribution,
  type CountHistory,
  type Forecast,
  forecast,
} from '../../core/foresee/index.ts';
import {
  comparePeriods,
  convert,
  countedWhole,
  endDate,
  type Goal,
  goalOf,
  type Indicator,
  isMissing,
  isNumber,
  isProblem,
  missing,
  type Missing,
  parsePeriod,
  type Problem,
  senseOf,
  type Series,
} from '../../core/measure/index.ts';
import type { CommitmentItem, IndicatorItem } from '../../core/plan/plan-file.ts';
import type { Adjustment } from '../../evidence/figures/adjustment.ts';
import type { Contributed } from '../../evidence/judgement.ts';
import type { Json } from '../../evidence/ledger/canonical.ts';
import { targetOf, type ViewAt } from '../../evidence/reading/view.ts';
import { type Fan, fanOf } from './fan.ts';
import type { Remember } from './memory.ts';

/** A commitment whose attainment can be asked for. */
export type TargetCommitment = CommitmentItem & { indicator: string; target: NonNullable<CommitmentItem['target']> };

/** What is known beyond the figures. */
export interface Given {
  /** What lists in hand add, by `contributionKey`. */
  contributions: ReadonlyMap<string, Contributed>;
  adjustments: readonly Adjustment[];
  /** What finds the cheapest decisions; null: none are looked for. */
  solve: Solve | null;
}

export const nothingGiven: Given = { contributions: new Map(), adjustments: [], solve: null };

export interface IndicatorForecast {
  forecast: Forecast | Missing;
  fan: Fan | null;
}

/** The commitments of a plan that have a target over an indicator. */
export function targetsOf(view: ViewAt): TargetCommitment[] {
  return view.snapshot.commitments.flatMap(({ item }) =>
    item.target && item.indicator && item.kind !== 'theme' ? [item as TargetCommitment] : [],
  );
}

export function yearOf(item: TargetCommitment): number {
  const period = parsePeriod(item.target.period);
  return isProblem(period) ? 0 : period.kind === 'years' ? period.part : period.year;
}

export const contributionKey = (indicator: string, year: number) => `${indicator} ${year}`;

/** The year that the forecast of an indicator goes to: the end of the plan, or of the latest target that it is judged by. */
export function lastYear(view: ViewAt, indicator: string): number {
  return Math.max(
    Number(view.horizon.end.slice(0, 4)),
    ...targetsOf(view)
      .filter((item) => item.indicator === indicator)
      .map(yearOf),
  );
}

/** Forecast of an indicator up to the end of a year. Problems of the series become a Missing that says them. */
export async function forecastOf(
  view: ViewAt,
  id: string,
  year: number,
  remember: Remember,
): Promise<IndicatorForecast> {
  const held = view.snapshot.indicators.get(id);
  const series = view.series(id);
  if (!held || !series) return { forecast: missing('no-source'), fan: null };
  const whole = wholeOf(held.item);
  const options = { until: String(year), ...(whole !== null && { whole }) };
  const found = await remember({ what: 'forecast', series: plain(series), options }, (): IndicatorForecast => {
    const made = forecast(series, options);
    if (isProblem(made)) return { forecast: said(made), fan: null };
    return { forecast: made, fan: isMissing(made) ? null : fanOf(made) };
  });
  // The day is no part of what is remembered: on the next day the same figures say the same.
  return isMissing(found.forecast) ? found : { ...found, forecast: { ...found.forecast, asOf: view.asOf } };
}

/** The whole that a share lies within; null for all else, growth rates included. */
function wholeOf({ bounds }: Pick<IndicatorItem, 'bounds'>): number | null {
  return bounds && bounds[0] === 0 && (bounds[1] === 100 || bounds[1] === 1) ? bounds[1] : null;
}

/** What a forecast of a series depends on. */
function plain(series: Series): Json {
  const { indicator, unit, nature, cadence, points } = series;
  return {
    indicator,
    unit,
    nature,
    cadence,
    points: points.map((point) => [point.period, isNumber(point.value) ? point.value : null, point.demo]),
  };
}

export const said = (problem: Problem): Missing => missing('not-applicable', { zh: problem.zh, en: problem.en });

/** Target and evidence brought together; Missing where there is nothing to count from. */
export function goalFor(
  view: ViewAt,
  item: TargetCommitment,
): { goal: Goal; model: Indicator; series: Series } | Missing {
  const model = view.snapshot.indicators.get(item.indicator)?.model;
  const series = view.series(item.indicator);
  if (!model || !series) return missing('no-source');
  const goal = goalOf(targetOf(item.indicator, item.target), model, series, view.horizonOf(item.id));
  return isProblem(goal) ? said(goal) : { goal, model, series };
}

/** All that attainment, gap and scenario of a target are computed from; Missing says what is lacking. */
export async function inputOf(
  view: ViewAt,
  item: TargetCommitment,
  given: Given,
  remember: Remember,
): Promise<AttainmentInput | Missing> {
  const known = goalFor(view, item);
  const { forecast: f } = await forecastOf(view, item.indicator, lastYear(view, item.indicator), remember);
  // Without a figure there is no goal either; the forecast says better what is lacking.
  if (isMissing(known)) return isMissing(f) ? f : known;
  const { goal, model, series } = known;
  const arrivals = arrivalsFor(item, goal, model, series);
  const listed = arrivals
    ? []
    : (given.contributions.get(contributionKey(item.indicator, yearOf(item)))?.entries ?? []);
  return {
    target: { op: item.target.op },
    indicator: { direction: model.direction, unit: model.unit, nature: model.nature },
    goal,
    forecast: f,
    ...(arrivals && { arrivals }),
    contributions: [...listed, ...adjustmentsFor(given.adjustments, item.indicator, model.unit, goal)],
  };
}

/** A target on so few named things is no trend: they come one by one. */
const FEW = 300;

/**
 * Arrivals so far of a target on named things that only ever become more: a count over a register, or a few things (2 条,
 * 3 个) that are reported. Null: the figure is foreseen by its trend.
 */
function arrivalsFor(item: TargetCommitment, goal: Goal, model: Indicator, series: Series): CountHistory | null {
  const { evidence } = model;
  const named = evidence.kind === 'register' ? evidence.fn === 'count' : goal.level <= FEW;
  if (!named || !countedWhole(model.unit) || senseOf(item.target.op, model.direction) <= 0) return null;
  const found = arrivalsOf(series);
  return found && found.stretches.length > 0 ? found : null;
}

/** True when demonstration data stand behind the figure of a target, or behind something that is expected to add to it. */
export function isDemo(view: ViewAt, item: TargetCommitment, given: Given): boolean {
  const listed = given.contributions.get(contributionKey(item.indicator, yearOf(item)))?.entries ?? [];
  return (
    view.isDemo(item.id) ||
    given.adjustments.some((entry) => entry.demo && entry.indicator === item.indicator) ||
    listed.some((entry) => entry.demo)
  );
}

function adjustmentsFor(
  adjustments: readonly Adjustment[],
  indicator: string,
  unit: string,
  goal: Goal,
): Contribution[] {
  return adjustments.flatMap((item): Contribution[] => {
    if (item.indicator !== indicator || (item.until !== null && isOver(item.until, goal))) return [];
    const amount = item.unit === unit ? item.amount : convert(item.amount, item.unit, unit);
    if (typeof amount !== 'number') return [];
    return [
      {
        id: `adjustment-${item.id}`,
        kind: 'adjustment',
        probability: 1,
        amount,
        from: item.period,
        note: {
          zh: `${item.reason}（${item.actor}，账目 ${item.seq}）`,
          en: `${item.reason} (${item.actor}, entry ${item.seq})`,
        },
        demo: item.demo,
      },
    ];
  });
}

function isOver(until: string, goal: Goal): boolean {
  const end = endDate(until);
  const goalEnd = endDate(goal.period.key);
  return isProblem(end) || isProblem(goalEnd) ? comparePeriods(until, goal.period.key) < 0 : end < goalEnd;
}

import {
  countedWhole,
  describeMissing,
  isMissing,
  isProblem,
  parsePeriod,
  senseOf,
  type Text,
} from '../../core/measure/index.ts';
import { outlookOf, shownLight } from '../../core/foresee/index.ts';
import type { IndicatorItem } from '../../core/plan/plan-file.ts';
import type { ViewAt } from '../../evidence/reading/view.ts';
import type { NextPlan } from './next-api.ts';
import { targetResult } from './board.ts';
import type { Remember } from './memory.ts';
import { forecastOf, type Given, type TargetCommitment, targetsOf } from './target.ts';

/** Standard normal quantiles of 80 % and of the edge of an 80 % interval. */
const Z80 = 0.8416212335729143;
const Z90 = 1.2815515655446004;

/**
 * What can be reached with 20, 50 and 80 % by the end of a year, from a forecast with its 80 % interval: its two halves are
 * taken as halves of normal distributions. Where falling is good, reaching means to fall as low.
 */
export function reachable(
  step: { expected: number; low80: number; high80: number },
  falling: boolean,
): { p20: number; p50: number; p80: number } {
  const below = step.expected - (Z80 / Z90) * (step.expected - step.low80);
  const above = step.expected + (Z80 / Z90) * (step.high80 - step.expected);
  return falling ? { p20: below, p50: step.expected, p80: above } : { p20: above, p50: step.expected, p80: below };
}

/** Growth a year from one figure to another, in %; of a rate in points a year; null where it has no meaning. */
function perYear(from: number, to: number, years: number, rate: boolean): number | null {
  if (!(years > 0)) return null;
  if (rate) return (to - from) / years;
  return from > 0 && to > 0 ? ((to / from) ** (1 / years) - 1) * 100 : null;
}

/**
 * One page for who drafts the next plan: ranges of every measured promise by its end, and what of the plan that leads
 * (`leading`: that one by itself) fails and why.
 */
export async function nextPlanOf(
  view: ViewAt,
  leading: ViewAt,
  until: number,
  given: Given,
  remember: Remember,
): Promise<NextPlan> {
  const rows: NextPlan['rows'] = [];
  const failed: NextPlan['failed'] = [];
  const seen = new Set<string>();
  for (const item of targetsOf(view)) {
    if (seen.has(item.indicator) || !view.snapshot.indicators.has(item.indicator)) continue;
    seen.add(item.indicator);
    rows.push(await rowOf(view, item, until, remember));
  }
  for (const item of targetsOf(leading)) {
    const { attainment, missing, gap } = await targetResult(leading, item, given, remember);
    const outlook = attainment && outlookOf(attainment, leading.outlookRules);
    const standing = leading.standing(item.id);
    const light = shownLight(standing.light, outlook);
    if (light !== 'red' && (attainment === null || attainment.probability >= 0.5)) continue;
    failed.push({
      commitment: item.id,
      title: item.title,
      light,
      probability: attainment?.probability ?? null,
      why: standing.why,
      lacks: attainment ? null : missing,
      causes: (gap?.bars ?? []).map(({ cause, amount }) => ({ cause, amount })),
      unit: leading.snapshot.indicators.get(item.indicator)?.item.unit ?? item.target.unit,
    });
  }
  for (const { item } of leading.snapshot.commitments)
    if (item.kind !== 'theme' && !item.target && leading.light(item.id) === 'red')
      failed.push({
        commitment: item.id,
        title: item.title,
        light: 'red',
        probability: null,
        why: leading.why(item.id),
        lacks: null,
        causes: [],
        unit: '',
      });
  return { until, asOf: view.asOf, rows, failed, demo: rows.some(({ demo }) => demo) };
}

async function rowOf(
  view: ViewAt,
  { indicator: id, target }: TargetCommitment,
  until: number,
  remember: Remember,
): Promise<NextPlan['rows'][number]> {
  const { item } = view.snapshot.indicators.get(id)!;
  const falling = senseOf(target.op, item.direction) < 0;
  const { forecast, fan } = await forecastOf(view, id, until, remember);
  const rate = item.nature === 'rate';
  const known = view.history(id);
  const last = known.at(-1) ?? null;
  const ends = fan?.steps.filter(({ period }) => yearOf(period) === until) ?? [];
  const step = ends.at(-1) ?? null;
  const base = {
    indicator: { id, name: item.name, unit: item.unit },
    rate,
    falling,
    now: last && { period: last.period, value: last.value },
    demo: known.some(({ demo }) => demo),
  };
  const found = step && reachable(step, falling);
  const reach = found && last ? settled(found, item, falling ? null : last.value) : null;
  if (!reach || !last)
    return {
      ...base,
      reach: null,
      takes: null,
      pace: null,
      missing: isMissing(forecast) ? describeMissing(forecast) : noRun,
    };
  const years = until - yearOf(last.period);
  const first = known.find(({ period }) => yearOf(period) >= yearOf(last.period) - 3);
  return {
    ...base,
    reach,
    takes: {
      p20: perYear(last.value, reach.p20, years, rate),
      p50: perYear(last.value, reach.p50, years, rate),
      p80: perYear(last.value, reach.p80, years, rate),
    },
    pace:
      first && first !== last
        ? perYear(first.value, last.value, yearOf(last.period) - yearOf(first.period), rate)
        : null,
    missing: null,
  };
}

/** Things are counted whole, and those that stand do not become fewer where more of them is the aim. */
function settled(
  reach: { p20: number; p50: number; p80: number },
  { unit, nature }: Pick<IndicatorItem, 'unit' | 'nature'>,
  now: number | null,
): { p20: number; p50: number; p80: number } {
  if (!countedWhole(unit)) return reach;
  const whole = (value: number) => Math.round(nature === 'stock' && now !== null ? Math.max(now, value) : value);
  return { p20: whole(reach.p20), p50: whole(reach.p50), p80: whole(reach.p80) };
}

const noRun: Text = { zh: '数太少，推不到那一年', en: 'too few figures to go that far' };

function yearOf(period: string): number {
  const parsed = parsePeriod(period);
  return isProblem(parsed) ? 0 : parsed.year;
}

import { describeMissing, isMissing, isProblem, parsePeriod, type Text } from '../../core/measure/index.ts';
import type { ViewAt } from '../../evidence/reading/view.ts';
import type { NextPlan } from './next-api.ts';
import { targetResult } from './board.ts';
import type { Remember } from './memory.ts';
import { forecastOf, type Given, targetsOf } from './target.ts';

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

/** One page for who drafts the next plan: ranges of every measured promise by its end, and what of the old plan fails and why. */
export async function nextPlanOf(view: ViewAt, until: number, given: Given, remember: Remember): Promise<NextPlan> {
  const rows: NextPlan['rows'] = [];
  const failed: NextPlan['failed'] = [];
  const seen = new Set<string>();
  for (const item of targetsOf(view)) {
    const indicator = view.snapshot.indicators.get(item.indicator)?.item;
    if (!indicator) continue;
    const { attainment, missing, gap } = await targetResult(view, item, given, remember);
    const chance = attainment?.probability ?? null;
    const light = view.light(item.id);
    if (light === 'red' || (chance !== null && chance < 0.5))
      failed.push({
        commitment: item.id,
        title: item.title,
        light,
        probability: chance,
        why: view.why(item.id),
        lacks: attainment ? null : missing,
        causes: (gap?.bars ?? []).map(({ cause, amount }) => ({ cause, amount })),
        unit: indicator.unit,
      });
    if (seen.has(item.indicator)) continue;
    seen.add(item.indicator);
    rows.push(await rowOf(view, item.indicator, until, remember));
  }
  for (const { item } of view.snapshot.commitments)
    if (item.kind !== 'theme' && !item.target && view.light(item.id) === 'red')
      failed.push({
        commitment: item.id,
        title: item.title,
        light: 'red',
        probability: null,
        why: view.why(item.id),
        lacks: null,
        causes: [],
        unit: '',
      });
  return { until, asOf: view.asOf, rows, failed, demo: rows.some(({ demo }) => demo) };
}

async function rowOf(view: ViewAt, id: string, until: number, remember: Remember): Promise<NextPlan['rows'][number]> {
  const { item } = view.snapshot.indicators.get(id)!;
  const { forecast, fan } = await forecastOf(view, id, until, remember);
  const rate = item.nature === 'rate' || item.nature === 'index';
  const known = view.history(id);
  const last = known.at(-1) ?? null;
  const ends = fan?.steps.filter(({ period }) => yearOf(period) === until) ?? [];
  const step = ends.at(-1) ?? null;
  const base = {
    indicator: { id, name: item.name, unit: item.unit },
    rate,
    falling: item.direction === 'down',
    now: last && { period: last.period, value: last.value },
    demo: known.some(({ demo }) => demo),
  };
  const reach = step && reachable(step, item.direction === 'down');
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

const noRun: Text = { zh: '数太少，推不到那一年', en: 'too few figures to go that far' };

function yearOf(period: string): number {
  const parsed = parsePeriod(period);
  return isProblem(parsed) ? 0 : parsed.year;
}

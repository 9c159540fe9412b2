import { attainmentOfCount, chanceWords, type CountHistory } from '../../core/foresee/index.ts';
import {
  addDays,
  endDate,
  formatNumber,
  formatQuantity,
  type Goal,
  type Indicator,
  isMissing,
  isNumber,
  isoOf,
  isProblem,
  type Missing,
  parseDay,
  periodLabel,
  type Series,
  startDate,
} from '../../core/measure/index.ts';
import type { TargetResult } from './api.ts';
import { said } from './target.ts';

type Attainment = NonNullable<TargetResult['attainment']>;

const DAYS_A_YEAR = 365.25;

/** Arrivals in a register by stretch of time; null where the figure ever fell: then they are not only arrivals. */
export function arrivalsOf(series: Series): CountHistory | null {
  const stretches: { count: number; years: number }[] = [];
  let before: number | null = null;
  for (const point of series.points) {
    if (!isNumber(point.value)) continue;
    const from = startDate(point.period);
    const to = endDate(point.period);
    if (isProblem(from) || isProblem(to)) continue;
    const count: number = series.nature === 'flow' ? point.value : point.value - (before ?? 0);
    if (count < 0) return null;
    stretches.push({ count, years: daysBetween(from, to) / DAYS_A_YEAR });
    before = point.value;
  }
  // What stood in a register when it was begun did not arrive in its first stretch.
  return { stretches: series.nature === 'flow' ? stretches : stretches.slice(1) };
}

/**
 * Attainment of a target over a count in a register: so many more by then, as arrivals of a process. Time runs from the end of
 * the newest known period: what came since then is not known.
 */
export function attainmentByCount(
  goal: Goal,
  indicator: Pick<Indicator, 'unit'>,
  arrivals: CountHistory,
  demo: boolean,
): Attainment | Missing {
  const known = goal.observed ?? goal.baseline;
  const now = known.value;
  const since = endDate(known.period);
  if (isProblem(since)) return said(since);
  const yearsLeft = Math.max(0, daysBetween(since, isoOf(goal.period.last)) - 1) / DAYS_A_YEAR;
  const needed = Math.ceil(goal.level - now);
  const found = attainmentOfCount(arrivals, needed, yearsLeft);
  if (isMissing(found)) return found;
  const decided = yearsLeft === 0;
  const expected = now + found.expected;
  const ahead =
    found.pacePerYear > 0 && needed > 0 ? addDays(since, Math.ceil((needed / found.pacePerYear) * DAYS_A_YEAR)) : null;
  const reachedOn = ahead === null || isProblem(ahead) || ahead.length !== 10 ? null : ahead;
  const label = periodLabel(goal.period.key);
  const chance = chanceWords(found.probability, decided);
  const zh = [`达成概率 ${chance}：${label.zh}预计 ${formatQuantity(expected, indicator.unit, { decimals: 0 })}`];
  const en = [
    `Probability ${chance}: ${formatQuantity(expected, indicator.unit, { lang: 'en' })} expected in ${label.en}`,
  ];
  if (needed > 0) {
    zh.push(
      `还差 ${needed}，此前每年进 ${formatNumber(found.pacePerYear, 1)}`,
      reachedOn
        ? `照目前速度 ${Number(reachedOn.slice(0, 4))} 年 ${Number(reachedOn.slice(5, 7))} 月达到`
        : '照目前速度到不了',
    );
    en.push(
      `${needed} more are needed; ${formatNumber(found.pacePerYear, 1)} a year have come so far`,
      reachedOn ? `the present pace gets there in ${reachedOn.slice(0, 7)}` : 'the present pace does not lead there',
    );
  }
  return {
    probability: found.probability,
    decided,
    expected,
    low80: null,
    high80: null,
    requiredPerYear: needed > 0 ? found.requiredPerYear : null,
    requiredGrowth: null,
    pacePerYear: found.pacePerYear,
    reachedOn,
    demo,
    sentence: { zh: `${zh.join('；')}。`, en: `${en.join('; ')}.` },
  };
}

/** Days from the first to the last, both counted. */
function daysBetween(from: string, to: string): number {
  const [a, b] = [parseDay(from), parseDay(to)];
  return isProblem(a) || isProblem(b) ? 0 : b - a + 1;
}

import {
  endDate,
  formatNumber,
  formatQuantity,
  isMet,
  isMissing,
  isoOf,
  isProblem,
  pathEnd,
  dayNumber,
  periodLabel,
  senseOf,
  sumExact,
  yearlyGrowth,
  yearsAtEnd,
  type Aim,
  type Goal,
  type Indicator,
  type Missing,
  type Target,
  type Text,
} from '../measure/index.ts';
import { amountFor, expectedAmount, type Contribution } from './contribution.ts';
import type { Forecast } from './forecast.ts';
import { drawJudged, expectedJudged, judgedBy, type Judged } from './judged.ts';
import { seeded } from '../random/index.ts';

export interface AttainmentInput {
  target: Pick<Target, 'op'>;
  indicator: Pick<Indicator, 'direction' | 'unit' | 'nature'>;
  goal: Goal;
  forecast: Forecast | Missing;
  /** What comes on top of the trend. */
  contributions?: readonly Contribution[];
}

/** Will the promise be kept: all figures in the indicator's unit. */
export interface Attainment {
  /** 0 to 1. */
  probability: number;
  /** True where the goal's period is over and its figure known: the probability is then 0 or 1. */
  decided: boolean;
  /** The figure that the goal is judged by: point forecast with the expected contributions, and its 80 % interval. */
  expected: number;
  low80: number;
  high80: number;
  /** Change a year that is still needed, and the same as growth in % (null for rates, sums and without positive ends). */
  requiredPerYear: number | null;
  requiredGrowth: number | null;
  /** Change a year over the last five known years at most. */
  pacePerYear: number | null;
  /** ISO day on which the present pace reaches the goal; null where it leads away or takes over a hundred years. */
  reachedOn: string | null;
  demo: boolean;
  sentence: Text;
}

/** Draws behind a probability: its own error is then below one percentage point. */
export const DRAWS = 4000;
export const SEED = 20220101;
const PACE_YEARS = 5;

export function aimOf(input: Pick<AttainmentInput, 'target' | 'indicator' | 'goal'>): Aim {
  const { goal } = input;
  return {
    op: input.target.op,
    direction: input.indicator.direction,
    level: goal.level,
    ...(goal.upper !== undefined && { upper: goal.upper }),
    baseline: goal.baseline.value,
  };
}

/**
 * Probability that a goal is met: the share of seeded joint paths of the forecast whose judged figure meets it (`judgedBy`),
 * each project and lead coming or not by its own probability. The same paths serve every target, so that the probability never
 * rises with a harder one. Missing: the forecast's own, or where it does not cover the goal.
 */
export function attainment(input: AttainmentInput): Attainment | Missing {
  const { goal, forecast: f } = input;
  const aim = aimOf(input);
  const end = isoOf(goal.period.last);
  if (goal.observed !== null && endDate(goal.observed.period) === end)
    return about(input, aim, [goal.observed.value], goal.observed.value, goal.observed.demo);
  if (isMissing(f)) return f;
  const judged = judgedBy(goal, f);
  if (isMissing(judged)) return judged;
  const added = (input.contributions ?? []).map((c) => expectedAmount(c, goal));
  return about(input, aim, drawWith(judged, f, input, SEED), sumExact([expectedJudged(judged, f), ...added]), f.demo);
}

/** `DRAWS` seeded draws of the figure that the goal is judged by, contributions included. */
export function drawFigure(input: AttainmentInput, seed = SEED): Float64Array | Missing {
  const { goal, forecast: f } = input;
  if (isMissing(f)) return f;
  const judged = judgedBy(goal, f);
  return isMissing(judged) ? judged : drawWith(judged, f, input, seed);
}

function drawWith(judged: Judged, f: Forecast, { goal, contributions }: AttainmentInput, seed: number): Float64Array {
  const draws = drawJudged(judged, f, DRAWS, seed);
  const uniform = seeded(seed + 1);
  for (const c of contributions ?? []) {
    const amount = amountFor(c, goal);
    for (let i = 0; i < draws.length; i++) if (uniform() < c.probability) draws[i] = draws[i]! + amount;
  }
  return draws;
}

function about(
  input: AttainmentInput,
  aim: Aim,
  draws: ArrayLike<number>,
  expected: number,
  demo: boolean,
): Attainment {
  const sorted = Float64Array.from(draws).sort();
  const n = sorted.length;
  const met = sorted.filter((value) => isMet(aim, value)).length;
  const decided = n === 1;
  const at = (p: number) => sorted[Math.min(n - 1, Math.floor(p * n))]!;
  const core = {
    probability: met / n,
    decided,
    expected,
    low80: at(0.1),
    high80: at(0.9),
    ...paceOf(input, aim, decided),
    demo,
  };
  return { ...core, sentence: sentenceOf(input, core) };
}

type Pace = Pick<Attainment, 'requiredPerYear' | 'requiredGrowth' | 'pacePerYear' | 'reachedOn'>;

function paceOf(input: AttainmentInput, aim: Aim, decided: boolean): Pace {
  const none: Pace = { requiredPerYear: null, requiredGrowth: null, pacePerYear: null, reachedOn: null };
  const { goal } = input;
  const now = goal.observed ?? goal.baseline;
  const at = yearsAtEnd(now.period);
  const end = yearsAtEnd(goal.period.key);
  if (isProblem(at) || isProblem(end) || decided) return none;
  const target = pathEnd(aim);
  const left = end - at;
  const requiredPerYear = isMet(aim, now.value) || left <= 0 ? null : (target - now.value) / left;
  const rate = input.indicator.nature === 'rate';
  const requiredGrowth =
    requiredPerYear === null || rate || goal.counting !== 'path' || left < 0.5
      ? null
      : yearlyGrowth(now.value, target, left);
  let from: { at: number; value: number } | null = null;
  for (const h of goal.history) {
    const when = yearsAtEnd(h.period);
    if (!isProblem(when) && when < at - 0.24 && at - when <= PACE_YEARS + 0.01 && (from === null || when < from.at))
      from = { at: when, value: h.value };
  }
  if (from === null) return { ...none, requiredPerYear, requiredGrowth };
  const pacePerYear = (now.value - from.value) / (at - from.at);
  const years = requiredPerYear === null ? 0 : (target - now.value) / pacePerYear;
  return {
    requiredPerYear,
    requiredGrowth,
    pacePerYear,
    reachedOn: years > 100 || !(years >= 0) ? null : dayAt(at + years),
  };
}

/** The day of a moment in calendar years (2026.5: the middle of 2026). */
function dayAt(moment: number): string {
  const year = Math.floor(moment);
  const first = dayNumber(year, 1, 1);
  // The end of a year is the start of the next; the day that ends there is meant.
  return isoOf(Math.ceil(first + (moment - year) * (dayNumber(year + 1, 1, 1) - first)) - 1);
}

/** Probabilities are said in whole percent, and never as certainty unless the goal is decided. */
export function chanceWords(probability: number, decided: boolean): string {
  if (decided) return probability > 0 ? '100%' : '0%';
  if (probability < 0.01) return '<1%';
  return probability > 0.99 ? '>99%' : `${Math.round(probability * 100)}%`;
}

function sentenceOf(input: AttainmentInput, a: Omit<Attainment, 'sentence'>): Text {
  const { goal } = input;
  const { unit } = input.indicator;
  const label = periodLabel(goal.period.key);
  const decimals = Math.abs(a.expected) >= 100 ? 0 : 2;
  const q = (x: number, lang: 'zh' | 'en') => formatQuantity(x, unit, lang === 'zh' ? { decimals } : { lang });
  if (a.decided) {
    return a.probability > 0
      ? { zh: `已达成：${label.zh}为 ${q(a.expected, 'zh')}。`, en: `Met: ${q(a.expected, 'en')} in ${label.en}.` }
      : { zh: `未达成：${label.zh}为 ${q(a.expected, 'zh')}。`, en: `Missed: ${q(a.expected, 'en')} in ${label.en}.` };
  }
  const zh = [
    `达成概率 ${chanceWords(a.probability, false)}：${label.zh}预计 ${q(a.expected, 'zh')}（八成在 ${formatNumber(a.low80, decimals)}—${q(a.high80, 'zh')}）`,
  ];
  const en = [
    `Probability ${chanceWords(a.probability, false)}: ${q(a.expected, 'en')} expected in ${label.en} (80%: ${q(a.low80, 'en')} to ${q(a.high80, 'en')})`,
  ];
  if (a.requiredGrowth !== null) {
    zh.push(`还需年均${a.requiredGrowth < 0 ? '下降' : '增长'} ${formatNumber(Math.abs(a.requiredGrowth), 1)}%`);
    en.push(`${formatNumber(a.requiredGrowth, 1)}% a year is still needed`);
  } else if (a.requiredPerYear !== null) {
    zh.push(`还需每年${a.requiredPerYear < 0 ? '减少' : '增加'} ${q(Math.abs(a.requiredPerYear), 'zh')}`);
    en.push(`${q(a.requiredPerYear, 'en')} a year is still needed`);
  }
  if (a.requiredPerYear !== null && senseOf(input.target.op, input.indicator.direction) !== 0) {
    const day = a.reachedOn;
    zh.push(
      day === null ? '照目前速度到不了' : `照目前速度 ${Number(day.slice(0, 4))} 年 ${Number(day.slice(5, 7))} 月达到`,
    );
    en.push(
      day === null ? 'the present pace does not lead there' : `the present pace gets there in ${day.slice(0, 7)}`,
    );
  }
  return { zh: `${zh.join('；')}。`, en: `${en.join('; ')}.` };
}

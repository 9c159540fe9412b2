import {
  countedWhole,
  endDate,
  formatNumber,
  formatQuantity,
  isMet,
  isMissing,
  isoOf,
  isProblem,
  missing,
  parseDay,
  pathEnd,
  dayNumber,
  periodLabel,
  subtractExact,
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
import { arrivalsIn, type CountHistory, DAYS_A_YEAR, drawArrivals } from './count.ts';
import type { Forecast } from './forecast.ts';
import { drawJudged, expectedJudged, judgedBy } from './judged.ts';
import { seeded } from '../random/index.ts';

export interface AttainmentInput {
  target: Pick<Target, 'op'>;
  indicator: Pick<Indicator, 'direction' | 'unit' | 'nature'>;
  goal: Goal;
  forecast: Forecast | Missing;
  /** Of a count of named things: how they arrived so far. The figure is then foreseen by arrivals, not by its trend. */
  arrivals?: CountHistory;
  /** What comes on top of the trend. */
  contributions?: readonly Contribution[];
}

/** Will the promise be kept: all figures in the indicator's unit. */
export interface Attainment {
  /** 0 to 1. */
  probability: number;
  /** True where the goal's period is over and its figure known: the probability is then 0 or 1. */
  decided: boolean;
  /**
   * The figure that the goal is judged by: point forecast with the expected contributions, of things that are counted
   * one by one the median, a whole number; with its 80 % and 95 % intervals.
   */
  expected: number;
  low80: number;
  high80: number;
  low95: number;
  high95: number;
  /** Change a year that is still needed, and the same as growth in % (null for rates, sums, without positive ends, and with less than two years left). */
  requiredPerYear: number | null;
  requiredGrowth: number | null;
  /** Naive pace: change a year over the last five known years at most. */
  pacePerYear: number | null;
  /** ISO day on which the naive pace reaches the goal; null where it leads away or takes more than ten years beyond the goal's end. */
  reachedOn: string | null;
  /** What the estimate stands on. */
  restsOn: Text;
  demo: boolean;
  sentence: Text;
}

/** Draws behind a probability: its own error is then below one percentage point. */
export const DRAWS = 4000;
export const SEED = 20220101;
const PACE_YEARS = 5;
/** Years beyond the end of the goal after which a day of arrival says nothing. */
const BEYOND = 10;

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
 * Probability that a goal is met: the share of seeded joint paths of the forecast whose judged figure meets it
 * (`judgedBy`), each project and lead coming or not by its own probability. The same paths serve every target, so that the
 * probability never rises with a harder one. Counts that only ever grew are drawn as arrivals (`arrivalsIn`). Missing: the
 * forecast's own, or where it does not cover the goal.
 */
export function attainment(input: AttainmentInput): Attainment | Missing {
  const { goal, forecast: f } = input;
  const aim = aimOf(input);
  const end = isoOf(goal.period.last);
  if (goal.observed !== null && endDate(goal.observed.period) === end) {
    const over = { zh: '目标期已结束，以实际数为准', en: 'the period is over; the figure itself decides' };
    return about(input, aim, [goal.observed.value], goal.observed.value, over, goal.observed.demo);
  }
  const draws = drawFigure(input);
  if (isMissing(draws)) return draws;
  const demo = !isMissing(f) && f.demo;
  if (countedWhole(input.indicator.unit)) return about(input, aim, draws.map(Math.round), null, restsOnOf(input), demo);
  const judged = isMissing(f) ? f : judgedBy(goal, f);
  if (isMissing(judged) || isMissing(f)) return isMissing(judged) ? judged : missing('no-source');
  const added = (input.contributions ?? []).map((c) => expectedAmount(c, goal));
  return about(input, aim, draws, sumExact([expectedJudged(judged, f), ...added]), restsOnOf(input), demo);
}

function restsOnOf({ arrivals, goal, forecast: f, contributions: all = [] }: AttainmentInput): Text {
  const contributions = all.filter((c) => amountFor(c, goal) !== 0);
  const n = contributions.filter((c) => c.kind !== 'adjustment').length;
  const judged = contributions.length - n;
  const zh = arrivals
    ? [`${arrivals.stretches.length} 个时段里新增的个数`]
    : [`${isMissing(f) ? 0 : f.known.length} 期数的走势`];
  const en = arrivals
    ? [`arrivals in ${arrivals.stretches.length} stretches of time`]
    : [`the trend of ${isMissing(f) ? 0 : f.known.length} figures`];
  if (n > 0) {
    zh.push(`${n} 个项目和线索`);
    en.push(`${n} projects and leads`);
  }
  if (judged > 0) {
    zh.push(`${judged} 项人工调整`);
    en.push(`${judged} adjustments`);
  }
  return { zh: zh.join('、'), en: en.join(', ') };
}

/** `DRAWS` seeded draws of the figure that the goal is judged by, contributions included. */
export function drawFigure(input: AttainmentInput, seed = SEED): Float64Array | Missing {
  const { goal, forecast: f, arrivals } = input;
  if (arrivals) {
    const known = goal.observed ?? goal.baseline;
    const since = endDate(known.period);
    const day = isProblem(since) ? since : parseDay(since);
    if (isProblem(day)) return missing('not-applicable', { zh: day.zh, en: day.en });
    const made = arrivalsIn(arrivals, Math.max(0, goal.period.last - day) / DAYS_A_YEAR);
    if (isMissing(made)) return made;
    // 两条 names its things: there is no third to come.
    const most = ['=', 'to'].includes(input.target.op) ? Math.max(goal.level, known.value) : Infinity;
    const reached = drawArrivals(made, DRAWS, seed).map((n) => Math.min(most, known.value + n));
    return withContributions(reached, input, seed);
  }
  if (isMissing(f)) return f;
  const judged = judgedBy(goal, f);
  return isMissing(judged) ? judged : withContributions(drawJudged(judged, f, DRAWS, seed), input, seed);
}

function withContributions(draws: Float64Array, { goal, contributions }: AttainmentInput, seed: number): Float64Array {
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
  /** Null: the median. */
  mean: number | null,
  restsOn: Text,
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
    expected: mean ?? at(0.5),
    low80: at(0.1),
    high80: at(0.9),
    low95: at(0.025),
    high95: at(0.975),
    ...paceOf(input, aim, decided),
    restsOn,
    demo,
  };
  return { ...core, sentence: sentenceOf(input, aim, core) };
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
    requiredPerYear === null || rate || goal.counting !== 'path' || left < 2 - 1e-6
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
    reachedOn: !(years >= 0) || at + years > end + BEYOND ? null : dayAt(at + years),
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

/**
 * An expected figure as every face shows it: no decimals from a hundred on, nor of what is counted one by one. `like`: the
 * figure whose decimals it takes (the ends of an interval those of its middle).
 */
export function expectedText(value: number, unit: string, lang: 'zh' | 'en', like = value): string {
  return formatQuantity(value, unit, { lang, ...(lang === 'zh' && { decimals: expectedDecimals(like, unit) }) });
}

/** An interval of an expected figure: 389—392 亿元. */
export function expectedRange(low: number, high: number, unit: string, lang: 'zh' | 'en', like: number): string {
  return lang === 'zh'
    ? `${formatNumber(low, expectedDecimals(like, unit))}—${expectedText(high, unit, lang, like)}`
    : `${expectedText(low, unit, lang, like)} to ${expectedText(high, unit, lang, like)}`;
}

const expectedDecimals = (value: number, unit: string) => (countedWhole(unit) || Math.abs(value) >= 100 ? 0 : 2);

function sentenceOf(input: AttainmentInput, aim: Aim, a: Omit<Attainment, 'sentence'>): Text {
  const { goal } = input;
  const { unit } = input.indicator;
  const label = periodLabel(goal.period.key);
  const q = (x: number, lang: 'zh' | 'en') => expectedText(x, unit, lang, a.expected);
  const range = (lang: 'zh' | 'en') => expectedRange(a.low80, a.high80, unit, lang, a.expected);
  if (a.decided) {
    return a.probability > 0
      ? { zh: `已达成：${label.zh}为 ${q(a.expected, 'zh')}。`, en: `Met: ${q(a.expected, 'en')} in ${label.en}.` }
      : { zh: `未达成：${label.zh}为 ${q(a.expected, 'zh')}。`, en: `Missed: ${q(a.expected, 'en')} in ${label.en}.` };
  }
  const chance = chanceWords(a.probability, false);
  const zh = [`达成概率 ${chance}：${label.zh}预计 ${q(a.expected, 'zh')}（八成在 ${range('zh')}）`];
  const en = [`Probability ${chance}: ${q(a.expected, 'en')} expected in ${label.en} (80%: ${range('en')})`];
  const short = subtractExact(pathEnd(aim), a.expected);
  if (!isMet(aim, a.expected) && short !== 0) {
    zh.push(`比目标${short > 0 ? '少' : '高'} ${q(Math.abs(short), 'zh')}`);
    en.push(`${q(Math.abs(short), 'en')} ${short > 0 ? 'short of' : 'above'} the target`);
  }
  return { zh: `${zh.join('，')}。`, en: `${en.join(', ')}.` };
}

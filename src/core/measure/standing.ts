import { parseDay, yearFraction } from './day.ts';
import { goalOf, type Goal, type Horizon } from './goal.ts';
import { yearlyGrowth } from './growth.ts';
import { describeMissing, isMissing, isNumber } from './missing.ts';
import type { Indicator, Light, Missing, Standing, Target, Text } from './model.ts';
import { firstDue, overdueAfter, type Overdue } from './overdue.ts';
import { periodLabel, timeProgress, yearsAtEnd } from './period.ts';
import { isProblem, type Problem } from './problem.ts';
import { bandOf, isMet, pathEnd, progressRatio, senseOf, type Aim } from './progress.ts';
import { lightBy, YINCHUAN_2025, type StandingRules } from './rules.ts';
import {
  ageWords,
  doneWords,
  earlyWords,
  finalWords,
  holdWords,
  pathWords,
  wayWords,
  withOverdue,
  type Facts,
} from './sentence.ts';
import type { Series } from './series.ts';
import { requiredAt, shareOfYear } from './trajectory.ts';
import { UNMEASURED } from './unmeasured.ts';
import { wayOf } from './way.ts';

export interface StandingInput {
  target: Target | null;
  indicator: Indicator | null;
  /** Built with the same as-of day; null or without points gives grey. */
  series: Series | null;
  /** ISO day; the day itself counts as passed. */
  asOf: string;
  horizon: Horizon;
  rules?: StandingRules;
  /** Twelve cumulative shares of a year, for targets that are counted within one year. */
  profile?: readonly number[];
}

function grey(rules: StandingRules, why: Text, more: Partial<Standing> = {}): Standing {
  return { ...UNMEASURED, ...more, light: 'grey', why, rule: rules.id };
}

/** JSON has no NaN, infinity or −0: what is not finite is not said. */
function safe(n: number | null): number | null {
  return n !== null && Number.isFinite(n) ? n + 0 : null;
}

function passed(target: Target, horizon: Horizon, asOf: string): number | null {
  const multi = target.baseline !== undefined || Number(horizon.start.slice(0, 4)) < Number(target.period.slice(0, 4));
  if (!multi || target.period.includes('..')) {
    const share = timeProgress(target.period, asOf);
    return isProblem(share) ? null : share;
  }
  const end = yearsAtEnd(target.period);
  const from = parseDay(horizon.start);
  const now = parseDay(asOf);
  if (isProblem(end) || isProblem(from) || isProblem(now)) return null;
  const start = yearFraction(from - 1);
  return end > start ? Math.min(1, Math.max(0, (yearFraction(now) - start) / (end - start))) : null;
}

function newestMissing(series: Series): Missing | null {
  const last = series.points[series.points.length - 1]?.value;
  return last !== undefined && isMissing(last) ? last : null;
}

/** Why there is nothing to judge: refused, never reported, not due yet. */
function noEvidence(input: StandingInput, indicator: Indicator, series: Series | null): Text {
  const reason = series === null ? null : newestMissing(series);
  if (reason !== null && reason.missing !== 'not-due' && reason.missing !== 'overdue') {
    const w = describeMissing(reason);
    return { zh: `没有可用的数：${w.zh}。`, en: `No usable figure: ${w.en}.` };
  }
  const first = firstDue(indicator, input.horizon.start);
  if (first !== null && first.due >= input.asOf) {
    const at = periodLabel(first.period);
    return {
      zh: `未到填报期：${at.zh}的数 ${first.due} 到期。`,
      en: `Not due yet: the figure for ${at.en} is due on ${first.due}.`,
    };
  }
  return { zh: '从未填报。', en: 'Never reported.' };
}

/** Growth a year over the last few years, in %; null where it has no meaning. */
function growthSoFar(goal: Goal, at: number, value: number, paceYears: number): number | null {
  let from: { at: number; value: number } | null = null;
  for (const p of goal.history) {
    const when = yearsAtEnd(p.period);
    if (isProblem(when) || when >= at) continue;
    // The longest stretch inside the window; only where the window is empty, the nearest point before it.
    const inside = at - when <= paceYears + 1e-6;
    const chosen = from !== null && at - from.at <= paceYears + 1e-6;
    if (from === null || (inside && (!chosen || when < from.at)) || (!inside && !chosen && when > from.at))
      from = { at: when, value: p.value };
  }
  return from === null || at - from.at < 0.24 ? null : yearlyGrowth(from.value, value, at - from.at);
}

function required(
  input: StandingInput,
  target: Target,
  goal: Goal,
  aim: Aim,
  at: number,
  end: number,
): number | Problem {
  if (
    goal.counting === 'year' &&
    input.profile !== undefined &&
    goal.observed !== null &&
    target.trajectory.kind === 'linear'
  ) {
    const day = isoEnd(goal.observed.period);
    const share = day === null ? 1 : shareOfYear(day, input.profile);
    return isProblem(share) ? share : goal.level * share;
  }
  const from = yearsAtEnd(goal.baseline.period);
  if (isProblem(from)) return from;
  const r = requiredAt(
    target.trajectory,
    { at: from, value: goal.baseline.value },
    { at: end, value: pathEnd(aim) },
    at,
  );
  return isProblem(r) ? r : r.value;
}

function isoEnd(period: string): string | null {
  const m = /^(\d{4})-01\.\.(\d{2})$/.exec(period);
  if (m === null) return null;
  const last = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][Number(m[2]) - 1];
  return last === undefined ? null : `${m[1]}-${m[2]}-${last}`;
}

/** Whether a late figure is too old to judge by. */
function staleWhy(o: Overdue, observed: string): Text {
  const at = periodLabel(o.period);
  const age = ageWords(o);
  const last = periodLabel(observed);
  return {
    zh: `数据已旧：${at.zh}的数逾期 ${age.zh}未报，最新只到${last.zh}。`,
    en: `Out of date: the figure for ${at.en} is ${age.en} overdue; the newest is ${last.en}.`,
  };
}

/**
 * 亮灯 of one target as known on one day: light, one sentence that says why, and the numbers behind it, all in the
 * indicator's unit. Never throws and never contains NaN: what cannot be judged is grey with the reason.
 *
 * A target counted within one year (a flow with no base, whose plan starts with that year) or added up over years is
 * held against the time progress, or against its seasonal profile or own trajectory; any other target walks from its
 * base to its level, and whole years (for flows) are compared with the path at their end. Method of the ratio: see
 * `progressRatio`; lights: `StandingRules`. For a sum over years `observed.value` is the sum up to the end of
 * `observed.period`.
 */
export function standing(input: StandingInput): Standing {
  const rules = input.rules ?? YINCHUAN_2025;
  const { target, indicator, series } = input;
  if (indicator === null) return grey(rules, { zh: '没有对应的指标，无从衡量。', en: 'No indicator measures it.' });
  if (target === null) return grey(rules, { zh: '没有目标值。', en: 'No target value.' });
  const elapsed = safe(passed(target, input.horizon, input.asOf));
  const base: Partial<Standing> = { timeProgress: elapsed };
  if (series === null || !series.points.some((p) => isNumber(p.value)))
    return grey(rules, noEvidence(input, indicator, series), base);
  const goal = goalOf(target, indicator, series, input.horizon);
  if (isProblem(goal)) return grey(rules, { zh: `${goal.zh}。`, en: `${goal.en}.` }, base);
  if (goal.counting === 'path') base.baseline = goal.baseline;
  const aim: Aim = {
    op: target.op,
    direction: indicator.direction,
    level: goal.level,
    baseline: goal.baseline.value,
    tolerance: rules.tolerance,
    ...(goal.upper === undefined ? {} : { upper: goal.upper }),
  };
  const overdue = overdueAfter(series, indicator, input.asOf);
  const first = goal.observed === null ? metAtOnce(goal, series, aim) : null;
  const observed = goal.observed ?? first;
  if (observed === null) {
    const refused = newestMissing(series);
    const w = refused?.missing === 'refused' ? describeMissing(refused) : null;
    if (w !== null) return grey(rules, { zh: `没有可用的数：${w.zh}。`, en: `No usable figure: ${w.en}.` }, base);
    if (overdue !== null) return grey(rules, staleWhy(overdue, goal.baseline.period), base);
    const at = periodLabel(goal.baseline.period);
    return grey(
      rules,
      goal.counting === 'path'
        ? {
            zh: `只有基期（${at.zh}）的数，还看不出进展。`,
            en: `Only the base figure (${at.en}) is known; no progress to judge.`,
          }
        : { zh: '本期还没有数。', en: 'No figure for the period yet.' },
      base,
    );
  }
  base.observed = { period: observed.period, value: observed.value, knownOn: observed.knownOn, demo: observed.demo };
  const at = yearsAtEnd(observed.period);
  const end = yearsAtEnd(goal.period.key);
  if (isProblem(at) || isProblem(end)) return grey(rules, { zh: '时期有误。', en: 'The period is wrong.' }, base);
  const want = required(input, target, goal, aim, at, end);
  if (isProblem(want)) return grey(rules, { zh: `${want.zh}。`, en: `${want.en}.` }, base);
  const final = at >= end - 1e-9;
  const refused = newestMissing(series);
  if (!final && overdue !== null && overdue.months >= rules.staleMonths) {
    const w = refused?.missing === 'refused' ? describeMissing(refused) : null;
    return grey(
      rules,
      w === null
        ? staleWhy(overdue, observed.period)
        : { zh: `没有可用的数：${w.zh}。`, en: `No usable figure: ${w.en}.` },
      { ...base, required: safe(want) },
    );
  }
  const light = judged({
    rules,
    target,
    indicator,
    goal,
    aim,
    series,
    asOf: input.asOf,
    observed,
    at,
    want,
    final,
    base,
    overdue,
  });
  // Nothing was gone of a way that begins where it ends.
  return first ? { ...light, required: null, ratio: null, aheadPoints: null, baseline: null } : light;
}

/** The first figure that there is: it shows no progress, but that a level is reached already. */
function metAtOnce({ counting, baseline }: Goal, series: Series, aim: Aim): Goal['observed'] {
  const point = series.points.find(({ period }) => period === baseline.period);
  return counting === 'path' && point && isNumber(point.value) && isMet(aim, point.value)
    ? { ...point, value: point.value }
    : null;
}

interface Case {
  rules: StandingRules;
  target: Target;
  indicator: Indicator;
  goal: Goal;
  aim: Aim;
  series: Series;
  asOf: string;
  observed: NonNullable<Goal['observed']>;
  at: number;
  want: number;
  final: boolean;
  base: Partial<Standing>;
  overdue: Overdue | null;
}

function judged(c: Case): Standing {
  const { rules, goal, aim, observed, at, want } = c;
  const band = senseOf(aim.op, aim.direction) === 0 ? bandOf(aim) : null;
  const sense = band === null ? senseOf(aim.op, aim.direction) : band.sense;
  const hold = c.indicator.direction === 'hold' && (band === null || band.sense === 0);
  const isRate = c.indicator.nature === 'rate' || c.indicator.nature === 'index';
  const whole = Math.abs(pathEnd(aim) - aim.baseline);
  const held = hold || (band !== null && band.sense === 0);
  const aheadPoints = held || !(whole > 0) ? null : safe((sense * (observed.value - want) * 100) / whole);
  const line = held ? pathEnd(aim) : want;
  const ratio = safe(progressRatio(aim, line, observed.value));
  const met = isMet(aim, observed.value);
  const way = held || met ? null : wayOf(goal, c.series, c.asOf);
  const facts: Facts = {
    goal,
    observed,
    required: want,
    unit: c.indicator.unit,
    isRate,
    sense,
    aheadPoints,
    rules,
    way,
  };
  const ceiling = goal.counting !== 'path' && sense < 0;
  let light: Light = met ? 'green' : 'red';
  let why: Text;
  if (c.final) why = finalWords(facts, met);
  else if (held) {
    light = lightBy(rules, ratio ?? 0, null);
    why = holdWords(
      facts,
      band !== null ? band.low : sense > 0 ? aim.level : null,
      band !== null ? band.high : sense < 0 ? aim.level : null,
    );
  } else if (met && !ceiling) why = earlyWords(facts);
  else {
    light = lightBy(rules, ratio ?? 0, aheadPoints);
    const slow = light === 'green' && aheadPoints !== null && aheadPoints <= -0.05;
    why = goal.counting === 'path' ? pathWords(facts, slow) : doneWords(facts, want, slow);
  }
  return {
    ...UNMEASURED,
    ...c.base,
    light,
    why: withOverdue(why, c.final ? null : c.overdue),
    rule: rules.id,
    required: safe(line),
    ratio,
    aheadPoints,
    remaining: way === null || (sense < 0 && goal.counting !== 'path') ? null : wayWords(way, c.indicator.unit, isRate),
    requiredGrowth: way?.kind === 'yearly' ? safe(way.growth) : null,
    observedGrowth:
      isRate || goal.counting !== 'path' ? null : safe(growthSoFar(goal, at, observed.value, rules.paceYears)),
  };
}

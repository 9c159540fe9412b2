/** Promise or result, for each quantity of a sentence: cues and time phrases in order of place. */
import type { Quantity } from './quantity.ts';
import type { Context, Item, SentenceInput } from './reading.ts';
import type { Segment } from './segment.ts';
import type { Cue } from './stance.ts';
import { tenseOf, type DocumentTime, type Tense, type TimeRef } from './time.ts';

export interface TenseAt {
  at: number;
  tense: Tense;
  local: boolean;
  segEnd: number;
  segStart: number;
  weak: boolean;
  time: TimeRef | null;
  report: boolean;
  /** 力争, 确保: binds its own sentence, and the next only when it held a number. */
  passing: boolean;
}

/** Cues and time phrases of a sentence merged in order of place; updates the context's lasting tense. */
export function tenseTimeline(input: SentenceInput, qs: readonly Quantity[]): TenseAt[] {
  const { s, sentence, cues, times, doc, ctx } = input;
  const events: TenseAt[] = [];
  const segOf = (at: number): Segment =>
    sentence.segments.find((x) => at < x.end) ?? sentence.segments[sentence.segments.length - 1]!;
  for (const cue of cues) {
    const seg = segOf(cue.at);
    events.push({
      at: cue.at,
      tense: cue.tense,
      local: cue.local || (cue.planned && ctx.tense === 'past'),
      weak: cue.weak,
      segStart: seg.start,
      segEnd: seg.end,
      time: null,
      report: cue.report,
      passing: cue.aim,
    });
  }
  for (const time of times) {
    if (time.base) continue;
    let tense = tenseOf(time, doc);
    // 年度预期 looks ahead by its second word; 年度 alone tells nothing.
    const yearly = time.kind === 'thisYear' && s.startsWith('年度', time.start);
    if (yearly) tense = 'unknown';
    // 全年 in an account of results is the year that it tells of.
    if (
      time.kind === 'thisYear' &&
      ctx.tense === 'past' &&
      /^(?:全年|年内|当年)/u.test(s.slice(time.start, time.start + 2))
    )
      continue;
    if (tense === 'unknown' && !yearly) tense = guessTense(input, time, qs);
    const seg = segOf(time.start);
    events.push({
      at: time.start,
      tense,
      local: false,
      weak: false,
      segStart: seg.start,
      segEnd: seg.end,
      time,
      report: false,
      passing: false,
    });
  }
  events.sort((a, b) => a.at - b.at);
  return restart(input, events).sort((a, b) => a.at - b.at);
}

/** A year that the document's date does not settle. */
function guessTense(
  { s, sentence, cues, doc, goal, fallback }: SentenceInput,
  time: TimeRef,
  qs: readonly Quantity[],
): Tense {
  if (time.kind === 'total') return 'unknown';
  const rest = s.slice(time.end, Math.min(sentence.end, time.end + 24));
  if (/^[^，。；]{0,14}(?:预期|目标|计划|力争|规划|将|确保|安排)/u.test(rest)) return 'future';
  if (doc.year === null && time.months && time.months[1] - time.months[0] < 11) return 'past';
  if (time.atEnd && time.kind !== 'fiveYearPlan') return 'future';
  if (cues.some((c) => c.tense === 'future' && !c.weak && !c.local)) return 'unknown';
  // A plan that runs to the text's own goal year is the plan that the text makes.
  if (doc.year === null && time.kind === 'fiveYearPlan' && (goal === null ? fallback === 'future' : time.to! >= goal))
    return 'future';
  if (doc.year === null && fallback === 'future' && time.to !== null && time.to === doc.horizon.end) return 'future';
  const ahead = qs.filter((q) => q.start > time.start && q.outerEnd > q.end && q.postOp !== '>').length;
  const after = qs.filter((q) => q.start > time.start).length;
  if (after > 0 && ahead * 3 >= after) return 'future';
  if (/(?:达到|突破|不低于)/u.test(rest) && time.kind === 'fiveYearPlan') return 'future';
  if (time.atEnd) return doc.year === null ? 'future' : 'unknown';
  return doc.year !== null && time.to === doc.year ? 'unknown' : 'past';
}

/** 全年目标引进资金…, 目标任务18亿元: what was set, whatever surrounds it. */
const SET_GOAL =
  /^[^，。；]{0,16}?(?:目标任务|年度任务|年度目标|全年目标|全年任务|目标|计划)(?!.{0,10}(?:的|完成|投资))[^，。；]{0,24}$/u;
/** 高于计划…, 完成年度目标的…: measured against a goal. */
const OF_GOAL = /(?:高于|低于|好于|快于|超|占|完成|达到?|为)[^，。；]{0,6}(?:目标|任务|计划)/u;
/** 实际到位…, 上半年完成…: what came of it. */
const AGAINST_GOAL = /(?:实际|累计|已|截至|目前|上半年|季度|\d月|完成|到位|实现)[^，。；]*$/u;

export function tenseFor(
  input: SentenceInput,
  item: Item,
  events: readonly TenseAt[],
): { tense: 'past' | 'future'; time: TimeRef | null } {
  const { ctx, fallback } = input;
  const at = item.q.start;
  let lasting: Tense = ctx.tense;
  let time = ctx.time;
  let local: 'past' | 'future' | null = null;
  for (const e of events) {
    if (
      e.at > at &&
      !(
        e.local &&
        e.tense === 'past' &&
        e.segEnd > at &&
        e.at < at + 20 &&
        (item.nextStart === null || item.nextStart > e.at)
      )
    )
      continue;
    if (e.time) time = e.time;
    if (e.tense === 'unknown') continue;
    if (e.local) {
      if (e.segStart <= at && e.segEnd > at) local = e.tense;
      continue;
    }
    if (e.weak) {
      if (lasting === 'unknown') lasting = e.tense;
      continue;
    }
    lasting = e.tense;
    if (e.segStart <= at && e.segEnd > at && e.time === null) local = null;
  }
  // In an account of results: 任务120公里 is the target, 完成85公里 the result.
  if (
    lasting === 'past' &&
    local === null &&
    (/(?:任务|目标|计划)$/u.test(item.raw) || /(?:任务|目标|计划)$/u.test(input.s.slice(at - 2, at)))
  )
    local = 'future';
  const clause = at - item.seg.clauseStart > 60 ? '' : input.s.slice(item.seg.clauseStart, at);
  if (local === null && SET_GOAL.test(clause) && !OF_GOAL.test(clause)) {
    local = 'future';
    ctx.goalSet = input.sentence;
  } else if (ctx.goalSet === input.sentence && AGAINST_GOAL.test(clause)) local = 'past';
  // 今后五年累计完成投资1500亿元: the sum of what is to come.
  else if (
    local === 'past' &&
    lasting === 'future' &&
    /(?:累计(?:完成|实现|建成)|实际到位)[^，。；]*$/u.test(clause) &&
    !/已|实际完成/u.test(clause)
  )
    local = null;
  if (item.quoted && events.some((e) => e.report)) local = 'future';
  else if (item.tail.past) local = 'past';
  else if (item.tail.stretch) local = 'future';
  // 答卷：…末预计迈上6000亿元: an estimate inside an account of results.
  else if (ctx.tense === 'past' && /预计/u.test(input.s.slice(Math.max(item.seg.start, at - 16), at))) local = 'past';
  return { tense: local ?? (lasting === 'unknown' ? fallback : lasting), time };
}

/** What the head of a sentence (2020年目标：…) says holds again after each ；. */
function restart(input: SentenceInput, events: TenseAt[]): TenseAt[] {
  const segs = input.sentence.segments;
  const second = segs.findIndex((x) => x.before === '：');
  if (second < 1 || second > 3) return events;
  let headEnd = segs[second]!.start;
  // …规划：到2025年，…: a time phrase that stands alone after the head belongs to it.
  const alone = input.times.find((t) => t.start >= headEnd && t.end <= segs[second]!.end);
  if (alone && alone.start - headEnd <= 1 && segs[second]!.end - alone.end <= 1) headEnd = segs[second]!.end;
  const head = events.filter((e) => e.at < headEnd && !e.local);
  const last = [...head].reverse().find((e) => e.tense !== 'unknown') ?? head[head.length - 1];
  if (!last) return events;
  const time = [...head].reverse().find((e) => e.time)?.time ?? null;
  for (const seg of segs) {
    if (seg.before === '；' && seg.start > headEnd)
      events.push({
        at: seg.start - 1,
        tense: last.tense,
        local: false,
        weak: false,
        segStart: seg.start,
        segEnd: seg.end,
        time,
        report: false,
        passing: false,
      });
  }
  return events;
}

export function settle(ctx: Context, events: readonly TenseAt[], at: number): void {
  for (const e of events) {
    if (e.at > at) break;
    if (e.time) ctx.time = e.time;
    if (!e.local && !e.weak && e.tense !== 'unknown') ctx.tense = e.tense;
  }
}

/** What a sentence leaves behind for the next, whether or not it held a number. */
export function settleAll(ctx: Context, events: readonly TenseAt[]): void {
  settle(
    ctx,
    events.filter((e) => !e.passing),
    Infinity,
  );
}

/** The tense of a text that never says: results when it is dated and nothing looks ahead, else promises. */
export function documentTense(
  s: string,
  cues: readonly Cue[],
  times: readonly TimeRef[],
  quantities: readonly Quantity[],
  doc: DocumentTime,
): 'past' | 'future' {
  const ahead = cues.some((c) => c.tense === 'future' && !c.weak) || times.some((t) => tenseOf(t, doc) === 'future');
  if (ahead) return 'future';
  if (doc.year !== null && !cues.some((c) => c.tense === 'past' && !c.weak))
    return times.some((t) => tenseOf(t, doc) === 'past' && !t.base) ? 'past' : 'future';
  const plan = times.some((t) => t.kind === 'fiveYearPlan' && !t.base);
  if (plan && doc.year === null && !cues.some((c) => c.tense === 'past' && !c.weak) && looksRound(quantities))
    return 'future';
  return times.some((t) => t.kind === 'year' || t.kind === 'elapsed' || t.kind === 'fiveYearPlan') ||
    cues.some((c) => c.tense === 'past' && !c.weak)
    ? 'past'
    : 'future';
}

/** Promises are round (600家, 12%以上), results are counted out (1098.1亿元). */
function looksRound(quantities: readonly Quantity[]): boolean {
  let precise = 0;
  for (const q of quantities)
    if (
      q.value !== null &&
      q.postOp === null &&
      String(q.value).replace(/0+$|\./gu, '').length >= (q.dimension === 'percent' ? 3 : 4)
    )
      precise++;
  return quantities.length > 0 && precise * 5 <= quantities.length;
}

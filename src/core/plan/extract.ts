/** From sentences to measured rows: which number belongs to which subject, and whether it is a promise. */
import { canonicalName, exactIndicator } from './indicator-names.ts';
import type { Block, LaidText } from './layout.ts';
import { distribute, sharePrefix, splitAnd } from './list.ts';
import type { Op } from './model.ts';
import { listedPlaceAt, placeAt } from './places.ts';
import type { Quantity } from './quantity.ts';
import type { Segment, Sentence } from './segment.ts';
import { headingTense, type Cue } from './stance.ts';
import { completeList, endsInVerb, growthName, isAttribute, isVerbOnly, percentMeansGrowth, splitGrowth, splitPlace, trimSubject, type Growth } from './subject.ts';
import { readTail, type Tail } from './tail.ts';
import { tenseOf, type DocumentTime, type Tense, type TimeRef } from './time.ts';

/** A measured clause, still in clean offsets. */
export interface MeasuredRow {
  block: number;
  clauseStart: number;
  clauseEnd: number;
  quantityStart: number;
  quantityEnd: number;
  subject: string;
  op: Op | null;
  value: number | null;
  value2: number | null;
  unit: string | null;
  tense: 'past' | 'future';
  time: TimeRef | null;
  annual: boolean;
  place: string | null;
  rule: string;
  confidence: number;
}

/** One quantity in its sentence. */
interface Item {
  q: Quantity;
  seg: Segment;
  index: number;
  tail: Tail;
  /** Words in front of the tail, trimmed; '' when elided. */
  raw: string;
  /** Noun phrase directly after the quantity. */
  after: string;
  /** Only a list mark stands between this quantity and the one before. */
  chained: boolean;
  /** Subjects of segments without a number, directly in front: 城镇、农村…. */
  pending: string[];
  place: string | null;
  nextStart: number | null;
  /** The number stands in a quotation. */
  quoted: boolean;
}

interface Context {
  subject: string;
  recent: string[];
  group: string[];
  growth: Growth | null;
  attribute: { name: string; stretch: boolean; dimension: string } | null;
  topic: string;
  place: string | null;
  tense: Tense;
  time: TimeRef | null;
  /** 力争 … that also binds the numbers after it in the same clause. */
  stretchClause: number;
}

export interface ExtractInput {
  laid: LaidText;
  /** Sentences of each block. */
  paragraphs: readonly Sentence[][];
  times: readonly TimeRef[];
  cues: readonly Cue[];
  quantities: readonly Quantity[];
  doc: DocumentTime;
}

/** Every measured row of the text, in order. Linear in its length. */
export function extractRows(input: ExtractInput): MeasuredRow[] {
  const { laid, paragraphs, times, cues, quantities, doc } = input;
  const s = laid.clean;
  const timeEnding = new Map<number, TimeRef>();
  for (const t of times) timeEnding.set(t.end, t);
  const rows: MeasuredRow[] = [];
  let q = 0;
  let t = 0;
  let c = 0;
  let section: Tense = 'unknown';
  const fallback = documentTense(s, cues, times, doc);
  let ctx = newContext(section);
  laid.blocks.forEach((block, index) => {
    const from = q;
    while (q < quantities.length && quantities[q]!.start < block.end) q++;
    if (block.kind === 'heading' || block.kind === 'title') {
      const head = s.slice(block.start, block.end);
      while (t < times.length && times[t]!.start < block.start) t++;
      const tense = headTense(head, times[t], block, doc);
      if (tense !== 'unknown' || block.level === 1) section = tense;
      ctx = newContext(section);
      return;
    }
    if (block.kind !== 'body') return;
    const opening = block.end - block.start > 60 ? '' : s.slice(block.start, block.end);
    if (opening.endsWith('：') && headingTense(opening) !== 'unknown') section = headingTense(opening);
    // A list that goes on in the next paragraph goes on in the same tense and time.
    const goesOn = /[；：，、]/u.test(s[block.start - 1] ?? '') && block.start > 0;
    if (goesOn) ctx = { ...newContext(ctx.tense), place: ctx.place, time: ctx.time };
    else if (section !== 'unknown' || ctx.tense === 'unknown') ctx = { ...newContext(section), place: ctx.place };
    else ctx = { ...newContext(ctx.tense), place: ctx.place, time: ctx.time };
    let inBlock = from;
    for (const sentence of paragraphs[index]!) {
      while (t < times.length && times[t]!.end <= sentence.start) t++;
      while (c < cues.length && cues[c]!.at < sentence.start) c++;
      let tEnd = t;
      while (tEnd < times.length && times[tEnd]!.start < sentence.end) tEnd++;
      let cEnd = c;
      while (cEnd < cues.length && cues[cEnd]!.at < sentence.end) cEnd++;
      const qs: Quantity[] = [];
      while (inBlock < q && quantities[inBlock]!.start < sentence.start) inBlock++;
      while (inBlock < q && quantities[inBlock]!.start < sentence.end) qs.push(quantities[inBlock++]!);
      readSentence({ s, sentence, qs, times: times.slice(t, tEnd), cues: cues.slice(c, cEnd), timeEnding, doc, ctx, fallback, block: index, rows });
      t = tEnd;
      c = cEnd;
    }
  });
  return rows;
}

function newContext(tense: Tense): Context {
  return { subject: '', recent: [], group: [], growth: null, attribute: null, topic: '', place: null, tense, time: null, stretchClause: -1 };
}

function headTense(head: string, next: TimeRef | undefined, block: Block, doc: DocumentTime): Tense {
  const own = headingTense(head);
  if (own === 'past') return own;
  const time = next && next.end <= block.end ? next : null;
  const tense = time ? tenseOf(time, doc) : 'unknown';
  return tense === 'unknown' ? own : tense;
}

/** The tense of a text that never says: results when it is dated and nothing looks ahead, else promises. */
function documentTense(s: string, cues: readonly Cue[], times: readonly TimeRef[], doc: DocumentTime): 'past' | 'future' {
  const ahead = cues.some((c) => c.tense === 'future' && !c.weak) || times.some((t) => tenseOf(t, doc) === 'future');
  if (ahead) return 'future';
  return times.some((t) => t.kind === 'year' || t.kind === 'elapsed' || t.kind === 'fiveYearPlan') || cues.some((c) => c.tense === 'past' && !c.weak) ? 'past' : 'future';
}

interface SentenceInput {
  s: string;
  sentence: Sentence;
  qs: Quantity[];
  times: readonly TimeRef[];
  cues: readonly Cue[];
  timeEnding: ReadonlyMap<number, TimeRef>;
  doc: DocumentTime;
  ctx: Context;
  fallback: 'past' | 'future';
  block: number;
  rows: MeasuredRow[];
}

function readSentence(input: SentenceInput): void {
  const { s, sentence, qs, ctx } = input;
  const items = readItems(input);
  const tenses = tenseTimeline(input, qs);
  ctx.group = [];
  ctx.growth = null;
  ctx.attribute = null;
  ctx.topic = topicOf(s, sentence);
  if (ctx.topic) {
    // 生活圈 for the 15分钟生活圈 of the sentence before.
    const full = ctx.recent.find((x) => x.length > ctx.topic.length && x.length <= ctx.topic.length + 12 && x.endsWith(ctx.topic));
    ctx.subject = full ? full.replace(/^(?:开工|新建|建设|建成|改造|打造|新增)/u, '') : ctx.topic;
  }
  ctx.recent = [];
  let k = 0;
  while (k < items.length) {
    const first = items[k]!;
    let n = 1;
    while (k + n < items.length && extendsGroup(items[k + n - 1]!, items[k + n]!)) n++;
    const next = items[k + n];
    if (first.place) ctx.place = first.place;
    readGroup(input, items.slice(k, k + n), next ?? null, items[k - 1] ?? null, tenses);
    k += n;
  }
}

/** Bare numbers of one kind in a row share a verb: 45000元、21800元; 5.5%和8.6%. */
function extendsGroup(prev: Item, item: Item): boolean {
  if (!item.chained || item.raw !== '' || item.q.dimension !== prev.q.dimension || item.tail.time) return false;
  const t = item.tail;
  return !t.to && !t.change && !t.from && !t.level && !t.annual && !t.stretch;
}

const BRACKET_LIMIT = 200;

function readItems(input: SentenceInput): Item[] {
  const { s, sentence, qs, times, timeEnding } = input;
  const items: Item[] = [];
  let segIndex = 0;
  let low = -1;
  let pending: string[] = [];
  let pendingFor = 0;
  const segs = sentence.segments;
  const usable = qs.filter((q) => !(q.doubling && /[到至达]/u.test(s[q.end] ?? '')) && !inBracket(s, sentence.start, q.start) && !inSlogan(s, q));
  let lastSeg = -1;
  usable.forEach((q, k) => {
    while (segIndex < segs.length - 1 && segs[segIndex]!.end <= q.start) segIndex++;
    const seg = segs[segIndex]!;
    if (segIndex !== lastSeg) {
      if (low < seg.start) low = seg.start;
      pending = [];
      for (let p = segIndex - 1; p > lastSeg && p >= segIndex - 8; p--) {
        if (segs[p + 1]!.before !== '、') break;
        const words = trimSubject(afterTime(s, segs[p]!.start, segs[p]!.end, times).words);
        if (words === '' || words.length > 40) break;
        pending.unshift(words);
        if (segs[p]!.before !== '、') break;
      }
      pendingFor = segIndex;
      lastSeg = segIndex;
    } else if (pendingFor === segIndex && items.length > 0 && items[items.length - 1]!.seg === seg) pending = [];
    const tail = readTail(s, low, q.start, timeEnding);
    const cut = afterTime(s, low, tail.subjectEnd, times);
    const nextQ = usable[k + 1];
    const limit = nextQ && nextQ.start < seg.end ? nextQ.start : seg.end;
    const after = nounAfter(s, q.outerEnd, limit, nextQ && nextQ.start < seg.clauseEnd ? nextQ.start : seg.clauseEnd);
    let raw = trimSubject(cut.words);
    if (tail.change === 'up' && q.dimension === 'count' && s.startsWith('提升', tail.subjectEnd)) {
      // 乡镇污水提升16个: 提升 is a kind of work here.
      raw += '提升';
      tail.change = null;
    }
    if (raw === '' && s.startsWith('规划', q.start - 2)) raw = '规划';
    raw = raw.replace(/(?:已?连续)\d{0,3}年?$|了$/u, '');
    if (tail.to) raw = raw.replace(/^(?:提高|提升|增加|扩大|降低|减少|压减|做大)(?=.{2})/u, '');
    raw = raw.replace(/^(?:报告)?(?:确定的|定的|下达的)/u, '').replace(/^\d+(?:\.\d+)?万?(?:个|项|家|户)(?=[^以])/u, '');
    const split = splitPlace(raw);
    let place = cut.place ?? split.place;
    if (split.place) raw = split.rest;
    if (raw !== '' && place === null && cut.words.length > 0) {
      const placeLength = low === seg.start ? placeAt(s, seg.start) : 0;
      if (placeLength > 0 && (/[市县州省]$/u.test(s.slice(seg.start, tail.subjectEnd)) || listedPlaceAt(s, seg.start) === placeLength) && seg.start + placeLength === tail.subjectEnd) { place = s.slice(seg.start, tail.subjectEnd); raw = ''; }
    }
    const nextInSeg = nextQ !== undefined && nextQ.start < seg.end;
    if (isModifier(s, q, q.grade ? cut.words : raw, after, nextInSeg)) return; // part of the subject that follows
    const prev = items[items.length - 1];
    const between = prev ? s.slice(prev.q.outerEnd, tail.outerStart) : '';
    const chained = prev !== undefined && (prev.seg === seg ? /^(?:和|及|与|以及|，|、)?$/u.test(between) || raw === '' && /^(?:和|及|与|以及)/u.test(between) : prev.index === segIndex - 1 && seg.before === '、');
    items.push({ q, seg, index: segIndex, tail, raw: chained && /^(?:和|及|与|以及)$/u.test(s.slice(low, tail.subjectEnd)) ? '' : raw, after, chained, pending, place, nextStart: nextQ?.start ?? null, quoted: s[q.outerEnd] === '”' });
    low = q.outerEnd;
    pending = [];
  });
  return items;
}

/** Numbers in brackets are asides: （高出全省0.1个百分点）. */
function inBracket(s: string, from: number, at: number): boolean {
  for (let k = at - 1; k >= from && at - k < BRACKET_LIMIT; k--) {
    if (s[k] === '）') return false;
    if (s[k] === '（') return true;
  }
  return false;
}

/** A number in a short quotation is a slogan, unless the quotation is a whole promise. */
function inSlogan(s: string, q: Quantity): boolean {
  let open = -1;
  for (let k = q.start - 1; k >= 0 && q.start - k <= 40; k--) {
    if (s[k] === '”' || s[k] === '。') return false;
    if (s[k] === '“') { open = k; break; }
  }
  if (open < 0) return false;
  const close = s.slice(q.end, open + 41).indexOf('”') + q.end;
  if (close < q.end) return false;
  const before = s.slice(open + 1, q.start);
  return !(close - q.outerEnd <= 1 && before.length >= 4);
}

/** The words after the last time phrase of a range, and the place in front of it. */
function afterTime(s: string, from: number, to: number, times: readonly TimeRef[]): { words: string; place: string | null } {
  let last: TimeRef | null = null;
  for (const t of times) if (t.start >= from && t.end <= to) last = t;
  if (!last) return { words: s.slice(Math.max(from, to - 80), to), place: null };
  const words = s.slice(last.end, to);
  const k = placeAt(s, from);
  const head = s.slice(from, last.start).replace(/[“”]/gu, '');
  const place = k > 0 && from + k <= last.start ? s.slice(from, from + k) : null;
  const rest = trimSubject(words);
  if (rest === '' && trimSubject(head) !== '' && !place) return { words: s.slice(from, last.start).replace(/[到至在于]$/u, ''), place: null };
  if (last.base && head.length > 1) return { words: head.replace(/(?:相比|相当于|[比较从由自于为是])$/u, ''), place };
  return { words, place };
}

const NOUN_STOP = /[，。；：、！？（）“”到至]|(?:升为|升格|降为|扩大|减少|增加|以上|左右|以内|并|且|其中|占|就能|能够|可以|均已|在|较|比|达到?|增长|提高|下降|同比|用于|支持|的同时|予以|，)/u;

/** The noun phrase that starts right after a number: 2亿元[乡村振兴发展基金]. */
function nounAfter(s: string, at: number, limit: number, clauseEnd: number): string {
  let from = at;
  if (s[from] === '的') from++;
  const text = s.slice(from, Math.min(limit, from + 32));
  const quoted = /^“([^”]{1,20})”/u.exec(text);
  if (quoted) return quoted[1]! + (NOUN_STOP.exec(text.slice(quoted[0].length))?.index === 0 ? '' : text.slice(quoted[0].length, quoted[0].length + (NOUN_STOP.exec(text.slice(quoted[0].length))?.index ?? 20)));
  const stop = NOUN_STOP.exec(text);
  if (!stop && s[limit] === '、' && limit - from <= 10) {
    // 3个功能明晰、错位发展的城区商圈: the noun stands after the adjectives.
    const m = /^、[^，。；、的\d]{1,8}的([^，。；、的\d]{2,12})/u.exec(s.slice(limit, Math.min(clauseEnd, limit + 24)));
    if (m) return m[1]!;
  }
  return (stop ? text.slice(0, stop.index) : text).replace(/(?:和|与|及|的|以)$/u, '').replace(/[”“]/gu, '');
}

/** Numbers that only tell which things are meant: 500万元以上项目, 15分钟生活圈, 158个重点项目完成投资…. */
function isModifier(s: string, q: Quantity, raw: string, after: string, nextInSeg: boolean): boolean {
  const d = q.dimension;
  if (d === 'time') {
    if (/(?:时间|时限|用时|时长|周期|寿命|年限|天数|工期|压缩|缩短|缩减|办理|压减|在)$|年限|天数|时间|时限|时长/u.test(raw)) return after !== '' && nextInSeg;
    return true;
  }
  if (d === 'age') return !/寿命|年龄|岁数/u.test(raw);
  if (after === '' ) return false;
  const direct = s[q.outerEnd] !== '的';
  if (q.grade) return nextInSeg || !GRADE_VERB.test(raw) ;
  // 年收入10万元以上的村达到80%.
  if (nextInSeg && q.postOp !== null && !direct && after.length <= 8 && d !== 'percent') return true;
  if (d === 'money' && q.postOp !== null && direct && q.outerEnd > q.end) return true;
  if ((d === 'area' || d === 'mass' || d === 'power' || d === 'length') && q.postOp !== null && direct && nextInSeg) return true;
  if (nextInSeg && (raw === '' || isVerbOnly(raw)) && d !== 'percent' && d !== 'points' && d !== 'multiple') {
    // 完成投资: 158个重点项目完成投资189亿元; but 5所学校和3家医院 are two things.
    return !/^[和与及]/u.test(after) && !/[和与及]$/u.test(after);
  }
  return false;
}
const GRADE_VERB = /^(?:.{0,12}(?:打造|建成|建设|形成|培育|迈上|突破|达到|跨入|迈入|创建).{0,16}|)$/u;

interface TenseAt { at: number; tense: Tense; local: boolean; segEnd: number; segStart: number; weak: boolean; time: TimeRef | null; report: boolean }

/** Cues and time phrases of a sentence merged in order of place; updates the context's lasting tense. */
function tenseTimeline(input: SentenceInput, qs: readonly Quantity[]): TenseAt[] {
  const { s, sentence, cues, times, doc, ctx } = input;
  const events: TenseAt[] = [];
  const segOf = (at: number): Segment => sentence.segments.find((x) => at < x.end) ?? sentence.segments[sentence.segments.length - 1]!;
  for (const cue of cues) {
    const seg = segOf(cue.at);
    events.push({ at: cue.at, tense: cue.tense, local: cue.local || (cue.planned && ctx.tense === 'past'), weak: cue.weak, segStart: seg.start, segEnd: seg.end, time: null, report: cue.report });
  }
  for (const time of times) {
    if (time.base) continue;
    let tense = tenseOf(time, doc);
    // 全年 in an account of results is the year that it tells of.
    if (time.kind === 'thisYear' && ctx.tense === 'past' && /^(?:全年|年内|当年)/u.test(s.slice(time.start, time.start + 2))) continue;
    if (tense === 'unknown') tense = guessTense(s, sentence, time, qs, cues, doc);
    const seg = segOf(time.start);
    events.push({ at: time.start, tense, local: false, weak: false, segStart: seg.start, segEnd: seg.end, time, report: false });
  }
  events.sort((a, b) => a.at - b.at);
  return restart(input, events).sort((a, b) => a.at - b.at);
}

/** A year that the document's date does not settle. */
function guessTense(s: string, sentence: Sentence, time: TimeRef, qs: readonly Quantity[], cues: readonly Cue[], doc: DocumentTime): Tense {
  const rest = s.slice(time.end, Math.min(sentence.end, time.end + 24));
  if (/^[^，。；]{0,14}(?:预期|目标|计划|力争|规划|将|确保|安排)/u.test(rest)) return 'future';
  if (doc.year === null && time.months && time.months[1] - time.months[0] < 11) return 'past';
  if (time.atEnd && time.kind !== 'fiveYearPlan') return 'future';
  if (cues.some((c) => c.tense === 'future' && !c.weak && !c.local)) return 'unknown';
  const ahead = qs.filter((q) => q.start > time.start && q.outerEnd > q.end && q.postOp !== '>').length;
  const after = qs.filter((q) => q.start > time.start).length;
  if (after > 0 && ahead * 3 >= after) return 'future';
  if (/(?:达到|突破|不低于)/u.test(rest) && time.kind === 'fiveYearPlan') return 'future';
  if (time.atEnd) return doc.year === null ? 'future' : 'unknown';
  return doc.year !== null && time.to === doc.year ? 'unknown' : 'past';
}

function tenseFor(input: SentenceInput, item: Item, events: readonly TenseAt[]): { tense: 'past' | 'future'; time: TimeRef | null } {
  const { ctx, fallback } = input;
  const at = item.q.start;
  let lasting: Tense = ctx.tense;
  let time = ctx.time;
  let local: 'past' | 'future' | null = null;
  for (const e of events) {
    if (e.at > at && !(e.local && e.tense === 'past' && e.segEnd > at && e.at < at + 20 && (item.nextStart === null || item.nextStart > e.at))) continue;
    if (e.time) time = e.time;
    if (e.tense === 'unknown') continue;
    if (e.local) { if (e.segStart <= at && e.segEnd > at) local = e.tense; continue; }
    if (e.weak) { if (lasting === 'unknown') lasting = e.tense; continue; }
    lasting = e.tense;
    if (e.segStart <= at && e.segEnd > at && e.time === null) local = null;
  }
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
    if (seg.before === '；' && seg.start > headEnd) events.push({ at: seg.start - 1, tense: last.tense, local: false, weak: false, segStart: seg.start, segEnd: seg.end, time, report: false });
  }
  return events;
}

function settle(ctx: Context, events: readonly TenseAt[], at: number): void {
  for (const e of events) {
    if (e.at > at) break;
    if (e.time) ctx.time = e.time;
    if (!e.local && !e.weak && e.tense !== 'unknown') ctx.tense = e.tense;
  }
}

/** The noun that opens a sentence and may be the subject of all that follows: 生活圈以…为半径，规划140个. */
function topicOf(s: string, sentence: Sentence): string {
  const first = sentence.segments[0];
  if (!first) return '';
  const m = /^([^以是为在要将按，。的\d]{2,12})[以是为]/u.exec(s.slice(first.start, Math.min(first.end, first.start + 20)));
  const words = m ? trimSubject(m[1]!) : '';
  return words !== '' && !isVerbOnly(words) ? words : '';
}

const COMPARATIVE = /(?:高于|高出|低于|快于|优于|领先|好于|多于|少于|慢于)(?:全国|全省|全市|全州|全区|同期|上年|平均|预期|年初|去年|全县|当期|GDP|经济)?[^，]{0,8}$/u;

function readGroup(input: SentenceInput, group: Item[], next: Item | null, prev: Item | null, events: readonly TenseAt[]): void {
  const { s, ctx } = input;
  const first = group[0]!;
  const { tail, q } = first;
  const { tense, time } = tenseFor(input, first, events);
  const n = group.length;
  let raw = first.raw;
  let rule = 'subject-before-number';
  let confidence = 0.9;

  // 占年度计划的102%: how much of a target is done is no target.
  if (/(?:计划|目标|任务)(?:任务|目标|总?数|总?量)?的?$/u.test(raw) && q.dimension === 'percent') { settle(ctx, events, q.start); return; }
  if (q.dimension === 'points' && /(?:预算|计划|目标|平均|水平|上年|去年)[高低快慢多少]$/u.test(raw)) { settle(ctx, events, q.start); return; }
  if (COMPARATIVE.test(raw) && tense === 'past') { settle(ctx, events, q.start); return; }
  if (q.dimension !== 'rank' && /(?:居|排|位列|排名|位次|列)(?:全省|全国|全市)?第?$/u.test(raw)) return;

  // The thing counted stands after the number: 建立2亿元基金, 新增50家企业, 园区新增50家企业.
  let counted = '';
  if (n === 1 && first.after.length >= 2 && (raw === '' || isVerbOnly(raw) || endsInVerb(raw)) && !tail.change && !(tail.level && raw !== '') ) {
    counted = trimSubject(first.after);
  } else if (n === 1 && q.chinese && first.pending.length >= q.value! - 1 && first.pending.length > 0 && first.after.length >= 2) {
    counted = trimSubject(first.after); // 甲带、乙带两条聚集带
    raw = '';
  } else if (n === 1 && q.grade && first.after.length >= 2) {
    counted = trimSubject(first.after.split('的')[0]!);
    raw = '';
  } else if (n === 1 && raw === '' && tail.change === 'up' && first.after.length >= 2 && q.dimension !== 'percent') counted = `增加${trimSubject(first.after)}`;

  let subjects: string[];
  if (counted) {
    const verb = /^(?:建成|建立|打造|形成|完成|实施|设立|实现|建设|达到|提供|安排|拥有|开展|推进|推动)$/u.test(raw) ? '' : raw;
    subjects = [verb + counted];
    rule = 'subject-after-number';
    confidence = 0.8;
  } else {
    if (raw === '' && ctx.subject === '' && !ctx.topic && first.pending.length === 0) { settle(ctx, events, q.start); return; }
    const partitive = /其中/u.test(s.slice(first.seg.start, Math.min(first.seg.start + 4, q.start)));
    const d = distribute({ raw, pending: first.pending, count: n, shared: tail.shared, context: { subject: ctx.subject || ctx.topic, recent: ctx.recent, group: ctx.group }, partitive, unit: q.unit });
    subjects = d.subjects;
    rule = d.rule;
    confidence = d.confidence;
  }
  if (n === 1 && rule === 'compound-subject' && q.dimension === 'percent') {
    // A rate holds for each member of the list: 用水、能耗和排放降幅8%以上 is three promises.
    return readEach(input, first, next, prev, events);
  }
  if (subjects.length === 0) { settle(ctx, events, q.start); return; }

  // 现行16%的税率降至13%: the first number is where it stands.
  const standing = n === 1 && next !== null && next.tail.to && raw !== '' && first.after.length >= 2 && next.raw === first.after && s[q.outerEnd] === '的';
  if (standing) { subjects = [raw.replace(/(?:的)?现行$/u, '') + first.after]; next.raw = ''; }
  const isBaseline = standing || n === 1 && tail.from && next !== null && (next.raw === '' || !next.raw) && (next.tail.to || next.tail.change !== null || /[到至]/u.test(s.slice(q.outerEnd, next.q.start)));
  const newGroup: string[] = [];
  group.forEach((item, k) => {
    const base = subjects[Math.min(k, subjects.length - 1)]!;
    const named = nameRow(ctx, base, item, tail, first, counted !== '');
    newGroup.push(named.base);
    if (named.subject === '' || isNoise(named.subject, item)) return;
    const op = opFor(item, tail, first, named.growthRow, ctx);
    rows(input).push({
      block: input.block,
      clauseStart: item.seg.clauseStart,
      clauseEnd: item.seg.clauseEnd,
      quantityStart: item.tail.outerStart,
      quantityEnd: item.q.outerEnd,
      subject: named.subject,
      op, value: item.q.value, value2: item.q.value2, unit: item.q.unit,
      tense: isBaseline ? 'past' : tense,
      time: item.tail.time ?? tail.time ?? time,
      annual: named.annual,
      place: ctx.place,
      rule: isBaseline ? `${rule}+baseline` : named.rule ? `${rule}+${named.rule}` : rule,
      confidence: Math.round((confidence - (named.rule ? 0.05 : 0)) * 100) / 100,
    });
  });
  if (newGroup.length > 0 && newGroup[0] !== '') {
    if (!(raw === '' && n === 1) || ctx.subject === '') ctx.subject = newGroup[newGroup.length - 1]!;
    if (raw !== '' || counted) for (const b of newGroup) ctx.recent.push(b);
    if (n > 1) ctx.group = newGroup;
  }
  void prev;
  settle(ctx, events, q.start);
}

/** One rate for several subjects: a row for each. */
function readEach(input: SentenceInput, item: Item, next: Item | null, prev: Item | null, events: readonly TenseAt[]): void {
  const { base, growth } = splitGrowth(item.raw);
  const parts = [...item.pending, ...splitAnd(growth ? base : item.raw)];
  const tailWord = growth ? item.raw.slice(base.length) : '';
  const names = completeList(parts).map((x) => sharePrefix(parts[0]!, x));
  for (const name of names) {
    readGroup(input, [{ ...item, raw: name + tailWord, pending: [] }], next, prev, events);
  }
}

const rows = (input: SentenceInput): MeasuredRow[] => input.rows;

interface Named { subject: string; base: string; growthRow: boolean; annual: boolean; rule: string }

/** The full name of a row: base subject with what the verb and the unit add. */
function nameRow(ctx: Context, base: string, item: Item, tail: Tail, first: Item, counted: boolean): Named {
  const q = item.q;
  let name = base;
  let rule = '';
  // 占规上工业产值70.96%: a share of the subject before.
  const share = /^占(.+?)(?:的)?(?:比重|比例|比率)?$/u.exec(name);
  if (share && ctx.subject && first.raw === name) {
    return { subject: `${canonicalName(ctx.subject)}占${share[1]}比重`, base: ctx.subject, growthRow: false, annual: false, rule: 'share-of' };
  }
  if (name === '人均' && first.raw === name && ctx.subject) {
    return { subject: canonicalName(`人均${canonicalName(ctx.subject)}`), base: ctx.subject, growthRow: false, annual: false, rule: 'per-head-of-subject' };
  }
  if (isAttribute(name) && first.raw === name) {
    const owner = ctx.subject || ctx.topic;
    const industry = /^第[一二三]产业/u.exec(owner)?.[0];
    if (!owner) return { subject: '', base: '', growthRow: false, annual: false, rule };
    const bare = splitGrowth(name);
    if (bare.growth) name = owner + name;
    else if (/^总量$/u.test(name)) name = owner;
    else name = (industry ?? owner.replace(/(?:数量|总量|面积)$/u, '')) + name;
    rule = 'attribute-of-subject';
    ctx.attribute = bare.growth ? ctx.attribute : { name: first.raw, stretch: tail.stretch, dimension: q.dimension };
  }
  if (q.dimension === 'percent' && /占[^占]{2,14}$/u.test(name) && !/(?:比重?|比例|率|份额)$/u.test(name)) name += '比重';
  if (q.dimension === 'points' && /(?:高于|快于|低于|优于|领先)/u.test(name)) return { subject: name, base: splitGrowth(name).base, growthRow: true, annual: false, rule: 'compared' };
  const { base: noun, growth } = splitGrowth(name);
  const annual = tail.annual || growth?.annual === true;
  const percent = q.dimension === 'percent';
  if (growth && noun !== '') {
    ctx.growth = { ...growth, annual };
    const known = canonicalName(noun);
    if (!percent && q.dimension !== 'points') return { subject: canonicalName(name), base: noun, growthRow: true, annual, rule };
    const compared = tail.comparedWith;
    if (/涨幅|增幅/u.test(name) && !annual) return { subject: canonicalName(name) === name ? known + name.slice(noun.length) : canonicalName(name), base: noun, growthRow: true, annual, rule };
    return { subject: growthName(known, { ...growth, annual, comparedWith: compared }), base: noun, growthRow: true, annual, rule };
  }
  if (percent && (tail.change || first.tail.change)) {
    const change = tail.change ?? first.tail.change;
    const g: Growth = { annual, down: change === 'down', comparedWith: tail.comparedWith };
    ctx.growth = g;
    return { subject: growthName(name, g), base: name, growthRow: true, annual, rule: rule || (first.raw === '' && !counted ? 'elided-subject' : '') };
  }
  if (percent && !tail.to && !tail.from && !/率$|占|比重|比例|强度/u.test(name) && percentMeansGrowth(name)) {
    const g: Growth = { annual: annual || (ctx.growth?.annual ?? false), down: false, comparedWith: null };
    return { subject: growthName(name, g), base: name, growthRow: true, annual: g.annual, rule: 'growth-carried' };
  }
  if (/^第[一二三]产业$/u.test(canonicalName(name)) && ctx.attribute && ctx.attribute.dimension === q.dimension) {
    return { subject: canonicalName(name) + ctx.attribute.name, base: name, growthRow: false, annual, rule: 'attribute-carried' };
  }
  const compared = tail.comparedWith;
  if (q.dimension === 'multiple') {
    const what = q.doubling || /翻/u.test(item.raw) ? '' : '倍数';
    return { subject: compared ? `${canonicalName(name)}${compared.replace(/^[为是]/u, '为')}${what}` : canonicalName(name), base: name, growthRow: false, annual, rule: 'multiple' };
  }
  if (tail.change === 'down') {
    return { subject: `${canonicalName(name)}${compared ?? ''}下降`, base: name, growthRow: false, annual, rule: 'decrease' };
  }
  if (tail.change === 'up') {
    const bare = canonicalName(name);
    const suffix = item.q.postOp || tail.op || tail.stretch || annual || compared ? `${compared ?? ''}${annual ? '年均' : ''}增加` : '';
    if (q.dimension === 'rank') return { subject: `${bare}提升`, base: name, growthRow: false, annual, rule: 'increase' };
    return { subject: bare + suffix, base: name, growthRow: false, annual, rule: 'increase' };
  }
  const cumulative = tail.sum && !name.includes('累计') ? `${canonicalName(name)}累计` : canonicalName(name);
  return { subject: cumulative, base: name, growthRow: false, annual, rule };
}

function opFor(item: Item, tail: Tail, first: Item, growthRow: boolean, ctx: Context): Op {
  const q = item.q;
  if (q.postOp === 'range') return 'range';
  const own = item.tail.op ?? tail.op;
  if (q.grade && q.postOp === null) return own ?? '>=';
  if (q.postOp) {
    // 突破500亿元大关 is past it; 控制在3%左右 is about 3%.
    if (own === '>' && q.postOp === '>=') return '>';
    return q.postOp;
  }
  if (own) return own;
  if (item.tail.stretch || tail.stretch || first.tail.stretch) return 'approx';
  if (ctx.attribute?.stretch && /产业$|[一二三]产$/u.test(ctx.subject || first.raw) && q.dimension === ctx.attribute.dimension && !growthRow && isAttributeCarried(first.raw)) return 'approx';
  if (tail.to) return 'to';
  if (q.doubling) return '=';
  if (tail.change === 'up' && (q.dimension !== 'percent') && !growthRow) return '+';
  return '=';
}
const isAttributeCarried = (raw: string): boolean => raw === '' || /^(?:第?[一二三](?:次|产业|产))$/u.test(raw);

/** Subjects that are no subject: pronouns, ways of speaking. */
function isNoise(subject: string, item: Item): boolean {
  if (subject.length > 60) return true;
  if (/^[\d.%，、]+$/u.test(subject)) return true;
  if (subject.length === 1) return true;
  if (/相当于|每$|^每(?:天|年|月|个)?$|[就能]够/u.test(subject)) return true;
  if (/^(?:引导|用好|取消|下放|取消和下放|降低|减轻|实现|完成|达到|提高|增加|减少|安排|占|其中|平均|平均每天|包括|涉及|共有|超过|在|从|对|把|支持|保持|新增|同时|此外)$/u.test(subject)) return true;
  if (/^(?:这|这些|那|此|其|他|她|我|我们|大家|它|有的|以上|以下|以前|此后|本次|一些|多个|不少)$/u.test(subject)) return true;
  if (item.q.dimension === 'count' && item.q.chinese && /^(?:这|其|上述|以上)/u.test(subject)) return true;
  return false;
}

/** Whether a subject is the name of a known indicator; used for confidence. */
export function isKnown(subject: string): boolean {
  return exactIndicator(splitGrowth(subject).base) !== null;
}

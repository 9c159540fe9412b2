/** From sentences to measured rows: which number belongs to which subject, and whether it is a promise. */
import { exactIndicator } from './indicator-names.ts';
import { readItems } from './item.ts';
import { distribute, sharePrefix, splitAnd } from './list.ts';
import type { Context, Item, SentenceInput } from './reading.ts';
import { isNoise, nameRow, opFor } from './row-name.ts';
import type { Sentence } from './segment.ts';
import { completeList, endsInVerb, isVerbOnly, percentMeansGrowth, splitGrowth, trimSubject } from './subject.ts';
import { settle, tenseFor, type TenseAt } from './tense.ts';
import { tenseOf, type DocumentTime, type Tense, type TimeRef } from './time.ts';

/** What is known at the start of a paragraph: nothing but the tense. */
export function newContext(tense: Tense): Context {
  return {
    subject: '',
    recent: [],
    group: [],
    growth: null,
    attribute: null,
    topic: '',
    dimension: '',
    goalSet: null,
    place: null,
    tense,
    time: null,
    stretchClause: -1,
  };
}

/** Reads the numbers of one sentence into `input.rows`. */
export function readSentence(input: SentenceInput, tenses: readonly TenseAt[]): void {
  const { s, sentence, ctx } = input;
  const items = readItems(input);
  ctx.group = [];
  ctx.growth = null;
  ctx.attribute = null;
  ctx.topic = topicOf(s, sentence);
  if (ctx.topic) {
    // 生活圈 for the 15分钟生活圈 of the sentence before.
    const full = ctx.recent.find(
      (x) => x.length > ctx.topic.length && x.length <= ctx.topic.length + 12 && x.endsWith(ctx.topic),
    );
    ctx.subject = full ? full.replace(/^(?:开工|新建|建设|建成|改造|打造|新增)/u, '') : ctx.topic;
  }
  ctx.recent = [];
  if (items.length === 0) {
    const about = aboutOf(s, sentence);
    if (about) ctx.subject = about;
  }
  let k = 0;
  while (k < items.length) {
    const first = items[k]!;
    let n = 1;
    while (k + n < items.length && extendsGroup(items[k + n - 1]!, items[k + n]!)) n++;
    const next = items[k + n];
    if (first.place) ctx.place = first.place;
    readGroup(input, items.slice(k, k + n), next ?? null, tenses);
    k += n;
  }
}

/** Bare numbers of one kind in a row share a verb: 45000元、21800元; 5.5%和8.6%. */
function extendsGroup(prev: Item, item: Item): boolean {
  if (!item.chained || item.raw !== '' || item.q.dimension !== prev.q.dimension || item.tail.time) return false;
  // 2个大型集群、4个中型集群: each has its own noun.
  if (item.q.dimension !== 'percent' && prev.after.length >= 2 && item.after.length >= 2) return false;
  const t = item.tail;
  return !t.to && !t.change && !t.from && !t.level && !t.annual && !t.stretch;
}

/** The noun that opens a sentence and may be the subject of all that follows: 生活圈以…为半径，规划140个. */
function topicOf(s: string, sentence: Sentence): string {
  const first = sentence.segments[0];
  if (!first) return '';
  const m = /^([^以是为在要将按，。的\d]{2,12})[以是为]/u.exec(
    s.slice(first.start, Math.min(first.end, first.start + 20)),
  );
  const words = m ? trimSubject(m[1]!) : '';
  return words !== '' && !isVerbOnly(words) ? words : '';
}

/** 一是固定资产投资方面。 names what the next sentence measures. */
function aboutOf(s: string, sentence: Sentence): string {
  if (sentence.end - sentence.start > 30 || sentence.segments.length !== 1) return '';
  const words = s
    .slice(sentence.start, sentence.end)
    .replace(
      /^(?:[一二三四五六七八九十]{1,2}是|（[一二三四五六七八九十\d]{1,2}）|\d{1,2}[.、]|[一二三四五六七八九十]{1,2}、)/u,
      '',
    );
  const m = /^(.{2,14}?)(?:方面|完成情况|情况|指标)$/u.exec(words);
  const about = m ? m[1]! : words;
  const named =
    words.length < sentence.end - sentence.start &&
    about.length >= 3 &&
    about.length <= 14 &&
    /^(?:年度|全年|今年|目标|任务|计划|截[至止]|目前|已|累计|1—)/u.test(s.slice(sentence.end + 1, sentence.end + 4));
  return m || named || exactIndicator(about) ? about : '';
}

/** 道路拓宽改造, 饮水不安全问题: what is done to that which is counted. */
const WORK = /^[^，。；、\d]{0,12}(?:改造|建设|拓宽|治理|修复|整治|硬化|升级|提升|工程|问题|任务)$/u;
/** 实施 of 实施莲花中小. */
const verbOf = (words: string): string =>
  /^(?:解决|改造|新建|建设|实施|完成|治理|修复|整治|培训|安置|引进|扶持|支持|帮扶)/u.exec(words)?.[0] ?? '';

const COMPARATIVE =
  /(?:高于|高出|低于|快于|优于|领先|好于|多于|少于|慢于)(?:全国|全省|全市|全州|全区|同期|上年|平均|预期|年初|去年|全县|当期|GDP|经济)?[^，]{0,8}$/u;

function readGroup(
  input: SentenceInput,
  group: Item[],
  next: Item | null,
  events: readonly TenseAt[],
  whole = false,
): void {
  const { s, ctx } = input;
  const first = group[0]!;
  const { tail, q } = first;
  const { tense, time } = tenseFor(input, first, events);
  const n = group.length;
  let raw = first.raw;
  let rule = 'subject-before-number';
  let confidence = 0.9;

  // 占年度计划的102%: how much of a target is done is no target.
  if (/(?:计划|目标|任务)(?:任务|目标|总?数|总?量)?的?$|预算的?$/u.test(raw) && q.dimension === 'percent') {
    settle(ctx, events, q.start);
    return;
  }
  if (q.dimension === 'points' && /(?:预算|计划|目标|平均|水平|上年|去年)[高低快慢多少]$/u.test(raw)) {
    settle(ctx, events, q.start);
    return;
  }
  const before = s.slice(Math.max(0, q.start - 12), q.start);
  if (
    (q.dimension === 'percent' && /(?:目标|任务|计划|预算)(?:任务)?的$/u.test(before)) ||
    (q.dimension === 'points' && /[高低快慢好]于[^，。；]{0,6}(?:计划|预期|预算|目标)(?:目标)?$/u.test(before))
  ) {
    settle(ctx, events, q.start);
    return;
  }
  if (q.dimension === 'points' && /(?:还差|相差|差距?)$/u.test(raw)) {
    settle(ctx, events, q.start);
    return;
  }
  if (COMPARATIVE.test(raw) && tense === 'past') {
    settle(ctx, events, q.start);
    return;
  }
  // 包括甲、乙、丙等5家: some of what was counted before.
  if (
    /^(?:包括|其中包括|含)/u.test(s.slice(first.seg.clauseStart, first.seg.clauseStart + 4)) &&
    /等$/u.test(first.raw) &&
    first.after === ''
  ) {
    settle(ctx, events, q.start);
    return;
  }
  if (q.dimension !== 'rank' && /(?:居|排|位列|排名|位次|列)(?:全省|全国|全市)?第?$/u.test(raw)) return;

  // The thing counted stands after the number: 建立2亿元基金, 新增50家企业, 园区新增50家企业.
  let counted = '';
  if (
    n === 1 &&
    first.after.length >= 2 &&
    (raw === '' || isVerbOnly(raw) || endsInVerb(raw)) &&
    !tail.change &&
    !(tail.level && raw !== '')
  ) {
    counted = trimSubject(first.after);
  } else if (
    n === 1 &&
    q.dimension === 'count' &&
    q.value !== null &&
    (q.chinese ? first.pending.length >= q.value - 1 : first.pending.length === q.value - 1) &&
    first.pending.length > 0 &&
    first.after.length >= 2
  ) {
    counted = trimSubject(first.after); // 甲带、乙带两条聚集带
    raw = '';
  } else if (n === 1 && q.grade && first.after.length >= 2) {
    counted = trimSubject(first.after.split('的')[0]!);
    raw = '';
  } else if (n === 1 && raw === '' && tail.change === 'up' && first.after.length >= 2 && q.dimension !== 'percent')
    counted = `增加${trimSubject(first.after)}`;

  // 莲花中小等59所薄弱学校项目: what stands before 等 are some of them.
  else if (
    n === 1 &&
    /等$/u.test(raw) &&
    first.after.length >= 2 &&
    (q.dimension === 'count' || q.dimension === 'people')
  ) {
    counted = trimSubject(first.after);
    raw = verbOf(first.pending[0] ?? raw);
  }
  // 秦南路3.4公里道路拓宽改造: the work stands after its length.
  else if (
    n === 1 &&
    raw !== '' &&
    WORK.test(first.after) &&
    !tail.level &&
    !tail.to &&
    !tail.change &&
    q.dimension !== 'percent'
  )
    raw += first.after;

  // 完成投资410亿元，1.28万户脱贫: households are not the investment before.
  if (raw === '' && !counted && ctx.dimension === 'money' && (q.dimension === 'count' || q.dimension === 'people')) {
    settle(ctx, events, q.start);
    return;
  }
  let subjects: string[];
  if (counted) {
    const verb = /^(?:建成|建立|打造|形成|完成|实施|设立|实现|建设|达到|提供|安排|拥有|开展|推进|推动|用于)$/u.test(raw)
      ? ''
      : raw;
    subjects = [verb + counted];
    rule = 'subject-after-number';
    confidence = 0.8;
  } else {
    if (raw === '' && ctx.subject === '' && !ctx.topic && first.pending.length === 0) {
      settle(ctx, events, q.start);
      return;
    }
    const partitive = /其中/u.test(s.slice(first.seg.start, Math.min(first.seg.start + 4, q.start)));
    const d = distribute({
      raw,
      pending: first.pending,
      count: n,
      shared: tail.shared,
      context: { subject: ctx.subject || ctx.topic, recent: ctx.recent, group: ctx.group },
      partitive,
      unit: q.unit,
    });
    subjects = d.subjects;
    rule = d.rule;
    confidence = d.confidence;
  }
  if (n === 1 && q.doubling && rule === 'compound-subject') return readEach(input, first, next, events);
  if (
    !whole &&
    n === 1 &&
    q.dimension === 'percent' &&
    (rule === 'compound-subject' || (first.pending.length === 0 && /率(?:和|及|与)[^和及与]{2,16}率$/u.test(raw)))
  ) {
    // A rate holds for each member of the list: 用水、能耗和排放降幅8%以上 is three promises.
    return readEach(input, first, next, events);
  }
  if (subjects.length === 0) {
    settle(ctx, events, q.start);
    return;
  }

  // 现行16%的税率降至13%: the first number is where it stands.
  const standing =
    n === 1 &&
    next !== null &&
    next.tail.to &&
    raw !== '' &&
    first.after.length >= 2 &&
    next.raw === first.after &&
    s[q.outerEnd] === '的';
  if (standing) {
    subjects = [raw.replace(/(?:的)?现行$/u, '') + first.after];
    next.raw = '';
  }
  const isBaseline =
    standing ||
    (n === 1 &&
      tail.from &&
      next !== null &&
      (next.raw === '' || !next.raw) &&
      (next.tail.to || next.tail.change !== null || /[到至]/u.test(s.slice(q.outerEnd, next.q.start))));
  // 翻一番，达到400亿元: the doubling is said again as a level.
  const restated =
    q.doubling &&
    q.postOp === null &&
    next !== null &&
    next.raw === '' &&
    next.index === first.index + 1 &&
    (next.tail.level || next.tail.to || next.tail.op !== null);
  const years = parallelYears(input, group);
  const newGroup: string[] = [];
  group.forEach((item, k) => {
    const base = subjects[Math.min(k, subjects.length - 1)]!;
    const named = nameRow(ctx, base, item, tail, first, counted !== '');
    newGroup.push(named.base);
    if (restated) return;
    if (named.subject === '' || isNoise(named.subject, item)) return;
    const { op, stretch } = opFor(item, tail, group, next, named.growthRow, ctx);
    rows(input).push({
      block: input.block,
      clauseStart: item.seg.clauseStart,
      clauseEnd: item.seg.clauseEnd,
      quantityStart: item.tail.outerStart,
      quantityEnd: item.q.outerEnd,
      subject: named.subject,
      op,
      value: item.q.value,
      value2: item.q.value2,
      stretch,
      unit: item.q.unit,
      tense: isBaseline ? 'past' : tense,
      time: fitting(years?.[k] ?? item.tail.time ?? tail.time ?? time, isBaseline ? 'past' : tense, input.doc),
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
  ctx.dimension = q.dimension;
  settle(ctx, events, q.start);
}

/** 2024年、2025年、2026年分别完成10、12、15亿元, 到2025年、2030年达到60%、62%: a year for each number. */
function parallelYears(input: SentenceInput, group: readonly Item[]): TimeRef[] | null {
  if (group.length < 2) return null;
  const before = input.times.filter((t) => t.end <= group[0]!.q.start && t.start >= group[0]!.seg.clauseStart);
  const run = before.slice(-group.length);
  if (run.length !== group.length || run.some((t) => t.kind !== 'year' || t.base)) return null;
  for (let k = 1; k < run.length; k++)
    if (!/^[、和及与]到?$/u.test(input.s.slice(run[k - 1]!.end, run[k]!.start))) return null;
  return run;
}

/** A promise has no past period and a result no coming one: such a phrase was carried over from elsewhere. */
function fitting(time: TimeRef | null, tense: 'past' | 'future', doc: DocumentTime): TimeRef | null {
  if (!time || time.kind === 'thisYear') return time;
  const own = tenseOf(time, doc);
  return own !== 'unknown' && own !== tense ? null : time;
}

/** One rate for several subjects: a row for each. */
function readEach(input: SentenceInput, item: Item, next: Item | null, events: readonly TenseAt[]): void {
  const { base, growth } = splitGrowth(item.raw);
  const parts = [
    ...item.pending.filter((x) => !/^.{2,6}通.{2,}|全覆盖|清零|消除/u.test(x)),
    ...splitAnd(growth ? base : item.raw),
  ];
  const tailWord = growth ? item.raw.slice(base.length) : '';
  const names = completeList(parts).map((x) => sharePrefix(parts[0]!, x));
  const measured = (x: string): boolean =>
    /(?:率|占比|比重|比例|降幅|增速|涨幅|强度)$/u.test(x) || exactIndicator(x) !== null;
  if (
    !tailWord &&
    !item.tail.change &&
    item.q.dimension === 'percent' &&
    names.length > 1 &&
    names.slice(0, -1).some((x) => !measured(x) && !percentMeansGrowth(x))
  ) {
    // 图书馆、文化馆一级馆率: one rate of both.
    readGroup(input, [{ ...item, raw: parts.join('、'), pending: [] }], next, events, true);
    return;
  }
  for (const name of names) {
    readGroup(input, [{ ...item, raw: name + tailWord, pending: [] }], next, events);
  }
}

const rows = (input: SentenceInput): SentenceInput['rows'] => input.rows;

/** The quantities of a sentence, each with the words that belong to it. */
import { leadingIndicator } from './indicator-names.ts';
import { listedPlaceAt, placeAt } from './places.ts';
import type { Quantity } from './quantity.ts';
import type { Item, SentenceInput } from './reading.ts';
import { isVerbOnly, splitPlace, trimSubject } from './subject.ts';
import { readTail } from './tail.ts';
import type { TimeRef } from './time.ts';

const BRACKET_LIMIT = 200;

export function readItems(input: SentenceInput): Item[] {
  const { s, sentence, qs, times, timeEnding } = input;
  const items: Item[] = [];
  let segIndex = 0;
  let low = -1;
  let pending: string[] = [];
  let pendingFor = 0;
  const segs = sentence.segments;
  // 2个千亿级产业集群: the grade names what is counted.
  const attributes = attributesOf(s, qs, sentence);
  const usable = qs.filter(
    (q, k) =>
      !attributes.has(q) &&
      !isScope(s, q) &&
      !(q.doubling && /[到至达]/u.test(s[q.end] ?? '')) &&
      !(q.grade && q.dimension === 'money' && qs[k - 1]?.outerEnd === q.start && qs[k - 1]?.dimension === 'count') &&
      !isAside(s, bracketOf(s, sentence.start, q.start)) &&
      !inSlogan(s, q),
  );
  let lastSeg = -1;
  const consumed = new Set<Quantity>();
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
    low = Math.max(low, bracketOf(s, sentence.start, q.start) + 1);
    const tail = readTail(s, low, q.start, timeEnding);
    const cut = afterTime(s, low, tail.subjectEnd, times);
    const nextQ = usable[k + 1];
    if (consumed.has(q)) return;
    const limit = nextQ && nextQ.start < seg.end ? nextQ.start : seg.end;
    let after = nounAfter(s, q.outerEnd, limit, nextQ && nextQ.start < seg.clauseEnd ? nextQ.start : seg.clauseEnd);
    let raw = trimSubject(cut.words);
    if (tail.change === 'up' && q.dimension === 'count' && s.startsWith('提升', tail.subjectEnd)) {
      // 乡镇污水提升16个: 提升 is a kind of work here.
      raw += '提升';
      tail.change = null;
    }
    if (raw === '' && s.startsWith('规划', q.start - 2)) raw = '规划';
    raw = raw
      .replace(/(?:已?连续)\d{0,3}年?$|了$|年度(?:实施|完成|建设)$/u, '')
      .replace(/^.*(?:打造|建设|发展|培育)成为?(?=.{2})/u, '');
    if (tail.to) raw = raw.replace(/^(?:提高|提升|增加|扩大|降低|减少|压减|做大)(?=.{2})/u, '');
    raw = raw
      .replace(/^(?:报告)?(?:确定的|定的|下达的)/u, '')
      .replace(/^\d+(?:\.\d+)?万?(?:个|项|家|户)(?=[^以])/u, '');
    raw = raw.replace(/^从(.{2,}?)中?(?:拿出|安排|提取|划拨|列支)$/u, '$1');
    const split = splitPlace(raw);
    let place = cut.place ?? split.place;
    if (split.place) raw = split.rest;
    if (raw !== '' && place === null && cut.words.length > 0) {
      const placeLength = low === seg.start ? placeAt(s, seg.start) : 0;
      if (
        placeLength > 0 &&
        (/[市县州省]$/u.test(s.slice(seg.start, tail.subjectEnd)) || listedPlaceAt(s, seg.start) === placeLength) &&
        seg.start + placeLength === tail.subjectEnd
      ) {
        place = s.slice(seg.start, tail.subjectEnd);
        raw = '';
      }
    }
    let nextInSeg = nextQ !== undefined && nextQ.start < seg.end;
    const whole = nextInSeg ? wholeNoun(s, q, nextQ!, seg.end, raw) : null;
    if (whole !== null) {
      // 20个年接待游客300万人次以上的大景区, 20%的村年收入超30万元: the second number tells which.
      consumed.add(nextQ!);
      after = whole;
      nextInSeg = false;
    }
    const said = items[items.length - 1];
    // 地区生产总值增速高于全省平均，力争突破3000亿元: the clause between names the subject.
    const inBetween = segs[segIndex - 1];
    if (
      raw === '' &&
      inBetween &&
      seg.before === '，' &&
      low === seg.start &&
      (said === undefined || said.index < segIndex - 1)
    ) {
      const words = trimSubject(afterTime(s, inBetween.start, inBetween.end, times).words);
      raw = words.slice(0, leadingIndicator(words, 0));
    }
    const again =
      raw === '' &&
      (tail.to || tail.level || tail.op !== null) &&
      said !== undefined &&
      said.q.dimension === q.dimension;
    if (!again && isModifier(s, q, q.grade ? cut.words : raw, after, nextInSeg, tail.op !== null)) return; // part of the subject that follows
    const prev = items[items.length - 1];
    const between = prev ? s.slice(prev.q.outerEnd, tail.outerStart) : '';
    const chained =
      prev !== undefined &&
      (prev.seg === seg
        ? /^(?:和|及|与|以及|，|、)?$/u.test(between) || (raw === '' && /^(?:和|及|与|以及)/u.test(between))
        : prev.index === segIndex - 1 && seg.before === '、');
    items.push({
      q,
      seg,
      index: segIndex,
      tail,
      raw: chained && /^(?:和|及|与|以及)$/u.test(s.slice(low, tail.subjectEnd)) ? '' : raw,
      after,
      chained,
      pending,
      place,
      nextStart: nextQ?.start ?? null,
      quoted: s[q.outerEnd] === '”',
    });
    low = whole === null ? q.outerEnd : Math.min(seg.end, q.outerEnd + whole.length);
    pending = [];
  });
  return items;
}

/** Where the bracket around `at` opens, -1 outside one. */
function bracketOf(s: string, from: number, at: number): number {
  for (let k = at - 1; k >= from && at - k < BRACKET_LIMIT; k--) {
    if (s[k] === '）') return -1;
    if (s[k] === '（') return k;
  }
  return -1;
}

/** Numbers in brackets are asides （高出全省0.1个百分点）, but not a part （其中民间投资占比60%） or a goal 年度目标（增长7%）. */
function isAside(s: string, open: number): boolean {
  return (
    open >= 0 && !s.startsWith('其中', open + 1) && !/(?:目标|任务|计划)$/u.test(s.slice(Math.max(0, open - 2), open))
  );
}

/** A number in a short quotation is a slogan, unless the quotation is a whole promise. */
function inSlogan(s: string, q: Quantity): boolean {
  let open = -1;
  for (let k = q.start - 1; k >= 0 && q.start - k <= 40; k--) {
    if (s[k] === '”' || s[k] === '。') return false;
    if (s[k] === '“') {
      open = k;
      break;
    }
  }
  if (open < 0) return false;
  const close = s.slice(q.end, open + 41).indexOf('”') + q.end;
  if (close < q.end) return false;
  const before = s.slice(open + 1, q.start);
  return !(close - q.outerEnd <= 1 && before.length >= 4);
}

/** The words after the last time phrase of a range, and the place in front of it. */
function afterTime(
  s: string,
  from: number,
  to: number,
  times: readonly TimeRef[],
): { words: string; place: string | null } {
  let last: TimeRef | null = null;
  for (const t of times) if (t.start >= from && t.end <= to) last = t;
  if (!last) return { words: s.slice(Math.max(from, to - 80), to), place: null };
  const words = s.slice(last.end, to);
  const k = placeAt(s, from);
  const head = s.slice(from, last.start).replace(/[“”]/gu, '');
  const place = k > 0 && from + k <= last.start ? s.slice(from, from + k) : null;
  const rest = trimSubject(words);
  if (rest === '' && trimSubject(head) !== '' && !place)
    return { words: s.slice(from, last.start).replace(/[到至在于]$/u, ''), place: null };
  if (last.base && head.length > 1) return { words: head.replace(/(?:相比|相当于|[比较从由自于为是在])$/u, ''), place };
  return { words, place };
}

const NOUN_STOP =
  /[，。；：、！？（）“”到至]|(?:升为|升格|降为|扩大|减少|增加|以上|左右|以内|并|且|其中|占|就能|能够|可以|均已|在|较|比|达到?|增长|提高|下降|同比|用于|支持|的同时|予以|，)/u;

/** The noun phrase that starts right after a number: 2亿元[乡村振兴发展基金]. */
function nounAfter(s: string, at: number, limit: number, clauseEnd: number): string {
  let from = at;
  if (s[from] === '的') from++;
  const text = s.slice(from, Math.min(limit, from + 32));
  const quoted = /^“([^”]{1,20})”/u.exec(text);
  if (quoted)
    return (
      quoted[1]! +
      (NOUN_STOP.exec(text.slice(quoted[0].length))?.index === 0
        ? ''
        : text.slice(quoted[0].length, quoted[0].length + (NOUN_STOP.exec(text.slice(quoted[0].length))?.index ?? 20)))
    );
  const stop = NOUN_STOP.exec(text);
  if (!stop && s[limit] === '、' && limit - from <= 10) {
    // 3个功能明晰、错位发展的城区商圈: the noun stands after the adjectives.
    const m = /^、[^，。；、的\d]{1,8}的([^，。；、的\d]{2,12})/u.exec(s.slice(limit, Math.min(clauseEnd, limit + 24)));
    if (m) return m[1]!;
  }
  const noun = (stop ? text.slice(0, stop.index) : text).replace(/(?:和|与|及|的|以)$/u, '').replace(/[”“]/gu, '');
  // 16%的税率降至13%: 降 belongs to 至; 等税收优惠政策 names nothing.
  if (noun.startsWith('等')) return '';
  return stop && /[到至]/u.test(stop[0]) ? noun.replace(/(?:降|升|增|下调|上调|提高)$/u, '') : noun;
}

/** What follows a threshold: 的项目, 项目, 或3亿美元项目. */
const THRESHOLD =
  /^(?:[或和及、](?:超过?)?[\d.]+(?:万|亿)?(?:美元|元)(?:及?以上)?)?(?:及以上|以上)?的?[一-龥]{0,8}?(?:项目|企业|村|镇|强村|产业|园区|集群|单位|大户|农户|工程)/u;

/** The noun of a counted thing with the number inside it: 年接待游客300万人次以上的大景区. Null where the next number is one of its own. */
function wholeNoun(s: string, q: Quantity, next: Quantity, end: number, raw: string): string | null {
  const between = s.slice(q.outerEnd, next.start);
  if (between.length < 2 || between.length > 16 || /[，、。]/u.test(between)) return null;
  if (q.dimension === 'count' && (raw === '' || isVerbOnly(raw)) && s[next.outerEnd] === '的') {
    const m = /^的([^，。；、的\d和与及]{2,12})/u.exec(s.slice(next.outerEnd, Math.min(end, next.outerEnd + 14)));
    return m ? s.slice(q.outerEnd, next.outerEnd) + m[0] : null;
  }
  if (
    q.dimension === 'percent' &&
    s[q.outerEnd] === '的' &&
    (raw === '' || isVerbOnly(raw)) &&
    /(?:超过?|达到?|突破|不低于|高于|低于|不足)$/u.test(between) &&
    end - next.outerEnd <= 1
  )
    return `${s.slice(q.outerEnd + 1, next.outerEnd)}占比`;
  return null;
}

/** Attributes of a work, not goals of a plan: 总投资50亿元、占地300亩、年产10万吨的铝材项目. */
const ATTRIBUTE_OF_WORK =
  /(?:项目|工程)?(?:(?:概算|计划|估算)?总投资(?:额|约|达)?|投资|占地(?:面积)?(?:约|达)?|用地(?:面积)?|年产|年产能|设计产能|年处理|总?建筑面积(?:约|达)?|装机|全长|总长|日处理)(?:能力)?$/u;
const ALWAYS_ATTRIBUTE =
  /(?:^|[，、：（；。]|项目|工程|园区?|基地|中心)(?:概算|计划|估算)?(?:总投资额?|总?占地(?:面积)?|年产)(?:约|达|超过?|近)?$/u;
const OF_WORK = /^的[^，。；、\d]{0,16}?(?:项目|工程|基地|园区|生产线|企业|厂|中心|综合体|电站|水库|公园)/u;

function attributesOf(s: string, qs: readonly Quantity[], sentence: SentenceInput['sentence']): Set<Quantity> {
  const found = new Set<Quantity>();
  for (let k = 0; k < qs.length; k++) {
    const q = qs[k]!;
    if (q.dimension === 'percent' || q.dimension === 'points') continue;
    const before = s.slice(Math.max(sentence.start, q.start - 16), q.start);
    if (ALWAYS_ATTRIBUTE.test(before) || (/^总投资|^占地|^年产/u.test(before) && before.length <= 4)) found.add(q);
    // The last of a run is followed by the work: all before it, mark by mark, belong to it too.
    if (
      s[q.outerEnd] !== '的' ||
      !OF_WORK.test(s.slice(q.outerEnd, q.outerEnd + 24)) ||
      !ATTRIBUTE_OF_WORK.test(before)
    )
      continue;
    found.add(q);
    for (let j = k - 1; j >= 0; j--) {
      const gap = s.slice(qs[j]!.outerEnd, qs[j + 1]!.start);
      if (!/^[、，]/u.test(gap) || gap.length > 10) break;
      found.add(qs[j]!);
    }
  }
  return found;
}

/** 以…18个省定贫困县为重点 says where; 给予最高50万元奖励, 每亩补贴300元 are the rates of a policy. */
function isScope(s: string, q: Quantity): boolean {
  if (q.dimension !== 'count' && q.dimension !== 'money') return false;
  const before = s.slice(Math.max(0, q.start - 24), q.start);
  const after = s.slice(q.outerEnd, q.outerEnd + 18);
  const clause = before.slice(
    Math.max(before.lastIndexOf('，'), before.lastIndexOf('。'), before.lastIndexOf('；')) + 1,
  );
  if (
    clause.startsWith('以') &&
    /^[^，。；]{0,16}为(?:重点|核心|主体|载体|试点|依托|抓手|中心|支撑|突破口?|半径)/u.test(after)
  )
    return q.dimension === 'count';
  if (q.dimension !== 'money') return false;
  if (
    /给予|一次性|每[一-龥]{1,6}(?:补贴|补助|奖励|奖补|资助)(?:标准)?$/u.test(clause) &&
    !/提高到?|达到|增加到/u.test(clause)
  )
    return true;
  return (
    /最高(?:不超过|可达|可获)?$/u.test(clause) ||
    (/^的?(?:一次性)?(?:奖励|补贴|补助|奖补|奖金|资助)/u.test(after) && /对|按|最高|每/u.test(clause))
  );
}

/** Numbers that only tell which things are meant: 500万元以上项目, 15分钟生活圈, 158个重点项目完成投资…. */
function isModifier(
  s: string,
  q: Quantity,
  raw: string,
  after: string,
  nextInSeg: boolean,
  compared: boolean,
): boolean {
  const d = q.dimension;
  // 百亿元企业, 千亿元产业: a grade.
  if (
    d === 'money' &&
    q.chinese &&
    !q.grade &&
    q.postOp === null &&
    /^[百千万十亿]+元?$/u.test(s.slice(q.start, q.end)) &&
    /^(?:级|规模)?[一-龥]*?(?:企业|产业|项目|集群|园区|强县|强镇)/u.test(s.slice(q.end, q.end + 12))
  )
    return true;
  // 销售收入超过100亿元的达到20个: 20 counts.
  if (nextInSeg && compared && /^的(?:达到?|有|占|超过|突破)/u.test(s.slice(q.outerEnd, q.outerEnd + 4))) return true;
  // 引进投资超30亿元或3亿美元项目6个: 6 counts.
  if (
    d === 'money' &&
    nextInSeg &&
    (compared || q.postOp !== null || /[或和及]$/u.test(raw)) &&
    THRESHOLD.test(s.slice(q.outerEnd, q.outerEnd + 24))
  )
    return true;
  if (d === 'time') {
    if (
      /(?:时间|时限|用时|时长|周期|寿命|年限|天数|工期|压缩|缩短|缩减|办理|压减|在)$|年限|天数|时间|时限|时长/u.test(
        raw,
      )
    )
      return after !== '' && nextInSeg;
    return true;
  }
  if (d === 'age') return !/寿命|年龄|岁数/u.test(raw);
  if (after === '') return false;
  const direct = s[q.outerEnd] !== '的';
  // 投资20亿元的电池项目投产: how big the project is.
  if (d === 'money' && !direct && /投资额?$/u.test(raw) && /项目|工程|基地|园|中心|厂|线/u.test(after)) return true;
  if (q.grade) return nextInSeg || !GRADE_VERB.test(raw);
  // 站点500米覆盖率达到100%; 1000兆宽带.
  if (d === 'length' && direct && nextInSeg && /^(?:覆盖|范围|半径|服务)/u.test(after)) return true;
  if (d === 'compute' && q.unit === '兆' && !/速率|带宽|速度$/u.test(raw)) return true;
  // 年收入10万元以上的村达到80%.
  if (nextInSeg && q.postOp !== null && !direct && after.length <= 8 && d !== 'percent') return true;
  if (d === 'money' && q.postOp !== null && direct && q.outerEnd > q.end) return true;
  if ((d === 'area' || d === 'mass' || d === 'power' || d === 'length') && q.postOp !== null && direct && nextInSeg)
    return true;
  if (nextInSeg && (raw === '' || isVerbOnly(raw)) && d !== 'percent' && d !== 'points' && d !== 'multiple') {
    // 完成投资: 158个重点项目完成投资189亿元; but 5所学校和3家医院 are two things.
    return !/^[和与及]/u.test(after) && !/[和与及]$/u.test(after);
  }
  return false;
}
const GRADE_VERB = /^(?:.{0,12}(?:打造|建成|建设|形成|培育|迈上|突破|达到|跨入|迈入|创建).{0,16}|)$/u;

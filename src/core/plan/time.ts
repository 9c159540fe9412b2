/** When: the time phrases of a plan text and the days they stand for, resolved against the document's own date. */
import { NUMERAL } from './digits.ts';
import type { PlanPeriod } from './model.ts';

export type Tense = 'past' | 'future' | 'unknown';

/** A time phrase in the clean text. `years` are first and last year as far as the words alone tell. */
export interface TimeRef {
  start: number;
  end: number;
  kind:
    | 'year'
    | 'years'
    | 'fiveYearPlan'
    | 'coming'
    | 'elapsed'
    | 'thisYear'
    | 'lastYear'
    | 'nextYear'
    | 'part'
    | 'total';
  /** First and last year, for phrases that name them. */
  from: number | null;
  to: number | null;
  /** Number of years, for 未来五年 and 过去五年. */
  span: number;
  /** 末, 底, 到: the end of the period is meant. */
  atEnd: boolean;
  /** First and last month inside the year. */
  months: readonly [number, number] | null;
  /** 全年, 上半年: part of the year that was just named, of this year where none was. */
  echo: boolean;
  /** 两年内: binds its own sentence and is not carried to the next. */
  within: boolean;
  /** 比, 较, 从 stands before: the phrase names what is compared with, not the period. */
  base: boolean;
}

/** What the document says of its own date; years only, because plans are dated by year. */
export interface DocumentTime {
  /** Year in which the document was written, null when nothing tells. */
  year: number | null;
  /** Month in which it was written, null when nothing tells. */
  month: number | null;
  horizon: { start: number | null; end: number | null };
  /** The year is over but for its last weeks: the text tells of 今年 and plans for 明年. */
  closing: boolean;
}

const NUM: Record<string, number> = { ...NUMERAL, 十五: 15, 二十: 20 };
const PLAN_NUMBER: Record<string, number> = {
  九: 9,
  十: 10,
  十一: 11,
  十二: 12,
  十三: 13,
  十四: 14,
  十五: 15,
  十六: 16,
  十七: 17,
};
const N = '(?:十五|二十|[一二两三四五六七八九十]|\\d{1,2})';
const TIME = new RegExp(
  [
    // 2021—2025年, 2021年至2025年, 2021-2025
    '(?<y1>(?:19|20)\\d\\d)年?[—\\-至到](?<y2>(?:19|20)\\d\\d)年?(?!\\d)',
    // 2024年1—5月, 2021年上半年, 2022年底, 2021上半年
    '(?<y>(?:19|20)\\d\\d)(?:年|(?=上半年|下半年|[一二三四前]季度))(?:(?<m1>1?\\d)(?:月份?)?(?:[—\\-至到](?<m2>1?\\d)月份?|月份?(?:\\d{1,2}日)?)|(?<part>上半年|下半年|[一二三四]季度|前三季度|全年)|(?<end>[末底]))?',
    // “十四五”末, 十四五时期
    '“?(?<plan>十[一二三四五六七]?)五”?(?:规划)?(?<pend>末|期末|收官)?(?:期间|时期|(?=[^个年项大位类条]))',
    '第(?<ordinal>十[一二三四五六七]?)个五年(?:规划|计划)',
    `(?<coming>未来|今后|往后|接下来)(?<cn>${N})?(?:到${N})?(?:年|个?时期|一个时期)`,
    `(?<past>过去|近|最近|前|这|上一个)的?(?<pn>${N})年(?:间|来)?`,
    `(?<since>${N})年来`,
    `(?<within>${N})年[之以]?内`,
    `(?<total>${N})年(?=累计|共|目标|末|后|间|总)`,
    '(?<term>本届|新一届)(?:政府|党委|任期)',
    '(?<this>今年|本年度|本年|年内|全年|年度(?=预期|目标|计划|任务|主要|工作)|当年)(?<thisEnd>[末底])?(?:(?<t1>1?\\d)[—\\-至到](?<t2>1?\\d)月份?)?',
    '(?<last>去年|上年|上一年|上年度|过去的?一年|刚刚过去的)(?<lastEnd>[末底])?',
    '(?<next>明年|下一年)',
    '(?<now>截[至止]到?目前|到目前为止|截至今年)',
    '(?<bare>上半年|下半年|一季度|前三季度|1—\\d{1,2}月|前1?\\d个月)',
  ].join('|'),
  'gu',
);

/** Every time phrase of a text, in order; one linear pass. */
export function findTimes(s: string): TimeRef[] {
  const found: TimeRef[] = [];
  for (const m of s.matchAll(TIME)) {
    const g = m.groups!;
    const start = m.index;
    const end = start + m[0].length;
    const before = s.slice(Math.max(0, start - 3), start);
    const prev = before[before.length - 1] ?? '';
    if (/[\d.第〔（(]/u.test(prev) && (g.y !== undefined || g.y1 !== undefined) && !/[（(]/u.test(prev)) continue;
    const ref: TimeRef = {
      start,
      end,
      kind: 'year',
      from: null,
      to: null,
      span: 0,
      atEnd: (prev === '到' || prev === '至') && !/[升增降提高长加少展大低][到至]$/u.test(before),
      months: null,
      echo: false,
      within: g.within !== undefined,
      base: /(?:[比较从由自于]|相比|为|是|相当于)$/u.test(before) && !/(?:关于|定为|处于|目标为|目标是)$/u.test(before),
    };
    // 在2021年基础上翻一番: counted from; 2021年11月18日 is the day of an event.
    const ground = /^的?(?:基础|水平|基数)(?=[上之]?)上?/u.exec(s.slice(end, end + 6))?.[0];
    if (ground !== undefined && g.y !== undefined) {
      ref.base = true;
      ref.end += ground.length;
    }
    if (
      g.y !== undefined &&
      /日$/u.test(m[0]) &&
      !/(?:截[至止]|[到至前])$/u.test(before) &&
      /^[^。；]{0,40}?(?:召开|开幕|举行|发布|印发|获悉|审议|通过)/u.test(s.slice(end, end + 48))
    )
      ref.base = true;
    if (g.y1) {
      ref.kind = 'years';
      ref.from = Number(g.y1);
      ref.to = Number(g.y2);
      if (ref.to < ref.from) continue;
    } else if (g.y) {
      ref.from = ref.to = Number(g.y);
      ref.atEnd ||= g.end !== undefined;
      if (g.m1) {
        const first = Number(g.m1);
        ref.months = [first, g.m2 ? Number(g.m2) : first];
      } else ref.months = monthsOf(g.part);
      // A bare four-digit number with no 年 is a year only before a part of a year.
    } else if (g.plan) {
      const quoted = m[0].startsWith('“');
      const number = PLAN_NUMBER[g.plan];
      if (number === undefined || (!quoted && !/(?:规划|末|期间|时期|以来|开局|收官)/u.test(s.slice(start, end + 3))))
        continue;
      ref.kind = 'fiveYearPlan';
      ref.from = 1953 + (number - 1) * 5 + (number >= 4 ? 3 : 0);
      ref.to = ref.from + 4;
      ref.atEnd ||= g.pend !== undefined;
      // “十四五”良好开局 tells how things stand, not when.
      if (/^(?:规划)?[^，。；]{0,4}?(?:开局|开篇|圆满收官|胜利收官)/u.test(s.slice(end, end + 12))) ref.base = true;
      // 实现“十四五”规划目标任务的关键一年: named in passing.
      if (
        /^(?:规划|时期)?(?:(?:目标|任务|纲要|发展){0,3}(?:的|提出|确定|明确|把|编制|实施)?(?:关键|重要|攻坚|收官|起步|承上启下|中期|决胜|冲刺|承前启后|的改革)|(?:纲要)?(?:提出|确定|明确|把|编制)|(?:目标)?(?:任务)?的?(?:完成|实施|执行)|之年|第[一二三四五]年)/u.test(
          s.slice(end, end + 16),
        ) ||
        /(?:落实|实施|执行|完成|编制|制定|衔接|对接|对标)$/u.test(s.slice(Math.max(0, start - 2), start))
      )
        ref.base = true;
      if (ref.base && /[为是]$/u.test(before) && !ref.atEnd) ref.base = false;
    } else if (g.ordinal) {
      const number = PLAN_NUMBER[g.ordinal];
      if (number === undefined) continue;
      ref.kind = 'fiveYearPlan';
      ref.from = 1953 + (number - 1) * 5 + (number >= 4 ? 3 : 0);
      ref.to = ref.from + 4;
    } else if (g.coming) {
      ref.kind = 'coming';
      ref.span = count(g.cn) ?? 5;
    } else if (g.past || g.since) {
      ref.kind = 'elapsed';
      ref.span = count(g.pn ?? g.since) ?? 5;
      ref.base = false;
    } else if (g.within) {
      ref.kind = 'coming';
      ref.span = count(g.within) ?? 1;
    } else if (g.total) {
      // 五年累计 says how long, not whether it is past.
      ref.kind = /^[累共间总]/u.test(s.slice(end, end + 1)) ? 'total' : 'coming';
      ref.span = count(g.total) ?? 5;
      if (ref.span < 3) continue;
    } else if (g.term) {
      ref.kind = 'coming';
      ref.span = 5;
      // 本届政府减少审批事项 names who, not when.
      if (m[0].startsWith('本届') && !m[0].endsWith('任期')) ref.base = true;
    } else if (g.this) {
      ref.kind = 'thisYear';
      ref.echo = !/^今年/u.test(m[0]);
      if (g.t2) ref.months = [Number(g.t1), Number(g.t2)];
    } else if (g.last) ref.kind = 'lastYear';
    else if (g.next) ref.kind = 'nextYear';
    else if (g.now) ref.kind = 'part';
    else {
      ref.kind = 'part';
      ref.echo = true;
      ref.months = monthsOf(g.bare);
    }
    found.push(ref);
  }
  return found;
}

function count(words: string | undefined): number | null {
  if (words === undefined) return null;
  return NUM[words] ?? (/^\d+$/.test(words) ? Number(words) : null);
}

function monthsOf(part: string | undefined): readonly [number, number] | null {
  if (!part) return null;
  if (part === '上半年') return [1, 6];
  if (part === '下半年') return [7, 12];
  if (part === '前三季度') return [1, 9];
  const q = '一二三四'.indexOf(part[0]!);
  if (part.endsWith('季度') && q >= 0) return [q * 3 + 1, q * 3 + 3];
  const m = /^(?:1—(?=\d{1,2}月)|前)(\d{1,2})个?月$/.exec(part);
  return m ? [1, Math.min(12, Number(m[1]))] : null;
}

/** Whether a phrase points back or ahead, seen from the document's date. */
export function tenseOf(ref: TimeRef, doc: DocumentTime): Tense {
  switch (ref.kind) {
    case 'coming':
    case 'nextYear':
      return 'future';
    case 'thisYear':
      return ref.months || doc.closing ? 'past' : 'future';
    case 'elapsed':
    case 'lastYear':
    case 'part':
      return 'past';
    case 'total':
      return 'unknown';
    default:
      break;
  }
  if (ref.to === null || doc.year === null) return 'unknown';
  if (ref.to < doc.year) return 'past';
  if (ref.to > doc.year)
    return ref.from !== null && ref.from < doc.year - 1 && !ref.atEnd && ref.kind === 'years' ? 'unknown' : 'future';
  if (ref.months && ref.months[1] < 12) return 'past';
  // A report of January plans the year, one of December has it behind.
  if (ref.kind !== 'year' || doc.month === null) return 'unknown';
  return doc.month >= 11 ? 'past' : doc.month <= 3 ? 'future' : 'unknown';
}

export const pad = (x: number): string => String(x).padStart(2, '0');
/** Days of a month. */
export const lastDay = (y: number, m: number): number =>
  m === 2 ? (y % 4 === 0 && (y % 100 !== 0 || y % 400 === 0) ? 29 : 28) : [4, 6, 9, 11].includes(m) ? 30 : 31;

/** First and last day of a phrase; null ends where the document does not tell. */
export function resolvePeriod(ref: TimeRef, doc: DocumentTime, label: string): PlanPeriod {
  let from = ref.from;
  let to = ref.to;
  const base = doc.horizon.start ?? (doc.year === null ? null : doc.year);
  if (ref.kind === 'coming' || ref.kind === 'total') {
    from = base;
    to = base === null ? null : base + ref.span - 1;
    if (ref.span === 5 && doc.horizon.end !== null) to = doc.horizon.end;
  } else if (ref.kind === 'elapsed') {
    to = doc.year === null ? null : doc.year - 1;
    from = to === null ? null : to - ref.span + 1;
  } else if (ref.kind === 'thisYear' || ref.kind === 'part') from = to = doc.year;
  else if (ref.kind === 'lastYear') from = to = doc.year === null ? null : doc.year - 1;
  else if (ref.kind === 'nextYear') from = to = doc.year === null ? null : doc.year + 1;
  const months = ref.months ?? [1, 12];
  return {
    start: from === null ? null : `${from}-${pad(clampMonth(months[0]))}-01`,
    end: to === null ? null : `${to}-${pad(clampMonth(months[1]))}-${pad(lastDay(to, clampMonth(months[1])))}`,
    label,
  };
}

const clampMonth = (m: number): number => Math.min(12, Math.max(1, m));

/** What the document says of itself: title, place, date, horizon. */
import type { LaidText } from './laid-text.ts';
import type { CompileOptions, CompileWarning } from './model.ts';
import { listedPlaceAt, placeAt } from './places.ts';
import type { DocumentTime, TimeRef } from './time.ts';

export interface DocumentFacts {
  title: string;
  jurisdiction: string | null;
  time: DocumentTime;
  warnings: CompileWarning[];
}

/** Reads title, jurisdiction and date; what was derived and not stated becomes a warning. */
export function readDocumentFacts(laid: LaidText, times: readonly TimeRef[], options: CompileOptions): DocumentFacts {
  const warnings: CompileWarning[] = [];
  const s = laid.clean;
  const first = laid.blocks.find((b) => b.kind === 'title') ?? laid.blocks.find((b) => b.kind === 'heading');
  const body = laid.blocks.find((b) => b.kind === 'body');
  const title =
    first && (!body || first.start < body.start + 1)
      ? s.slice(first.start, first.end)
      : body
        ? s.slice(body.start, Math.min(body.end, body.start + 40)).replace(/[。；：].*$/u, '')
        : '';
  const jurisdiction = options.jurisdiction ?? findJurisdiction(laid);
  const head = laid.blocks
    .filter((b) => b.kind === 'title' || b.kind === 'byline')
    .slice(0, 4)
    .map((b) => s.slice(b.start, b.end))
    .join('\n');
  const { year, month, how } = documentYear(s, head, times, options);
  const horizon = findHorizon(s, times, year, month);
  const closing =
    times.some(
      (t) =>
        t.kind === 'nextYear' &&
        /^[^。；]{0,24}(?:力争|预期|目标|将|计划|要|确保|工作)/u.test(s.slice(t.end, t.end + 30)),
    ) ||
    (month !== null && month >= 11 && year !== null && horizon.start === year + 1);
  const time: DocumentTime = {
    closing,
    year: year ?? horizon.year,
    month: year === null ? null : month,
    horizon: { start: horizon.start, end: horizon.end },
  };
  if (year === null && times.some((t) => t.kind !== 'year' && t.kind !== 'years' && t.kind !== 'fiveYearPlan')) {
    if (horizon.year === null)
      warnings.push({
        code: 'document-date-unknown',
        message: '文中看不出成文日期，“今年”“未来五年”等未能换算成年份；请给出成文日期（--as-of）。',
        span: null,
      });
  } else if (how === 'derived' && year !== null) {
    warnings.push({
      code: 'document-date-derived',
      message: `文中未写明成文日期，按文意推定为${year}年。`,
      span: null,
    });
  }
  if (horizon.derived && horizon.start !== null) {
    warnings.push({
      code: 'horizon-derived',
      message: `文中未写明起止年份，规划期${horizon.start}—${horizon.end}年由“未来五年”和成文日期推得。`,
      span: null,
    });
  }
  return { title, jurisdiction, time, warnings };
}

interface Year {
  year: number | null;
  month: number | null;
  how: 'given' | 'stated' | 'derived';
}

/** Words after a year that make it the year of the plan: 2024年经济社会发展主要预期目标, 2022年政府工作进行部署. */
const PLANNED =
  /((?:19|20)\d\d)年(?:度)?，?[^，。；、\d]{0,16}?(?:预期|计划|主要目标|发展目标|目标|工作安排|工作打算|工作(?:进行)?(?:了)?部署|重点工作|民生实事|的?(?:崭新|宏伟)?蓝图|“?十[一-九]?五”?(?:规划)?开局)/gu;
/** 12月26日 without its year, near the head: the day of the meeting or of the report on it. */
const DAY = /(?<!\d)(1[0-2]|[1-9])月(?:[12]?\d|3[01])日/u;

function documentYear(s: string, head: string, times: readonly TimeRef[], options: CompileOptions): Year {
  const given = /^(\d{4})(?:-(\d{2}))?/.exec(options.asOf ?? '');
  if (given) return { year: Number(given[1]), month: given[2] ? Number(given[2]) : null, how: 'given' };
  const opening = head + '\n' + s.slice(0, 60);
  const titled =
    /((?:19|20)\d\d)年[^\n。；\d]{0,24}?(?:工作报告|计划|要点|安排|任务|实事|清单)(?!执行|完成|落实)/u.exec(opening);
  if (titled) return { year: Number(titled[1]), month: null, how: 'stated' };
  const notice =
    /((?:19|20)\d\d)年(?:上半年|前三季度|[一二三四]季度|1?\d月|1—1?\d月)[^\n]{0,24}(?:通报|督查|进展|情况)/u.exec(
      opening,
    );
  if (notice) return { year: Number(notice[1]), month: null, how: 'stated' };
  const dated =
    /((?:19|20)\d\d)年(1[0-2]|[1-9])月(?:\d{1,2}日)/u.exec(s.slice(0, 400)) ??
    /((?:19|20)\d\d)-(\d\d)-\d\d/.exec(head) ??
    /((?:19|20)\d\d)年(1[0-2]|[1-9])月(?:\d{1,2}日)[^\n]{0,8}$/u.exec(s.slice(-40));
  if (dated) return { year: Number(dated[1]), month: Number(dated[2]), how: 'stated' };
  const held = /[在于]((?:19|20)\d\d)年(1[0-2]|[1-9])月/u.exec(s.slice(0, 200));
  if (held) return { year: Number(held[1]), month: Number(held[2]), how: 'stated' };
  const numbered = /[一-龥]{1,4}[〔[（]((?:19|20)\d\d)[〕\]）]\d{1,4}号/u.exec(s.slice(0, 120));
  if (numbered) return { year: Number(numbered[1]), month: null, how: 'stated' };
  const day = DAY.exec(s.slice(0, 120));
  const month = day ? Number(day[1]) : null;
  const planned = plannedYear(s, times);
  // In December a county plans the year that comes.
  if (planned !== null) return { year: month !== null && month >= 10 ? planned - 1 : planned, month, how: 'derived' };
  const begun = times.find(
    (t) =>
      t.kind === 'fiveYearPlan' &&
      t.from !== null &&
      /^[^。]{0,8}(?:良好开局|顺利开局|开局起步|开好局)/u.test(s.slice(t.end, t.end + 16)),
  );
  const settled = times.filter((t) => t.kind === 'year' && t.to !== null && !t.atEnd && !t.base);
  const coming = times.find((t) => t.kind === 'coming' && t.span >= 3);
  if (begun?.from) return { year: begun.from + 1, month, how: 'derived' };
  if (coming) {
    const before = settled.filter((t) => t.start < coming.start).map((t) => t.to!);
    if (before.length > 0) return { year: Math.max(...before) + 1, month, how: 'derived' };
  }
  // 2009年… was, 今年, 目前 is: the year after the last that is told of.
  if (settled.length > 0 && times.some((t) => t.kind === 'thisYear' && !t.echo))
    return { year: Math.max(...settled.map((t) => t.to!)) + 1, month, how: 'derived' };
  return { year: null, month: null, how: 'derived' };
}

function plannedYear(s: string, times: readonly TimeRef[]): number | null {
  if (times.some((t) => t.kind === 'coming' && t.span >= 5)) return null;
  for (const m of s.matchAll(PLANNED))
    if (!/[到至]$/u.test(s.slice(Math.max(0, m.index - 1), m.index)) && !/完成|实现|超额/u.test(m[0]))
      return Number(m[1]);
  return null;
}

interface Horizon {
  start: number | null;
  end: number | null;
  derived: boolean;
  year: number | null;
}

function findHorizon(s: string, times: readonly TimeRef[], year: number | null, month: number | null): Horizon {
  const named = times.find(
    (t) =>
      t.kind === 'years' &&
      t.from !== null &&
      t.to! - t.from >= 2 &&
      (year === null || t.to! >= year) &&
      (/^[）)]?(?:规划|计划|发展规划|行动)/u.test(s.slice(t.end, t.end + 6)) ||
        // 规划纲要（2027—2031年）
        /(?:规划|纲要|计划|方案)[（(]$/u.test(s.slice(Math.max(0, t.start - 3), t.start))),
  );
  if (named) return { start: named.from, end: named.to, derived: false, year: named.from };
  const coming = times.find((t) => t.kind === 'coming' && t.span === 5);
  const yearly = year !== null ? yearPlanned(s, times, year, month) : null;
  if (yearly !== null) return { start: yearly, end: yearly, derived: false, year: null };
  if (coming) {
    if (year !== null) {
      const start = month !== null && month >= 7 ? year + 1 : year;
      const end = ends(times, start, start + 5);
      return end !== null && end !== start + 4
        ? { start: end - 4, end, derived: true, year }
        : { start, end: start + 4, derived: true, year };
    }
    const later = times
      .filter((t) => t.kind === 'year' && t.to !== null && t.start > coming.start && !t.base)
      .map((t) => t.to!);
    if (later.length > 0) {
      const end = Math.max(...later.filter((y) => y <= Math.min(...later) + 5));
      return { start: end - 4, end, derived: true, year: end - 4 };
    }
    const five = times.find((t) => t.kind === 'fiveYearPlan' && t.atEnd);
    if (five) return { start: five.from, end: five.to, derived: true, year: five.from };
    return { start: null, end: null, derived: true, year: null };
  }
  // The latest five-year plan named: a text on the next one looks back on the last.
  const plan = times
    .filter((t) => t.kind === 'fiveYearPlan' && !t.base && (year === null || t.to! >= year))
    .reduce<TimeRef | null>((best, t) => (best === null || t.to! > best.to! ? t : best), null);
  if (plan) return { start: plan.from, end: plan.to, derived: false, year: null };
  if (year !== null && times.some((t) => t.kind === 'thisYear' || (t.kind === 'year' && t.to === year)))
    return { start: year, end: year, derived: false, year };
  const until = times.find((t) => t.atEnd && t.to !== null && (year === null || t.to > year));
  return { start: null, end: until?.to ?? null, derived: false, year: null };
}

/**
 * The year that a yearly report plans for: most of its time phrases speak of one year, few of five. In the last weeks
 * of a year that is the next.
 */
function yearPlanned(s: string, times: readonly TimeRef[], year: number, month: number | null): number | null {
  const next = month !== null && month >= 11;
  const named = (t: TimeRef, y: number): boolean => t.kind === 'year' && t.to === y && !t.base && !t.months && !t.atEnd;
  const coming = times.filter((t) => t.kind === 'nextYear' || named(t, year + 1)).length;
  if (next && coming > 0) return times.filter((t) => isLong(t, year)).length * 2 >= coming ? null : year + 1;
  const here = times.filter((t) => (t.kind === 'thisYear' && !t.echo) || named(t, year));
  const long = times.filter((t) => isLong(t, year));
  const goal = (t: TimeRef): boolean =>
    /^[^。；]{0,20}(?:主要目标|预期目标|奋斗目标|发展目标|总体目标|目标[是为：，])/u.test(s.slice(t.end, t.end + 26));
  if (here.length === 0 || long.some(goal)) return null;
  return here.length > long.length * 2 ? year : null;
}
const isLong = (t: TimeRef, year: number): boolean =>
  (t.kind === 'coming' && t.span >= 5 && !t.base) || (t.kind === 'fiveYearPlan' && !t.base && t.to! > year);

/** A stated year at which a five-year horizon that begins about `start` ends: 到2026年. */
function ends(times: readonly TimeRef[], start: number, latest: number): number | null {
  const t = times.find((x) => x.kind === 'year' && x.atEnd && x.to !== null && x.to >= start + 3 && x.to <= latest);
  return t?.to ?? null;
}

/** What may stand before the place in the first line. */
const LEAD_IN = /^(?:本报讯|[^，。]{0,6}讯|中共|中国共产党|关于|聚焦)/u;

function findJurisdiction(laid: LaidText): string | null {
  const s = laid.clean;
  if (/国务院政府工作报告|中华人民共和国/u.test(s.slice(0, 60))) return '中华人民共和国';
  for (const b of laid.blocks.slice(0, 4)) {
    if (b.kind === 'byline') continue;
    const limit = Math.min(b.end, b.start + 80);
    for (let i = b.start; i < limit; i++) {
      const prev = s[i - 1] ?? '';
      if (i > b.start && !/[—：“》年在]/u.test(prev)) continue;
      if (i === b.start) i += LEAD_IN.exec(s.slice(i, i + 8))?.[0].length ?? 0;
      const k = placeAt(s, i);
      if (k > 0 && (/[市县区州盟旗省]$/u.test(s.slice(i, i + k)) || listedPlaceAt(s, i) > 0)) return s.slice(i, i + k);
    }
  }
  for (const b of laid.blocks.slice(0, 6)) {
    if (b.kind === 'byline') continue;
    for (let i = b.start; i < Math.min(b.end, b.start + 60); i++) {
      const k = listedPlaceAt(s, i);
      if (k > 0) return s.slice(i, i + k);
    }
  }
  return null;
}

/**
 * Who and when as the text itself states it: （牵头单位：县商务局；配合单位：县财政局）, 责任单位：…；完成时限：2024年12月底前,
 * 县发改局牵头，县住建局配合. What is stated beats every rule of keywords.
 */
import type { LaidText } from './laid-text.ts';

export interface Statement {
  /** Clean offsets of the words that state it, brackets included. */
  start: number;
  end: number;
  /** It speaks of what stands from here to its start. */
  from: number;
  /** Where the words stand when that is elsewhere, in a cell beside. */
  cell: { start: number; end: number } | null;
  lead: string[];
  support: string[];
  due: Due | null;
}

/** A day by which something is due; `year` null where the words leave it to the document. */
export interface Due {
  year: number | null;
  month: number;
  day: number | null;
  start: number;
  end: number;
}

const LEAD =
  '(?:牵头|责任|主办|主责|主管|承办|实施|落实|建设|业主)(?:责任)?(?:单位|部门|主体|科室)(?:和责任人|及责任人)?';
const SUPPORT = '(?:配合|协办|协助|参与|参加|协同)(?:责任)?(?:单位|部门)';
const DUE =
  '(?:(?:计划|预计)?(?:完成|办结|建成|竣工|整改|落实|推进)(?:的)?(?:时限|期限|时间)|时限要求|完成时间节点|时间节点|时限)';
const PERSON = '(?:牵头|责任|包联|分管|挂点|联系)(?:领导|人|市领导|县领导)';
const LABEL = new RegExp(`(?:(?<lead>${LEAD})|(?<support>${SUPPORT})|(?<due>${DUE})|(?<person>${PERSON}))(?=：)`, 'gu');
const BODY =
  '(?:局|委|办|厅|中心|管委会|公司|集团|政府|办公室|大队|支队|联社|残联|妇联|工会|团委|委员会|部门|街道|[乡镇])';
const LIST = `[一-龥]{1,14}?${BODY}(?:、[一-龥]{1,14}?${BODY})*`;
const LEADER = new RegExp(`(?:由|[，。；：（]|^)(?<a>${LIST})$`, 'u');
const HELPERS = new RegExp(`^(?:[，、；]?(?<b>${LIST})(?:等)?(?:配合|协助|参与|协办))`, 'u');
/** No list of departments is longer. */
const MAX_VALUE = 120;
const MAX_SENTENCE = 600;

/** Every statement of a text, in order; one linear pass over its blocks. */
export function findStatements(laid: LaidText): Statement[] {
  const s = laid.clean;
  const found: Statement[] = [];
  let since = 0;
  for (const block of laid.blocks) {
    if (block.kind === 'heading' || block.kind === 'title') since = block.start;
    if (block.kind === 'table') continue;
    const text = s.slice(block.start, block.end);
    if (!text.includes('：') && !text.includes('牵头') && !text.includes('主办')) continue;
    const parts = inBlock(text);
    const last = parts[parts.length - 1];
    const ended = last !== undefined && /^[；，。、）]*$/u.test(text.slice(last.end, last.end + 8));
    for (const one of parts) {
      const start = block.start + one.start;
      const before = found[found.length - 1];
      const gap = before && before.end <= start ? s.slice(before.end, start) : null;
      const shifted: Statement = {
        ...one,
        start,
        end: block.start + one.end,
        from: 0,
        cell: null,
        due: one.due && { ...one.due, start: block.start + one.due.start, end: block.start + one.due.end },
      };
      if (before && gap !== null && gap.length <= 3 && /^[；，。、（）\s]*$/u.test(gap)) {
        join(before, shifted);
        continue;
      }
      // On a line of its own it speaks of the lines above it, at the end of a paragraph of all of that, else of its sentence.
      const own = one.start <= 1;
      const whole = parts[0] === one && ended;
      const stop = whole || /[。；]/u.test(s[start - 1] ?? '') ? -1 : lastStop(s, start);
      shifted.from = Math.max(own ? since : block.start, stop, before?.end ?? 0);
      found.push(shifted);
    }
  }
  for (const one of found) {
    if (s[one.start - 1] === '（' && s[one.end] === '）') {
      one.start--;
      one.end++;
    }
    // 牵头单位 and 责任单位 together: who leads and who helps.
    one.support = one.support.filter((x) => !one.lead.includes(x));
  }
  return found;
}

/** The last 。 before `at`, within a sentence's length. */
function lastStop(s: string, at: number): number {
  for (let k = at - 1; k >= 0 && at - k <= MAX_SENTENCE; k--) if (s[k] === '。') return k;
  return -1;
}

function join(into: Statement, more: Statement): void {
  into.end = more.end;
  if (into.lead.length > 0 && more.lead.length > 0) into.support.push(...more.lead);
  else into.lead.push(...more.lead);
  into.support.push(...more.support);
  into.due ??= more.due;
}

type Part = Omit<Statement, 'from' | 'cell'>;

function inBlock(text: string): Part[] {
  const parts: Part[] = [];
  const labels = text.includes('：') ? [...text.matchAll(LABEL)] : [];
  labels.forEach((m, k) => {
    const at = m.index + m[0].length + 1;
    const next = labels[k + 1]?.index ?? text.length;
    const rest = text.slice(at, Math.min(next, at + MAX_VALUE));
    const stop = /[；。！）]/u.exec(rest);
    const value = (stop ? rest.slice(0, stop.index) : rest).replace(/[，、\s]+$/u, '');
    const part: Part = { start: m.index, end: at + value.length, lead: [], support: [], due: null };
    const g = m.groups!;
    if (g.lead !== undefined) part.lead = bodies(value);
    else if (g.support !== undefined) part.support = bodies(value);
    else if (g.due !== undefined) part.due = readDue(value, at);
    parts.push(part);
  });
  const labelled = parts.length;
  let k = 0;
  let until = 0;
  for (const m of text.matchAll(/牵头负责|牵头|主办/gu)) {
    while (k < labelled && parts[k]!.end <= m.index) k++;
    if ((k < labelled && parts[k]!.start < m.index + m[0].length) || m.index < until) continue;
    const leader = LEADER.exec(text.slice(Math.max(0, m.index - 60), m.index));
    if (!leader) continue;
    const names = leader.groups!.a!;
    const end = m.index + m[0].length;
    until = end;
    const helpers = HELPERS.exec(text.slice(end, end + MAX_VALUE));
    parts.push({
      start: m.index - names.length,
      end: end + (helpers?.[0].length ?? 0),
      lead: bodies(names),
      support: helpers ? bodies(helpers.groups!.b!) : [],
      due: null,
    });
  }
  return parts.sort((a, b) => a.start - b.start);
}

/** 县发改局、县住建局等 → the bodies by name. */
export function bodies(value: string): string[] {
  return value
    .replace(/（[^）]*）/gu, '')
    .split(/[、，,；;/／\s]|和(?=[一-龥]{2,})/u)
    .map((x) => x.replace(/^由|(?:等|牵头|负责|配合|按职责分工负责|按职责分工)+$/gu, '').trim())
    .filter((x) => x.length >= 2 && x.length <= 24 && !/^[\d.]+$/u.test(x));
}

const DATE =
  /(?:((?:19|20)\d\d)[年.\-/])?(?:(1[0-2]|0?[1-9])(?:月份?|[.\-/](?=\d)|$))(?:(3[01]|[12]\d|0?[1-9])日?)?(底|末|上旬|中旬|下旬)?/u;
const YEAR = /((?:19|20)\d\d)年?(底|末|年底|全年)?/u;

/** 2024年12月底前, 12月底, 2024年底, 2024.12; null for 长期, 持续推进. */
export function readDue(value: string, at = 0): Due | null {
  const m = DATE.exec(value);
  const span = (x: RegExpExecArray): { start: number; end: number } => ({
    start: at + x.index,
    end: at + x.index + x[0].length,
  });
  if (m && (m[1] !== undefined || /月/u.test(m[0]))) {
    const ten = m[4] === '上旬' ? 10 : m[4] === '中旬' ? 20 : null;
    return {
      year: m[1] ? Number(m[1]) : null,
      month: Number(m[2]),
      day: m[3] ? Number(m[3]) : ten,
      ...span(m),
    };
  }
  const y = YEAR.exec(value);
  if (y) return { year: Number(y[1]), month: 12, day: null, ...span(y) };
  const end = /(?:今年|本年)?(?:年底|全年|年内|年末)/u.exec(value);
  if (end) return { year: null, month: 12, day: null, ...span(end) };
  const half = /(上半年|[一二三四]季度|第[一二三四]季度)/u.exec(value);
  if (half)
    return {
      year: null,
      month: half[0] === '上半年' ? 6 : ('一二三四'.indexOf(half[0].replace('第', '')[0]!) + 1) * 3,
      day: null,
      ...span(half),
    };
  return null;
}

/** The statement that speaks of what begins at `at`, by bisection. */
export function statementFor(statements: readonly Statement[], at: number): Statement | null {
  let low = 0;
  let high = statements.length;
  while (low < high) {
    const mid = (low + high) >> 1;
    if (statements[mid]!.end <= at) low = mid + 1;
    else high = mid;
  }
  const one = statements[low];
  return one && one.from <= at ? one : null;
}

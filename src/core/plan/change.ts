/** What changed between two commitments that are one: number, comparator, date, unit, owner, or wording only. */
import { isProblem, parseUnit } from '../measure/index.ts';
import { essence } from './alike.ts';
import type { DraftCommitment, Op, PlanDraft } from './model.ts';
import { unitFactor } from './units.ts';

export type Direction = 'tightened' | 'loosened';
type Horizon = PlanDraft['plan']['horizon'];

/** Period that the compiler gives where the text says none: no promise of the text's own. */
const DEFAULT_PERIOD = '规划期';
/** 今年 of a yearly report is the report's own year. */
const THIS_YEAR = /今年|全年|年内|本年|当年|去年|过去一年|季度|半年/u;
/** How hard a promise presses; 全力实现 → 努力实现 is a change of wording that people look for. */
const FORCE =
  /全力以赴|全力|努力|力争|争取|确保|务必|必须|坚决|加快|大力|积极|稳妥|稳步|逐步|有序|基本(?=[一-龥]?(?:建成|完成|实现|取消|形成|消除|保持|稳定))|全面|深入|适时|探索|推动|鼓励/gu;
/** Less is better: a lower number binds harder. */
const LESS =
  /失业率|能耗|水耗|排放|赤字|涨幅|负债|债务率|杠杆率|死亡率|发生率|浓度|不良|库存|成本|资费|电价|时限|差距/u;
const FALLS = /下降|降低|减少|压减|压缩|缩短|退出|减轻/u;

/** A commitment and what its text says around it. */
export interface InText {
  item: DraftCommitment;
  horizon: Horizon;
  /** Whether its own sentence names its date; an inherited date is the text's at large. */
  dated: boolean;
}

export function changeOf(before: InText, after: InText): { verdict: string; direction?: Direction } {
  const [old, fresh] = [before.item, after.item];
  const words: string[] = [];
  const both = old.value !== null && fresh.value !== null;
  if (old.value !== null && fresh.value === null) words.push('number-dropped');
  if (old.value === null && fresh.value !== null) words.push('number-from-words');
  if (both && !sameNumber(old, fresh)) words.push('number');
  if (both && binding(old.op) !== binding(fresh.op)) words.push('comparator');
  if (dateChanged(before, after)) words.push('date');
  if (both && base(old) !== base(fresh)) words.push('unit');
  if (old.stated && fresh.stated && lead(old) !== lead(fresh)) words.push('owner');
  if (words.length === 0) return { verdict: reworded(old, fresh) ? 'wording' : 'kept' };
  if (force(old) !== force(fresh)) words.push('wording');
  const direction = directionOf(words, old, fresh);
  return { verdict: words.join('+'), ...(direction && { direction }) };
}

/** 达到 and a bare number say the same. */
const binding = (op: Op | null): Op | null => (op === 'to' ? '=' : op);
const lead = (item: DraftCommitment): string => item.stated!.lead.join('、');

/** 万人 and 万 count the same people where the text leaves the noun to the subject. */
function base(item: DraftCommitment): string {
  const { base: unit } = unitFactor(item.unit ?? '');
  return /^(?:|人|名|个)$/u.test(unit) ? '' : unit;
}

function sameNumber(old: DraftCommitment, fresh: DraftCommitment): boolean {
  return (
    close(amount(old, old.value), amount(fresh, fresh.value)) &&
    close(amount(old, old.value2), amount(fresh, fresh.value2))
  );
}

/** In units that two texts share: 66.7万公顷 is 1000万亩. What measuring does not know counts in its written scale. */
function amount(item: DraftCommitment, value: number | null): number | null {
  if (value === null) return null;
  const unit = parseUnit(item.unit ?? '');
  return value * (isProblem(unit) ? unitFactor(item.unit ?? '').factor : Number(unit.num) / Number(unit.den));
}

const close = (a: number | null, b: number | null): boolean =>
  a === b || (a !== null && b !== null && Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b)));

/**
 * A date that names its year is compared as it stands; 今年 of one report and 今年 of the next are the same promise, so
 * every other date is compared by its distance from the start of its own plan. A date that only one of them names is a
 * change where it lies elsewhere than what the other inherits.
 */
function dateChanged(before: InText, after: InText): boolean {
  const [a, b] = [before, after].map((one) => (one.dated ? said(one.item) : null));
  if (a && b) {
    if (a.end === b.end || (ownYear(a.end, before.horizon) && ownYear(b.end, after.horizon))) return false;
    if (/\d{4}/u.test(a.label) || /\d{4}/u.test(b.label)) return true;
    return distance(a.end, before.horizon) !== distance(b.end, after.horizon);
  }
  const [named, own, other] = a ? [a, before, after] : [b, after, before];
  if (!named || THIS_YEAR.test(named.label) || named.end === other.item.period?.end) return false;
  return own.horizon.end !== null && Number(named.end.slice(0, 4)) !== own.horizon.end;
}

/** 2025年 in the list of tasks for 2025 is 今年. */
const ownYear = (end: string, { start, end: last }: Horizon): boolean => start === last && end === `${last}-12-31`;

/** When the text itself says; null where the compiler had to take the plan's own span. */
export function said(item: DraftCommitment): { end: string; label: string } | null {
  if (item.stated?.due) return { end: item.stated.due, label: item.stated.due };
  const period = item.period;
  return period?.end && period.label !== DEFAULT_PERIOD ? { end: period.end, label: period.label } : null;
}

function distance(end: string, horizon: Horizon): string {
  return `${Number(end.slice(0, 4)) - (horizon.start ?? 0)}${end.slice(4)}`;
}

function reworded(old: DraftCommitment, fresh: DraftCommitment): boolean {
  if (old.text === fresh.text) return false;
  if (force(old) !== force(fresh)) return true;
  const [a, b] = old.value === null && old.kind !== 'target' ? [old.text, fresh.text] : [old.subject, fresh.subject];
  return letters(a) !== letters(b);
}

/** The words of force that stand before what is measured; those after the number belong to the next clause. */
function force(item: DraftCommitment): string {
  const end = item.quantitySpan ? item.quantitySpan[0] - item.span[0] : item.text.length;
  return [...item.text.slice(0, Math.max(0, end)).matchAll(FORCE)]
    .map(([word]) => word)
    .sort()
    .join();
}

/** 一般工商业电价平均降低 and 一般工商业平均电价再降低 are the same words in another order. */
const letters = (text: string): string => [...essence(text)].sort().join('');

function directionOf(words: string[], old: DraftCommitment, fresh: DraftCommitment): Direction | null {
  if (words.includes('number-dropped')) return 'loosened';
  if (words.includes('number-from-words')) return 'tightened';
  if (words.includes('unit') && !words.includes('number')) return null;
  if (words.includes('number') || words.includes('comparator')) {
    const ceiling = isCeiling(old, fresh);
    const sign = ceiling ? -1 : 1;
    // Of a range the end that is easier to reach binds.
    const by = (item: DraftCommitment) => amount(item, ceiling ? (item.value2 ?? item.value) : item.value)!;
    const moved = close(by(old), by(fresh)) ? 0 : Math.sign(by(fresh) - by(old)) * sign;
    const firmer = Math.sign(firmness(fresh.op) - firmness(old.op));
    const way = moved || firmer;
    return way === 0 ? null : way > 0 ? 'tightened' : 'loosened';
  }
  if (words.includes('date')) {
    const [a, b] = [said(old), said(fresh)];
    if (!a || !b) return null;
    return b.end > a.end ? 'loosened' : 'tightened';
  }
  return null;
}

function isCeiling(old: DraftCommitment, fresh: DraftCommitment): boolean {
  const ops = [old.op, fresh.op];
  if (ops.includes('<=') || ops.includes('<')) return true;
  if (ops.includes('>=') || ops.includes('>')) return false;
  return LESS.test(fresh.subject) && !FALLS.test(fresh.subject);
}

const FIRMNESS: Record<Op, number> = { '>': 4, '<': 4, '>=': 3, '<=': 3, '=': 2, to: 2, '+': 2, range: 1, approx: 0 };
const firmness = (op: Op | null): number => (op === null ? 0 : FIRMNESS[op]);

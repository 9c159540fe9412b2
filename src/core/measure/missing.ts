import type { Missing, MissingReason, Text, Value } from './model.ts';

const WORDS: Readonly<Record<MissingReason, Text>> = {
  'not-due': { zh: '未到填报期', en: 'not due yet' },
  overdue: { zh: '逾期未报', en: 'overdue' },
  refused: { zh: '责任单位不予提供', en: 'refused by the owner' },
  'not-applicable': { zh: '不适用', en: 'not applicable' },
  'not-enough-points': { zh: '数据点不足', en: 'not enough points' },
  'no-source': { zh: '没有数据来源', en: 'no source' },
};

/** A missing value with its reason and, if given, a note for people. */
export function missing(reason: MissingReason, note?: Text): Missing {
  return note === undefined ? { missing: reason } : { missing: reason, note };
}

export function isMissing(v: unknown): v is Missing {
  return typeof v === 'object' && v !== null && typeof (v as { missing?: unknown }).missing === 'string';
}

/** True for a number that may be used; NaN and infinities are not numbers here. */
export function isNumber(v: Value | null | undefined): v is number {
  return typeof v === 'number' && Number.isFinite(v);
}

/** The reason in words, with the note when there is one. */
export function describeMissing(m: Missing): Text {
  const w = WORDS[m.missing];
  if (m.note === undefined) return w;
  return { zh: `${w.zh}：${m.note.zh}`, en: `${w.en}: ${m.note.en}` };
}

/** Turns a computed number into a Value: what is not finite becomes a Missing, never NaN; −0 becomes 0. */
export function finite(n: number, note?: Text): Value {
  return Number.isFinite(n) ? n + 0 : missing('not-applicable', note);
}

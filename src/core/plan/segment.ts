/** Paragraph to sentences to segments. Short quotations and brackets are opaque: their commas do not cut. */

/** A stretch between two marks of 、，；：; `before` is the mark in front, '' at the start of a sentence. */
export interface Segment {
  start: number;
  end: number;
  before: string;
  /** Start and end of the comma-level clause that holds the segment. */
  clauseStart: number;
  clauseEnd: number;
}

export interface Sentence {
  start: number;
  end: number;
  segments: Segment[];
}

/** Longest quotation or bracket that is read as one word. */
const MAX_QUOTE = 40;
const MAX_BRACKET = 60;
/** A sentence without a full stop is cut here, so that context never grows with the text. */
const MAX_SEGMENTS = 400;
const MAX_SENTENCE = 4000;

const CUT = new Set('、，；：');
const STOP = new Set('。！？');

/** End of the quotation or bracket that opens at `i` (offset after the closing mark), or `i` when it does not close soon. */
export function opaqueEnd(s: string, i: number, limit: number): number {
  const open = s[i];
  const close = open === '“' ? '”' : open === '（' ? '）' : open === '《' ? '》' : '';
  if (!close) return i;
  const end = Math.min(limit, i + (open === '（' ? MAX_BRACKET : MAX_QUOTE));
  for (let k = i + 1; k < end; k++) {
    const c = s[k];
    if (c === close) return k + 1;
    if (c === open || c === '。' || c === '！') return i;
  }
  return i;
}

/** Sentences of `s` between two offsets, with their segments. */
export function* sentences(s: string, from: number, to: number): Generator<Sentence> {
  let start = from;
  let segments: Segment[] = [];
  let segStart = from;
  let before = '';
  let clauseFirst = 0;
  const closeSegment = (end: number): void => {
    if (end > segStart) segments.push({ start: segStart, end, before, clauseStart: segStart, clauseEnd: end });
  };
  const closeClause = (): void => {
    const first = segments[clauseFirst];
    const last = segments[segments.length - 1];
    if (first && last) {
      for (let k = clauseFirst; k < segments.length; k++) {
        segments[k]!.clauseStart = first.start;
        segments[k]!.clauseEnd = last.end;
      }
    }
    clauseFirst = segments.length;
  };
  let i = from;
  while (i < to) {
    const c = s[i]!;
    const jump = opaqueEnd(s, i, to);
    if (jump > i) { i = jump; continue; }
    if (STOP.has(c) || segments.length >= MAX_SEGMENTS || i - start > MAX_SENTENCE) {
      closeSegment(i);
      closeClause();
      if (segments.length > 0) yield { start, end: i, segments };
      segments = [];
      clauseFirst = 0;
      before = '';
      segStart = STOP.has(c) ? i + 1 : i;
      start = segStart;
      if (!STOP.has(c)) { i++; continue; }
    } else if (CUT.has(c)) {
      closeSegment(i);
      if (c !== '、') closeClause();
      before = c;
      segStart = i + 1;
    }
    i++;
  }
  closeSegment(to);
  closeClause();
  if (segments.length > 0) yield { start, end: to, segments };
}

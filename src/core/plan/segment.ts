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
/** A stretch without any mark is no prose beyond this. */
const MAX_STRETCH = 300;

// Marks by code: the splitter looks at every character of the text.
const PAUSE = 0x3001; // 、
const COMMA = 0xff0c;
const SEMICOLON = 0xff1b;
const COLON = 0xff1a;
const STOP = 0x3002; // 。
const EXCLAIM = 0xff01;
const QUESTION = 0xff1f;
const QUOTE = 0x201c;
const BRACKET = 0xff08;
const TITLE = 0x300a;

/** End of the quotation or bracket that opens at `i` (offset after the closing mark), or `i` when it does not close soon. */
function opaqueEnd(s: string, i: number, open: number, limit: number): number {
  const close = open === BRACKET ? 0xff09 : open + 1;
  const end = Math.min(limit, i + (open === BRACKET ? MAX_BRACKET : MAX_QUOTE));
  for (let k = i + 1; k < end; k++) {
    const c = s.charCodeAt(k);
    if (c === close) return k + 1;
    if (c === open || c === STOP || c === EXCLAIM) return i;
  }
  return i;
}

/** Sentences of `s` between two offsets, with their segments. */
export function sentences(s: string, from: number, to: number): Sentence[] {
  const found: Sentence[] = [];
  let start = from;
  let segments: Segment[] = [];
  let segStart = from;
  let before = '';
  let clauseFirst = 0;
  const closeSegment = (end: number): void => {
    if (end > segStart) segments.push({ start: segStart, end, before, clauseStart: segStart, clauseEnd: end });
  };
  const closeClause = (): void => {
    const n = segments.length;
    if (clauseFirst < n) {
      const clauseStart = segments[clauseFirst]!.start;
      const clauseEnd = segments[n - 1]!.end;
      for (let k = clauseFirst; k < n; k++) {
        segments[k]!.clauseStart = clauseStart;
        segments[k]!.clauseEnd = clauseEnd;
      }
    }
    clauseFirst = n;
  };
  for (let i = from; i < to; i++) {
    const c = s.charCodeAt(i);
    // Everything that matters is a mark outside the block of Chinese characters.
    if (c >= 0x4e00 && c < 0xff00 && i - segStart <= MAX_STRETCH) continue;
    if (c === QUOTE || c === BRACKET || c === TITLE) {
      const end = opaqueEnd(s, i, c, to);
      if (end > i) i = end - 1;
    } else if (c === PAUSE || c === COMMA || c === SEMICOLON || c === COLON) {
      closeSegment(i);
      if (c !== PAUSE) closeClause();
      before = s[i]!;
      segStart = i + 1;
      if (segments.length >= MAX_SEGMENTS || i - start > MAX_SENTENCE) {
        closeClause();
        found.push({ start, end: i, segments });
        segments = [];
        clauseFirst = 0;
        before = '';
        start = i + 1;
      }
    } else if (
      c === STOP ||
      c === EXCLAIM ||
      c === QUESTION ||
      i - start > MAX_SENTENCE ||
      i - segStart > MAX_STRETCH
    ) {
      const mark = c === STOP || c === EXCLAIM || c === QUESTION;
      closeSegment(i);
      closeClause();
      if (segments.length > 0) found.push({ start, end: i, segments });
      segments = [];
      clauseFirst = 0;
      before = '';
      segStart = mark ? i + 1 : i;
      start = segStart;
    }
  }
  closeSegment(to);
  closeClause();
  if (segments.length > 0) found.push({ start, end: to, segments });
  return found;
}

/**
 * Numbers with what belongs to them: a sign (-0.5, 负0.2), percentages in words (百分之三), tenths (四成五), fractions
 * (三分之一), doublings (翻一番). Plain numbers are read in digits.ts.
 */
import { clip, FACTOR, isDigitAt, readPlain, type PlainNumber } from './digits.ts';

/** `value` is what stands before the scale word: 500 and 亿 for 500亿, 2000 and 亿 for 两千亿. */
export interface Numeral {
  start: number;
  end: number;
  value: number;
  scale: PlainNumber['scale'];
  /** Written with Chinese digits. */
  chinese: boolean;
  /** 多, 余, 几 stands inside: 8000多万. */
  more: boolean;
  /** The words already hold the unit: 百分之三 is "%", 翻一番 is "倍". */
  unit: '%' | '‰' | '倍' | null;
}

/** A dash is a sign only after a mark or a word that a number follows; elsewhere it joins or lists. */
const BEFORE_SIGN = /^$|[（，、：；。“〔[于到至为在达长降速是约从由过≥≤><=\s]/u;

/**
 * The numeral that begins at `i`, or null. `isUnitAt` tells whether a unit begins at an offset, so that the 千 of
 * 千瓦时 is not read as a thousand.
 */
export function readNumeral(s: string, i: number, isUnitAt: (i: number) => boolean): Numeral | null {
  const c = s[i]!;
  if (c === '翻') return readDoubling(s, i);
  if (c === '负' || c === '-' || c === '—') {
    if (c === '负' ? !isDigitAt(s, i + 1) && !/[零一二三四五六七八九十百]/u.test(s[i + 1] ?? '') : !isDigitAt(s, i + 1))
      return null;
    if (c !== '负' && !BEFORE_SIGN.test(s[i - 1] ?? '')) return null;
    if (c === '负' && /[正抱胜背肩]/u.test(s[i - 1] ?? '')) return null;
    const n = readUnsigned(s, i + 1, isUnitAt);
    return n && { ...n, start: i, value: -n.value };
  }
  return readUnsigned(s, i, isUnitAt);
}

function readUnsigned(s: string, start: number, isUnitAt: (i: number) => boolean): Numeral | null {
  if (s[start] === '.') {
    // .5 after a mark; elsewhere a point is no number.
    const n =
      isDigitAt(s, start + 1) && !/[\d.A-Za-z]/u.test(s[start - 1] ?? '') ? readPlain(s, start + 1, isUnitAt) : null;
    if (!n || n.scale !== '') return null;
    return {
      start,
      end: n.end,
      value: Number(`0${s.slice(start, n.end)}`),
      scale: '',
      chinese: false,
      more: n.more,
      unit: null,
    };
  }
  if (s[start - 1] === '.' && isDigitAt(s, start)) return null;
  if (s[start] === '半') return s[start + 1] === '成' && s[start + 2] !== '品' ? whole(start, start + 2, 5, '%') : null;
  if (s.startsWith('百分之', start) || s.startsWith('佰分之', start)) return readPer(s, start, '%', 1, isUnitAt);
  if (s.startsWith('千分之', start) || s.startsWith('仟分之', start)) return readPer(s, start, '‰', 1, isUnitAt);
  if (s.startsWith('万分之', start)) return readPer(s, start, '%', 0.01, isUnitAt);
  if (s.startsWith('一半', start)) return whole(start, start + 2, 50, '%');
  const n = readPlain(s, start, isUnitAt);
  if (!n) return null;
  if (s.startsWith('分之', n.end) || s.startsWith('又', n.end)) {
    const f = readFraction(s, start, n, isUnitAt);
    if (f !== undefined) return f;
  }
  if (s[n.end] === '成') {
    const t = readTenths(s, start, n);
    if (t) return t;
  }
  // 2e5, 40k, 2^5: a part of such a number is not the number.
  if (
    /[\^eEkK]/u.test(s[n.end] ?? '') &&
    !n.chinese &&
    /^(?:[\^]|[eE][+-]?\d|[kK](?![a-zA-Z²³]))/u.test(s.slice(n.end, n.end + 3))
  )
    return null;
  return {
    start,
    end: n.end,
    value: clip(n.value / FACTOR[n.scale]),
    scale: n.scale,
    chinese: n.chinese,
    more: n.more,
    unit: null,
  };
}

function whole(start: number, end: number, value: number, unit: '%' | '‰' | '倍' | null): Numeral {
  return { start, end, value, scale: '', chinese: true, more: false, unit };
}

function readPer(
  s: string,
  start: number,
  unit: '%' | '‰',
  factor: number,
  isUnitAt: (i: number) => boolean,
): Numeral | null {
  const from = start + 3;
  if (s[from] === '百' && !/[一二三四五六七八九零分]/u.test(s[from + 1] ?? ''))
    return whole(start, from + 1, 100, unit);
  if (s[from] === '百' && s[from + 1] === '分') return null;
  const n = readPlain(s, from, isUnitAt);
  if (!n || n.scale !== '' || /[kK]/u.test(s[n.end] ?? '')) return null;
  return { ...whole(start, n.end, clip(n.value * factor), unit), more: n.more };
}

/** 三分之一, 二又三分之一; undefined when what follows is no fraction, null when it is one that cannot be read. */
function readFraction(
  s: string,
  start: number,
  first: PlainNumber,
  isUnitAt: (i: number) => boolean,
): Numeral | null | undefined {
  let base = 0;
  let below = first;
  if (s[first.end] === '又') {
    const n = readPlain(s, first.end + 1, isUnitAt);
    if (!n || !s.startsWith('分之', n.end)) return undefined;
    base = first.value;
    below = n;
  }
  const above = readPlain(s, below.end + 2, isUnitAt);
  if (!above || below.value === 0 || below.more || above.more) return null;
  const part = above.value / below.value;
  return base === 0 ? whole(start, above.end, clip(100 * part), '%') : whole(start, above.end, clip(base + part), null);
}

/** 三成, 四成五, 三成半, 9.5成; not 完成 or 三成为. */
function readTenths(s: string, start: number, n: PlainNumber): Numeral | null {
  if (n.scale !== '' || n.value <= 0 || n.value > 10) return null;
  const next = s[n.end + 1] ?? '';
  if (/[立为效果员都功长本品片交就熟型分套]/u.test(next)) return null;
  const d = next === '' ? 0 : '一二三四五六七八九'.indexOf(next) + 1;
  const more = next === '半' ? 5 : d > 0 && n.chinese && !/[十百千万亿个点成]/u.test(s[n.end + 2] ?? '') ? d : 0;
  return whole(start, n.end + (more > 0 ? 2 : 1), clip(n.value * 10 + more), '%');
}

/** 翻番, 翻一番, 翻了两番: the multiple that is reached, 2 to the power of the doublings. */
function readDoubling(s: string, start: number): Numeral | null {
  let i = start + 1;
  if (s[i] === '了') i++;
  if (s[i] === '番') return whole(start, i + 1, 2, '倍');
  const times = isDigitAt(s, i) ? Number(s[i]) : s[i] === '两' ? 2 : '零一二三四五六七八九'.indexOf(s[i] ?? '零');
  if (times <= 0) return null;
  if (s[i + 1] === '番') return whole(start, i + 2, 2 ** times, '倍');
  return null;
}

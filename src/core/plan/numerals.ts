/**
 * Numbers as Chinese official texts write them: Arabic (with thousands commas), Chinese (两千, 十五点六),
 * mixed (1万6千), percentages in words (百分之三), tenths (三成), fractions (三分之一), doublings (翻一番).
 */

/** `value` is what stands before the scale word: 500 and 亿 for 500亿, 2000 and 亿 for 两千亿. */
export interface Numeral {
  start: number;
  end: number;
  value: number;
  scale: '' | '万' | '亿' | '万亿';
  /** Written with Chinese digits. */
  chinese: boolean;
  /** 多, 余, 几 stands inside: 8000多万. */
  more: boolean;
  /** The words already hold the unit: 百分之三 is "%", 翻一番 is "倍". */
  unit: '%' | '‰' | '倍' | null;
}

const DIGITS = new Map([...'零一二三四五六七八九'].map((c, i) => [c, i] as const));
DIGITS.set('〇', 0).set('两', 2);
const SMALL = new Map([
  ['十', 10],
  ['百', 100],
  ['千', 1000],
]);
/** Longer runs of digits are serial numbers, not quantities. */
const MAX_DIGITS = 16;
const MAX_CHINESE = 20;

const digitAt = (s: string, i: number): boolean => {
  const c = s.charCodeAt(i);
  return c >= 48 && c <= 57;
};
const clip = (x: number): number => Number(x.toPrecision(15));

/** Whether a numeral may begin with this character; a cheap test for the scanner. */
export function mayStartNumeral(code: number): boolean {
  if (code >= 48 && code <= 57) return true;
  return code >= 0x3007 && STARTS.has(code);
}
const STARTS = new Set([...'零〇一二两三四五六七八九十百千万翻半'].map((c) => c.charCodeAt(0)));

/**
 * The numeral that begins at `i`, or null. `isUnitAt` tells whether a unit begins at an offset, so that the 千 of
 * 千瓦时 is not read as a thousand.
 */
export function readNumeral(s: string, i: number, isUnitAt: (i: number) => boolean): Numeral | null {
  if (digitAt(s, i)) return readArabic(s, i, isUnitAt);
  if (s[i] === '翻') return readDoubling(s, i);
  return readChinese(s, i, isUnitAt);
}

/** The offset after a run of digits and decimal points; where a scanner goes on when a run is no number. */
export function skipDigits(s: string, i: number): number {
  while (i < s.length && (digitAt(s, i) || ((s[i] === '.' || s[i] === ',') && digitAt(s, i + 1)))) i++;
  return i;
}

function readArabic(s: string, start: number, isUnitAt: (i: number) => boolean): Numeral | null {
  let i = start;
  let digits = '';
  let point = false;
  while (i < s.length) {
    if (digitAt(s, i)) digits += s[i];
    else if (s[i] === ',' && digitAt(s, i + 1) && !point) {
      /* thousands */
    } else if (s[i] === '.' && digitAt(s, i + 1) && !point) {
      digits += '.';
      point = true;
    } else break;
    i++;
    if (digits.length > MAX_DIGITS) return null;
  }
  if (s[i] === '.' && digitAt(s, i + 1)) return null; // 1.2.3
  let total = Number(digits);
  let more = false;
  let last = Infinity;
  let sum = 0;
  let scaled = false;
  for (let guard = 0; guard < 4; guard++) {
    if (isMore(s[i]) && (isScale(s[i + 1]) || !isUnitAt(i))) {
      more = true;
      i++;
    }
    if (isUnitAt(i) && !isScaleBeforeUnit(s, i, isUnitAt)) break;
    const scale = readScale(s, i, isUnitAt);
    if (!scale || scale.factor >= last) break;
    i = scale.end;
    sum += total * scale.factor;
    last = scale.factor;
    total = 0;
    scaled = true;
    const next = i;
    if (!digitAt(s, next)) break;
    let k = next;
    while (digitAt(s, k) && k - next < 5) k++;
    const follow = readScale(s, isMore(s[k]) ? k + 1 : k, isUnitAt);
    if (!follow || follow.factor >= last) break;
    total = Number(s.slice(next, k));
    i = k;
  }
  if (!scaled) return { start, end: i, value: total, scale: '', chinese: false, more, unit: null };
  if (isMore(s[i])) {
    more = true;
    i++;
  }
  return { start, end: i, ...toScale(sum, last), chinese: false, more, unit: null };
}

function isMore(c: string | undefined): boolean {
  return c === '多' || c === '余';
}
function isScale(c: string | undefined): boolean {
  return c === '十' || c === '百' || c === '千' || c === '万' || c === '亿';
}

/** 万千瓦时: 万 begins no unit by itself, but 千瓦时 does; 万吨: 万 is a scale before a unit. */
function isScaleBeforeUnit(s: string, i: number, isUnitAt: (i: number) => boolean): boolean {
  return (s[i] === '万' || s[i] === '亿') && isUnitAt(i + 1);
}

function readScale(s: string, i: number, isUnitAt: (i: number) => boolean): { factor: number; end: number } | null {
  let factor = 1;
  let k = i;
  const small = SMALL.get(s[k] ?? '');
  if (small !== undefined && !isUnitAt(k)) {
    factor = small;
    k++;
    if (isMore(s[k])) k++;
  }
  if (s[k] === '万') {
    factor *= 1e4;
    k++;
    if (isMore(s[k]) && s[k + 1] === '亿') k++;
    if (s[k] === '亿') {
      factor *= 1e8;
      k++;
    }
  } else if (s[k] === '亿') {
    factor *= 1e8;
    k++;
  }
  return k === i ? null : { factor, end: k };
}

/** Splits a number into what is written before the scale word, and the scale word. */
function toScale(sum: number, last: number): { value: number; scale: Numeral['scale'] } {
  if (last >= 1e12) return { value: clip(sum / 1e12), scale: '万亿' };
  if (last >= 1e8) return { value: clip(sum / 1e8), scale: '亿' };
  if (last >= 1e4) return { value: clip(sum / 1e4), scale: '万' };
  return { value: clip(sum), scale: '' };
}

function readChinese(s: string, start: number, isUnitAt: (i: number) => boolean): Numeral | null {
  if (s.startsWith('百分之', start)) return readPer(s, start, start + 3, '%', isUnitAt);
  if (s.startsWith('千分之', start)) return readPer(s, start, start + 3, '‰', isUnitAt);
  if (s.startsWith('一半', start)) return whole(start, start + 2, 50, '%');
  const n = readChineseInteger(s, start, isUnitAt);
  if (!n) return null;
  let i = n.end;
  if (s.startsWith('分之', i)) {
    const m = readChineseInteger(s, i + 2, isUnitAt);
    if (!m || n.value === 0 || n.scale || m.scale) return null;
    return whole(start, m.end, clip((100 * m.value) / n.value), '%');
  }
  if (
    s[i] === '成' &&
    n.scale === '' &&
    n.value >= 1 &&
    n.value <= 10 &&
    !/[立为效果员都功长本品片交就熟型分套]/u.test(s[i + 1] ?? '')
  ) {
    const half = s[i + 1] === '半';
    i += half ? 2 : 1;
    return whole(start, i, n.value * 10 + (half ? 5 : 0), '%');
  }
  return n;
}

function whole(start: number, end: number, value: number, unit: '%' | '‰' | '倍'): Numeral {
  return { start, end, value, scale: '', chinese: true, more: false, unit };
}

function readPer(
  s: string,
  start: number,
  from: number,
  unit: '%' | '‰',
  isUnitAt: (i: number) => boolean,
): Numeral | null {
  const n = digitAt(s, from)
    ? readArabic(s, from, isUnitAt)
    : s[from] === '百'
      ? whole(from, from + 1, 100, unit)
      : readChineseInteger(s, from, isUnitAt);
  return n && n.scale === '' ? { ...n, start, chinese: true, unit } : null;
}

/** 两千亿, 十五点六亿, 三千五百万, 一万二千, 一亿三千万; bare 万亿, 千亿, 百亿 count as one of them. */
function readChineseInteger(s: string, start: number, isUnitAt: (i: number) => boolean): Numeral | null {
  let i = start;
  let sum = 0; // closed by 万 or 亿
  let section = 0;
  let digit = -1;
  let last = 1;
  let lastSmall = Infinity;
  let scaled = false;
  let more = false;
  const limit = Math.min(s.length, start + MAX_CHINESE);
  while (i < limit) {
    const c = s[i]!;
    const d = DIGITS.get(c);
    const small = SMALL.get(c);
    if (d !== undefined) {
      if (digit > 0) return null; // 一二三: a list or a year
      digit = d;
      scaled = false;
    } else if (small !== undefined) {
      if (i > start && isUnitAt(i)) break;
      if (small >= lastSmall && section > 0) break;
      section += (digit < 0 ? 1 : digit) * small;
      lastSmall = small;
      last = small;
      digit = -1;
      scaled = false;
    } else if (c === '万' || c === '亿') {
      const factor = c === '万' ? 1e4 : 1e8;
      const here = section + Math.max(digit, 0);
      if (here === 0 && sum === 0 && s[i + 1] !== '亿') return null;
      if (scaled && factor === 1e8 && last === 1e4) {
        sum *= 1e8;
        last = 1e12;
      } else {
        sum = c === '亿' && sum > 0 ? (sum + here) * factor : sum + (here || 1) * factor;
        last = factor;
      }
      section = 0;
      digit = -1;
      lastSmall = Infinity;
      scaled = true;
    } else if (c === '点' && i > start) {
      let k = i + 1;
      let places = '';
      while (k < limit && DIGITS.has(s[k]!)) places += String(DIGITS.get(s[k++]!));
      if (places === '') break;
      const value = section + Math.max(digit, 0) + Number(`0.${places}`);
      const scale = s.startsWith('万亿', k) ? '万亿' : s[k] === '亿' ? '亿' : s[k] === '万' && !isUnitAt(k) ? '万' : '';
      if (sum > 0) return null;
      return { start, end: k + scale.length, value: clip(value), scale, chinese: true, more, unit: null };
    } else if ((c === '多' || c === '余') && i > start && (isScale(s[i + 1]) || section > 0 || scaled)) {
      more = true;
      if (!isScale(s[i + 1])) {
        i++;
        break;
      }
    } else break;
    i++;
  }
  if (i === start) return null;
  const rest = section + Math.max(digit, 0);
  if (rest === 0 && sum === 0 && digit < 0) return null;
  if (scaled) return { start, end: i, ...toScale(sum, last), chinese: true, more, unit: null };
  return { start, end: i, value: clip(sum + rest), scale: '', chinese: true, more, unit: null };
}

/** 翻番, 翻一番, 翻了两番, 翻一倍: the multiple that is reached, 2 to the power of the doublings. */
function readDoubling(s: string, start: number): Numeral | null {
  let i = start + 1;
  if (s[i] === '了') i++;
  if (s[i] === '番') return whole(start, i + 1, 2, '倍');
  const d = digitAt(s, i) ? Number(s[i]) : DIGITS.get(s[i] ?? '');
  if (d === undefined || d === 0) return null;
  if (s[i + 1] === '番') return whole(start, i + 2, 2 ** d, '倍');
  return null;
}

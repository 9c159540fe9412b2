/**
 * One plain number as Chinese texts write it: Arabic (1,234.5), Chinese (两千四百零五), in capitals (壹佰伍拾), mixed
 * (3万4千), with 多, 余 or 几 in it. One pass over its characters, never more than MAX_LENGTH of them.
 */

/** `value` is the whole number; `scale` the last scale word, which the unit keeps (500 and 亿 for 500亿). */
export interface PlainNumber {
  end: number;
  value: number;
  scale: '' | '万' | '亿' | '万亿';
  chinese: boolean;
  /** 多, 余, 几: at least so much. */
  more: boolean;
}

const DIGIT = new Map<string, number>([...'零一二三四五六七八九'].map((c, k) => [c, k] as const));
for (const [c, k] of [...'〇壹贰叁肆伍陆柒捌玖'].map((c, k) => [c, k] as const)) DIGIT.set(c, k);
DIGIT.set('两', 2).set('俩', 2);
const SMALL = new Map([
  ['十', 10],
  ['拾', 10],
  ['百', 100],
  ['佰', 100],
  ['千', 1000],
  ['仟', 1000],
]);
/** Capitals are words of their own (陆地, 放肆, 拾取) unless another numeral follows. */
const CAPITAL = /[壹贰叁肆伍陆柒捌玖拾佰仟俩]/u;
const AFTER_CAPITAL = /^(?:[一二三四五六七八九][万亿千百]|[壹贰叁肆伍陆柒捌玖拾佰仟百千十万亿零〇圆元角点])/u;
/** Longer runs of digits are serial numbers, not quantities. */
const MAX_DIGITS = 16;
const MAX_LENGTH = 48;

export const isDigitAt = (s: string, i: number): boolean => {
  const c = s.charCodeAt(i);
  return c >= 48 && c <= 57;
};
/** 15 digits: what a double holds exactly. */
export const clip = (x: number): number => (Number.isInteger(x) && Math.abs(x) < 1e15 ? x : Number(x.toPrecision(15)));
const isNumeralChar = (c: string): boolean => DIGIT.has(c) || SMALL.has(c) || c === '万' || c === '亿';

const STARTS = new Set(
  [...DIGIT.keys(), ...SMALL.keys(), '万', '翻', '半', '负', '-', '—', '.'].map((c) => c.charCodeAt(0)),
);
/** Whether a numeral may begin with this character; a cheap test for the scanner. */
export function mayStartNumeral(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 0x2d && STARTS.has(code));
}

/** The offset after a run of digits, points and Chinese numerals; where a scanner goes on when a run is no number. */
export function skipDigits(s: string, i: number): number {
  const limit = Math.min(s.length, i + MAX_LENGTH);
  if (s[i] === '半') i++;
  while (i < s.length && (isDigitAt(s, i) || ((s[i] === '.' || s[i] === ',') && isDigitAt(s, i + 1)))) i++;
  while (i < limit && isNumeralChar(s[i]!)) i++;
  return i;
}

interface Arabic {
  end: number;
  value: number;
  digits: number;
}

function readArabic(s: string, start: number): Arabic | null {
  let i = start;
  let digits = '';
  let point = false;
  while (i < s.length) {
    if (isDigitAt(s, i)) digits += s[i];
    else if (s[i] === ',' && isDigitAt(s, i + 1) && !point) {
      /* thousands */
    } else if (s[i] === '.' && isDigitAt(s, i + 1) && !point) {
      digits += '.';
      point = true;
    } else break;
    i++;
    if (digits.length > MAX_DIGITS) return null;
  }
  if (s[i] === '.' && isDigitAt(s, i + 1)) return null; // 1.2.3
  return { end: i, value: Number(digits), digits: digits.length };
}

const GOES_ON = /[十拾百佰千仟万亿多余几]/u;

/**
 * The number that begins at `start`, or null. `isUnitAt` tells whether a unit begins at an offset, so that the 千 of
 * 千瓦时 is not read as a thousand.
 */
export function readPlain(s: string, start: number, isUnitAt: (i: number) => boolean): PlainNumber | null {
  const arabic = isDigitAt(s, start);
  let i = start;
  if (arabic) {
    const a = readArabic(s, start);
    if (!a) return null;
    if (!GOES_ON.test(s[a.end] ?? '')) return { end: a.end, value: a.value, scale: '', chinese: false, more: false };
  } else if (CAPITAL.test(s[start]!) && s[start - 1] !== '之' && !AFTER_CAPITAL.test(s.slice(start + 1, start + 3)))
    return null;
  const limit = Math.min(s.length, start + MAX_LENGTH);
  let total = 0; // closed by 亿
  let high = 0; // closed by 万
  let section = 0;
  let digit = -1; // waiting for its place
  let zero = false;
  let lastSmall = Infinity;
  let lastPlace = 1;
  let scale: PlainNumber['scale'] = '';
  let closed = false; // the last character was 万 or 亿
  let more = false;
  for (; i < limit;) {
    const c = s[i]!;
    const small = SMALL.get(c);
    const d = DIGIT.get(c);
    if (isDigitAt(s, i)) {
      if (digit >= 0) break;
      const a = readArabic(s, i);
      if (!a) return null;
      // 3万4千, 3万4000; 500万30家 are two numbers.
      const next = s[a.end] ?? '';
      const follows = (SMALL.has(next) && !isUnitAt(a.end)) || (next === '万' && scale === '亿' && closed);
      const grouped = zero || (closed && a.digits === 4 && s[a.end] !== '年');
      if (i > start && !follows && !grouped) break;
      digit = a.value;
      i = a.end;
      closed = false;
      continue;
    }
    if (d !== undefined) {
      if (CAPITAL.test(c) && i > start && !AFTER_CAPITAL.test(s.slice(i + 1, i + 3)) && !isNumeralChar(s[i - 1]!))
        break;
      if (arabic && d > 0) break;
      if (digit > 0) return null; // 一二三: a list, a year or a guess (五六百)
      if (d === 0) {
        if (i === start && s[i + 1] !== '点') {
          digit = 0;
          i++;
          continue;
        }
        if (i > start && !isNumeralChar(s[i + 1] ?? '') && !isDigitAt(s, i + 1) && s[i + 1] !== '几') break;
        zero = true;
        if (i === start) digit = 0;
      } else digit = d;
      closed = false;
    } else if (small !== undefined) {
      if (i > start && isUnitAt(i)) break;
      if (small >= lastSmall && section > 0) {
        if (digit > 0) return null;
        break;
      }
      if (digit < 0 && i > start && small > 10 && section > 0) break;
      section = clip(section + (digit < 0 || (digit === 0 && zero) ? 1 : digit) * small);
      lastSmall = small;
      lastPlace = small;
      digit = -1;
      zero = false;
      closed = false;
    } else if (c === '万' || c === '亿') {
      if (i > start && isUnitAt(i) && !isUnitAt(i + 1)) break;
      const here = section + Math.max(digit, 0);
      if (c === '万') {
        if (here === 0 && high === 0 && total === 0 && s[i + 1] !== '亿') return null;
        if (closed && here === 0) {
          if (s[i - 1] !== '万') break;
          high = clip(high * 1e4);
          scale = '亿';
        } else {
          high += clip((here || 1) * 1e4);
          scale = '万';
        }
        lastPlace = 1e4;
      } else {
        const below = high + here;
        if (below === 0 && total > 0) break;
        scale = closed && s[i - 1] === '万' ? '万亿' : '亿';
        total += clip((below || 1) * 1e8);
        high = 0;
        lastPlace = 1e8;
      }
      section = 0;
      digit = -1;
      lastSmall = Infinity;
      zero = false;
      closed = true;
      i++;
      continue;
    } else if ((c === '点' || c === '點') && i > start && !arabic) {
      let k = i + 1;
      let places = '';
      while (k < limit && (DIGIT.get(s[k]!) ?? 10) < 10 && s[k] !== '两') places += String(DIGIT.get(s[k++]!));
      if (places === '') break;
      if (scale !== '' && !zero && digit < 0 && section === 0 && high + total === 0) return null;
      let value = total + high + section + ending(digit, zero, lastPlace, arabic) + Number(`0.${places}`);
      let after: PlainNumber['scale'] = '';
      if (s.startsWith('万亿', k)) after = '万亿';
      else if (s[k] === '亿') after = '亿';
      else if (s[k] === '万' && !isUnitAt(k)) after = '万';
      k += after.length;
      if (after === '' && isNumeralChar(s[k] ?? '')) return null;
      value *= FACTOR[after];
      return { end: k, value: clip(value), scale: after, chinese: true, more };
    } else if ((c === '多' || c === '余' || c === '几') && i > start && !more) {
      const next = s[i + 1] ?? '';
      if (SMALL.has(next) || next === '万' || next === '亿') {
        if (!isUnitAt(i + 1) || next === '万') {
          more = true;
          i++;
          continue;
        }
      }
      if (c === '几' ? section === 0 : !arabic && section === 0 && !closed) break;
      if (arabic && isUnitAt(i) && c !== '余') break;
      more = true;
      i++;
      break;
    } else break;
    i++;
  }
  if (i === start) return null;
  if (digit < 0 && section === 0 && high === 0 && total === 0 && !zero) return null;
  if (zero && digit < 0 && !arabic && (s[i - 1] === '零' || s[i - 1] === '〇') && i - start > 1) i--;
  const value = clip(total + high + section + ending(digit, zero, lastPlace, arabic));
  // 2万5千 is a number of its own; 3万, 500多万 keep the scale with the unit.
  const scaled = scale !== '' && (closed || colloquial(digit, zero, lastPlace, arabic)) ? scale : '';
  return { end: i, value, scale: scaled, chinese: !arabic, more };
}

/** 四百五 is 450, 九万四 is 94000; 四百零五 is 405. */
const colloquial = (digit: number, zero: boolean, place: number, arabic: boolean): boolean =>
  !arabic && digit > 0 && !zero && place >= 100;
const ending = (digit: number, zero: boolean, place: number, arabic: boolean): number =>
  colloquial(digit, zero, place, arabic) ? (digit * place) / 10 : Math.max(digit, 0);

/** One character each, as lists and spans of years are counted. */
export const NUMERAL: Record<string, number> = {
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  十: 10,
};

export const FACTOR: Record<PlainNumber['scale'], number> = { '': 1, 万: 1e4, 亿: 1e8, 万亿: 1e12 };

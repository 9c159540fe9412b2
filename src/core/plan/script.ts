/** Traditional script and radicals read as simplified characters, one for one, so that every offset keeps its place. */
import { Converter } from 'opencc-js/t2cn';

/** Common characters that only traditional script has: enough of them in a text tell how it is written. */
const TRADITIONAL =
  /[國會發經濟業產實現個們這為來時對將與區縣億萬長農環場點開關處數據機構總額達應從務過學設織規劃標準統籌續紅鄉鎮積極兩負幾陸貳參雙倆佈綠護構進運戶廳]/gu;
const SAMPLE = 1000;

let made: ((text: string) => string) | null = null;
/** Built when the first traditional text comes, because its tables are large. */
const convert = (text: string): string => (made ??= Converter({ from: 't', to: 'cn' }))(text);

/**
 * The text in simplified script; the same string when it is simplified already. As long as the source, code unit by
 * code unit: a line that the converter would lengthen or shorten is converted character by character.
 */
export function simplified(source: string): string {
  const sample =
    source.length > 3 * SAMPLE
      ? source.slice(0, SAMPLE) + source.slice(source.length >> 1, (source.length >> 1) + SAMPLE)
      : source;
  const hits = sample.match(TRADITIONAL)?.length ?? 0;
  if (hits === 0 || hits * 60 < sample.length) return source;
  const whole = convert(source);
  if (whole.length === source.length) return whole;
  return source
    .split('\n')
    .map((line) => {
      const read = convert(line);
      return read.length === line.length ? read : [...line].map(oneByOne).join('');
    })
    .join('\n');
}

function oneByOne(c: string): string {
  const read = convert(c);
  return read.length === c.length ? read : c;
}

/** Radicals that some fonts hand out in the place of the characters that look the same. */
const RADICALS: Record<string, string> = {
  '⺟': '母',
  '⺠': '民',
  '⻄': '西',
  '⻅': '见',
  '⻆': '角',
  '⻉': '贝',
  '⻋': '车',
  '⻓': '长',
  '⻔': '门',
  '⻘': '青',
  '⻙': '韦',
  '⻚': '页',
  '⻛': '风',
  '⻜': '飞',
  '⻝': '食',
  '⻢': '马',
  '⻣': '骨',
  '⻤': '鬼',
  '⻥': '鱼',
  '⻦': '鸟',
  '⻧': '卤',
  '⻨': '麦',
  '⻩': '黄',
  '⻬': '齐',
  '⻮': '齿',
  '⻰': '龙',
  '⻳': '龟',
};

const RADICAL = /[\u2e80-\u2fdf]/u;
const ALL_RADICALS = /[\u2e80-\u2fdf]/gu;

/** The text with radicals (U+2E80 to U+2FDF, as fonts of a PDF hand them out) as the characters that they stand for. */
export function withoutRadicals(text: string): string {
  return RADICAL.test(text) ? text.replace(ALL_RADICALS, (c) => RADICALS[c] ?? c.normalize('NFKC')) : text;
}

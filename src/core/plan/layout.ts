/**
 * Newspaper and office layout out of the way, offsets kept: the source text becomes a clean text in which every
 * kept code unit knows where it stood. Broken lines are joined; titles, section heads, captions and bylines are
 * told from body paragraphs.
 */
import { CELL_MARK, tableLines } from './grid.ts';
import type { Block, LaidText } from './laid-text.ts';
import type { Span } from './model.ts';
import { simplified, withoutRadicals } from './script.ts';

const HEAD_NUMBER =
  /^(?:第[一二三四五六七八九十百\d]{1,4}[章节篇编部]|[一二三四五六七八九十]{1,3}[、.．]|（[一二三四五六七八九十\d]{1,3}）|\d{1,2}[、．.](?!\d)|\d{1,2}(?:\.\d{1,2}){1,2}[^\d%亿万]|[A-Za-zＡ-Ｚ][/／]|专栏\s?\d{0,2})/u;
const BYLINE =
  /^(?:责任编辑|编辑|责编|记者|通讯员|本报记者|作者|来源|发布时间|发布日期|文[/／]|图[/／]|摄影|版式|校对|审核|字号|分享|打印|首页|当前位置)/u;
const CAPTION_MARK = /(?:资料图片|图为|供图|摄影?[）)]?。?$|图[/／]|（图）|一角|效果图)/u;
const PREDICATE =
  /[，；：,;:]|[是将要应让使已]|实现|达到?|推进|推动|加快|建设|发展|提升|提高|增长|完成|坚持|确保|力争|召开|举行|开展|打造|突破|落实|强化/u;
/** 关于2023年上半年重点工作的通报: the name of a document, whatever its length. */
const DOCUMENT_NAME =
  /^(?:关于|.{2,16}(?:省|市|县|区|州|政府|办公室|委员会)|.{0,8}(?:19|20)\d\d年).*(?:报告|通报|计划|纲要|方案|意见|通知|规划|要点|公报)(?:（[^）]*）)?$/u;
const PAGE_NUMBER = /^(?:第\s?\d{1,4}\s?页|[—－–-]\s*\d{1,4}\s*[—－–-])$/u;
const TERMINAL = '。！？；：…”』」】!?;:';
const OPEN_END = '，、（(“‘《—-,';
/** A line that counts something is an item of a list, not a head. */
const COUNTED =
  /\d(?:\.\d+)?(?:%|‰|亿|万[元人亩个吨户套平公千]|[个家户所张项件条座处台套辆栋亩吨名]|公里|平方|立方)(?![^，]{0,6}(?:行动|工程)$)/u;
/** Who and when on a line of its own is no head. */
const LABELLED = /^(?:[一-龥]{0,6}(?:单位|部门|主体|责任人|领导)|[一-龥]{0,4}(?:时限|期限|时间节点|完成时间))：/u;
/** A figure set over the paragraph that tells of it. */
const HEADLINE = /^[\d.,]+[^\d，。；]{1,6}[—－-]{1,2}[^，。；\d]{4,24}$/u;
/** Lines that each count something are items of a list: …40条 / 新增…. */
const ITEM_END =
  /\d(?:\.\d+)?(?:%|‰|[万亿]?[元人个家户所张项件条座处台套辆栋亩吨名米]|公里|平方(?:米|公里)|立方米)(?:及?以上|左右|以内)?$/u;
const ITEM_START =
  /^(?:新|打造|筹集|建|改|完成|实施|推进|培育|引进|开工|启动|开展|发展|治理|修|创|组织|举办|争|力|提|增|扩|加)/u;
/** Beyond this a line is prose, whatever it looks like. */
const HEAD_MAX = 44;

const FULL_TO_HALF = 0xfee0;
const isSpace = (c: number): boolean =>
  c === 0x20 ||
  c === 9 ||
  c === 11 ||
  c === 12 ||
  c === 0xa0 ||
  c === 0x3000 ||
  c === 0xfeff ||
  c === 0 ||
  (c >= 0x2000 && c <= 0x200f) ||
  (c >= 0x202a && c <= 0x202e) ||
  c === 0x205f ||
  c === 0x2060;
const isBreak = (c: number): boolean => c === 10 || c === 13 || c === 0x2028 || c === 0x2029 || c === 0x85;
const isDigit = (c: number): boolean => c >= 48 && c <= 57;
const isAsciiWord = (c: number): boolean => isDigit(c) || (c >= 65 && c <= 90) || (c >= 97 && c <= 122);

/** Full-width letters, digits and the punctuation that government texts mix, one code unit to one code unit. */
function fold(c: number): number {
  if (c >= 0xff10 && c <= 0xff19) return c - FULL_TO_HALF;
  if ((c >= 0xff21 && c <= 0xff3a) || (c >= 0xff41 && c <= 0xff5a)) return c - FULL_TO_HALF;
  switch (c) {
    case 0xff05:
      return 0x25; // ％
    case 0xff0e:
      return 0x2e; // ．
    case 0xff0f:
      return 0x2f; // ／
    case 0xff0b:
      return 0x2b; // ＋
    case 0xff0d:
    case 0x2013:
    case 0x2212:
    case 0x2015:
    case 0x2500:
      return 0x2014; // dashes
    case 0xff5e:
    case 0x7e:
    case 0x301c:
      return 0x2014; // ～
    case 0xff1e:
      return 0x3e;
    case 0xff1c:
      return 0x3c;
    case 0x2267:
      return 0x2265; // ≧
    case 0x2266:
      return 0x2264; // ≦
    case 0x28:
      return 0xff08;
    case 0x29:
      return 0xff09;
    case 0x3b:
      return 0xff1b;
    case 0x21:
      return 0xff01;
    case 0x3f:
      return 0xff1f;
    case 0xff61:
      return 0x3002;
    case 0x2236:
      return 0x3a; // ∶
    case 0x300c:
    case 0x300e:
    case 0x301d:
      return 0x201c;
    case 0x300d:
    case 0x300f:
    case 0x301e:
      return 0x201d;
    default:
      return c;
  }
}

interface Line {
  from: number;
  to: number;
  blankBefore: boolean;
}

/** Reads the layout of a text of any size in one pass; never throws. */
export function layOut(text: string): LaidText {
  const source = simplified(withoutRadicals(text));
  const n = source.length;
  const units = new Uint16Array(n + 1);
  const map = new Int32Array(n + 1);
  let size = 0;
  const blocks: Block[] = [];

  const emit = (from: number, to: number): void => {
    let straightOpen = true;
    for (let i = from; i < to; i++) {
      const raw = source.charCodeAt(i);
      if (isSpace(raw)) {
        // A space between Latin words is a word break; everywhere else it is layout.
        const before = size > 0 ? units[size - 1]! : 0;
        const after = i + 1 < to ? source.charCodeAt(i + 1) : 0;
        const words = isAsciiWord(before) && !isDigit(before) && isAsciiWord(after) && !isDigit(after);
        if (!words && !(isDigit(before) && isDigit(fold(after)) && !isGroup(source, i, to, units, size))) continue;
        units[size] = 32;
        map[size++] = i;
        continue;
      }
      let c = fold(raw);
      if (c === 0x22) {
        c = straightOpen ? 0x201c : 0x201d;
        straightOpen = !straightOpen;
      }
      const inNumber = size > 0 && isDigit(units[size - 1]!) && i + 1 < to && isDigit(fold(source.charCodeAt(i + 1)));
      if (c === 0x2c || c === 0xff0c)
        c =
          inNumber && isThousands(source, i, to) && (c === 0x2c || isGroup(source, i, to, units, size)) ? 0x2c : 0xff0c;
      else if (c === 0x3a || c === 0xff1a) c = inNumber ? 0x3a : 0xff1a;
      else if (c === 0x2d) c = inNumber || (size > 0 && units[size - 1] === 0x25) ? 0x2014 : c;
      units[size] = c;
      map[size++] = i;
    }
  };

  let open: { start: number; last: Line; lines: number } | null = null;
  const close = (): void => {
    if (open && size > open.start) blocks.push({ kind: 'body', start: open.start, end: size, level: 0 });
    open = null;
  };

  const emitRow = (line: Line): void => {
    const start = size;
    const text = source.slice(line.from, line.to);
    const mark = text.includes('\t') ? 9 : text.includes('|') ? 0x7c : 0;
    let from = line.from;
    const cell = (to: number, at: number): void => {
      emit(from, to);
      // Between cells stands one mark, an empty cell between two; 2025 年 is one cell.
      if (
        (size > start || mark === 9) &&
        !(mark === 0 && source[at + 1] === '年' && !/[均平度]/u.test(source[at + 2] ?? '') && isDigit(units[size - 1]!))
      ) {
        units[size] = CELL_MARK.charCodeAt(0);
        map[size++] = at;
      }
    };
    for (let i = line.from; i < line.to; i++) {
      const c = source.charCodeAt(i);
      if (mark === 0 ? !isSpace(c) : c !== mark) continue;
      if (mark === 0 && isSpace(source.charCodeAt(i + 1))) continue;
      cell(i, i);
      from = i + 1;
    }
    emit(from, line.to);
    if (size > start) blocks.push({ kind: 'table', start, end: size, level: 0 });
  };

  const lines = readLines(source);
  const inTable = tableLines(
    lines.length,
    (k) => source.slice(lines[k]!.from, lines[k]!.to),
    (k) => lines[k]!.to - lines[k]!.from,
  );
  for (let k = 0; k < lines.length; k++) {
    const line = lines[k]!;
    if (inTable.has(k)) {
      close();
      emitRow(line);
      continue;
    }
    if (open) {
      if (!joins(source, open.last, line, open.lines - 1)) close();
    }
    if (!open) open = { start: size, last: line, lines: 0 };
    emit(line.from, line.to);
    open.last = line;
    open.lines++;
  }
  close();
  map[size] = n;
  const clean = decode(units, size);
  classify(clean, blocks);
  mend(clean, blocks);
  return { source: text, clean, map: map.subarray(0, size + 1), blocks };
}

/** Source span of a clean range; an empty range gives an empty span. */
export function sourceSpan(laid: LaidText, start: number, end: number): Span {
  if (end <= start) return [laid.map[start] ?? laid.source.length, laid.map[start] ?? laid.source.length];
  return [laid.map[start]!, laid.map[end - 1]! + 1];
}

/** 1 234 567: a space inside a number; 2024 25 are two. */
function isGroup(s: string, space: number, to: number, units: Uint16Array, size: number): boolean {
  let before = 0;
  while (before < 4 && before < size && isDigit(units[size - 1 - before]!)) before++;
  let after = 0;
  while (space + 1 + after < to && after < 4 && isDigit(fold(s.charCodeAt(space + 1 + after)))) after++;
  return before <= 3 && after === 3;
}

function isThousands(s: string, comma: number, to: number): boolean {
  let k = comma + 1;
  while (k < to && k - comma <= 4 && isDigit(fold(s.charCodeAt(k)))) k++;
  return k - comma === 4;
}

function readLines(s: string): Line[] {
  const lines: Line[] = [];
  const n = s.length;
  let i = 0;
  let blank = false;
  let inTable = false;
  while (i < n) {
    let j = i;
    while (j < n && !isBreak(s.charCodeAt(j))) j++;
    let a = i;
    let b = j;
    while (a < b && isSpace(s.charCodeAt(a))) a++;
    while (b > a && isSpace(s.charCodeAt(b - 1))) b--;
    // The empty first cells of a row count.
    const tabbed = hasTab(s, a, b);
    if (inTable && a < b && s.charCodeAt(i) === 9) a = i;
    if (a < b) inTable = tabbed;
    if (a < b && b - a <= 12 && PAGE_NUMBER.test(s.slice(a, b))) {
      // A page's number cuts no paragraph.
    } else if (a < b) {
      lines.push({ from: a, to: b, blankBefore: blank });
      blank = false;
    } else blank = true;
    if (s.charCodeAt(j) === 13 && s.charCodeAt(j + 1) === 10) j++;
    i = j + 1;
  }
  return lines;
}

function hasTab(s: string, from: number, to: number): boolean {
  for (let k = from; k < to; k++) if (s.charCodeAt(k) === 9) return true;
  return false;
}

function headNumber(s: string, line: Line): boolean {
  return HEAD_NUMBER.test(
    s
      .slice(line.from, Math.min(line.to, line.from + 14))
      .replace(/\(/g, '（')
      .replace(/\)/g, '）'),
  );
}

/** Whether `next` goes on with the sentence that `last` left open. */
function joins(s: string, last: Line, next: Line, count: number): boolean {
  const end = s.charAt(last.to - 1);
  if (TERMINAL.includes(end)) return false;
  const first = s.charAt(next.from);
  if (s.startsWith('http', next.from)) return false;
  if (first === '—' && s.charAt(next.from + 1) === '—') return false;
  // 167.83亿元——经济总量稳步提升: a headline over its paragraph.
  const length = last.to - last.from;
  const text = s.slice(last.from, last.to);
  if (count === 0 && isDigit(text.charCodeAt(0)) && HEADLINE.test(text)) return false;
  if (length <= HEAD_MAX && ITEM_END.test(text.slice(-12)) && ITEM_START.test(s.slice(next.from, next.from + 4)))
    return false;
  if (headNumber(s, next) && !OPEN_END.includes(end)) return false;
  if (OPEN_END.includes(end)) return true;
  if (count === 0 && length <= HEAD_MAX && DOCUMENT_NAME.test(s.slice(last.from, last.to))) return false;
  if (headNumber(s, last) && length <= HEAD_MAX && count === 0) return false;
  if (BYLINE.test(s.slice(last.from, last.from + 6))) return false;
  if (length > HEAD_MAX) return true;
  if (count > 0) return !next.blankBefore || /[，。；,]/u.test(text);
  if (/[。；，,]/u.test(text)) return true;
  // The first line of a narrow column: long enough, and the next line is not shorter by much unless it ends.
  const nextEnd = s.charAt(next.to - 1);
  return !next.blankBefore && length >= 16 && (Math.abs(next.to - next.from - length) <= 3 || nextEnd === '。');
}

function classify(clean: string, blocks: Block[]): void {
  let seenBody = false;
  for (const block of blocks) {
    if (block.kind === 'table') continue;
    const length = block.end - block.start;
    const text = clean.slice(block.start, Math.min(block.end, block.start + 80));
    const ends = clean.charAt(block.end - 1);
    if (length <= 60 && BYLINE.test(text)) {
      block.kind = 'byline';
      continue;
    }
    if (/^https?[:：]\/\//.test(text) || /^\d{1,4}$/.test(text)) {
      block.kind = 'byline';
      continue;
    }
    const stop = ends === '。' || ends === '！' || ends === '？' || ends === '；' || ends === '，' || ends === '：';
    if (length <= 200 && LABELLED.test(text)) {
      seenBody = true;
      continue;
    }
    if (length <= HEAD_MAX && HEADLINE.test(text)) {
      block.kind = 'caption';
      continue;
    }
    if (length <= HEAD_MAX && !stop && !/[。；]/u.test(text) && !COUNTED.test(text.replace(HEAD_NUMBER, ''))) {
      if (text.startsWith('——') || (!seenBody && !HEAD_NUMBER.test(text))) block.kind = 'title';
      else {
        block.kind = 'heading';
        block.level = levelOf(text);
      }
      continue;
    }
    if (
      length <= 24 &&
      ends === '。' &&
      (CAPTION_MARK.test(text) || (seenBody && !PREDICATE.test(text) && !/[\d、]/.test(text)))
    ) {
      block.kind = 'caption';
      continue;
    }
    seenBody = true;
  }
}

/** Whether a head carries a number of its own: 一、…, 第二章 …. */
export function isNumbered(head: string): boolean {
  return HEAD_NUMBER.test(head);
}

/** A link that a web page set on a line of its own cuts a sentence: …\n城市轨道交通\n、地下综合管廊…. */
function mend(clean: string, blocks: Block[]): void {
  let kept = 0;
  for (let k = 0; k < blocks.length; k++) {
    const block = blocks[k]!;
    const before = blocks[kept - 1];
    const next = blocks[k + 1];
    const fragment =
      block.kind === 'heading' &&
      next?.kind === 'body' &&
      /[、，。；）”]/u.test(clean.charAt(next.start)) &&
      !HEAD_NUMBER.test(clean.slice(block.start, block.start + 8));
    if (fragment && before?.kind === 'body' && !TERMINAL.includes(clean.charAt(before.end - 1))) {
      before.end = next.end;
      k++;
    } else if (fragment) {
      next.start = block.start;
    } else blocks[kept++] = block;
  }
  blocks.length = kept;
}

function levelOf(text: string): number {
  if (/^(?:第.{1,4}[章篇编部]|[A-Z][/])/u.test(text)) return 1;
  if (/^(?:第.{1,4}节|[一二三四五六七八九十]{1,3}[、.])/u.test(text)) return /^第/.test(text) ? 2 : 1;
  if (/^（/u.test(text)) return 2;
  if (/^\d/u.test(text)) return 3;
  return 1;
}

function decode(units: Uint16Array, size: number): string {
  const step = 4096;
  let text = '';
  for (let i = 0; i < size; i += step)
    text += String.fromCharCode.apply(null, units.subarray(i, Math.min(size, i + step)) as unknown as number[]);
  return text;
}

import { problem, type Problem } from './problem.ts';

/**
 * What may be stored at all, whatever it is for: one value beyond these bounds would take a page down for everybody who
 * looks at a list, a sum or a calendar with it.
 */
export const bounds = {
  firstYear: 1000,
  lastYear: 2199,
  /** Whole numbers up to here are exact, and sums of a million of them are finite. */
  largest: 1e15,
  /** Smaller numbers than this are a slip, and their quotients and powers soon leave what a double holds. */
  smallest: 1e-30,
  /** Characters of a name, of a title, and of any other text. */
  name: 200,
  title: 1_000,
  text: 50_000,
  depth: 40,
} as const;

/** Control characters other than tab and line ends, and those that turn the direction of what follows. */
// oxlint-disable-next-line no-control-regex -- this is the list of what is refused
const odd = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069]/u;
/** Nothing that can be seen: white space, characters without a shape, fillers of other scripts. */
const unseen = /^[\s\p{Cf}\p{Cc}\u115f\u1160\u2800\u3164\uffa0]*$/u;
const names = new Set(['name', 'title']);
const periods = new Set(['period', 'until']);
/** Whole documents and pasted tables: long, and their own control characters are taken out where they are read. */
const documents = new Set(['text']);

/** True for a text in which nothing can be seen. */
export function isBlank(text: string): boolean {
  return unseen.test(text);
}

/** True for a day or a period key whose year is one that calendars and sums can bear. */
export function inCalendar(day: string): boolean {
  const year = Number(/^\d+/.exec(day)?.[0] ?? Number.NaN);
  return year >= bounds.firstYear && year <= bounds.lastYear;
}

/** True for a number that sums and quotients can bear. */
export function inRange(value: number): boolean {
  const size = Math.abs(value);
  return size <= bounds.largest && (size === 0 || size >= bounds.smallest);
}

/**
 * The first value in `input` (anything that JSON can carry) that must not be stored; null where there is none. `where` is the
 * path to it, its parts joined by dots.
 */
export function outOfBounds(input: unknown): (Problem & { where: string }) | null {
  return look(input, [], '');
}

function look(value: unknown, path: readonly string[], key: string): (Problem & { where: string }) | null {
  const wrong = (code: string, zh: string, en: string) => ({
    ...problem(code, `${path.join('.')} ${zh}`.trim(), `${path.join('.')} ${en}`.trim()),
    where: path.join('.'),
  });
  if (path.length > bounds.depth) return wrong('too-deep', '嵌套太深', 'is nested too deeply');
  if (typeof value === 'number')
    return inRange(value)
      ? null
      : wrong(
          'number-out-of-range',
          `的数 ${value} 太大或太小，应在 ±10¹⁵ 以内`,
          `is a number out of range: ${value}; at most 1e15`,
        );
  if (typeof value === 'string') return lookAtText(value, key, wrong);
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      const found = look(item, [...path, String(index)], key);
      if (found) return found;
    }
    return null;
  }
  if (typeof value !== 'object' || value === null) return null;
  for (const [name, item] of Object.entries(value)) {
    if (odd.test(name) || !name.isWellFormed())
      return wrong('control-character', '的字段名含控制字符', 'has a field whose name holds control characters');
    // Both languages of a name are names.
    const found = look(item, [...path, name], names.has(key) && (name === 'zh' || name === 'en') ? key : name);
    if (found) return found;
  }
  return null;
}

function lookAtText(
  value: string,
  key: string,
  wrong: (code: string, zh: string, en: string) => Problem & { where: string },
): (Problem & { where: string }) | null {
  if (!value.isWellFormed() || value.includes('\0') || (odd.test(value) && !documents.has(key)))
    return wrong(
      'control-character',
      '含有看不见的控制字符，请重新输入',
      'holds invisible control characters; type it again',
    );
  const most = documents.has(key)
    ? Infinity
    : key === 'name'
      ? bounds.name
      : key === 'title'
        ? bounds.title
        : bounds.text;
  if (value.length > most) return wrong('too-long', `超过 ${most} 字`, `is longer than ${most} characters`);
  if (names.has(key) && value !== '' && isBlank(value)) return wrong('blank', '是空白的', 'is blank');
  const dated = /^[+-]?\d{4,6}-\d{2}(-\d{2}\b|$)/.test(value) || (periods.has(key) && /^\d{4}/.test(value));
  if (dated && !inCalendar(value))
    return wrong(
      'day-out-of-range',
      `的日期 ${value.slice(0, 20)} 不在 ${bounds.firstYear}—${bounds.lastYear} 年之间`,
      `is a day outside the years ${bounds.firstYear} to ${bounds.lastYear}: ${value.slice(0, 20)}`,
    );
  return null;
}

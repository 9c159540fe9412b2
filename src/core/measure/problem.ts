import type { Text } from './model.ts';

/**
 * The one way in which core/measure says that an input is wrong: a plain, JSON-safe value.
 * A function that can fail returns `T | Problem`; nothing here throws on input (see README.md).
 */
export interface Problem extends Text {
  ok: false;
  /** Stable machine code, e.g. `unit-unknown`. */
  code: string;
  /** Offset (UTF-16) in the text that was parsed, where there is one. */
  at?: number;
}

/** Makes a Problem; `zh` and `en` each say what is wrong and, where possible, what to do. */
export function problem(code: string, zh: string, en: string, at?: number): Problem {
  return at === undefined ? { ok: false, code, zh, en } : { ok: false, code, zh, en, at };
}

export function isProblem(x: unknown): x is Problem {
  return typeof x === 'object' && x !== null && (x as { ok?: unknown }).ok === false && 'code' in x;
}

/** What `unwrap` throws: for callers whose input is known to be good (constants, tests). */
export class MeasureError extends Error {
  readonly problem: Problem;
  constructor(p: Problem) {
    super(`${p.code}: ${p.en} ${p.zh}`);
    this.name = 'MeasureError';
    this.problem = p;
  }
}

/** The value, or a thrown MeasureError. Only for input that the program itself wrote. */
export function unwrap<T>(x: T | Problem): T {
  if (isProblem(x)) throw new MeasureError(x);
  return x;
}

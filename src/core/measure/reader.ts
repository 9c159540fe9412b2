import { isProblem, problem, type Problem } from './problem.ts';

/** A piece of a text; `at` is its UTF-16 offset, for messages. The last one is of kind `end`. */
export interface Token {
  kind: string;
  text: string;
  at: number;
}

/** What sets one small language apart from another: its tokens, its bounds, and the codes of its faults. */
export interface Language {
  /** Kinds of token, each with a sticky pattern; the first that fits is taken, and what it returns is the token's text. */
  tokens: readonly (readonly [kind: string, pattern: RegExp, text?: (found: string) => string])[];
  longest: number;
  deepest: number;
  /** What it is called in a message: 公式, 筛选条件. */
  name: { zh: string; en: string };
  codes: { long: string; character: string; expected: string; rest: string; deep: string };
  /** Says that nothing fits at a place. */
  strange: (character: string) => { zh: string; en: string };
}

/** Ends a reading with a problem; caught by `reading` and never seen outside. */
class Stop extends Error {
  readonly problem: Problem;
  constructor(p: Problem) {
    super(p.code);
    this.problem = p;
  }
}

/** Ends a reading. */
export function stop(code: string, zh: string, en: string, at?: number): never {
  throw new Stop(problem(code, zh, en, at));
}

/** The value, or the end of the reading where it is a problem; `at` says where in the text. */
export function orStop<T>(value: T | Problem, at?: number): T {
  if (isProblem(value)) throw new Stop(at === undefined ? value : { ...value, at });
  return value;
}

/** Does work that may end in `stop`, and gives the problem then. */
export function reading<T>(work: () => T): T | Problem {
  try {
    return work();
  } catch (error) {
    if (error instanceof Stop) return error.problem;
    throw error;
  }
}

/** Reads a text of a language by its grammar: the whole of it, or a problem with an offset. */
export function readText<T>(text: string, language: Language, grammar: (reader: Reader) => T): T | Problem {
  const { longest, codes, name } = language;
  return reading(() => {
    if (text.length > longest)
      stop(codes.long, `${name.zh}超过 ${longest} 个字`, `${name.en} is longer than ${longest} characters`);
    const reader = new Reader(tokensOf(text, language), language);
    const found = grammar(reader);
    const rest = reader.peek();
    if (rest.kind !== 'end')
      stop(codes.rest, `“${rest.text}”在这里是多余的`, `"${rest.text}" is not expected here`, rest.at);
    return found;
  });
}

function tokensOf(text: string, { tokens, codes, strange }: Language): Token[] {
  const found: Token[] = [];
  for (let at = 0; at < text.length;) {
    if (/\s/.test(text.charAt(at))) {
      at += 1;
      continue;
    }
    const start = at;
    for (const [kind, pattern, textOf = (piece: string) => piece] of tokens) {
      pattern.lastIndex = start;
      const piece = pattern.exec(text)?.[0];
      if (piece === undefined) continue;
      found.push({ kind, text: textOf(piece), at: start });
      at += piece.length;
      break;
    }
    if (at === start) {
      const { zh, en } = strange(text.charAt(at));
      stop(codes.character, zh, en, at);
    }
  }
  return [...found, { kind: 'end', text: '', at: text.length }];
}

/** Walks through the tokens of a text. */
export class Reader {
  readonly #tokens: readonly Token[];
  readonly #language: Language;
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly Token[], language: Language) {
    this.#tokens = tokens;
    this.#language = language;
  }

  peek(): Token {
    return this.#tokens[this.#at] ?? { kind: 'end', text: '', at: 0 };
  }

  next(): Token {
    const token = this.peek();
    this.#at += 1;
    return token;
  }

  /** Takes the next token if it is this one, not in quotes. */
  eat(text: string): boolean {
    const { kind, text: found } = this.peek();
    if (kind === 'end' || kind === 'quoted' || found !== text) return false;
    this.#at += 1;
    return true;
  }

  expect(text: string): void {
    if (!this.eat(text))
      stop(this.#language.codes.expected, `这里应有“${text}”`, `"${text}" is expected here`, this.peek().at);
  }

  /** What stands inside of something, so that a text cannot be nested without end. */
  inside<T>(work: () => T): T {
    if (++this.#depth > this.#language.deepest)
      stop(
        this.#language.codes.deep,
        `${this.#language.name.zh}嵌套太深`,
        `${this.#language.name.en} is nested too deeply`,
        this.peek().at,
      );
    const found = work();
    this.#depth -= 1;
    return found;
  }
}

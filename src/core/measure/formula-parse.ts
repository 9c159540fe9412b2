import { problem, type Problem } from './problem.ts';

/** Expression tree; `at` is the UTF-16 offset in the text, for error messages. */
export type Node =
  | { kind: 'number'; value: number; percent: boolean; at: number }
  | { kind: 'indicator'; id: string; at: number }
  | { kind: 'negate'; of: Node; at: number }
  | { kind: 'binary'; op: '+' | '-' | '*' | '/'; left: Node; right: Node; at: number }
  | { kind: 'call'; fn: FunctionName; args: Node[]; at: number };

export type FunctionName = 'sum' | 'min' | 'max' | 'ratio' | 'pct' | 'per' | 'yoy' | 'lag';

const ARITY: Readonly<Record<FunctionName, readonly [least: number, most: number]>> = {
  sum: [1, 50],
  min: [1, 50],
  max: [1, 50],
  ratio: [2, 2],
  pct: [2, 2],
  per: [2, 2],
  yoy: [1, 1],
  lag: [2, 2],
};

function isFunction(name: string): name is FunctionName {
  return Object.hasOwn(ARITY, name);
}

interface Token {
  kind: 'number' | 'name' | 'sign' | 'end';
  text: string;
  at: number;
}

const LONGEST = 2000;
const DEEPEST = 50;
// A hyphen between id characters belongs to the id (gdp-per-head); a subtraction is written with spaces.
const NAME = /[\p{L}_\d][\p{L}\d_]*(?:[-.][\p{L}\d_]+)*/uy;
const NUMBER = /\d+(?:\.\d+)?%?(?![\p{L}\d_.-])/uy;
const FULL_WIDTH: Readonly<Record<string, string>> = {
  '（': '(',
  '）': ')',
  '，': ',',
  '＋': '+',
  '－': '-',
  '−': '-',
  '×': '*',
  '＊': '*',
  '÷': '/',
  '／': '/',
};

function tokens(text: string): Token[] | Problem {
  const out: Token[] = [];
  let i = 0;
  while (i < text.length) {
    const c = text.charAt(i);
    if (/\s/.test(c)) {
      i++;
      continue;
    }
    const sign = FULL_WIDTH[c] ?? c;
    if ('+-*/(),'.includes(sign)) {
      out.push({ kind: 'sign', text: sign, at: i });
      i++;
      continue;
    }
    NUMBER.lastIndex = i;
    const number = NUMBER.exec(text);
    if (number !== null) {
      out.push({ kind: 'number', text: number[0], at: i });
      i += number[0].length;
      continue;
    }
    NAME.lastIndex = i;
    const name = NAME.exec(text);
    if (name === null) return problem('formula-character', `公式里不认“${c}”`, `"${c}" means nothing in a formula`, i);
    out.push({ kind: 'name', text: name[0], at: i });
    i += name[0].length;
  }
  out.push({ kind: 'end', text: '', at: text.length });
  return out;
}

/** Internal signal of the parser; never leaves `parseFormula`. */
class Stop extends Error {
  readonly problem: Problem;
  constructor(p: Problem) {
    super(p.code);
    this.problem = p;
  }
}

function stop(code: string, zh: string, en: string, at: number): never {
  throw new Stop(problem(code, zh, en, at));
}

const POWER: Readonly<Record<string, number>> = { '+': 1, '-': 1, '*': 2, '/': 2 };

class Parser {
  readonly #tokens: readonly Token[];
  #i = 0;
  #depth = 0;

  constructor(list: readonly Token[]) {
    this.#tokens = list;
  }

  whole(): Node {
    const node = this.#expression(0);
    const rest = this.#peek();
    if (rest.kind !== 'end')
      stop('formula-rest', `“${rest.text}”在这里是多余的`, `"${rest.text}" is not expected here`, rest.at);
    return node;
  }

  #peek(): Token {
    return this.#tokens[this.#i] ?? { kind: 'end', text: '', at: 0 };
  }

  #take(): Token {
    const t = this.#peek();
    this.#i++;
    return t;
  }

  #expect(sign: string): void {
    const t = this.#take();
    if (t.kind !== 'sign' || t.text !== sign)
      stop('formula-expected', `这里应有“${sign}”`, `"${sign}" is expected here`, t.at);
  }

  /** Pratt: an operator binds while it is stronger than what stands to the left. */
  #expression(least: number): Node {
    if (++this.#depth > DEEPEST)
      stop('formula-deep', '公式嵌套太深', 'The formula is nested too deeply', this.#peek().at);
    let left = this.#operand();
    for (;;) {
      const t = this.#peek();
      const op = t.text;
      const power = POWER[op];
      if (
        t.kind !== 'sign' ||
        power === undefined ||
        power <= least ||
        !(op === '+' || op === '-' || op === '*' || op === '/')
      )
        break;
      this.#take();
      left = { kind: 'binary', op, left, right: this.#expression(power), at: t.at };
    }
    this.#depth--;
    return left;
  }

  #operand(): Node {
    const t = this.#take();
    if (t.kind === 'number') {
      const percent = t.text.endsWith('%');
      return { kind: 'number', value: Number(percent ? t.text.slice(0, -1) : t.text), percent, at: t.at };
    }
    if (t.kind === 'name') {
      const next = this.#peek();
      return next.kind === 'sign' && next.text === '(' ? this.#call(t) : { kind: 'indicator', id: t.text, at: t.at };
    }
    if (t.text === '-') return { kind: 'negate', of: this.#expression(2), at: t.at };
    if (t.text === '(') {
      const inner = this.#expression(0);
      this.#expect(')');
      return inner;
    }
    return stop(
      'formula-operand',
      t.kind === 'end' ? '公式没有写完' : `“${t.text}”前面缺一项`,
      t.kind === 'end' ? 'The formula ends too early' : `A value is missing before "${t.text}"`,
      t.at,
    );
  }

  #call(name: Token): Node {
    const fn = name.text;
    if (!isFunction(fn)) return stop('formula-function', `没有函数“${fn}”`, `There is no function "${fn}"`, name.at);
    this.#expect('(');
    const args: Node[] = [];
    if (this.#peek().text !== ')') {
      args.push(this.#expression(0));
      while (this.#peek().text === ',') {
        this.#take();
        args.push(this.#expression(0));
      }
    }
    this.#expect(')');
    const [least, most] = ARITY[fn];
    if (args.length < least || args.length > most) {
      stop(
        'formula-arity',
        `${fn} 要 ${least === most ? least : `${least} 到 ${most}`} 项，写了 ${args.length} 项`,
        `${fn} takes ${least === most ? least : `${least} to ${most}`} values, not ${args.length}`,
        name.at,
      );
    }
    return { kind: 'call', fn, args, at: name.at };
  }
}

/**
 * Parses an expression over indicator ids: + − * / and parentheses (full-width signs too), numbers, numbers with %, and
 * sum, min, max, ratio, pct, per, yoy, lag. Nothing else exists, so an expression cannot do anything but compute.
 * Problems carry the offset: `formula-empty`, `-long`, `-character`, `-operand`, `-expected`, `-rest`, `-function`,
 * `-arity`, `-deep`.
 */
export function parseFormula(text: string): Node | Problem {
  if (text.length > LONGEST)
    return problem('formula-long', `公式超过 ${LONGEST} 个字`, `A formula has at most ${LONGEST} characters`);
  if (text.trim() === '') return problem('formula-empty', '公式是空的', 'The formula is empty', 0);
  const list = tokens(text);
  if (!Array.isArray(list)) return list;
  try {
    return new Parser(list).whole();
  } catch (e) {
    if (e instanceof Stop) return e.problem;
    throw e;
  }
}

/** Ids of the indicators in it, each once, in the order of the text. */
export function inputsOf(node: Node): string[] {
  const out = new Set<string>();
  const walk = (n: Node): void => {
    if (n.kind === 'indicator') out.add(n.id);
    else if (n.kind === 'negate') walk(n.of);
    else if (n.kind === 'binary') {
      walk(n.left);
      walk(n.right);
    } else if (n.kind === 'call') n.args.forEach(walk);
  };
  walk(node);
  return [...out];
}

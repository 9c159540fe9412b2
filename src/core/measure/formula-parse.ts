import { problem, type Problem } from './problem.ts';
import { type Language, type Reader, readText, stop, type Token } from './reader.ts';

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

const LANGUAGE: Language = {
  tokens: [
    ['sign', /[-+*/(),（），＋－−×＊÷／]/uy, (sign) => FULL_WIDTH[sign] ?? sign],
    ['number', /\d+(?:\.\d+)?%?(?![\p{L}\d_.-])/uy],
    // A hyphen between id characters belongs to the id (gdp-per-head); a subtraction is written with spaces.
    ['name', /[\p{L}_\d][\p{L}\d_]*(?:[-.][\p{L}\d_]+)*/uy],
  ],
  longest: 2000,
  deepest: 50,
  name: { zh: '公式', en: 'The formula' },
  codes: {
    long: 'formula-long',
    character: 'formula-character',
    expected: 'formula-expected',
    rest: 'formula-rest',
    deep: 'formula-deep',
  },
  strange: (c) => ({ zh: `公式里不认“${c}”`, en: `"${c}" means nothing in a formula` }),
};

const POWER: Readonly<Record<string, number>> = { '+': 1, '-': 1, '*': 2, '/': 2 };

/** Pratt: an operator binds while it is stronger than what stands to the left. */
function expression(reader: Reader, least: number): Node {
  return reader.inside(() => {
    let left = operand(reader);
    for (;;) {
      const { kind, text: op, at } = reader.peek();
      const power = POWER[op];
      if (kind !== 'sign' || power === undefined || power <= least) return left;
      if (op !== '+' && op !== '-' && op !== '*' && op !== '/') return left;
      reader.next();
      left = { kind: 'binary', op, left, right: expression(reader, power), at };
    }
  });
}

function operand(reader: Reader): Node {
  const t = reader.next();
  if (t.kind === 'number') {
    const percent = t.text.endsWith('%');
    return { kind: 'number', value: Number(percent ? t.text.slice(0, -1) : t.text), percent, at: t.at };
  }
  if (t.kind === 'name') return reader.eat('(') ? call(reader, t) : { kind: 'indicator', id: t.text, at: t.at };
  if (t.text === '-') return { kind: 'negate', of: expression(reader, 2), at: t.at };
  if (t.text === '(') {
    const inner = expression(reader, 0);
    reader.expect(')');
    return inner;
  }
  return t.kind === 'end'
    ? stop('formula-operand', '公式没有写完', 'The formula ends too early', t.at)
    : stop('formula-operand', `“${t.text}”前面缺一项`, `A value is missing before "${t.text}"`, t.at);
}

function call(reader: Reader, name: Token): Node {
  const fn = name.text;
  if (!isFunction(fn)) return stop('formula-function', `没有函数“${fn}”`, `There is no function "${fn}"`, name.at);
  const args: Node[] = [];
  if (!reader.eat(')')) {
    do args.push(expression(reader, 0));
    while (reader.eat(','));
    reader.expect(')');
  }
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

/**
 * Parses an expression over indicator ids: + − * / and parentheses (full-width signs too), numbers, numbers with %, and
 * sum, min, max, ratio, pct, per, yoy, lag. Nothing else exists, so an expression cannot do anything but compute.
 * Problems carry the offset: `formula-empty`, `-long`, `-character`, `-operand`, `-expected`, `-rest`, `-function`,
 * `-arity`, `-deep`.
 */
export function parseFormula(text: string): Node | Problem {
  if (text.trim() === '') return problem('formula-empty', '公式是空的', 'The formula is empty', 0);
  return readText(text, LANGUAGE, (reader) => expression(reader, 0));
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

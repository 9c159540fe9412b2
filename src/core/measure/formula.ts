import { scaleExact, subtractExact, sumExact } from './decimal.ts';
import { inputsOf, parseFormula, type Node } from './formula-parse.ts';
import { describeMissing, finite, isMissing, isNumber, missing } from './missing.ts';
import type { Cadence, Indicator, PeriodKey, Value } from './model.ts';
import { comparePeriods, shift, yearBefore } from './period.ts';
import { isProblem, problem, type Problem } from './problem.ts';
import { orStop, reading, stop } from './reader.ts';
import type { Point, Series } from './series.ts';
import {
  divideUnits,
  factor,
  isDimensionless,
  isPoints,
  multiplyUnits,
  parseUnit,
  sameDimension,
  type Unit,
} from './unit.ts';

/** Reads an input's value in its own unit. */
export type Lookup = (indicator: string, period: PeriodKey) => Value;

/** A checked formula, ready to be evaluated. */
export interface Formula {
  text: string;
  /** Unit of the result, derived from the inputs. */
  unit: Unit;
  inputs: readonly string[];
  evaluate: (period: PeriodKey, lookup: Lookup) => Value;
}

interface Typed {
  unit: Unit;
  /** A bare number in the text; it takes part in products but not in sums with a unit. */
  literal: boolean;
  run: (period: PeriodKey, lookup: Lookup) => Value;
}

export interface FormulaScope {
  /** Unit text of an indicator; undefined when there is no such indicator. */
  unitOf: (indicator: string) => string | undefined;
  /** For lag over cumulative series; month when absent. */
  cadence?: Cadence;
}

function unitOf(text: string): Unit {
  return orStop(parseUnit(text));
}

function isPercent(u: Unit): boolean {
  return u.text === '%';
}

const shown = (u: Unit) => (u.text === '' ? '无单位' : u.text);
const shownEn = (u: Unit) => (u.text === '' ? 'no unit' : u.text);

/** Runs both sides; a missing one wins, the left first. */
function both(a: Typed, b: Typed, f: (x: number, y: number) => Value): Typed['run'] {
  return (period, lookup) => {
    const x = a.run(period, lookup);
    if (isMissing(x)) return x;
    const y = b.run(period, lookup);
    return isMissing(y) ? y : f(x, y);
  };
}

/** The same value in another unit of the same dimension. */
function into(t: Typed, unit: Unit, at: number): Typed {
  const f = orStop(factor(t.unit, unit), at);
  if (f.num === f.den) return { ...t, unit };
  return {
    ...t,
    unit,
    run: (period, lookup) => {
      const v = t.run(period, lookup);
      return isMissing(v) ? v : scaleExact(v, f.num, f.den);
    },
  };
}

/** A percentage in a product is a share: 53 % of 100 亿元 is 53 亿元. */
function asShare(t: Typed, at: number): Typed {
  return isDimensionless(t.unit) ? into(t, unitOf(''), at) : t;
}

function add(a: Typed, b: Typed, sign: 1 | -1, at: number): Typed {
  const compute = (x: number, y: number): Value => finite(sign > 0 ? sumExact([x, y]) : subtractExact(x, y));
  if (isPercent(a.unit) && isPoints(b.unit))
    return { unit: a.unit, literal: false, run: both(a, into(b, unitOf('个百分点'), at), compute) };
  if (
    !sameDimension(a.unit, b.unit) ||
    (isDimensionless(a.unit) && a.unit.text !== b.unit.text && (a.literal || b.literal))
  ) {
    const word = sign > 0 ? { zh: '相加', en: 'added' } : { zh: '相减', en: 'subtracted' };
    stop(
      'formula-unit',
      `“${shown(a.unit)}”和“${shown(b.unit)}”不能${word.zh}`,
      `"${shownEn(a.unit)}" and "${shownEn(b.unit)}" cannot be ${word.en}`,
      at,
    );
  }
  const right = into(b, a.unit, at);
  const points = sign < 0 && isPercent(a.unit) && !a.literal && !b.literal;
  return { unit: points ? unitOf('个百分点') : a.unit, literal: a.literal && b.literal, run: both(a, right, compute) };
}

function divide(a: Typed, b: Typed, at: number): Typed {
  const quotient = (x: number, y: number): Value =>
    y === 0 ? missing('not-applicable', { zh: '除数为 0', en: 'division by zero' }) : finite(x / y);
  const share = isDimensionless(b.unit) && !isDimensionless(a.unit);
  if (share) return { unit: a.unit, literal: false, run: both(a, asShare(b, at), quotient) };
  if (b.literal && isPercent(a.unit)) return { unit: a.unit, literal: false, run: both(a, b, quotient) };
  if (sameDimension(a.unit, b.unit)) {
    const right = into(b, a.unit, at);
    return { unit: unitOf(''), literal: a.literal && b.literal, run: both(a, right, quotient) };
  }
  return { unit: divideUnits(asShare(a, at).unit, b.unit), literal: false, run: both(asShare(a, at), b, quotient) };
}

function multiply(a: Typed, b: Typed, at: number): Typed {
  const product = (x: number, y: number): Value => finite(x * y);
  if (a.literal && a.unit.text === '') return { unit: b.unit, literal: b.literal, run: both(a, b, product) };
  if (b.literal && b.unit.text === '') return { unit: a.unit, literal: a.literal, run: both(a, b, product) };
  const left = asShare(a, at);
  const right = asShare(b, at);
  return {
    unit: multiplyUnits(left.unit, right.unit),
    literal: a.literal && b.literal,
    run: both(left, right, product),
  };
}

function extreme(args: Typed[], pick: (a: number, b: number) => number, at: number): Typed {
  const [first, ...rest] = args;
  if (first === undefined) stop('formula-arity', '缺少参数', 'A value is missing', at);
  return rest.reduce<Typed>((a, b) => {
    if (!sameDimension(a.unit, b.unit)) {
      stop(
        'formula-unit',
        `“${shown(a.unit)}”和“${shown(b.unit)}”不能比较`,
        `"${shownEn(a.unit)}" and "${shownEn(b.unit)}" cannot be compared`,
        at,
      );
    }
    return { unit: a.unit, literal: a.literal && b.literal, run: both(a, into(b, a.unit, at), (x, y) => pick(x, y)) };
  }, first);
}

function growth(of: Typed): Typed {
  const rate = isPercent(of.unit);
  return {
    unit: unitOf(rate ? '个百分点' : '%'),
    literal: false,
    run: (period, lookup) => {
      const base = yearBefore(period);
      if (isProblem(base)) return missing('not-applicable', { zh: base.zh, en: base.en });
      const now = of.run(period, lookup);
      if (isMissing(now)) return now;
      const then = of.run(base, lookup);
      if (isMissing(then)) return then;
      if (rate) return finite(subtractExact(now, then));
      if (then <= 0) return missing('not-applicable', { zh: '基数不是正数', en: 'the base is not positive' });
      return finite((now / then - 1) * 100);
    },
  };
}

function lag(of: Typed, steps: Node | undefined, cadence: Cadence, at: number): Typed {
  if (steps?.kind !== 'number' || steps.percent || !Number.isInteger(steps.value) || steps.value < 1) {
    stop(
      'formula-lag',
      'lag 的第二项应是正整数',
      'The second value of lag is a positive whole number',
      steps?.at ?? at,
    );
  }
  const back = -steps.value;
  return {
    ...of,
    run: (period, lookup) => {
      const earlier = shift(period, back, cadence);
      return isProblem(earlier)
        ? missing('not-applicable', { zh: earlier.zh, en: earlier.en })
        : of.run(earlier, lookup);
    },
  };
}

function typed(node: Node, scope: FormulaScope): Typed {
  switch (node.kind) {
    case 'number': {
      const { value } = node;
      return { unit: unitOf(node.percent ? '%' : ''), literal: true, run: () => value };
    }
    case 'indicator': {
      const { id, at } = node;
      const text = scope.unitOf(id);
      if (text === undefined) {
        const hint = id.includes('-')
          ? { zh: '；减号两边要有空格', en: '; put spaces around a minus sign' }
          : { zh: '', en: '' };
        stop('formula-indicator', `没有指标“${id}”${hint.zh}`, `There is no indicator "${id}"${hint.en}`, at);
      }
      return {
        unit: orStop(parseUnit(text), at),
        literal: false,
        run: (period, lookup) => named(lookup(id, period), id, period),
      };
    }
    case 'negate': {
      const of = typed(node.of, scope);
      return {
        ...of,
        run: (period, lookup) => {
          const v = of.run(period, lookup);
          return isMissing(v) ? v : 0 - v;
        },
      };
    }
    case 'binary': {
      const left = typed(node.left, scope);
      const right = typed(node.right, scope);
      if (node.op === '*') return multiply(left, right, node.at);
      return node.op === '/' ? divide(left, right, node.at) : add(left, right, node.op === '+' ? 1 : -1, node.at);
    }
    case 'call':
      return call(node, scope);
  }
}

function call(node: Extract<Node, { kind: 'call' }>, scope: FormulaScope): Typed {
  const { fn, at } = node;
  if (fn === 'lag') {
    const [of, steps] = node.args;
    if (of === undefined) stop('formula-arity', '缺少参数', 'A value is missing', at);
    return lag(typed(of, scope), steps, scope.cadence ?? 'month', at);
  }
  const args = node.args.map((a) => typed(a, scope));
  const [first, second] = args;
  if (first === undefined) stop('formula-arity', '缺少参数', 'A value is missing', at);
  if (fn === 'sum') return args.slice(1).reduce((a, b) => add(a, b, 1, at), first);
  if (fn === 'min') return extreme(args, Math.min, at);
  if (fn === 'max') return extreme(args, Math.max, at);
  if (fn === 'yoy') return growth(first);
  if (second === undefined) stop('formula-arity', '缺少参数', 'A value is missing', at);
  if (fn === 'per') return divide(first, second, at);
  if (!sameDimension(first.unit, second.unit)) {
    stop(
      'formula-unit',
      `“${shown(first.unit)}”和“${shown(second.unit)}”不能作比`,
      `"${shownEn(first.unit)}" and "${shownEn(second.unit)}" have no ratio`,
      at,
    );
  }
  const quotient = divide({ ...first, literal: false }, { ...second, literal: false }, at);
  return fn === 'pct' ? into({ ...quotient, unit: unitOf('') }, unitOf('%'), at) : quotient;
}

/** A missing input is named, so that the person knows whom to ask. */
function named(v: Value, id: string, period: PeriodKey): Value {
  if (!isMissing(v))
    return isNumber(v)
      ? v
      : missing('not-applicable', { zh: `“${id}”${period} 的值不是数`, en: `"${id}" for ${period} is not a number` });
  const why = describeMissing(v);
  return missing(v.missing, {
    zh: `缺“${id}”${period} 的数（${why.zh}）`,
    en: `"${id}" for ${period} is missing (${why.en})`,
  });
}

/**
 * Parses and checks a formula against the units of its inputs. `+ −` need the same kind of quantity (亿元 and 亩 is an
 * error that names both; 万元 is converted), `% − %` gives 个百分点, `% + 个百分点` gives %, `* /` derive the unit.
 * ratio(a, b) is a pure number, pct(a, b) a percentage, per(a, b) a quotient, yoy(a) in % (of a %: 个百分点),
 * lag(a, n) n periods back. Evaluated per period; a missing input gives Missing that names it, division by zero gives
 * Missing `not-applicable`. Problems: those of `parseFormula`, `formula-indicator`, `formula-unit`, `formula-lag`.
 */
export function compileFormula(text: string, scope: FormulaScope): Formula | Problem {
  const node = parseFormula(text);
  if (isProblem(node)) return node;
  return reading(() => {
    const { unit, run } = typed(node, scope);
    return { text, unit, inputs: inputsOf(node), evaluate: run };
  });
}

/**
 * Series of a formula indicator, in the indicator's own unit, over the periods that occur in any of its inputs (yoy and
 * lag look back from those). A point is known from the day on which the last of its inputs was known, is 计算, and is
 * demo if an input is. Problem: `formula-unit` when the derived unit does not convert to the stated one.
 */
export function formulaSeries(
  indicator: Pick<Indicator, 'id' | 'unit' | 'nature' | 'cadence'>,
  formula: Formula,
  seriesOf: (indicator: string) => Series | undefined,
  place: string,
  asOf: string,
): Series | Problem {
  const f = factor(formula.unit, indicator.unit);
  if (isProblem(f)) {
    return problem(
      'formula-unit',
      `公式得出“${shown(formula.unit)}”，与指标单位“${indicator.unit}”不符`,
      `The formula gives "${shownEn(formula.unit)}", the indicator is in "${indicator.unit}"`,
    );
  }
  const maps = new Map<string, Map<PeriodKey, Point>>();
  const periods = new Set<PeriodKey>();
  for (const id of formula.inputs) {
    const points = seriesOf(id)?.points ?? [];
    maps.set(id, new Map(points.map((p) => [p.period, p])));
    for (const p of points) periods.add(p.period);
  }
  const used: Point[] = [];
  const lookup: Lookup = (id, period) => {
    const p = maps.get(id)?.get(period);
    if (p === undefined) return missing(maps.get(id) === undefined ? 'no-source' : 'not-enough-points');
    used.push(p);
    return p.value;
  };
  const points: Point[] = [];
  for (const period of [...periods].sort(comparePeriods)) {
    used.length = 0;
    const raw = formula.evaluate(period, lookup);
    const value = isMissing(raw) ? raw : scaleExact(raw, f.num, f.den);
    const knownOn = used.reduce((d, p) => (p.knownOn > d ? p.knownOn : d), '');
    const demo = used.some((p) => p.demo);
    const preliminary = used.some((p) => p.status === 'preliminary');
    points.push({
      period,
      value,
      knownOn: knownOn === '' ? asOf : knownOn,
      status: preliminary ? 'preliminary' : 'approved',
      source: formula.text,
      grade: demo ? '演示' : '计算',
      demo,
    });
  }
  const { id, unit, nature, cadence } = indicator;
  // Before all of the inputs have begun nothing is missing yet.
  const begun = Math.max(
    0,
    points.findIndex(({ value }) => isNumber(value)),
  );
  return { indicator: id, place, unit, nature, cadence, asOf, points: points.slice(begun), problems: [] };
}

/**
 * Order in which formula indicators can be computed, inputs first; ids within one level in text order. Problem
 * `formula-cycle` names the ring: a → b → a. Inputs that are not formulas themselves are ignored.
 */
export function formulaOrder(inputs: ReadonlyMap<string, readonly string[]>): string[] | Problem {
  const order: string[] = [];
  const state = new Map<string, 'open' | 'done'>();
  const path: string[] = [];
  const visit = (id: string): Problem | null => {
    if (state.get(id) === 'done') return null;
    if (state.get(id) === 'open') {
      const ring = [...path.slice(path.indexOf(id)), id].join(' → ');
      return problem('formula-cycle', `公式互相引用：${ring}`, `Formulas refer to each other: ${ring}`);
    }
    path.push(id);
    state.set(id, 'open');
    for (const next of inputs.get(id) ?? []) {
      const found = inputs.has(next) ? visit(next) : null;
      if (found !== null) return found;
    }
    state.set(id, 'done');
    path.pop();
    order.push(id);
    return null;
  };
  for (const id of [...inputs.keys()].sort()) {
    const found = visit(id);
    if (found !== null) return found;
  }
  return order;
}

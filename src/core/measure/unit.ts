import { scaleExact, toDec } from './decimal.ts';
import { problem, isProblem, type Problem } from './problem.ts';
import { lexiconUnit, MAGNITUDES, type Dimension } from './unit-lexicon.ts';

/** One factor of a unit, as written: 万元 with power 1, 亩 with power −1. */
export interface UnitPart {
  text: string;
  /** The magnitude word in front (万, 亿 …) or ''. */
  magnitude: string;
  /** The unit without it. */
  base: string;
  power: number;
}

/**
 * A parsed unit: value in the base units of its dimension = value × num ÷ den. The scale is an exact fraction
 * (bigint), so a Unit may be cloned to a worker but goes into JSON as its `text`.
 */
export interface Unit {
  text: string;
  dims: Dimension;
  num: bigint;
  den: bigint;
  parts: readonly UnitPart[];
}

const LONGEST = 40;
const CACHE_LIMIT = 2000;
const cache = new Map<string, Unit>();

interface Simple {
  part: UnitPart;
  dims: Dimension;
  num: bigint;
  den: bigint;
}

function simple(text: string): Simple | undefined {
  const whole = lexiconUnit(text);
  if (whole !== undefined) {
    return { part: { text, magnitude: '', base: text, power: 1 }, dims: whole.dims, num: whole.num, den: whole.den };
  }
  for (const [word, factor] of MAGNITUDES) {
    if (!text.startsWith(word)) continue;
    const base = text.slice(word.length);
    const unit = lexiconUnit(base);
    if (unit === undefined || !unit.prefix) continue;
    return { part: { text, magnitude: word, base, power: 1 }, dims: unit.dims, num: unit.num * factor, den: unit.den };
  }
  return undefined;
}

function addDims(a: Dimension, b: Dimension, sign: 1 | -1): Dimension {
  const out: Record<string, number> = { ...a };
  for (const [name, power] of Object.entries(b)) {
    const sum = (out[name] ?? 0) + sign * power;
    if (sum === 0) delete out[name];
    else out[name] = sum;
  }
  return out;
}

function gcd(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b];
  return a;
}

function compose(factors: readonly { simple: Simple; power: number }[]): Unit {
  let dims: Dimension = {};
  let num = 1n;
  let den = 1n;
  const parts: UnitPart[] = [];
  for (const f of factors) {
    const up = f.power > 0;
    for (let i = 0; i < Math.abs(f.power); i++) {
      dims = addDims(dims, f.simple.dims, up ? 1 : -1);
      num *= up ? f.simple.num : f.simple.den;
      den *= up ? f.simple.den : f.simple.num;
    }
    const seen = parts.find((p) => p.text === f.simple.part.text);
    if (seen === undefined) parts.push({ ...f.simple.part, power: f.power });
    else seen.power += f.power;
  }
  const g = gcd(num, den);
  const kept = parts.filter((p) => p.power !== 0);
  return { text: textOf(kept), dims, num: num / g, den: den / g, parts: kept };
}

function textOf(parts: readonly UnitPart[]): string {
  const times = (p: UnitPart) => Array.from({ length: Math.abs(p.power) }, () => p.text);
  const top = parts
    .filter((p) => p.power > 0)
    .flatMap(times)
    .join('·');
  const bottom = parts.filter((p) => p.power < 0).flatMap(times);
  return bottom.length === 0 ? top : `${top === '' ? '1' : top}/${bottom.join('/')}`;
}

/** Written form brought to one spelling: NFKC (％ → %, ㎡ → m2, ／ → /), no spaces, 每 as a division sign. */
function normalise(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\s+/g, '')
    .replace(/m2(?!\w)/g, 'm²')
    .replace(/m3(?!\w)/g, 'm³')
    .replace(/每/g, '/')
    .replace(/[×*・]/g, '·');
}

/**
 * Parses a unit as plans write it: 亿元, 万元/亩, 公里/万平方公里, mg/m³, %, 个百分点, '' (a pure number).
 * Every `/` divides by the one name after it; `·` multiplies. Problems: `unit-unknown` (with the offset of the part
 * that is not known), `unit-too-long`.
 */
export function parseUnit(text: string): Unit | Problem {
  const hit = cache.get(text);
  if (hit !== undefined) return hit;
  if (text.length > LONGEST) {
    return problem('unit-too-long', `单位超过 ${LONGEST} 个字`, `A unit has at most ${LONGEST} characters`);
  }
  const clean = normalise(text);
  const factors: { simple: Simple; power: number }[] = [];
  if (clean !== '') {
    let at = 0;
    for (const token of clean.split(/(?=[/·])/)) {
      const mark = token[0] === '/' || token[0] === '·' ? token[0] : '';
      const name = token.slice(mark.length);
      const found = simple(name);
      if (found !== undefined) factors.push({ simple: found, power: mark === '/' ? -1 : 1 });
      else if (!(name === '1' && at === 0)) {
        return problem(
          'unit-unknown',
          `单位“${text}”中的“${name}”认不出`,
          `Unit "${text}": "${name}" is not known`,
          at + mark.length,
        );
      }
      at += token.length;
    }
  }
  const unit = compose(factors);
  const named = clean === '' || unit.parts.length === 0 ? unit : { ...unit, text: clean };
  if (cache.size >= CACHE_LIMIT) cache.clear();
  cache.set(text, named);
  return named;
}

export function sameDimension(a: Unit, b: Unit): boolean {
  const names = Object.keys(a.dims);
  return names.length === Object.keys(b.dims).length && names.every((n) => a.dims[n] === b.dims[n]);
}

export function isDimensionless(u: Unit): boolean {
  return Object.keys(u.dims).length === 0;
}

/** True for 个百分点 and its parts. */
export function isPoints(u: Unit): boolean {
  return Object.keys(u.dims).length === 1 && u.dims.pp === 1;
}

/** True for things that are counted one by one (家, 个, 人, 户; not 万人): their figures are whole numbers. */
export function countedWhole(unit: string): boolean {
  const u = parseUnit(unit);
  if (isProblem(u) || u.num !== u.den) return false;
  const dims = Object.entries(u.dims).filter(([, power]) => power !== 0);
  return dims.length === 1 && dims[0]![1] === 1 && ['count', 'person', 'household', 'visit'].includes(dims[0]![0]);
}

/** True for money and what is counted in it (万元/亩): its growth is nominal unless somebody says otherwise. */
export function isMoney(u: Unit): boolean {
  return ['CNY', 'USD', 'EUR', 'HKD', 'JPY'].some((currency) => (u.dims[currency] ?? 0) !== 0);
}

/** The unit in base units, e.g. `CNY·m^-2`; equal for units that convert into one another. */
export function canonical(u: Unit): string {
  return Object.entries(u.dims)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, power]) => (power === 1 ? name : `${name}^${power}`))
    .join('·');
}

function asUnit(u: Unit | string): Unit | Problem {
  return typeof u === 'string' ? parseUnit(u) : u;
}

function mismatch(a: Unit, b: Unit): Problem {
  const hint = isPoints(a) || isPoints(b);
  return problem(
    'unit-mismatch',
    hint
      ? `“${a.text}”与“${b.text}”不能换算：百分点是两个百分比之差`
      : `“${a.text}”与“${b.text}”不是同一种量，不能换算`,
    hint
      ? `"${a.text}" and "${b.text}" do not convert: a percentage point is a difference of percentages`
      : `"${a.text}" and "${b.text}" measure different things and do not convert`,
  );
}

/**
 * The exact factor from one unit to another as a fraction in lowest terms. Problems: `unit-unknown`, `unit-mismatch`.
 */
export function factor(from: Unit | string, to: Unit | string): { num: bigint; den: bigint } | Problem {
  const a = asUnit(from);
  const b = asUnit(to);
  if (isProblem(a)) return a;
  if (isProblem(b)) return b;
  if (!sameDimension(a, b)) return mismatch(a, b);
  const num = a.num * b.den;
  const den = a.den * b.num;
  const g = gcd(num, den);
  return { num: num / g, den: den / g };
}

/**
 * The value in another unit, computed on the decimal text and rounded once: 500 亿元 is exactly 5000000 万元.
 * Problems: `unit-unknown`, `unit-mismatch`, `value-not-finite`.
 */
export function convert(value: number, from: Unit | string, to: Unit | string): number | Problem {
  if (!Number.isFinite(value)) return problem('value-not-finite', '不是有限的数', 'Not a finite number');
  if (from === to) return value;
  const f = factor(from, to);
  return isProblem(f) ? f : scaleExact(value, f.num, f.den);
}

function combine(a: Unit, b: Unit, sign: 1 | -1): Unit {
  const parts = new Map<string, { simple: Simple; power: number }>();
  const take = (u: Unit, s: 1 | -1) => {
    for (const p of u.parts) {
      const found = simple(p.text);
      if (found === undefined) continue;
      const old = parts.get(p.text);
      parts.set(p.text, { simple: found, power: (old?.power ?? 0) + s * p.power });
    }
  };
  take(a, 1);
  take(b, sign);
  return compose([...parts.values()].filter((p) => p.power !== 0));
}

/** Unit of a product; equal factors cancel (万元/人 × 人 = 万元). */
export function multiplyUnits(a: Unit, b: Unit): Unit {
  return combine(a, b, 1);
}

/** Unit of a quotient: 亿元 ÷ 亩 = 亿元/亩; equal factors cancel. */
export function divideUnits(a: Unit, b: Unit): Unit {
  return combine(a, b, -1);
}

/** kgce per kWh at 当量值 (calorific value of electricity), GB/T 2589-2020 annex A. */
export const KGCE_PER_KWH = 0.1229;

/**
 * Electricity to standard coal at 当量值, in 吨标准煤: a convention, hence an explicit call and never a conversion.
 * Plans that use 等价值 pass their own factor (kgce per kWh).
 */
export function kwhToTce(kwh: number, kgcePerKwh: number = KGCE_PER_KWH): number {
  const f = toDec(kgcePerKwh);
  return scaleExact(kwh, f.digits, 10n ** BigInt(f.places + 3));
}

/** 吨标准煤 to 千瓦时 at 当量值; the inverse of `kwhToTce`. */
export function tceToKwh(tce: number, kgcePerKwh: number = KGCE_PER_KWH): number {
  const f = toDec(kgcePerKwh);
  return scaleExact(tce, 10n ** BigInt(f.places + 3), f.digits);
}

import { isMissing, isNumber, missing } from './missing.ts';
import type { Text, Value } from './model.ts';
import { problem, type Problem } from './problem.ts';

/**
 * How a raw figure becomes 0–100 points (OECD/JRC, Handbook on Constructing Composite Indicators, 2008, step 5):
 * `goalposts`: min–max between fixed posts, so that a place's score does not move when another place changes;
 * `target`: distance to the target, value ÷ target (target ÷ value where falling is good);
 * `base`: ratio to the base period = 100, not capped at 100.
 */
export type Normalisation =
  | { kind: 'goalposts'; low: number; high: number }
  | { kind: 'target'; target: number }
  | { kind: 'base'; base: number };

export interface CompositePart {
  indicator: string;
  name: Text;
  /** Published weight, > 0; weights need not add up to 1. */
  weight: number;
  normalisation: Normalisation;
  /** True where less is better (能耗、事故). */
  falling?: boolean;
}

export interface Composite {
  id: string;
  name: Text;
  parts: readonly CompositePart[];
  /** Least share (0 to 1) of the weight that must have figures; below it the index is missing. */
  minCoverage: number;
  /** Where weights and posts are published. */
  source: Text;
}

export interface Contribution {
  indicator: string;
  name: Text;
  value: Value;
  /** 0–100 (above 100 only for `base`), or why there is none. */
  score: Value;
  /** Published share of the weight, 0 to 1. */
  weight: number;
  /** Share after the missing ones are left out; 0 for a missing one. */
  usedWeight: number;
  /** usedWeight × score; the points that it adds to the index. */
  points: number;
}

export interface CompositeResult {
  id: string;
  value: Value;
  /** Share of the weight that has figures. */
  coverage: number;
  contributions: Contribution[];
}

/** Problems in the definition: no parts, weights not positive, equal posts, base or target of zero, coverage not in 0–1. */
export function checkComposite(c: Composite): Problem[] {
  const out: Problem[] = [];
  const bad = (code: string, zh: string, en: string) =>
    out.push(problem(code, `${c.name.zh}：${zh}`, `${c.name.en}: ${en}`));
  if (c.parts.length === 0) bad('composite-empty', '没有构成指标', 'it has no parts');
  if (!(c.minCoverage >= 0 && c.minCoverage <= 1))
    bad('composite-coverage', '最低覆盖率应在 0 到 1 之间', 'the least coverage lies between 0 and 1');
  const seen = new Set<string>();
  for (const p of c.parts) {
    if (seen.has(p.indicator)) bad('composite-duplicate', `${p.indicator} 出现两次`, `${p.indicator} occurs twice`);
    seen.add(p.indicator);
    if (!(p.weight > 0 && Number.isFinite(p.weight)))
      bad('composite-weight', `${p.name.zh}的权重应大于 0`, `the weight of ${p.name.en} must be positive`);
    const n = p.normalisation;
    const wrong = n.kind === 'goalposts' ? !(n.low < n.high) : n.kind === 'target' ? !(n.target > 0) : !(n.base > 0);
    if (wrong)
      bad('composite-posts', `${p.name.zh}的标准化参数不可用`, `the normalisation of ${p.name.en} cannot be used`);
  }
  return out;
}

/** Points of one figure, see `Normalisation`; Missing where the method is undefined (a value ≤ 0 that divides). */
export function normalise(value: Value, part: Pick<CompositePart, 'normalisation' | 'falling'>): Value {
  if (isMissing(value)) return value;
  if (!isNumber(value)) return missing('not-applicable');
  const n = part.normalisation;
  const falling = part.falling === true;
  const cap = (x: number, top: number): Value =>
    Number.isFinite(x) ? Math.min(top, Math.max(0, x)) : missing('not-applicable');
  if (n.kind === 'goalposts') {
    const share = (value - n.low) / (n.high - n.low);
    return cap((falling ? 1 - share : share) * 100, 100);
  }
  const reference = n.kind === 'target' ? n.target : n.base;
  const top = n.kind === 'target' ? 100 : Number.MAX_VALUE;
  if (!falling) return cap((value / reference) * 100, top);
  if (value > 0) return cap((reference / value) * 100, top);
  return n.kind === 'target'
    ? 100
    : missing('not-applicable', { zh: '值不是正数，不能作比', en: 'no ratio to a value that is not positive' });
}

/**
 * Weighted arithmetic mean of the normalised parts. Missing parts: their weight is shared out among the rest as long
 * as `minCoverage` of the published weight is there, else the index itself is Missing (handbook, step 3: never
 * impute in silence). Full compensation between parts is the known weakness of the arithmetic mean (step 6); the
 * contributions are there to see it.
 */
export function composite(c: Composite, valueOf: (indicator: string) => Value): CompositeResult {
  const all = c.parts.reduce((sum, p) => sum + p.weight, 0);
  const scored = c.parts.map((part) => {
    const value = valueOf(part.indicator);
    return { part, value, score: normalise(value, part) };
  });
  const used = scored.reduce((sum, s) => sum + (isNumber(s.score) ? s.part.weight : 0), 0);
  const contributions = scored.map(({ part, value, score }): Contribution => {
    const usedWeight = isNumber(score) && used > 0 ? part.weight / used : 0;
    return {
      indicator: part.indicator,
      name: part.name,
      value,
      score,
      weight: all > 0 ? part.weight / all : 0,
      usedWeight,
      points: isNumber(score) ? usedWeight * score : 0,
    };
  });
  const coverage = all > 0 ? used / all : 0;
  const out = { id: c.id, coverage, contributions };
  if (used <= 0 || coverage < c.minCoverage - 1e-9) {
    const absent = contributions.filter((x) => !isNumber(x.score)).map((x) => x.name);
    const zh = `有数的权重 ${Math.round(coverage * 100)}%，不足 ${Math.round(c.minCoverage * 100)}%；缺${absent.map((n) => n.zh).join('、')}`;
    const en = `${Math.round(coverage * 100)}% of the weight has figures, ${Math.round(c.minCoverage * 100)}% is needed; missing ${absent.map((n) => n.en).join(', ')}`;
    return { ...out, value: missing('not-enough-points', { zh, en }) };
  }
  return { ...out, value: contributions.reduce((sum, x) => sum + x.points, 0) };
}

export interface CompositeChange {
  /** Points now minus points then over the parts that both have; Missing when either index is, or nothing is common. */
  change: Value;
  /** By indicator, the greatest effect first; they add up to `change`. */
  parts: { indicator: string; name: Text; change: number }[];
  /** Parts that only one of the two has: they move nothing and are said beside it. */
  absent: { indicator: string; name: Text; when: 'now' | 'then' }[];
}

/**
 * Change of an index against an earlier as-of day, like with like: both days are taken over the parts that have figures
 * on both, with the weights of those, so that a part that is not reported (or is reported anew) can never raise or lower
 * the index.
 */
export function compositeChange(now: CompositeResult, before: CompositeResult): CompositeChange {
  const then = new Map(before.contributions.map((c) => [c.indicator, c]));
  const known = new Set(now.contributions.map((c) => c.indicator));
  const absent: CompositeChange['absent'] = [];
  const common: { indicator: string; name: Text; weight: number; by: number }[] = [];
  for (const c of now.contributions) {
    const earlier = then.get(c.indicator)?.score;
    if (isNumber(c.score) && isNumber(earlier))
      common.push({ indicator: c.indicator, name: c.name, weight: c.weight, by: c.score - earlier });
    else if (isNumber(c.score) || isNumber(earlier))
      absent.push({ indicator: c.indicator, name: c.name, when: isNumber(c.score) ? 'then' : 'now' });
  }
  for (const c of before.contributions)
    if (!known.has(c.indicator) && isNumber(c.score))
      absent.push({ indicator: c.indicator, name: c.name, when: 'now' });
  const whole = common.reduce((sum, part) => sum + part.weight, 0);
  const none = (value: Value): CompositeChange => ({ change: value, parts: [], absent });
  if (!isNumber(now.value)) return none(now.value);
  if (!isNumber(before.value)) return none(before.value);
  if (!(whole > 0))
    return none(missing('not-enough-points', { zh: '没有两期都有数的指标', en: 'no part has figures on both days' }));
  const parts = common
    .map(({ indicator, name, weight, by }) => ({ indicator, name, change: (weight / whole) * by }))
    .toSorted((a, b) => Math.abs(b.change) - Math.abs(a.change) || (a.indicator < b.indicator ? -1 : 1));
  return { change: parts.reduce((sum, part) => sum + part.change, 0), parts, absent };
}

import { sumExact } from '../decimal.ts';
import { isNumber } from '../missing.ts';
import type { Text, Value } from '../model.ts';
import { formatNumber } from '../quantity.ts';
import { type Warning, warning } from './warning.ts';

/**
 * What must hold between figures of one period, as data. Names are whatever `Lookup` understands (indicator ids, fields
 * of a register); all figures of an identity come in units that fit one another.
 */
export type Identity = {
  id: string;
  name: Text;
  /** Share of the larger side that is forgiven; rounding needs some. */ tolerance: number;
} & (
  | { kind: 'sum'; whole: string; parts: readonly string[] }
  /** value = factor × numerator ÷ denominator, e.g. 亩均税收 (万元/亩) = 10000 × 税收 (亿元) ÷ 用地 (亩). */
  | { kind: 'ratio'; value: string; numerator: string; denominator: string; factor: number }
  | { kind: 'at-most'; smaller: string; larger: string }
  /** Two figures that move together (electricity and output): their growth differs by at most so many percentage points. */
  | { kind: 'together'; first: string; second: string; points: number }
);

/** The value of a name in the period, or in the one before it. */
export type Lookup = (name: string, when: 'now' | 'before') => Value;

/** The warning of an identity that does not hold; null when it holds, or when a figure in it is missing. */
export function checkIdentity(identity: Identity, lookup: Lookup): Warning | null {
  const now = (name: string) => lookup(name, 'now');
  if (identity.kind === 'together') return together(identity, lookup);
  if (identity.kind === 'at-most') {
    const [smaller, larger] = [now(identity.smaller), now(identity.larger)];
    if (!isNumber(smaller) || !isNumber(larger) || smaller <= larger + identity.tolerance * Math.abs(larger))
      return null;
    return broken(
      identity,
      `${formatNumber(smaller)} 大于 ${formatNumber(larger)}`,
      `${formatNumber(smaller)} is more than ${formatNumber(larger)}`,
      { smaller, larger },
    );
  }
  if (identity.kind === 'sum') {
    const whole = now(identity.whole);
    const parts = identity.parts.map(now);
    if (!isNumber(whole) || !parts.every(isNumber)) return null;
    const sum = sumExact(parts as number[]);
    return near(whole, sum, identity.tolerance)
      ? null
      : broken(
          identity,
          `分项之和 ${formatNumber(sum)}，总数 ${formatNumber(whole)}`,
          `The parts sum to ${formatNumber(sum)}, the whole is ${formatNumber(whole)}`,
          { whole, sum, difference: sumExact([whole, -sum]) },
        );
  }
  const [value, numerator, denominator] = [now(identity.value), now(identity.numerator), now(identity.denominator)];
  if (!isNumber(value) || !isNumber(numerator) || !isNumber(denominator) || denominator === 0) return null;
  const computed = (identity.factor * numerator) / denominator;
  return near(value, computed, identity.tolerance)
    ? null
    : broken(
        identity,
        `填报 ${formatNumber(value)}，按分子分母算是 ${formatNumber(computed)}`,
        `${formatNumber(value)} was reported, its parts give ${formatNumber(computed)}`,
        { value, computed },
      );
}

function together(identity: Extract<Identity, { kind: 'together' }>, lookup: Lookup): Warning | null {
  const growth = (name: string) => {
    const [a, b] = [lookup(name, 'before'), lookup(name, 'now')];
    return isNumber(a) && isNumber(b) && a > 0 ? 100 * (b / a - 1) : null;
  };
  const [first, second] = [growth(identity.first), growth(identity.second)];
  if (first === null || second === null || Math.abs(first - second) <= identity.points) return null;
  return broken(
    identity,
    `增速分别为 ${formatNumber(first)}% 和 ${formatNumber(second)}%，相差超过 ${identity.points} 个百分点`,
    `They grew by ${formatNumber(first)}% and ${formatNumber(second)}%, more than ${identity.points} percentage points apart`,
    { first, second },
  );
}

const near = (a: number, b: number, tolerance: number) =>
  Math.abs(sumExact([a, -b])) <= tolerance * Math.max(Math.abs(a), Math.abs(b));

function broken(identity: Identity, zh: string, en: string, figures: Record<string, number>): Warning {
  return warning(`identity-${identity.kind}`, `${identity.name.zh}：${zh}`, `${identity.name.en}: ${en}`, {
    identity: identity.id,
    ...figures,
  });
}

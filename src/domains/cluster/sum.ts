import { Decimal } from 'decimal.js';

export interface MemberFigure {
  member: string;
  measure: string;
  /** In one unit, as text. */
  amount: string;
  /** Of it sold to other members: counted where it is sold on. */
  internal: string | null;
}

/**
 * A cluster's sum of one measure: every member once, what members sold to one another taken off. Figures of other measures are
 * no part of it, and are told by name; `told` is how many say what they sold to members, of the others nothing is taken off.
 */
export function clusterSum(
  figures: readonly MemberFigure[],
  measure: string,
): { sum: string; gross: string; counted: number; told: number; other: string[]; twice: string[] } {
  const own = figures.filter((one) => one.measure === measure);
  const first = new Map(own.toReversed().map((one) => [one.member, one]));
  const total = (pick: (one: MemberFigure) => string) =>
    [...first.values()].reduce((sum, one) => sum.plus(pick(one)), new Decimal(0));
  return {
    gross: total(({ amount }) => amount).toFixed(2),
    sum: total(({ amount }) => amount)
      .minus(total(({ internal }) => internal ?? '0'))
      .toFixed(2),
    counted: first.size,
    told: [...first.values()].filter(({ internal }) => internal !== null).length,
    other: [...new Set(figures.filter((one) => !first.has(one.member)).map(({ member }) => member))],
    twice: [...Map.groupBy(own, ({ member }) => member)].flatMap(([member, all]) => (all.length > 1 ? [member] : [])),
  };
}

/** The even way from a figure to a target: what each year asks for, and the growth that it takes; null from nothing. */
export function pathTo(
  base: { year: number; value: number },
  target: { year: number; value: number },
): { growth: number | null; years: { year: number; value: number }[] } {
  const n = target.year - base.year;
  if (n <= 0 || base.value <= 0 || target.value <= 0) return { growth: null, years: [] };
  const factor = (target.value / base.value) ** (1 / n);
  return {
    growth: 100 * (factor - 1),
    years: Array.from({ length: n }, (_, at) => ({ year: base.year + at + 1, value: base.value * factor ** (at + 1) })),
  };
}

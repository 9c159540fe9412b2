/** Members with a weight (people) and a value each; the two lists are as long as each other. */
export interface Weighted {
  weight: number;
  value: number;
}

const sum = (list: readonly number[]) => list.reduce((total, one) => total + one, 0);

/**
 * Gini coefficient by the trapezia of the weighted Lorenz curve (Lorenz 1905; Gini 1914): 0 where all are equal, 1 − 1/n
 * where one of n equal members has all. Null where nothing is there to be shared. Weights and values are at least 0.
 */
export function gini(members: readonly Weighted[]): number | null {
  const people = sum(members.map(({ weight }) => weight));
  const whole = sum(members.map(({ weight, value }) => weight * value));
  if (!(people > 0) || !(whole > 0)) return null;
  let reached = 0;
  let area = 0;
  for (const { weight, value } of members.toSorted((a, b) => a.value - b.value)) {
    const next = reached + (weight * value) / whole;
    area += (weight / people) * (reached + next);
    reached = next;
  }
  return 1 - area;
}

export interface Theil {
  theil: number;
  /** Inside the groups and between them: the two add up to the whole. */
  within: number;
  between: number;
}

/**
 * Theil index T = Σ (p ÷ P)(x ÷ µ) ln(x ÷ µ), and its parts within and between groups (Theil 1967; Shorrocks 1980). A value of 0
 * adds 0. `group` names the group of each member. Null where nothing is there to be shared.
 */
export function theil(members: readonly (Weighted & { group: string })[]): Theil | null {
  const people = sum(members.map(({ weight }) => weight));
  const mean = sum(members.map(({ weight, value }) => weight * value)) / people;
  if (!(people > 0) || !(mean > 0)) return null;
  const term = (weight: number, value: number) => {
    const share = value / mean;
    return share > 0 ? (weight / people) * share * Math.log(share) : 0;
  };
  const whole = sum(members.map(({ weight, value }) => term(weight, value)));
  const groups = [...Map.groupBy(members, ({ group }) => group).values()];
  const between = sum(
    groups.map((own) => {
      const weight = sum(own.map((one) => one.weight));
      return weight > 0 ? term(weight, sum(own.map((one) => one.weight * one.value)) / weight) : 0;
    }),
  );
  return { theil: whole, within: whole - between, between };
}

/**
 * Coefficient of variation of totals ÷ weights, weighted by the weights (义务教育校际差异系数, 国家教育督导办法): mean = Σ total ÷
 * Σ weight, sd = √Σ (weight ÷ Σ weight)(x − mean)². `cv` is null where the mean is 0. Weights are above 0.
 */
export function weightedVariation(members: readonly { weight: number; total: number }[]): {
  mean: number;
  sd: number;
  cv: number | null;
} {
  const all = sum(members.map(({ weight }) => weight));
  const mean = sum(members.map(({ total }) => total)) / all;
  const sd = Math.sqrt(sum(members.map(({ weight, total }) => (weight / all) * (total / weight - mean) ** 2)));
  return { mean, sd, cv: mean === 0 ? null : sd / mean };
}

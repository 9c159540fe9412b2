/** How a supply counts by the way to it: all alike within the limit, in three steps, or along a curve to nothing at the limit. */
export type Decay = 'none' | 'enhanced' | 'gaussian';

/** Steps of the enhanced method, minutes and weight (Luo and Qi 2009, the slow ones). */
export const ACCESS_STEPS = [
  { minutes: 10, weight: 1 },
  { minutes: 20, weight: 0.68 },
  { minutes: 30, weight: 0.22 },
] as const;

/** Weight, 0 to 1, of a way of `minutes`; 0 beyond the limit. */
export function decayWeight(decay: Decay, minutes: number, limit: number): number {
  if (!(minutes <= limit)) return 0;
  if (decay === 'none') return 1;
  if (decay === 'enhanced') return ACCESS_STEPS.find((step) => minutes <= step.minutes)?.weight ?? 0;
  const edge = Math.exp(-0.5);
  return (Math.exp(-0.5 * (minutes / limit) ** 2) - edge) / (1 - edge);
}

export interface Access {
  /** Of each supply: its size ÷ the people within reach; null where nobody is. */
  ratio: (number | null)[];
  /** Of each place: Σ ratio × weight. Σ population × access = Σ of the supplies that somebody reaches. */
  access: number[];
}

/**
 * Accessibility by the two-step floating catchment area (Luo and Wang 2003; steps: Luo and Qi 2009; curve: 陶卓霖、程杨,
 * 地理科学进展 2016, 35(5)): R_j = S_j ÷ Σ P_k W(d_kj), A_i = Σ R_j W(d_ij). `minutes` has a row for each place and a column for
 * each supply; null: no way.
 */
export function floatingCatchment(
  population: readonly number[],
  supply: readonly number[],
  minutes: readonly (readonly (number | null)[])[],
  limit: number,
  decay: Decay,
): Access {
  const weights = minutes.map((row) => row.map((one) => (one === null ? 0 : decayWeight(decay, one, limit))));
  const ratio = supply.map((size, j) => {
    const near = population.reduce((all, people, i) => all + people * (weights[i]?.[j] ?? 0), 0);
    return near > 0 ? size / near : null;
  });
  const access = weights.map((row) => row.reduce((all, weight, j) => all + weight * (ratio[j] ?? 0), 0));
  return { ratio, access };
}

/**
 * Access once a supply of `size` is added whose ways are `minutes` (a row for each place; null: no way): the others keep their
 * ratios, so no place loses. Where nobody is within the limit it stays as it was.
 */
export function withSupply(
  population: readonly number[],
  access: readonly number[],
  minutes: readonly (number | null)[],
  size: number,
  limit: number,
  decay: Decay,
): number[] {
  const weights = minutes.map((one) => (one === null ? 0 : decayWeight(decay, one, limit)));
  const near = population.reduce((all, people, i) => all + people * (weights[i] ?? 0), 0);
  return access.map((one, i) => (near > 0 ? one + (size / near) * (weights[i] ?? 0) : one));
}

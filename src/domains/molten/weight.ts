export type MoltenClass = 'A' | 'B' | 'C' | 'D';

/** Factor on the value of a tonne of molten aluminium by the class of the per-mu evaluation (亩均评价). */
export type MoltenPriority = Record<MoltenClass, number>;

/** Our starting values; no published list was found. Edit. */
export const MOLTEN_PRIORITY: MoltenPriority = { A: 1.2, B: 1, C: 0.8, D: 0.5 };

/**
 * Weight of a tonne that arrives at a firm, 万元: what its products add to the tonne (value added of product less that
 * of ingot), times the factor of its class. A firm without a class counts as B. Goes into `allocate` as `weight`.
 */
export function moltenWeight(
  valueAddedPerTonne: number,
  perMuClass: MoltenClass | null,
  priority: MoltenPriority = MOLTEN_PRIORITY,
): number {
  return Math.max(0, valueAddedPerTonne) * priority[perMuClass ?? 'B'];
}

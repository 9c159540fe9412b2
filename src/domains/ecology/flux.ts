export interface FluxRecord {
  /** m³/s */
  flow: number;
  /** mg/L; null where there is none. */
  conc: number | null;
  hours: number;
}

/**
 * What a river carries: Σ C Q Δt in tonnes, over the time that has a concentration; for the rest the mean weighted by flow is
 * taken where there is one, and told apart as filled.
 */
export function flux(records: readonly FluxRecord[]): {
  water: number;
  tonnes: number | null;
  filled: number | null;
  weighted: number | null;
} {
  const volume = ({ flow, hours }: FluxRecord) => flow * hours * 3600;
  const known = records.filter(({ conc }) => conc !== null);
  const grams = known.reduce((sum, one) => sum + (one.conc ?? 0) * volume(one), 0);
  const carried = known.reduce((sum, one) => sum + volume(one), 0);
  const water = records.reduce((sum, one) => sum + volume(one), 0);
  const weighted = carried > 0 ? grams / carried : null;
  return {
    water,
    tonnes: known.length === 0 ? null : grams / 1e6,
    filled: weighted === null ? null : (weighted * (water - carried)) / 1e6,
    weighted,
  };
}

/**
 * The index of a border section for compensation: P = k₀ Σ kᵢ Cᵢ ÷ Cᵢ₀ (as the agreements on the Xin'an river have it): at most 1, and
 * those downstream pay; above 1, those upstream do.
 */
export function compensationIndex(
  stability: number,
  items: readonly { weight: number; conc: number; base: number }[],
): { index: number; payer: 'downstream' | 'upstream' } {
  const weights = items.reduce((sum, { weight }) => sum + weight, 0);
  const index = stability * items.reduce((sum, { weight, conc, base }) => sum + (weight / weights) * (conc / base), 0);
  return { index, payer: index <= 1 ? 'downstream' : 'upstream' };
}

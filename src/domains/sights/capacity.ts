export interface Spot {
  /** m² that visitors may use. */
  area: number;
  /** m² for each visitor. */
  perPerson: number;
}

/**
 * Carrying capacity of a scenic area (LB/T 034-2014): at one moment Σ area ÷ m² a person; a day that times the turns, open
 * hours over hours of stay of the area as a whole (turns of single spots would count visitors several times).
 */
export function capacity(
  spots: readonly Spot[],
  { openHours, stayHours, whole }: { openHours: number; stayHours: number; whole: boolean },
): { momentary: number; turns: number; daily: number } {
  const momentary = spots.reduce((sum, { area, perPerson }) => sum + area / perPerson, 0);
  // 9 h of 0.3 h are thirty turns, though the doubles give 29.999.
  const turns = Number((openHours / stayHours).toPrecision(12));
  const counted = whole ? Math.floor(turns) : turns;
  return { momentary, turns: counted, daily: momentary * counted };
}

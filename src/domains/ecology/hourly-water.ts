/** A value of ten minutes: flow in L/s, concentration in mg/L; null where it is not valid. */
export interface TenMinutes {
  flow: number;
  conc: number | null;
}

const SECONDS = 600;

/**
 * The hour of a station of waste water from its values of ten minutes (HJ 212-2017, appendix D.1; formulas 5 to 7 lack a
 * factor of 1000 in print). Volume in m³, mass in kg, both means of the concentration in mg/L, flow in L/s. A value
 * without a concentration has a volume and no part in the means.
 */
export function hourOfWater(values: readonly TenMinutes[]): {
  volume: number;
  mass: number | null;
  weighted: number | null;
  arithmetic: number | null;
  flow: number;
} {
  const litres = values.reduce((sum, { flow }) => sum + flow * SECONDS, 0);
  const known = values.flatMap(({ flow, conc }) => (conc === null ? [] : [{ litres: flow * SECONDS, conc }]));
  const milligrams = known.reduce((sum, one) => sum + one.conc * one.litres, 0);
  const carrying = known.reduce((sum, one) => sum + one.litres, 0);
  return {
    volume: litres / 1000,
    mass: known.length === 0 ? null : milligrams / 1e6,
    weighted: carrying > 0 ? milligrams / carrying : null,
    arithmetic: known.length === 0 ? null : known.reduce((sum, { conc }) => sum + conc, 0) / known.length,
    flow: litres / (values.length * SECONDS),
  };
}

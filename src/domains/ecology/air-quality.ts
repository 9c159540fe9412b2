import { Decimal } from 'decimal.js';

/** Break points of the index (IAQI) and of daily means: HJ 633-2012, and HJ 633-2026 in force from 2026-03-01. */
const INDEX = [0, 50, 100, 150, 200, 300, 400, 500] as const;
const COMMON = {
  so2: [0, 50, 150, 475, 800, 1600, 2100, 2620],
  no2: [0, 40, 80, 180, 280, 565, 750, 940],
  co: [0, 2, 4, 14, 24, 36, 48, 60],
  // Above 800 µg/m³ over eight hours the index is 300: what is higher is told by the hour.
  o3_8h: [0, 100, 160, 215, 265, 800],
} as const;
const POINTS = {
  '2012': { ...COMMON, pm10: [0, 50, 150, 250, 350, 420, 500, 600], pm25: [0, 35, 75, 115, 150, 250, 350, 500] },
  '2026': { ...COMMON, pm10: [0, 50, 120, 250, 350, 420, 500, 600], pm25: [0, 35, 60, 115, 150, 250, 350, 500] },
} as const;

/** Of an hour: HJ 633-2026, table 3, as in 2012. Sulphur dioxide above 800 is told by the day; ozone by the hour goes on. */
const HOURLY = {
  so2: [0, 150, 500, 650, 800],
  no2: [0, 100, 200, 700, 1200, 2340, 3090, 3840],
  co: [0, 5, 10, 35, 60, 90, 120, 150],
  o3: [0, 160, 200, 300, 400, 800, 1000, 1200],
} as const;
export const hourly = ['so2', 'no2', 'co', 'o3'] as const;

export type AirStandard = keyof typeof POINTS;
export const pollutants = ['so2', 'no2', 'co', 'o3_8h', 'pm10', 'pm25'] as const;
export type Pollutant = (typeof pollutants)[number];

export interface AirResult {
  iaqi: Partial<Record<Pollutant, number>>;
  /** Null where the standard gives none: see `lacking`. */
  aqi: number | null;
  /** Those of the largest index, where it is above 50. */
  primary: Pollutant[];
  lacking: Pollutant[];
}

/** The sub-index of one pollutant: the mean rounded half to even (GB/T 8170), interpolated, always rounded up. */
export function subIndex(standard: AirStandard, pollutant: Pollutant, mean: number): number {
  return between(POINTS[standard][pollutant], pollutant === 'co' ? 1 : 0, mean);
}

/** The sub-index of one pollutant by its mean of an hour. */
export function hourIndex(pollutant: (typeof hourly)[number], mean: number): number {
  return between(HOURLY[pollutant], pollutant === 'co' ? 1 : 0, mean);
}

function between(points: readonly number[], decimals: number, mean: number): number {
  const rounded = new Decimal(mean).toDecimalPlaces(decimals, Decimal.ROUND_HALF_EVEN);
  const at = points.findIndex((point, n) => n > 0 && rounded.lte(point));
  if (at < 0) return INDEX[points.length - 1] ?? 500;
  const [low = 0, high = 0, from = 0, to = 0] = [points[at - 1], points[at], INDEX[at - 1], INDEX[at]];
  return rounded
    .minus(low)
    .times(to - from)
    .div(high - low)
    .plus(from)
    .ceil()
    .toNumber();
}

/**
 * The daily index of air: SO₂, NO₂, O₃, PM in µg/m³, CO in mg/m³. Where a pollutant has no valid mean, HJ 633-2026 (5.3) gives
 * the index of the others only above 100; else there is none, and single indices alone are told.
 */
export function airQuality(
  standard: AirStandard,
  daily: { readonly [K in Pollutant]?: number | null | undefined },
): AirResult {
  const known = pollutants.flatMap((pollutant) => {
    const mean = daily[pollutant];
    return mean === null || mean === undefined ? [] : [[pollutant, subIndex(standard, pollutant, mean)] as const];
  });
  const lacking = pollutants.filter((pollutant) => !known.some(([name]) => name === pollutant));
  const largest = Math.max(0, ...known.map(([, index]) => index));
  const told = known.length > 0 && (lacking.length === 0 || (standard === '2012' ? true : largest > 100));
  return {
    iaqi: Object.fromEntries(known),
    aqi: told ? largest : null,
    primary: told && largest > 50 ? known.filter(([, index]) => index === largest).map(([name]) => name) : [],
    lacking,
  };
}

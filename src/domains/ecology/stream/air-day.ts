import type { DayValue } from '../../../evidence/streams/values.ts';
import { type AirStandard, airQuality, type Pollutant } from '../air-quality.ts';

/** What an ambient ozone day is judged by: the largest mean of eight hours. */
export const ozone = 'a05024';
export const ozone8 = 'a05024-8h';

/** Codes of the six items of the index. */
export const airFactors: Readonly<Record<Pollutant, string>> = {
  so2: 'a21026',
  no2: 'a21004',
  co: 'a21005',
  o3_8h: ozone8,
  pm10: 'a34002',
  pm25: 'a34004',
};

/** The index of a day as a factor of its own, by each standard, so that targets can be counted by the one that they were set by. */
export const indexFactors: Readonly<Record<AirStandard, string>> = { '2012': 'aqi-2012', '2026': 'aqi-2026' };

/** Means of the items over stations of one day, in the units of the standard. */
export function meansOf(all: readonly Pick<DayValue, 'factor' | 'value'>[]): Partial<Record<Pollutant, number>> {
  return Object.fromEntries(
    Object.entries(airFactors).flatMap(([item, factor]) => {
      const known = all.flatMap((one) => (one.factor === factor && one.value !== null ? [one.value] : []));
      return known.length === 0 ? [] : [[item, known.reduce((sum, one) => sum + one, 0) / known.length]];
    }),
  );
}

/** The indices of a day of one station; none where it does not measure ambient air (PM2.5). A day that lacks an item has none (NA). */
export function indicesOf(mn: string, day: string, made: readonly DayValue[]): DayValue[] {
  const fine = made.find(({ factor }) => factor === airFactors.pm25);
  if (!fine) return [];
  const means = meansOf(made);
  return (['2012', '2026'] as const).map((standard) => {
    const { aqi, lacking } = airQuality(standard, means);
    return {
      mn,
      factor: indexFactors[standard],
      day,
      value: aqi,
      low: null,
      high: null,
      n: Object.keys(airFactors).length - lacking.length,
      made: 'plain',
      why: aqi === null ? 'lacks-items' : null,
      demo: fine.demo,
    };
  });
}

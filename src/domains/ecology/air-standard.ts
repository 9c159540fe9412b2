/** Limits of class 2 (where people live) for the year, µg/m³: each version with the days on which it is in force. */
export const airStandards = [
  {
    id: '2012',
    name: 'GB 3095-2012',
    from: '2016-01-01',
    to: '2026-02-28',
    index: '2012',
    limits: { so2: 60, no2: 40, pm10: 70, pm25: 35 },
  },
  {
    id: '2026-transition',
    name: 'GB 3095-2026（过渡）',
    from: '2026-03-01',
    to: '2030-12-31',
    index: '2026',
    limits: { so2: 60, no2: 40, pm10: 60, pm25: 30 },
  },
  {
    id: '2026',
    name: 'GB 3095-2026',
    from: '2031-01-01',
    to: null,
    index: '2026',
    limits: { so2: 20, no2: 30, pm10: 50, pm25: 25 },
  },
] as const;
export type AirVersion = (typeof airStandards)[number];
export const yearly = ['so2', 'no2', 'pm10', 'pm25'] as const;

/** The version in force on a day; null before there was one. */
export function airStandardOn(day: string): AirVersion | null {
  return airStandards.findLast(({ from, to }) => from <= day && (to === null || day <= to)) ?? null;
}

/** Which items are beyond the limit of a version, by how many times. */
export function beyondYear(
  version: AirVersion,
  means: Readonly<Partial<Record<(typeof yearly)[number], number | null | undefined>>>,
): Partial<Record<(typeof yearly)[number], number>> {
  return Object.fromEntries(
    yearly.flatMap((item) => {
      const value = means[item];
      const limit = version.limits[item];
      // Rounded as a mean of the year is told: whole µg/m³.
      const told = value === null || value === undefined ? null : Math.round(value);
      return told !== null && told > limit ? [[item, (told - limit) / limit]] : [];
    }),
  );
}

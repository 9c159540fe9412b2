/** What was published beside computed figures may have been rounded before it was divided. */
const roundedBy = 0.01;

/**
 * Vacancies per seeker (求人倍率) and how many seekers are missing, both in the unit of what is given; a published ratio
 * agrees within 0.01, because it was made of figures that were not rounded. Null where nobody seeks.
 */
export function labourMarket({
  wanted,
  seeking,
  published,
}: {
  wanted: number;
  seeking: number;
  published?: number | null;
}) {
  const ratio = seeking > 0 ? wanted / seeking : null;
  const given = published ?? null;
  return {
    ratio,
    gap: wanted - seeking,
    agrees: ratio === null || given === null ? null : Math.abs(ratio - given) <= roundedBy + 1e-9,
  };
}

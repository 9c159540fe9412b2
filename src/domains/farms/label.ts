/** Years that a label of green food holds before it is renewed. */
const greenYears = 3;

/** The last day of a label: as entered; of green food three years from its issue; null: it does not end. */
export function labelEnds({
  kind,
  issued,
  expires,
}: {
  kind: string;
  issued: string;
  expires: string | null;
}): string | null {
  if (expires !== null || kind !== 'green') return expires;
  const until = new Date(`${issued}T00:00:00Z`);
  until.setUTCFullYear(until.getUTCFullYear() + greenYears);
  until.setUTCDate(until.getUTCDate() - 1);
  return until.toISOString().slice(0, 10);
}

/** Twentieths of a point. */
export const mmToTwips = (mm: number): number => Math.round((mm / 25.4) * 1440);

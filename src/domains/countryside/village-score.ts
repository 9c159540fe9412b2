export interface Finding {
  sampled: number;
  failed: number;
  points: number;
  most: number | null;
  zero: boolean;
}
export interface VillageScore {
  /** 0 to 100. */
  score: number;
  lost: number[];
  sampled: number;
  /** Share of the sampled that pass, with its 95 % interval (Wilson 1927); null: nothing was sampled. */
  pass: { share: number; low: number; high: number } | null;
}

/** Points that a finding takes: failed × points, never more than the item holds; all of it where one fault takes all. */
export function lostBy({ failed, points, most, zero }: Finding): number {
  const all = most ?? 100;
  return zero && failed > 0 ? all : Math.min(all, failed * points);
}

/** The score of a village: 100 less what its findings take, never below 0; the findings give every point of it. */
export function villageScore(findings: readonly Finding[]): VillageScore {
  const lost = findings.map(lostBy);
  const sampled = findings.reduce((sum, one) => sum + one.sampled, 0);
  const failed = findings.reduce((sum, one) => sum + Math.min(one.failed, one.sampled), 0);
  return {
    score: Math.max(0, 100 - lost.reduce((sum, one) => sum + one, 0)),
    lost,
    sampled,
    pass: sampled === 0 ? null : { share: 1 - failed / sampled, ...wilson(1 - failed / sampled, sampled) },
  };
}

function wilson(share: number, n: number): { low: number; high: number } {
  const z = 1.959963984540054;
  const middle = (share + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

/** Waste of a year, t: people × kg a day (0.86 by the survey of 2007) × 365 ÷ 1000. */
export const wasteTonnes = (people: number, kgADay = 0.86): number => (people * kgADay * 365) / 1000;

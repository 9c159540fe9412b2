import type { Entry } from '../../src/core/foresee/index.ts';
import { normal, seeded } from '../../src/core/random/index.ts';

/** Points a year, horizon, and the shortest and longest history of the series of a period. */
const KINDS = [
  { period: 'YEARLY', m: 1, horizon: 4, shortest: 7, longest: 30 },
  { period: 'QUARTERLY', m: 4, horizon: 8, shortest: 20, longest: 90 },
  { period: 'MONTHLY', m: 12, horizon: 24, shortest: 60, longest: 240 },
] as const;

/**
 * Seeded series as of visitors to a country, `count` for each period: a level that grows by −2 to 14 % a year at a pace
 * that itself changes and in half of them fades, walks, and shifts about every seventh year by 5 to 25 %; a season of
 * 20 to 80 % that multiplies, in half of them changing from year to year; now and then an outlier of three times the
 * usual noise of 1 to 6 %.
 */
export function simulated(count: number, seed: number): Entry[] {
  const random = seeded(seed);
  const between = (low: number, high: number) => low + (high - low) * random();
  return KINDS.flatMap(({ period, m, horizon, shortest, longest }) =>
    Array.from({ length: count }, (_, k): Entry => {
      const points = Math.round(between(shortest, longest));
      const y = series(points + horizon, m, random, between);
      return {
        id: `${period[0]}${k}`,
        period,
        frequency: m,
        horizon,
        train: y.slice(0, points),
        test: y.slice(points),
        half: k % 2 === 1 ? 'choosing' : 'reporting',
      };
    }),
  );
}

function series(
  points: number,
  m: number,
  random: () => number,
  between: (low: number, high: number) => number,
): number[] {
  let growth = between(-0.02, 0.14) / m;
  let level = between(4, 14);
  const walk = between(0.01, 0.06) * (m > 1 ? 1.4 / Math.sqrt(m) : 1.6);
  const noise = between(0.01, 0.06) * (m > 1 ? 1 : 0.6);
  const wandering = between(0, 0.012) / m;
  const fading = random() < 0.5 ? 1 : 0.985;
  const changing = random() < 0.5 ? 0 : between(0.005, 0.04);
  const season = seasonOf(m, between(0.2, 0.8), random);
  return Array.from({ length: points }, (_, t) => {
    growth = growth * fading + wandering * normal(random);
    level += growth + (random() < 0.05 ? 3 : 1) * walk * normal(random);
    if (random() < 0.15 / m) level += (random() < 0.7 ? -1 : 1) * between(0.05, 0.25);
    const p = t % m;
    if (m > 1) season[p] = season[p]! + changing * normal(random);
    return Math.exp(level + season[p]! + (random() < 0.03 ? 3 : 1) * noise * normal(random));
  });
}

/** Two waves and an irregular part, in logarithms; mean 0. */
function seasonOf(m: number, size: number, random: () => number): number[] {
  if (m === 1) return [0];
  const waves = Array.from({ length: m }, (_, p) => {
    const at = (2 * Math.PI * p) / m;
    return size * (0.6 * Math.sin(at + 1) + 0.3 * Math.sin(2 * at + 2) + 0.3 * normal(random));
  });
  const mean = waves.reduce((sum, x) => sum + x, 0) / m;
  return waves.map((x) => x - mean);
}

import { seeded } from '../../src/core/random/index.ts';

/** Ratio of the means, with the 95 % range over 200 seeded resamplings of the series. */
export function ratioWithSpread(pairs: readonly { ours: number; other: number }[]): string {
  if (pairs.length === 0) return '—';
  const random = seeded(17);
  const ratio = (list: readonly { ours: number; other: number }[]) =>
    list.reduce((sum, p) => sum + p.ours, 0) / list.reduce((sum, p) => sum + p.other, 0);
  const drawn = Array.from({ length: 200 }, () =>
    ratio(pairs.map(() => pairs[Math.floor(random() * pairs.length)]!)),
  ).sort((a, b) => a - b);
  return `${ratio(pairs).toFixed(3)} [${drawn[5]!.toFixed(3)}, ${drawn[194]!.toFixed(3)}]`;
}

import { normal, seeded } from '../../core/random/index.ts';

export interface Keeps {
  /** That the mean of the year's twelve months stays within the limit. */
  probability: number;
  expected: number;
  low80: number;
  high80: number;
  known: number;
}

const draws = 500;

/**
 * The probability that the mean of a year keeps its limit: months that are known as they are; each other month is drawn as
 * log-normal around its usual level (mean of the logarithms of that month in earlier years), shifted by what this year was above or
 * below the usual so far (halved for a month, for few months say little), with the spread that was left of earlier years. Own
 * choice; the numbers are drawn from a seed, so that the same values give the same answer. Null with fewer than two earlier years.
 */
export function keepsClass(
  values: readonly (readonly [number, number, number | null])[],
  year: number,
  limit: number,
  least = false,
): Keeps | null {
  const logs = values.flatMap(([of, month, value]) =>
    value !== null && value > 0 ? [{ of, month, log: Math.log(value) }] : [],
  );
  const before = logs.filter(({ of }) => of < year);
  if (new Set(before.map(({ of }) => of)).size < 2) return null;
  const overall = mean(before.map(({ log }) => log));
  const byMonth = Map.groupBy(before, ({ month }) => month);
  const usuals = Array.from({ length: 13 }, (_, month) => {
    const own = byMonth.get(month);
    return own ? mean(own.map(({ log }) => log)) : overall;
  });
  const usual = (month: number) => usuals[month] ?? overall;
  const left = before.map(({ month, log }) => log - usual(month));
  const spread = Math.max(
    1e-6,
    Math.sqrt(left.reduce((sum, one) => sum + one * one, 0) / Math.max(1, left.length - 12)),
  );
  const now = logs.filter(({ of }) => of === year);
  const months = new Map(now.map(({ month, log }) => [month, Math.exp(log)]));
  const shift =
    now.length === 0 ? 0 : (mean(now.map(({ month, log }) => log - usual(month))) * now.length) / (now.length + 1);
  const random = seeded(year);
  const years: number[] = [];
  for (let n = 0; n < draws; n += 1) {
    // Whether the whole year runs high or low is as unsure as one month is.
    const tilt = (normal(random) * spread) / Math.sqrt(now.length + 1);
    let sum = 0;
    for (let month = 1; month <= 12; month += 1)
      sum +=
        months.get(month) ?? Math.exp(usual(month) + shift + (months.size === 12 ? 0 : tilt) + normal(random) * spread);
    years.push(sum / 12);
  }
  years.sort((a, b) => a - b);
  const at = (share: number) => years[Math.min(draws - 1, Math.floor(share * draws))] ?? 0;
  return {
    probability: years.filter((one) => (least ? one >= limit : one <= limit)).length / draws,
    expected: at(0.5),
    low80: at(0.1),
    high80: at(0.9),
    known: months.size,
  };
}

const mean = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length;

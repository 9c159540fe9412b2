import { isMissing, missing, type Missing } from '../../core/measure/index.ts';

/** 亩均: 万元 a 亩. */
export const MEASURES = ['tax', 'investment', 'output'] as const;
export type PerMuMeasure = (typeof MEASURES)[number];

/** What one earlier project promised and what it reached, per 亩. */
export interface Kept {
  /** Group of comparable projects, e.g. a chain node or channel. */
  group: string;
  measure: PerMuMeasure;
  promised: number;
  delivered: number;
}

/** Share of a promise that is to be expected. */
export interface Discount {
  /** Mean of delivered ÷ promised, shrunk. */
  rate: number;
  /** 80 % interval for the next project's own rate. */
  low: number;
  high: number;
  /** Cases of the group and in all, and how much the group's own mean counts (0 to 1). */
  own: number;
  all: number;
  credibility: number;
}

const FEWEST = 3;
/** Φ⁻¹(0.9): an interval of 80 % is the mean ± so many standard deviations. */
const Z80 = 1.2816;

/**
 * What promises of a group are worth, learned from promise and delivery. The group's mean rate is shrunk to that of all
 * by its credibility Z = n ÷ (n + within ÷ between), variances estimated from the history (Bühlmann 1967; Bühlmann and
 * Gisler 2005, ch. 3). With fewer than 3 cases in all: a Missing, and no discount is made up.
 */
export function promiseDiscount(history: readonly Kept[], measure: PerMuMeasure, group: string): Discount | Missing {
  const cases = history
    .filter((one) => one.measure === measure && one.promised > 0 && one.delivered >= 0)
    .map((one) => ({ group: one.group, rate: one.delivered / one.promised }));
  if (cases.length < FEWEST)
    return missing('not-enough-points', {
      zh: `兑现历史只有 ${cases.length} 个项目，至少要 ${FEWEST} 个`,
      en: `only ${cases.length} kept promises are known, at least ${FEWEST} are needed`,
    });
  const groups = new Map<string, number[]>();
  for (const one of cases) groups.set(one.group, [...(groups.get(one.group) ?? []), one.rate]);
  const overall = mean(cases.map((one) => one.rate));
  let squares = 0;
  let between = 0;
  for (const rates of groups.values()) {
    const own = mean(rates);
    for (const rate of rates) squares += (rate - own) ** 2;
    between += rates.length * (own - overall) ** 2;
  }
  const free = cases.length - groups.size;
  const within = free > 0 ? squares / free : mean(cases.map((one) => (one.rate - overall) ** 2));
  const sizes = [...groups.values()].map((rates) => rates.length);
  const effective = cases.length - sizes.reduce((sum, n) => sum + n * n, 0) / cases.length;
  const variance = effective > 0 ? Math.max(0, (between - (groups.size - 1) * within) / effective) : 0;
  const own = groups.get(group) ?? [];
  const credibility = variance <= 0 ? 0 : own.length / (own.length + within / variance);
  const rate = own.length === 0 ? overall : credibility * mean(own) + (1 - credibility) * overall;
  const spread = Math.sqrt(within + variance * (1 - credibility) + within / cases.length);
  return {
    rate,
    low: Math.max(0, rate - Z80 * spread),
    high: rate + Z80 * spread,
    own: own.length,
    all: cases.length,
    credibility,
  };
}

/** What a firm here reaches, per 亩. */
export interface Comparable {
  group: string;
  measure: PerMuMeasure;
  value: number;
}

/** One promise held against what the park asks and what comparable firms here reached. 万元/亩. */
export interface PromiseLine {
  measure: PerMuMeasure;
  promised: number;
  expected: number | Missing;
  low: number | null;
  high: number | null;
  threshold: number | null;
  /** Median of comparable firms, how many they are, and the share of them that reached the promise. */
  comparable: { median: number; firms: number; reached: number } | Missing;
  verdict: 'meets' | 'only-as-promised' | 'below' | 'no-threshold';
}

/**
 * A lead's per-mu promises against the park's thresholds: `meets` when even the discounted promise reaches it,
 * `only-as-promised` when only the promise itself does. Without history the promise stands undiscounted in the verdict
 * and `expected` says why it is missing.
 */
export function weighPromise(
  promised: Partial<Record<PerMuMeasure, number>>,
  group: string,
  thresholds: Partial<Record<PerMuMeasure, number>>,
  comparables: readonly Comparable[],
  history: readonly Kept[],
): PromiseLine[] {
  return MEASURES.flatMap((measure): PromiseLine[] => {
    const promise = promised[measure];
    if (promise === undefined) return [];
    const discount = promiseDiscount(history, measure, group);
    const expected = isMissing(discount) ? discount : promise * discount.rate;
    const threshold = thresholds[measure] ?? null;
    const here = comparables
      .filter((one) => one.group === group && one.measure === measure)
      .map((one) => one.value)
      .toSorted((a, b) => a - b);
    const sure = isMissing(expected) ? promise : expected;
    return [
      {
        measure,
        promised: promise,
        expected,
        low: isMissing(discount) ? null : promise * discount.low,
        high: isMissing(discount) ? null : promise * discount.high,
        threshold,
        comparable:
          here.length === 0
            ? missing('no-source', { zh: '本地没有可比企业', en: 'no comparable firm here' })
            : {
                median: median(here),
                firms: here.length,
                reached: here.filter((value) => value >= promise).length / here.length,
              },
        verdict:
          threshold === null
            ? 'no-threshold'
            : sure >= threshold
              ? isMissing(expected)
                ? 'only-as-promised'
                : 'meets'
              : promise >= threshold
                ? 'only-as-promised'
                : 'below',
      },
    ];
  });
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function median(sorted: readonly number[]): number {
  const middle = sorted.length / 2;
  return ((sorted[Math.floor(middle - 0.5)] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
}

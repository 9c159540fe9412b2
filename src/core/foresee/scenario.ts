import { isMissing, sumExact, type Missing, type PeriodKey } from '../measure/index.ts';
import { attainment, type Attainment, type AttainmentInput } from './attain.ts';
import { expectedAmount, type Contribution } from './contribution.ts';
import type { Forecast } from './forecast.ts';
import { gap, type Gap } from './gap.ts';
import { expectedJudged, judgedBy } from './judged.ts';

/** One changed assumption. */
export type Change =
  /** Every period to come is so many % (rates: percentage points) a year above the same period of the last known year; the uncertainty stays in proportion. */
  | { kind: 'growth'; perYear: number }
  | { kind: 'add'; contribution: Contribution }
  | { kind: 'delay'; id: string; from: PeriodKey }
  | { kind: 'remove'; id: string }
  /** The target is revised, in the indicator's unit. */
  | { kind: 'target'; level: number };

export interface ScenarioResult {
  attainment: Attainment | Missing;
  gap: Gap | Missing;
}

/** What would follow from changed assumptions, applied in order. The same draws as for the base, so that results compare. */
export function scenario(base: AttainmentInput, changes: readonly Change[]): ScenarioResult {
  const input = changes.reduce(changed, base);
  const found = attainment(input);
  return { attainment: found, gap: gap(input, found) };
}

function changed(input: AttainmentInput, change: Change): AttainmentInput {
  const contributions = input.contributions ?? [];
  switch (change.kind) {
    case 'growth':
      return isMissing(input.forecast) ? input : grown(input, input.forecast, change.perYear);
    case 'add':
      return { ...input, contributions: [...contributions, change.contribution] };
    case 'delay':
      return {
        ...input,
        contributions: contributions.map((c) => (c.id === change.id ? { ...c, from: change.from } : c)),
      };
    case 'remove':
      return { ...input, contributions: contributions.filter((c) => c.id !== change.id) };
    case 'target':
      return { ...input, goal: { ...input.goal, level: change.level } };
  }
}

/** Growth that is looked for lies between these, in % or points a year. */
const SOUGHT = [-99, 1000] as const;

/**
 * The `growth` change by which the figure of a goal is expected to come to `level`: what a slider stands at for the
 * forecast itself, or what the target needs. To one decimal; null where no growth within −99 to 1,000 does it.
 */
export function growthFor(input: AttainmentInput, level: number): number | null {
  const { goal, forecast: f } = input;
  if (isMissing(f)) return null;
  const judged = judgedBy(goal, f);
  if (isMissing(judged)) return null;
  const added = sumExact((input.contributions ?? []).map((c) => expectedAmount(c, goal)));
  const short = (growth: number) => expectedJudged(judged, withGrowth(f, growth)) + added - level;
  let [low, high]: [number, number] = [...SOUGHT];
  if (short(low) > 0 || short(high) < 0) return null;
  while (high - low > 1e-4) {
    const middle = (low + high) / 2;
    if (short(middle) < 0) low = middle;
    else high = middle;
  }
  return Math.round(((low + high) / 2) * 10) / 10;
}

/** A growth that is assumed takes the place of the arrivals so far. */
function grown({ arrivals: _arrivals, ...input }: AttainmentInput, f: Forecast, perYear: number): AttainmentInput {
  return { ...input, forecast: withGrowth(f, perYear) };
}

/** The forecast with the same period of the last known year grown by `perYear` in place of its path. */
function withGrowth(f: Forecast, perYear: number): Forecast {
  const { known, steps, whole, distribution } = f;
  const m = yearLength(f);
  const points = f.nature === 'rate' || whole !== null;
  const logit = (x: number) => (whole === null ? x : Math.log(x / (whole - x)));
  const expected = steps.map((_, h) => {
    const base = known[known.length - m + (h % m)]!.value;
    const years = Math.floor(h / m) + 1;
    const value = points ? base + perYear * years : base * (1 + perYear / 100) ** years;
    return whole === null ? value : Math.min(whole * 0.9995, Math.max(whole * 0.0005, value));
  });
  const ratio = (h: number) => (points || !(steps[h]!.expected > 0) ? 1 : expected[h]! / steps[h]!.expected);
  const last = known[known.length - 1]!.value;
  return {
    ...f,
    steps: steps.map((step, h) => ({ ...step, expected: expected[h]! })),
    distribution: {
      ...distribution,
      path: expected.map(logit),
      scale: Array.from(distribution.scale, (s, h) => s * ratio(h)),
      direction: expected[expected.length - 1]! < last ? -1 : 1,
    },
  };
}

/** Points a year, counted back from the last known period to the same one a year before. */
function yearLength(f: Forecast): number {
  const last = f.known[f.known.length - 1]!.period;
  const before = String(Number(last.slice(0, 4)) - 1) + last.slice(4);
  const at = f.known.findIndex((k) => k.period === before);
  return at < 0 ? 1 : f.known.length - 1 - at;
}

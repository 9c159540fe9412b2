import {
  endDate,
  formatNumber,
  formatQuantity,
  isMissing,
  isProblem,
  missing,
  periodLabel,
  problem,
  type Missing,
  type PeriodKey,
  type Problem,
  type Series,
  type Text,
} from '../measure/index.ts';
import { withoutBreaks } from './break.ts';
import { gridOf, nextKey, type Grid } from './grid.ts';
import { median } from './median.ts';
import { chanceBelow, extrapolate, quantileAt, samplePaths, type Distribution } from './extrapolate.ts';
import type { OwnBacktest } from './own-backtest.ts';
import type { MemberName } from './project.ts';

export interface ForecastOptions {
  /** Period that is to be reached, e.g. `2026` or `2022..2026`; the forecast goes on to the end of it. */
  until: PeriodKey;
  /** The whole that a share is part of (100 for %, 1 for a ratio): forecasts then stay between 0 and it. Not for growth rates. */
  whole?: number;
  /** Periods from which the figures are on another basis (census, new scope): what is before is moved to the new level. */
  breaks?: readonly PeriodKey[];
}

/** One period ahead, in the unit of the series. */
export interface ForecastStep {
  period: PeriodKey;
  /** The single best figure. */
  expected: number;
  low80: number;
  high80: number;
  low95: number;
  high95: number;
}

/** A forecast of one series with its distribution and how the method did before; plain data. */
export interface Forecast {
  indicator: string;
  place: string;
  unit: string;
  nature: Series['nature'];
  asOf: string;
  /** What was forecast from: for a cumulative series the figures of each period. */
  known: { period: PeriodKey; value: number }[];
  steps: ForecastStep[];
  /** On the scale that was forecast on: see `whole`. */
  distribution: Distribution;
  /** Set where the distribution is of log(x ÷ (whole − x)). */
  whole: number | null;
  methods: MemberName[];
  backtest: OwnBacktest;
  /** True where the naive forecast did better in the series' own backtest. */
  naiveWins: boolean;
  demo: boolean;
  notes: Text[];
  sentence: Text;
}

const MOST_STEPS = 600;
/** Shares are kept this far from 0 and from the whole, where the logit has no value. */
const EDGE = 0.0005;

/**
 * Forecasts a series as known on its as-of day up to the end of a period. Values that were never negative stay so; rates
 * may take any value unless `whole` is given. Missing: `not-enough-points` with what is lacking; `not-applicable` where no
 * period is left to forecast. Problems: those of the period keys, `horizon-too-long` (over 600 periods), `share-range`.
 */
export function forecast(series: Series, options: ForecastOptions): Forecast | Missing | Problem {
  const end = endDate(options.until);
  if (isProblem(end)) return end;
  const grid = gridOf(series);
  if (isProblem(grid) || isMissing(grid)) return grid;
  const periods = periodsUntil(grid, end);
  if (isProblem(periods)) return periods;
  if (periods.length === 0) {
    const label = periodLabel(options.until);
    return missing('not-applicable', {
      zh: `到${label.zh}为止没有还要预测的时期`,
      en: `no period up to ${label.en} is left to forecast`,
    });
  }
  const whole = options.whole ?? null;
  if (whole !== null && grid.values.some((v) => v < 0 || v > whole))
    return problem('share-range', `占比应在 0 到 ${whole} 之间`, `A share lies between 0 and ${whole}`);
  const values = withoutBreaks(grid, options.breaks ?? []);
  const rate = series.nature === 'rate' || whole !== null;
  const scaled = whole === null ? values : values.map((v) => toLogit(v, whole));
  const o = extrapolate(scaled, grid.perYear, periods.length, rate ? { low: null, high: null } : undefined);
  const distribution: Distribution = {
    path: [...o.path],
    scale: [...o.scale],
    direction: o.direction,
    rhythm: o.rhythm,
    low: o.low,
    high: o.high,
  };
  const at = (step: number, p: number) => natural(quantileAt(distribution, step, p), whole);
  const steps = periods.map((period, h): ForecastStep => ({
    period,
    expected: natural(o.path[h]!, whole),
    low80: at(h, 0.1),
    high80: at(h, 0.9),
    low95: at(h, 0.025),
    high95: at(h, 0.975),
  }));
  const naiveWins = o.backtest.mase !== null && o.backtest.naiveMase !== null && o.backtest.naiveMase < o.backtest.mase;
  return {
    indicator: series.indicator,
    place: series.place,
    unit: series.unit,
    nature: series.nature,
    asOf: series.asOf,
    known: grid.keys.map((period, i) => ({ period, value: grid.values[i]! })),
    steps,
    distribution,
    whole,
    methods: o.members,
    backtest: o.backtest,
    naiveWins,
    demo: grid.demo,
    notes: [...grid.notes, ...jumpNotes(grid, options.breaks ?? [])],
    sentence: sentenceOf(steps, series.unit, o.backtest, naiveWins),
  };
}

/** Value below which the figure of a step (0 = the first) stays with probability `p`. */
export function forecastQuantile(f: Forecast, step: number, p: number): number {
  return natural(quantileAt(f.distribution, step, p), f.whole);
}

/** Probability that the figure of a step is below `x`. */
export function forecastBelow(f: Forecast, step: number, x: number): number {
  if (f.whole !== null && (x <= 0 || x >= f.whole)) return x <= 0 ? 0 : 1;
  return chanceBelow(f.distribution, step, f.whole === null ? x : toLogit(x, f.whole));
}

/** Seeded joint paths in the unit of the series: `count` rows of `steps.length` values, row after row. */
export function forecastPaths(f: Forecast, count: number, seed: number): Float64Array {
  const paths = samplePaths(f.distribution, count, seed);
  return f.whole === null ? paths : paths.map((v) => natural(v, f.whole));
}

function periodsUntil(grid: Grid, end: string): PeriodKey[] | Problem {
  const out: PeriodKey[] = [];
  for (let key = nextKey(grid.keys[grid.keys.length - 1]!, grid); ; key = nextKey(key, grid)) {
    if (isProblem(key)) return key;
    const last = endDate(key);
    if (isProblem(last)) return last;
    if (last > end) return out;
    if (out.length === MOST_STEPS)
      return problem(
        'horizon-too-long',
        `预测不能超过 ${MOST_STEPS} 期`,
        `A forecast may have at most ${MOST_STEPS} periods`,
      );
    out.push(key);
  }
}

function toLogit(v: number, whole: number): number {
  const share = Math.min(1 - EDGE, Math.max(EDGE, v / whole));
  return Math.log(share / (1 - share));
}

function natural(x: number, whole: number | null): number {
  return whole === null ? x : whole / (1 + Math.exp(-x));
}

/** A change of a year out of all proportion is said, not mended: on M3 mending helped as often as it harmed (README). */
function jumpNotes(grid: Grid, breaks: readonly PeriodKey[]): Text[] {
  const y = grid.values;
  if (grid.perYear !== 1 || y.length < 8) return [];
  const changes = Array.from({ length: y.length - 1 }, (_, i) => y[i + 1]! - y[i]!);
  const middle = median(changes);
  const usual = 1.4826 * median(changes.map((d) => Math.abs(d - middle)));
  return changes.flatMap((d, i) => {
    const key = grid.keys[i + 1]!;
    if (!(usual > 0) || Math.abs(d - middle) <= 8 * usual || breaks.includes(key)) return [];
    const label = periodLabel(key);
    return [
      {
        zh: `${label.zh}的变化远大于其他年份；如果是口径变了，请标为断点`,
        en: `the change in ${label.en} is far greater than in other years; mark it as a break if the scope changed`,
      },
    ];
  });
}

function sentenceOf(steps: readonly ForecastStep[], unit: string, b: OwnBacktest, naiveWins: boolean): Text {
  const end = steps[steps.length - 1]!;
  const label = periodLabel(end.period);
  const decimals = Math.abs(end.expected) >= 100 ? 0 : 2;
  const q = (x: number) => formatQuantity(x, unit, { decimals });
  const qEn = (x: number) => formatQuantity(x, unit, { lang: 'en' });
  const zh = `${label.zh}预计 ${q(end.expected)}，八成可能在 ${formatNumber(end.low80, decimals)}—${q(end.high80)}之间。`;
  const en = `${label.en}: ${qEn(end.expected)} expected, with 80% probability between ${qEn(end.low80)} and ${qEn(end.high80)}.`;
  if (b.mase === null || b.naiveMase === null)
    return { zh: `${zh}历史太短，没有回测。`, en: `${en} The history is too short for a backtest.` };
  if (naiveWins)
    return {
      zh: `${zh}拿过去几年试算，照搬上期更准，本预测仅供参考。`,
      en: `${en} Tried on the past, repeating the last figures did better; take this with caution.`,
    };
  const less = Math.round(100 * (1 - b.mase / b.naiveMase));
  return {
    zh: `${zh}拿过去几年试算，平均偏差比照搬上期小 ${less}%。`,
    en: `${en} Tried on the past, the mean error is ${less}% smaller than that of repeating the last figures.`,
  };
}

import {
  contains,
  missing,
  parsePeriod,
  isProblem,
  periodLabel,
  sumExact,
  type Goal,
  type Missing,
  type Period,
  type PeriodKey,
} from '../measure/index.ts';
import { forecastPaths, type Forecast } from './forecast.ts';

/** The figure that a goal is judged by, as far as it is known, and the steps of the forecast that make up the rest. */
export interface Judged {
  /** Sum of what is known of it; 0 for a level. */
  known: number;
  /** Steps (0 = the first) that are added; for a level the one step that it is read from. */
  steps: number[];
}

/**
 * What makes up the figure of a goal: for flows and cumulative series every period inside the goal's own, for levels and rates the
 * figure at its end. Missing (`not-enough-points`) where the forecast does not cover it.
 */
export function judgedBy(goal: Goal, f: Forecast): Judged | Missing {
  const label = periodLabel(goal.period.key);
  const uncovered = missing('not-enough-points', {
    zh: `预测没有覆盖${label.zh}`,
    en: `the forecast does not cover ${label.en}`,
  });
  if (f.nature !== 'flow' && f.nature !== 'ytd') {
    const step = f.steps.findIndex((s) => parsed(s.period)?.last === goal.period.last);
    return step < 0 ? uncovered : { known: 0, steps: [step] };
  }
  const within = (period: PeriodKey) => contains(goal.period.key, period);
  const steps = f.steps.flatMap((s, i) => (within(s.period) ? [i] : []));
  const past = f.known.filter((k) => within(k.period));
  const days = [...past, ...steps.map((i) => f.steps[i]!)].reduce((sum, x) => sum + length(parsed(x.period)), 0);
  if (days === length(goal.period)) return { known: past.reduce((sum, k) => sum + k.value, 0), steps };
  const done =
    goal.counting === 'path' || goal.observed === null
      ? null
      : { value: goal.observed.value, last: parsed(goal.observed.period)?.last };
  const from = parsed(f.steps[0]?.period ?? '');
  const last = parsed(f.steps[f.steps.length - 1]?.period ?? '');
  if (done === null || from === null || last === null || done.last !== from.first - 1 || last.last < goal.period.last)
    return uncovered;
  return { known: done.value, steps };
}

/** The judged figure by the point forecast. */
export function expectedJudged(judged: Judged, f: Forecast): number {
  return sumExact([judged.known, ...judged.steps.map((step) => f.steps[step]!.expected)]);
}

/** Seeded draws of the judged figure. */
export function drawJudged(judged: Judged, f: Forecast, count: number, seed: number): Float64Array {
  const paths = forecastPaths(f, count, seed);
  const width = f.steps.length;
  return Float64Array.from({ length: count }, (_, row) => {
    let sum = judged.known;
    for (const step of judged.steps) sum += paths[row * width + step]!;
    return sum;
  });
}

function parsed(key: PeriodKey): Period | null {
  const p = parsePeriod(key);
  return isProblem(p) ? null : p;
}

const length = (p: Period | null) => (p === null ? 0 : p.last - p.first + 1);

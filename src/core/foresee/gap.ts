import { isMissing, pathEnd, roundTo, subtractExact, sumExact, type Missing, type Text } from '../measure/index.ts';
import { aimOf, attainment, type Attainment, type AttainmentInput } from './attain.ts';
import { expectedAmount, type Contribution } from './contribution.ts';

export type GapCause = 'trend' | Contribution['kind'] | 'unexplained';

export interface GapBar {
  cause: GapCause;
  /** In the indicator's unit; the bars add up exactly to target − from. */
  amount: number;
  /** What stands behind the bar, largest first. */
  entries: { id: string; amount: number; note: Text; demo: boolean }[];
}

/** The way from where we are to the target, by cause. */
export interface Gap {
  /** Newest known figure of the goal (a sum: what is done of it). */
  from: number;
  target: number;
  /** from + trend + projects + leads + adjustments. */
  expected: number;
  /** In this order: trend, project, lead, adjustment, unexplained. Unexplained = target − expected: negative where it is passed. */
  bars: GapBar[];
}

const TREND: Text = { zh: '按目前走势', en: 'by the present trend' };
const OPEN: Text = { zh: '还没有着落', en: 'not yet accounted for' };

/**
 * Splits target − from by cause: what the trend brings, projects in hand and leads weighted by their probability, a
 * person's adjustments, and what nothing explains. `expected` is the very figure of the attainment; contributions must be
 * what comes beyond the trend, or they count twice. Sums are exact on the decimal figures (six decimals). Missing as in
 * `attainment`; a goal that is over has no gap to split.
 */
export function gap(input: AttainmentInput, known: Attainment | Missing = attainment(input)): Gap | Missing {
  const { goal, forecast: f } = input;
  if (isMissing(known)) return known;
  if (known.decided && isMissing(f)) return f;
  const from = roundTo((goal.observed ?? goal.baseline).value, 6);
  const target = roundTo(pathEnd(aimOf(input)), 6);
  const contributions = input.contributions ?? [];
  const causes = (['project', 'lead', 'adjustment'] as const).map((cause): GapBar => {
    const entries = contributions
      .filter((c) => c.kind === cause)
      .map((c) => ({ id: c.id, amount: expectedAmount(c, goal), note: c.note, demo: c.demo }))
      .sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount) || (a.id < b.id ? -1 : 1));
    return { cause, amount: sumExact(entries.map((entry) => entry.amount)), entries };
  });
  const trend = sumExact([roundTo(known.expected, 6), -from, ...causes.map((bar) => -bar.amount)]);
  const bars: GapBar[] = [
    { cause: 'trend', amount: trend, entries: [{ id: 'trend', amount: trend, note: TREND, demo: known.demo }] },
    ...causes,
  ];
  const expected = sumExact([from, ...bars.map((bar) => bar.amount)]);
  const open = subtractExact(target, expected);
  bars.push({
    cause: 'unexplained',
    amount: open,
    entries: [{ id: 'unexplained', amount: open, note: OPEN, demo: false }],
  });
  return { from, target, expected, bars };
}

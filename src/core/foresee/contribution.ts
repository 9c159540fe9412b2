import { comparePeriods, roundTo, type Goal, type PeriodKey, type Text } from '../measure/index.ts';

/** Something that is expected to add to a goal's figure beyond the trend: a project, a lead, or a person's judgement. */
export interface Contribution {
  id: string;
  kind: 'project' | 'lead' | 'adjustment';
  /** Probability (0 to 1) that it comes; for a project by its stage, for an adjustment 1. */
  probability: number;
  /** What it adds to the figure of the goal's period if it comes, in the indicator's unit; negative takes away. */
  amount: number;
  /** Period from which it counts. */
  from: PeriodKey;
  /** Where it comes from; for an adjustment the reason. */
  note: Text;
  /** It draws on what was made up for the demonstration. */
  demo: boolean;
}

/** What a contribution adds to the goal if it comes: nothing when it begins after the goal's period. */
export function amountFor(c: Contribution, goal: Goal): number {
  return comparePeriods(c.from, goal.period.key) > 0 ? 0 : c.amount;
}

/** Expected amount, probability times amount, to six decimals so that sums stay exact. */
export function expectedAmount(c: Contribution, goal: Goal): number {
  return roundTo(Math.min(1, Math.max(0, c.probability)) * amountFor(c, goal), 6);
}

import type { Horizon, Indicator, Target } from '../../core/measure/index.ts';
import type { CommitmentItem, TargetItem, YearTask } from '../../core/plan/plan-file.ts';

/** A task of a year as it was issued; `version` 1 is the first, which scores go by. */
export interface HeldTask extends YearTask {
  version: number;
  seq: number;
  demo: boolean;
}

/** A task as it stands on a day, with the figures that were issued first. */
export interface TaskInForce {
  now: HeldTask;
  first: HeldTask;
  versions: readonly HeldTask[];
}

export const taskKey = (commitment: string, year: number, basis: HeldTask['basis']): string =>
  `${commitment} ${year} ${basis}`;

/** Tasks as they stand on a day, by `taskKey`. */
export function tasksOn(tasks: readonly HeldTask[], day: string): Map<string, TaskInForce> {
  const issued = tasks.filter(({ issuedOn }) => issuedOn <= day).toSorted((a, b) => a.version - b.version);
  const by = Map.groupBy(issued, ({ commitment, year, basis }) => taskKey(commitment, year, basis));
  return new Map([...by].map(([key, versions]) => [key, { now: versions.at(-1)!, first: versions[0]!, versions }]));
}

export const yearOf = (year: number): Horizon => ({ start: `${year}-01-01`, end: `${year}-12-31` });

/** A figure of a year as a target: at least so much, or at most where falling is good; cumulative quarters are its path. */
export function yearTarget(
  { op }: Pick<TargetItem, 'op'>,
  { direction }: Pick<Indicator, 'direction'>,
  { year, unit }: Pick<HeldTask, 'year' | 'unit'>,
  { value, quarters }: { value: number; quarters: readonly number[] },
): TargetItem {
  // What is issued is reached when it is there, whatever the plan said of its own end.
  const falls = op === '<=' || op === '<' || (op !== '>=' && op !== '>' && direction === 'down');
  let done = 0;
  const points = quarters.slice(0, 3).map((quarter, n) => {
    done += quarter;
    return { period: `${year}-01..${['03', '06', '09'][n]}`, value: Number(done.toFixed(6)) };
  });
  const trajectory: Target['trajectory'] = points.length > 0 ? { kind: 'custom', points } : { kind: 'linear' };
  return {
    op: op === 'approx' || op === '=' ? op : falls ? '<=' : '>=',
    value,
    value2: null,
    unit,
    period: String(year),
    cumulative: false,
    trajectory: trajectory as TargetItem['trajectory'],
  };
}

/** A commitment as it is judged by the task of a year. */
export function byTask(item: CommitmentItem, task: HeldTask, indicator: Pick<Indicator, 'direction'>): CommitmentItem {
  if (!item.target) return item;
  return { ...item, target: yearTarget(item.target, indicator, task, { value: task.total, quarters: task.quarters }) };
}

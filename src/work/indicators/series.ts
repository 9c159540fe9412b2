import { parsePeriod } from '../../core/measure/index.ts';
import type { IndicatorView } from './api.ts';

export type Point = IndicatorView['points'][number];

/** All that was known of one period, the newest word first. */
export interface PeriodPoints {
  period: string;
  current: Point;
  earlier: Point[];
}

function last(key: string): number {
  const p = parsePeriod(key);
  return 'last' in p ? p.last : Number.NEGATIVE_INFINITY;
}

/** Points by period, newest period first; within a period the one known last stands, the others are its history. */
export function byPeriod(points: readonly Point[]): PeriodPoints[] {
  const groups = new Map<string, Point[]>();
  for (const p of points) groups.set(p.period, [...(groups.get(p.period) ?? []), p]);
  return [...groups]
    .map(([period, all]) => {
      const [current, ...earlier] = all.toSorted(
        (a, b) => b.knownOn.localeCompare(a.knownOn) || (b.submission?.seq ?? 0) - (a.submission?.seq ?? 0),
      );
      return current ? { period, current, earlier } : null;
    })
    .filter((g) => g !== null)
    .sort((a, b) => last(b.period) - last(a.period) || b.period.localeCompare(a.period));
}

/** The line to draw: the standing value of each period that has one, oldest first. */
export function lineOf(points: readonly Point[]): { period: string; value: number; demo: boolean }[] {
  return byPeriod(points)
    .flatMap(({ period, current }) =>
      current.value === null ? [] : [{ period, value: current.value, demo: current.demo }],
    )
    .reverse();
}

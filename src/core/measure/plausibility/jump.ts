import { formatNumber } from '../quantity.ts';
import { type Warning, warning } from './warning.ts';

export interface JumpRule {
  /** Periods between the values that are compared: 1, or 12 for the same month of the year before. */
  lag: number;
  /** Modified z-score from which a change is odd; 3.5 after Iglewicz & Hoaglin, How to Detect and Handle Outliers, 1993. */
  score: number;
  /** Changes known before; with fewer there is nothing to compare with. */
  changes: number;
  /** Smallest spread (of log growth, or as a share of the typical change) that is believed: quiet series are not judged by noise of a per mille. */
  floor: number;
}

export const JUMP_RULE: JumpRule = { lag: 1, score: 3.5, changes: 4, floor: 0.02 };

/**
 * A change that is out of keeping with the changes before: modified z-score of the log growth against the median and
 * the median absolute deviation of the earlier ones, which a few old jumps do not disturb. A series with values that are
 * not positive is judged by its differences. Null when the change is usual or there is too little history.
 *
 * @param history oldest first, null where a period has no value; the new value follows it
 */
export function jump(value: number, history: readonly (number | null)[], rule: Partial<JumpRule> = {}): Warning | null {
  const { lag, score: limit, changes, floor } = { ...JUMP_RULE, ...rule };
  const series = [...history, value];
  const byRatio = series.every((x) => x === null || x > 0);
  const before: number[] = [];
  let now: number | null = null;
  for (let i = lag; i < series.length; i++) {
    const a = series[i - lag] ?? null;
    const b = series[i] ?? null;
    const change = a === null || b === null ? null : byRatio ? Math.log(b / a) : b - a;
    if (i === series.length - 1) now = change;
    else if (change !== null) before.push(change);
  }
  const base = history.at(-lag);
  if (now === null || base === null || base === undefined || before.length < changes) return null;
  const middle = median(before);
  const spread = 1.4826 * median(before.map((x) => Math.abs(x - middle)));
  const least = byRatio ? floor : floor * Math.max(...series.map((x) => Math.abs(x ?? 0)));
  const score = Math.abs(now - middle) / Math.max(spread, least, Number.MIN_VALUE);
  if (!(score >= limit)) return null;
  const percent = (change: number) => 100 * (Math.exp(change) - 1);
  const [usual, found] = byRatio ? [percent(middle), percent(now)] : [middle, now];
  const unit = byRatio ? '%' : '';
  return warning(
    'jump',
    `${than(lag)}${found < 0 ? '下降' : '增长'} ${shown(Math.abs(found))}${unit}，以往多为 ${shown(usual)}${unit} 上下`,
    `A change of ${shown(found)}${unit} over ${lag} period${lag === 1 ? '' : 's'}, where ${shown(usual)}${unit} is usual`,
    { value, before: base, change: found, usual, score: Math.round(score * 100) / 100, changes: before.length },
  );
}

const than = (lag: number): string => (lag === 1 ? '较上期' : lag === 12 ? '较上年同期' : `较 ${lag} 期前`);
/** A change in words needs no more than a decimal. */
const shown = (value: number): string => formatNumber(Math.abs(value) >= 1 ? Math.round(value * 10) / 10 : value);

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[half] ?? 0) : ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2;
}

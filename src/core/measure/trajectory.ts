import { civil, dayNumber, parseDay, yearFraction } from './day.ts';
import type { PeriodKey, Target, Text } from './model.ts';
import { isNumber } from './missing.ts';
import { parsePeriod, yearsAtEnd } from './period.ts';
import { isProblem, problem, type Problem } from './problem.ts';
import type { Series } from './series.ts';

export type Trajectory = Target['trajectory'];

/** A value at a moment; `at` is in calendar years (end of 2023 is 2024, see `yearFraction`). */
export interface Mark {
  at: number;
  value: number;
}

export interface Required {
  value: number;
  /** The kind that was used, which is `linear` when a compound path is not defined. */
  kind: Trajectory['kind'];
  /** Said when the used kind is not the asked one. */
  note: Text | null;
}

const NOT_COMPOUND: Text = {
  zh: '基期或目标不是正数，复合增长无定义，按直线计',
  en: 'compound growth is undefined unless base and target are positive; a straight line is used',
};

function between(a: Mark, b: Mark, at: number): number {
  if (at <= a.at) return a.value;
  if (at >= b.at || b.at === a.at) return b.value;
  return a.value + ((b.value - a.value) * (at - a.at)) / (b.at - a.at);
}

function marks(list: readonly { period: PeriodKey; value: number }[]): Mark[] | Problem {
  const out: Mark[] = [];
  for (const p of list) {
    const at = yearsAtEnd(p.period);
    if (isProblem(at)) return at;
    if (!Number.isFinite(p.value))
      return problem('value-not-finite', `${p.period} 的节点值不是数`, `The point ${p.period} is not a number`);
    out.push({ at, value: p.value });
  }
  return out.sort((a, b) => a.at - b.at);
}

/**
 * Value that the path wants at a moment. Before `from` it is the base, from `to` on it is the target.
 * linear: straight line in calendar years. compound: base × (target/base)^share, else linear with a note.
 * stepped: each step counts from the end of its period on. custom: straight lines through the points.
 * Problems: those of the period keys, `value-not-finite`.
 */
export function requiredAt(path: Trajectory, from: Mark, to: Mark, at: number): Required | Problem {
  const done = at >= to.at;
  switch (path.kind) {
    case 'linear':
      return { value: between(from, to, at), kind: 'linear', note: null };
    case 'compound': {
      if (!(from.value > 0) || !(to.value > 0))
        return { value: between(from, to, at), kind: 'linear', note: NOT_COMPOUND };
      if (done || at <= from.at) return { value: done ? to.value : from.value, kind: 'compound', note: null };
      const share = (at - from.at) / (to.at - from.at);
      return { value: from.value * (to.value / from.value) ** share, kind: 'compound', note: null };
    }
    case 'stepped': {
      const steps = marks(path.steps);
      if (isProblem(steps)) return steps;
      let value = from.value;
      for (const s of steps) if (s.at <= at) value = s.value;
      return { value: done ? to.value : value, kind: 'stepped', note: null };
    }
    case 'custom': {
      const points = marks(path.points);
      if (isProblem(points)) return points;
      const line = [from, ...points.filter((p) => p.at > from.at && p.at < to.at), to];
      for (let i = 1; i < line.length; i++) {
        const a = line[i - 1];
        const b = line[i];
        if (a !== undefined && b !== undefined && at <= b.at)
          return { value: between(a, b, at), kind: 'custom', note: null };
      }
      return { value: to.value, kind: 'custom', note: null };
    }
  }
}

/** `requiredAt` for an ISO day or a period key (its end). */
export function requiredOn(
  path: Trajectory,
  base: { period: PeriodKey; value: number },
  goal: { period: PeriodKey; value: number },
  when: PeriodKey,
): Required | Problem {
  const from = yearsAtEnd(base.period);
  const to = yearsAtEnd(goal.period);
  const at = yearsAtEnd(when);
  if (isProblem(from)) return from;
  if (isProblem(to)) return to;
  if (isProblem(at)) return at;
  return requiredAt(path, { at: from, value: base.value }, { at: to, value: goal.value }, at);
}

/**
 * Share (0 to 1) of a year that should be done at the end of a day: time progress, or, with a profile of twelve
 * cumulative shares (end of January … end of December), that profile, straight within a month.
 */
export function shareOfYear(day: string, profile?: readonly number[]): number | Problem {
  const n = parseDay(day);
  if (isProblem(n)) return n;
  const c = civil(n);
  if (profile === undefined) return yearFraction(n) - c.year;
  if (profile.length !== 12)
    return problem('profile', '季节分布应有 12 个累计比例', 'A profile has twelve cumulative shares');
  const before = c.month === 1 ? 0 : (profile[c.month - 2] ?? 0);
  const after = profile[c.month - 1] ?? 1;
  const next = c.month === 12 ? dayNumber(c.year + 1, 1, 1) : dayNumber(c.year, c.month + 1, 1);
  const first = dayNumber(c.year, c.month, 1);
  return before + ((after - before) * (n - first + 1)) / (next - first);
}

/**
 * Twelve cumulative shares from one full year of a cumulative series (January is half of 1—2月; a month without a
 * figure is put on the straight line between its neighbours). Null when the year's total is missing or not positive.
 */
export function seasonalProfile(series: Series, year: number): number[] | null {
  const at = new Map<number, number>([[0, 0]]);
  for (const p of series.points) {
    const parsed = parsePeriod(p.period);
    if (isProblem(parsed) || parsed.year !== year || !isNumber(p.value)) continue;
    if (parsed.kind === 'ytd') at.set(parsed.part, p.value);
    if (parsed.kind === 'year' && !at.has(12)) at.set(12, p.value);
  }
  const total = at.get(12);
  if (total === undefined || !(total > 0)) return null;
  const known = [...at.keys()].sort((a, b) => a - b);
  return Array.from({ length: 12 }, (_, i) => {
    const month = i + 1;
    const right = known.find((k) => k >= month) ?? 12;
    const left = [...known].reverse().find((k) => k < month) ?? 0;
    const a = at.get(left) ?? 0;
    const b = at.get(right) ?? total;
    return (a + ((b - a) * (month - left)) / (right - left)) / total;
  });
}

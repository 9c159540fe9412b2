import type { Text } from '../measure/index.ts';
import { addColumn, addRow, emptyMilp, type Solve } from './milp.ts';

/** Something that can be decided, with what it adds to the figure of a target and what it takes. */
export interface Measure {
  id: string;
  name: Text;
  /** Expected addition in the unit of the target, > 0. */
  gain: number;
  /** Public money, in 万元; 0: none. */
  money: number;
  /** What it takes of limited things, by limit. */
  needs: Readonly<Record<string, number>>;
  demo: boolean;
}

/** What there is of a limited thing (land of a park in 亩, an energy quota). */
export interface MeasureLimit {
  id: string;
  name: Text;
  unit: string;
  available: number;
}

/** The cheapest set of measures that closes so much of a gap. */
export interface Closing {
  /** Share of the gap that was asked for, 0 to 1; `most`: as much as can be had. */
  asked: number | 'most';
  /** Sum of the gains. */
  closes: number;
  money: number;
  measures: string[];
  /** Limits that leave no room for another measure that is not in the set; empty where the measures themselves run out. */
  binding: string[];
}

const ASKED = [0.25, 0.5, 1] as const;
const EPS = 1e-9;
/** Money decides; of two that cost the same, the fewer decisions. In 万元 a decision. */
const EACH = 0.01;

/**
 * The cheapest sets of measures that close a quarter, a half and all of `open` (> 0), as far as the limits allow, and the
 * most that can be had of it where that is less than all: binary programmes, minimum of money under Σ gain ≥ what is
 * asked and Σ needs ≤ what there is. Sets that close the same are given once, the smallest first.
 */
export function closings(
  measures: readonly Measure[],
  limits: readonly MeasureLimit[],
  open: number,
  solve: Solve,
): Closing[] {
  const usable = measures.filter((measure) => measure.gain > 0);
  if (usable.length === 0 || !(open > 0)) return [];
  const most = chosen(usable, limits, { maximise: true, solve });
  const best = gainOf(usable, most);
  const found: Closing[] = [];
  for (const asked of ASKED) {
    if (asked * open > best + EPS) break;
    const set = chosen(usable, limits, { least: asked * open, solve });
    if (set !== null) found.push(closing(usable, limits, set, asked));
  }
  // Everything that can be had, at its least price.
  if (best < open - EPS) {
    const set = chosen(usable, limits, { least: best * (1 - 1e-6), solve });
    found.push(closing(usable, limits, set ?? most ?? [], 'most'));
  }
  return found.filter((one, at) => !found.slice(0, at).some((other) => other.measures.join() === one.measures.join()));
}

type Aim = { solve: Solve } & ({ maximise: true } | { least: number });

/** Numbers of the chosen measures; null where nothing satisfies. */
function chosen(measures: readonly Measure[], limits: readonly MeasureLimit[], aim: Aim): number[] | null {
  const model = emptyMilp();
  const columns = measures.map(({ gain, money }) =>
    addColumn(model, 'maximise' in aim ? gain : -(money + EACH), 0, 1, true),
  );
  for (const limit of limits)
    addRow(
      model,
      `limit:${limit.id}`,
      measures.map(({ needs }, i) => [columns[i]!, needs[limit.id] ?? 0] as const),
      -Infinity,
      limit.available,
    );
  if ('least' in aim)
    addRow(
      model,
      'gap',
      measures.map(({ gain }, i) => [columns[i]!, gain] as const),
      aim.least,
      Infinity,
    );
  const { x } = aim.solve(model, { seconds: 5, gap: 1e-6 });
  return x === null ? null : measures.flatMap((_, i) => (x[columns[i]!]! > 0.5 ? [i] : []));
}

const gainOf = (measures: readonly Measure[], set: readonly number[] | null) =>
  (set ?? []).reduce((sum, i) => sum + measures[i]!.gain, 0);

function closing(
  measures: readonly Measure[],
  limits: readonly MeasureLimit[],
  set: readonly number[],
  asked: Closing['asked'],
): Closing {
  const left = new Map(
    limits.map((limit) => [
      limit.id,
      limit.available - set.reduce((sum, i) => sum + (measures[i]!.needs[limit.id] ?? 0), 0),
    ]),
  );
  const out = measures.filter((_, i) => !set.includes(i));
  const binding = limits.filter((limit) =>
    out.some(({ needs }) => (needs[limit.id] ?? 0) > (left.get(limit.id) ?? 0) + EPS),
  );
  return {
    asked,
    closes: gainOf(measures, set),
    money: set.reduce((sum, i) => sum + measures[i]!.money, 0),
    measures: set.map((i) => measures[i]!.id),
    binding: binding.map((limit) => limit.id),
  };
}

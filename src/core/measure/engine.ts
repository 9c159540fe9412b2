import { composite, type Composite, type CompositeResult } from './composite.ts';
import { currentValue } from './current.ts';
import { compileFormula, formulaOrder, formulaSeries, type Formula } from './formula.ts';
import type { Horizon } from './goal.ts';
import { milestoneStanding, type Milestone } from './milestone.ts';
import { missing } from './missing.ts';
import type { Indicator, Observation, Standing, Target, Text } from './model.ts';
import { isProblem, type Problem } from './problem.ts';
import { childOf, rollup, ROLLUP_DEFAULT, type Rollup, type RollupChild, type RollupRules } from './rollup.ts';
import { YINCHUAN_2025, type StandingRules } from './rules.ts';
import { buildSeries, type Series } from './series.ts';
import { standing } from './standing.ts';

export interface EngineTarget {
  id: string;
  target: Target;
  place: string;
}

/** A node of the plan tree. With `target` or `milestones` it is a leaf; else its light comes from its children. */
export interface EngineNode {
  id: string;
  name: Text;
  parent: string | null;
  weight: number;
  binding: boolean;
  /** Id of an EngineTarget. */
  target?: string;
  milestones?: readonly Milestone[];
}

export interface EnginePlan {
  horizon: Horizon;
  places: readonly string[];
  indicators: readonly Indicator[];
  targets: readonly EngineTarget[];
  /** Computed for every place. */
  composites: readonly Composite[];
  nodes: readonly EngineNode[];
  rules?: StandingRules;
  rollupRules?: RollupRules;
}

/** What one update computed anew. */
export interface Changed {
  /** Indicators, at the place of the observation. */
  series: string[];
  targets: string[];
  /** Keys of `composites`. */
  composites: string[];
  /** Themes whose light was computed again. */
  nodes: string[];
}

/** All standings of a plan on one day. The maps are live: an update changes them in place. */
export interface Engine {
  asOf: string;
  standings: ReadonlyMap<string, Standing>;
  /** Leaves by milestones. */
  todos: ReadonlyMap<string, Standing>;
  rollups: ReadonlyMap<string, Rollup>;
  /** By `place/composite`. */
  composites: ReadonlyMap<string, CompositeResult>;
  /** Wrong formulas; their indicators have no series. */
  problems: readonly Problem[];
  seriesOf: (indicator: string, place: string) => Series | undefined;
  /** Takes one more observation in and computes what depends on it, in time independent of the size of the plan. */
  update: (observation: Observation) => Changed;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

/** Formula indicators that depend, directly or through others, on each indicator, in the order of computing. */
function dependents(order: readonly string[], formulas: ReadonlyMap<string, Formula>): Map<string, string[]> {
  const all = new Map<string, Set<string>>();
  for (const id of order) {
    const sources = new Set<string>();
    for (const input of formulas.get(id)?.inputs ?? []) {
      sources.add(input);
      for (const deep of all.get(input) ?? []) sources.add(deep);
    }
    all.set(id, sources);
  }
  const out = new Map<string, string[]>();
  for (const id of order) for (const source of all.get(id) ?? []) push(out, source, id);
  return out;
}

/**
 * Computes a whole plan and keeps it up to date. `update` gives exactly what a new engine over all observations would
 * give (tested): only the series that the observation belongs to, the formulas, targets and indices that use it at
 * that place, and the themes above those targets are computed again. Problem: `formula-cycle`.
 */
export function createEngine(plan: EnginePlan, observations: readonly Observation[], asOf: string): Engine | Problem {
  const rules = plan.rules ?? YINCHUAN_2025;
  const indicators = new Map(plan.indicators.map((i) => [i.id, i]));
  const problems: Problem[] = [];
  const formulas = new Map<string, Formula>();
  for (const i of plan.indicators) {
    if (i.evidence.kind !== 'formula') continue;
    const f = compileFormula(i.evidence.expression, { unitOf: (id) => indicators.get(id)?.unit, cadence: i.cadence });
    if (isProblem(f)) problems.push(f);
    else formulas.set(i.id, f);
  }
  const order = formulaOrder(new Map([...formulas].map(([id, f]) => [id, f.inputs])));
  if (isProblem(order)) return order;
  const users = dependents(order, formulas);

  const stored = new Map<string, Map<string, Observation[]>>();
  const series = new Map<string, Map<string, Series>>();
  const store = (o: Observation) => {
    const place = stored.get(o.place) ?? new Map<string, Observation[]>();
    stored.set(o.place, place);
    push(place, o.indicator, o);
  };
  const makeSeries = (indicator: Indicator, place: string) => {
    const here = series.get(place) ?? new Map<string, Series>();
    series.set(place, here);
    const formula = formulas.get(indicator.id);
    if (formula !== undefined) {
      const made = formulaSeries(indicator, formula, (id) => here.get(id), place, asOf);
      if (isProblem(made)) here.delete(indicator.id);
      else here.set(indicator.id, made);
      if (isProblem(made) && !problems.some((p) => p.en === made.en)) problems.push(made);
      return;
    }
    if (indicator.evidence.kind === 'formula') return;
    const rows = stored.get(place)?.get(indicator.id);
    if (rows !== undefined) here.set(indicator.id, buildSeries(indicator, place, rows, asOf));
  };

  const standings = new Map<string, Standing>();
  const todos = new Map<string, Standing>();
  const rollups = new Map<string, Rollup>();
  const composites = new Map<string, CompositeResult>();
  const key = (indicator: string, place: string) => `${place}/${indicator}`;
  const targets = new Map(plan.targets.map((t) => [t.id, t]));
  const targetsOf = new Map<string, string[]>();
  for (const t of plan.targets) push(targetsOf, key(t.target.indicator, t.place), t.id);
  const compositesOf = new Map<string, Composite[]>();
  for (const c of plan.composites) for (const p of c.parts) push(compositesOf, p.indicator, c);
  const nodes = new Map(plan.nodes.map((n) => [n.id, n]));
  const children = new Map<string | null, EngineNode[]>();
  const leavesOf = new Map<string, string[]>();
  for (const n of plan.nodes) {
    push(children, n.parent !== null && nodes.has(n.parent) ? n.parent : null, n);
    if (n.target !== undefined) push(leavesOf, n.target, n.id);
  }

  const judge = (t: EngineTarget) => {
    const indicator = indicators.get(t.target.indicator) ?? null;
    const s = series.get(t.place)?.get(t.target.indicator) ?? null;
    standings.set(t.id, standing({ target: t.target, indicator, series: s, asOf, horizon: plan.horizon, rules }));
  };
  const index = (c: Composite, place: string) => {
    const here = series.get(place);
    const valueOf = (id: string) => {
      const indicator = indicators.get(id);
      return indicator === undefined
        ? missing('no-source')
        : currentValue(indicator, here?.get(id), asOf, rules.staleMonths);
    };
    composites.set(key(c.id, place), composite(c, valueOf));
  };
  const asChild = (n: EngineNode): RollupChild => {
    const own = n.target === undefined ? todos.get(n.id) : standings.get(n.target);
    if (own !== undefined) return childOf(n.id, n.name, own, n.weight, n.binding);
    const r = rollups.get(n.id);
    const { id, name, weight, binding } = n;
    return r === undefined
      ? { id, name, light: 'grey', weight, binding }
      : { id, name, light: r.light, weight, binding, vetoed: r.vetoed, why: r.why };
  };
  const roll = (id: string) =>
    rollups.set(id, rollup((children.get(id) ?? []).map(asChild), plan.rollupRules ?? ROLLUP_DEFAULT));
  const isTheme = (n: EngineNode) => n.target === undefined && n.milestones === undefined;

  for (const o of observations) store(o);
  const inOrder = [
    ...plan.indicators.filter((i) => !formulas.has(i.id)),
    ...order.map((id) => indicators.get(id)).filter((i) => i !== undefined),
  ];
  for (const place of plan.places) for (const i of inOrder) makeSeries(i, place);
  for (const t of plan.targets) judge(t);
  for (const place of plan.places) for (const c of plan.composites) index(c, place);
  for (const n of plan.nodes)
    if (n.milestones !== undefined)
      todos.set(n.id, milestoneStanding({ milestones: n.milestones, asOf, start: plan.horizon.start, rules }));
  const seen = new Set<string>();
  const rollAll = (parent: string | null) => {
    for (const n of children.get(parent) ?? []) {
      if (seen.has(n.id)) continue;
      seen.add(n.id);
      rollAll(n.id);
      if (isTheme(n)) roll(n.id);
    }
  };
  rollAll(null);

  const update = (o: Observation): Changed => {
    store(o);
    const changed: Changed = { series: [], targets: [], composites: [], nodes: [] };
    if (o.knownOn > asOf || !plan.places.includes(o.place)) return changed;
    const touched = [o.indicator, ...(users.get(o.indicator) ?? [])];
    const above = new Set<string>();
    const indices = new Set<Composite>();
    for (const id of touched) {
      const indicator = indicators.get(id);
      if (indicator === undefined) continue;
      makeSeries(indicator, o.place);
      changed.series.push(id);
      for (const c of compositesOf.get(id) ?? []) indices.add(c);
      for (const targetId of targetsOf.get(key(id, o.place)) ?? []) {
        const t = targets.get(targetId);
        if (t === undefined) continue;
        judge(t);
        changed.targets.push(targetId);
        for (const leaf of leavesOf.get(targetId) ?? []) above.add(leaf);
      }
    }
    for (const c of indices) {
      index(c, o.place);
      changed.composites.push(key(c.id, o.place));
    }
    for (const id of upwards(above, nodes)) {
      roll(id);
      changed.nodes.push(id);
    }
    return changed;
  };
  return {
    asOf,
    standings,
    todos,
    rollups,
    composites,
    problems,
    seriesOf: (indicator, place) => series.get(place)?.get(indicator),
    update,
  };
}

/** Every ancestor of the leaves, deepest first, each once. */
function upwards(leaves: ReadonlySet<string>, nodes: ReadonlyMap<string, EngineNode>): string[] {
  const depth = new Map<string, number>();
  const depthOf = (id: string): number => {
    let d = 0;
    const seen = new Set<string>();
    for (let n = nodes.get(id); n !== undefined && n.parent !== null && !seen.has(n.id); n = nodes.get(n.parent)) {
      seen.add(n.id);
      d++;
    }
    return d;
  };
  for (const leaf of leaves) {
    let parent = nodes.get(leaf)?.parent ?? null;
    while (parent !== null && nodes.has(parent) && !depth.has(parent)) {
      depth.set(parent, depthOf(parent));
      parent = nodes.get(parent)?.parent ?? null;
    }
  }
  return [...depth].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([id]) => id);
}

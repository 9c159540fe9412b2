import { setImmediate } from 'node:timers/promises';
import { type Decay, floatingCatchment, gini, theil, withSupply } from '../../core/measure/index.ts';
import type { ViewAt } from '../../evidence/reading/view.ts';
import { isOpen, nearest, reachedIn, ruleOf, type Settlement } from '../places/index.ts';
import type { FacilityKind } from '../../core/space/index.ts';
import type { AccessView, Equity } from './api.ts';

export interface Asked {
  kind: FacilityKind;
  by?: 'foot' | 'car' | undefined;
  limit?: number | undefined;
  decay: Decay;
  size?: number | undefined;
  at: readonly string[];
}

const shownRows = 60;

/** What is asked, told and worked out once: whom it is counted by, who is how far, and what they share as it is. */
export async function groundOf(view: ViewAt, asked: Omit<Asked, 'at'>) {
  const rule = await ruleOf(view, asked.kind);
  const by = asked.by ?? rule?.by ?? 'foot';
  const limit = asked.limit ?? rule?.minutes ?? 15;
  const demand = rule?.demand ?? 'people';
  const reached = await reachedIn(view, asked.kind, by);
  const { places, goals, minutes, straight } = reached;
  const population = places.map((row) => row[demand] ?? 0);
  const open = goals.flatMap((goal, at) => (isOpen(goal, view.asOf) ? [at] : []));
  const sized = open.filter((at) => (goals[at]?.capacity ?? null) !== null);
  const supply = sized.map((at) => goals[at]?.capacity ?? 0);
  const ways = minutes.map((row) => sized.map((at) => row[at] ?? null));
  const now = floatingCatchment(population, supply, ways, limit, asked.decay);
  const near = minutes.map((row) => nearest(row, open));
  const air = straight.map((row) => nearest(row, open));
  const whole = population.reduce((sum, one) => sum + one, 0);
  const share = (times: readonly (number | null)[]) =>
    whole === 0 ? 0 : population.reduce((sum, one, i) => sum + ((times[i] ?? Infinity) <= limit ? one : 0), 0) / whole;
  const equity = (access: readonly number[], times: readonly (number | null)[]): Equity => {
    const members = access.map((value, i) => ({ weight: population[i]!, value, group: places[i]!.town.id }));
    const parts = theil(members);
    const lived = access.filter((_, i) => population[i]! > 0);
    return {
      gini: gini(members),
      theil: parts?.theil ?? null,
      within: parts?.within ?? null,
      between: parts?.between ?? null,
      worst: lived.length === 0 ? null : Math.min(...lived),
      covered: share(times),
    };
  };
  const size = asked.size ?? (supply.length > 0 ? supply.reduce((sum, one) => sum + one, 0) / supply.length : 100);
  /** Access and minutes with one more at each of some sites, every one of the same size. */
  const added = (sites: readonly number[]) =>
    sites.reduce(
      ({ access, near: before }, n) => {
        const own = minutes.map((row) => row[goals.length + n] ?? null);
        return {
          access: withSupply(population, access, own, size, limit, asked.decay),
          near: before.map((one, i) => nearest([one, own[i]!], [0, 1])),
        };
      },
      { access: now.access, near },
    );
  return {
    rule,
    by,
    limit,
    demand,
    reached,
    population,
    open,
    sized,
    supply,
    now,
    near,
    air,
    whole,
    share,
    equity,
    size,
    added,
  };
}
export type Ground = Awaited<ReturnType<typeof groundOf>>;

/** A place where one more may be built, as it is named. */
export const siteOf = ({ id, name, town }: Settlement) => ({ id, name, town: town.name.zh });

/** Access to a kind of service on the day of the view; units of size for each of whom it is counted by. */
export async function accessIn(view: ViewAt, asked: Asked): Promise<AccessView> {
  const ground = await groundOf(view, asked);
  const {
    rule,
    by,
    limit,
    demand,
    reached,
    population,
    open,
    sized,
    supply,
    now,
    near,
    air,
    share,
    equity,
    size,
    added,
  } = ground;
  const { places, sites } = reached;
  const tried: { at: number; gini: number | null; covered: number }[] = [];
  for (const at of sites.keys()) {
    const { access, near: times } = added([at]);
    const members = access.map((value, i) => ({ weight: population[i]!, value }));
    tried.push({ at, gini: gini(members), covered: share(times) });
    // Hundreds of sites over thousands of settlements: others get their turn.
    if (at % 20 === 19) await setImmediate();
  }
  const best = tried
    .filter((one) => one.gini !== null)
    .toSorted((a, b) => (a.gini ?? 1) - (b.gini ?? 1) || b.covered - a.covered);
  const most = tried.toSorted((a, b) => b.covered - a.covered)[0];
  const towns = Map.groupBy(places.keys(), (i) => places[i]!.town.id);
  const all = places.reduce((sum, row) => sum + row.people, 0);
  return {
    demo: reached.demo,
    by,
    limit,
    demand,
    source: rule?.source ?? null,
    size,
    factor: reached.factor,
    junctions: reached.junctions,
    coverage: {
      people: all + reached.without.people,
      placed: all,
      without: reached.without.places,
      goals: reached.without.goals,
      unfilled: places.filter((row) => row[demand] === null).length,
      unsized: open.length - sized.length,
    },
    check: {
      demand: population.reduce((sum, one, i) => sum + one * now.access[i]!, 0),
      supply: supply.reduce((sum, one, j) => sum + (now.ratio[j] === null ? 0 : one), 0),
    },
    now: { ...equity(now.access, near), straight: share(air) },
    options: asked.at.flatMap((id) => {
      const at = sites.findIndex((one) => one.id === id);
      if (at < 0) return [];
      const { access, near: times } = added([at]);
      const gains = places
        .map((row, i) => ({
          id: row.id,
          name: row.name,
          before: now.access[i]!,
          after: access[i]!,
          people: population[i]!,
        }))
        .filter(({ before, after }) => after > before + 1e-12)
        .toSorted((a, b) => (b.after - b.before) * b.people - (a.after - a.before) * a.people);
      return [{ ...siteOf(sites[at]!), after: equity(access, times), gains: gains.slice(0, shownRows) }];
    }),
    best: best.slice(0, 5).map(({ at, ...one }) => ({ ...siteOf(sites[at]!), ...one })),
    mostReached: most ? { id: sites[most.at]!.id, name: sites[most.at]!.name, covered: most.covered } : null,
    towns: [...towns].map(([id, own]) => {
      const rows = [...own];
      const people = rows.reduce((sum, i) => sum + population[i]!, 0);
      const of = (value: (i: number) => number) =>
        people === 0 ? 0 : rows.reduce((sum, i) => sum + population[i]! * value(i), 0) / people;
      return {
        id,
        name: places[rows[0]!]!.town.name.zh,
        people,
        covered: of((i) => ((near[i] ?? Infinity) <= limit ? 1 : 0)),
        access: of((i) => now.access[i]!),
      };
    }),
    worst: places
      .map((row, i) => ({
        ...siteOf(row),
        people: population[i]!,
        minutes: near[i]!,
        straight: air[i]!,
        access: now.access[i]!,
      }))
      .filter(({ people }) => people > 0)
      .toSorted(
        (a, b) => a.access - b.access || (b.minutes ?? Infinity) - (a.minutes ?? Infinity) || b.people - a.people,
      )
      .slice(0, shownRows),
    sites: sites.map(siteOf),
  };
}

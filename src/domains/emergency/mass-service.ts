import { queue, testsPerPerson } from '../../core/decide/index.ts';
import { cheapest, type Cover, type Way } from './cover.ts';

/**
 * Serving very many within hours: a counter in front (samplers, vaccinators, boats), and where needed a room behind
 * (laboratories, beds). Testing, vaccination, evacuation and relief differ in parameters alone.
 */
export interface Service {
  people: number;
  /** Hours within which everybody passes the counter, and within which the room behind is done. */
  hours: number;
  behindHours: number;
  /** People that one server passes an hour. */
  perHour: number;
  servers: number;
  /** People in one unit of the room behind: samples in a tube; null: there is no such room. */
  pool: number | null;
  /** Other pools that may be used. */
  pools: readonly number[];
  /** Share of people found positive, whose pools are tested again one by one; null: not known, nothing is tested again. */
  prevalence: number | null;
  /** Units within 24 hours. */
  behind: number;
  front: readonly Way[];
  back: readonly Way[];
}

/** What it takes behind with a pool, and the cheapest way to it. */
export interface Behind {
  pool: number;
  units: number;
  short: number;
  close: Cover;
}

export interface ServicePlan {
  servers: number;
  serversShort: number;
  closeFront: Cover;
  /** By pool, the one that was asked for first; empty: no room behind. */
  behind: Behind[];
  /** Hours that counter and room take as they are; null where there is nobody. */
  frontHours: number | null;
  behindHours: number | null;
  /** The pool at which all is closed for least; of equal ones that asked for. Null: none closes all. */
  best: number | null;
  cost: number;
}

/** What a service takes, what is short, and what closes it cheapest. Ways behind add units within 24 hours. */
export function servicePlan(service: Service): ServicePlan {
  const { people, hours, perHour, behindHours, pool } = service;
  const servers = Math.ceil(people / (hours * perHour));
  const serversShort = Math.max(0, servers - service.servers);
  const closeFront = cheapest(serversShort, service.front);
  const days = behindHours / 24;
  const behind = [...new Set(pool === null ? [] : [pool, ...service.pools])].map((size): Behind => {
    const units = unitsOf(people, size, service.prevalence);
    const short = Math.max(0, units - Math.floor(service.behind * days));
    return {
      pool: size,
      units,
      short,
      close: cheapest(
        short,
        service.back.map((way) => ({ ...way, adds: way.adds * days })),
      ),
    };
  });
  const [closed] = behind.filter(({ close }) => close.open === 0).toSorted((a, b) => a.close.cost - b.close.cost);
  const shown = closed ?? behind[0];
  return {
    servers,
    serversShort,
    closeFront,
    behind,
    frontHours: service.servers > 0 ? people / (service.servers * perHour) : null,
    behindHours: behind[0] && service.behind > 0 ? (24 * behind[0].units) / service.behind : null,
    best: closed?.pool ?? null,
    cost: closeFront.cost + (shown?.close.cost ?? 0),
  };
}

/** Units behind: a first round of pools, and everybody of a positive pool once more (Dorfman 1943). */
function unitsOf(people: number, pool: number, prevalence: number | null): number {
  const first = Math.ceil(people / pool);
  if (prevalence === null || pool === 1) return first;
  return first + Math.ceil(people * (testsPerPerson(prevalence, pool) - 1 / pool) - 1e-9);
}

/** The share of positives from which the larger of two pools takes more tests than the smaller; 1: testing one by one. */
export function breakEven(small: number, large: number): number {
  // E = 1 where 1/k = (1 − p)ᵏ: from there on a pool is worth nothing.
  let [low, high] = [0, 1 - (1 / large) ** (1 / large)];
  if (small === 1) return high;
  const more = (p: number) => testsPerPerson(p, large) - testsPerPerson(p, small);
  for (let n = 0; n < 60; n += 1) {
    const middle = (low + high) / 2;
    if (more(middle) < 0) low = middle;
    else high = middle;
  }
  return high;
}

/** The queue at one site: people spread evenly over its hours (M/M/c). */
export function siteQueue(people: number, hours: number, perHour: number, servers: number) {
  return servers < 1 ? null : queue(people / hours, perHour, Math.floor(servers));
}

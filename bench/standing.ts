/**
 * `npm run bench -- standing`. First half: the view of a day on a synthetic plan, full recomputation against
 * recomputation after one new value. No store, no network. Figures go to standard output, one line each.
 */
import {
  endDate,
  isProblem,
  lastFinishedPeriod,
  periodsBetween,
  unwrap,
  type Indicator,
  type Nature,
  type Observation,
  type Cadence,
} from '../src/core/measure/index.ts';
import type { CommitmentItem, CompositeItem, IndicatorItem, PlanItem } from '../src/core/plan/plan-file.ts';
import { partsOf } from '../src/evidence/reading/plans.ts';
import type { HeldObservation, HeldPlan, Snapshot } from '../src/evidence/reading/snapshot.ts';
import { ViewAt } from '../src/evidence/reading/view.ts';
import { benchServer } from './lib/overview-server.ts';

const INDICATORS = 300;
const YEARS = 10;
const PLACES = 25;
const FULL_RUNS = 7;
const UPDATE_RUNS = 500;
const FIRST_YEAR = 2017;
const AS_OF = '2026-12-31';

/** Seeded uniform numbers in [0, 1) (mulberry32). */
function seeded(seed: number): () => number {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const name = (s: string) => ({ zh: s, en: s });

function indicatorOf(n: number): Indicator {
  const kind = n % 10;
  // 30 formulas over two reported indicators each; the rest monthly, in the mix of a real plan.
  const nature: Nature = kind < 5 ? 'ytd' : kind < 8 ? 'stock' : 'rate';
  const cadence: Cadence = 'month';
  const evidence =
    kind === 9
      ? { kind: 'formula' as const, expression: `pct(i${n - 9}, i${n - 8})` }
      : { kind: 'observations' as const };
  return {
    id: `i${n}`,
    name: name(`i${n}`),
    unit: nature === 'rate' ? '%' : '亿元',
    nature: kind === 9 ? 'ytd' : nature,
    cadence,
    direction: 'up',
    binding: n % 17 === 0,
    evidence,
    scope: null,
    owner: `o${n % 20}`,
    dueDays: 20,
  };
}

/** What the bench judges: indicators, each with a target, of a city and its places. */
export interface SyntheticPlan {
  places: readonly string[];
  indicators: readonly Indicator[];
  commitments: readonly CommitmentItem[];
  composites: readonly CompositeItem[];
}

/** The synthetic plan: 300 indicators and targets, six indices, a tree of three levels, 25 places. */
export function syntheticPlan(): SyntheticPlan {
  const indicators = Array.from({ length: INDICATORS }, (_, n) => indicatorOf(n));
  const places = Array.from({ length: PLACES }, (_, n) => `52018${String(n).padStart(4, '0')}`);
  const node = (id: string, parent: string | null): CommitmentItem => ({
    id,
    kind: 'theme',
    title: name(id),
    parent,
    indicator: null,
    target: null,
    binding: false,
    lead: null,
    supporting: [],
    tags: [],
    source: null,
    weight: 1,
  });
  const commitments = [
    node('plan', null),
    ...Array.from({ length: 6 }, (_, c) => node(`c${c}`, 'plan')),
    ...indicators.map((i, n): CommitmentItem => ({
      ...node(`T-${n}`, `c${Math.floor(n / 50)}`),
      kind: 'target',
      indicator: i.id,
      binding: n % 17 === 0,
      target: {
        op: '>=',
        value: i.unit === '%' ? 60 + (n % 7) * 10 : 350 + (n % 11) * 50,
        value2: null,
        unit: i.unit,
        period: '2028',
        cumulative: false,
        trajectory: { kind: 'linear' },
      },
    })),
  ];
  const composites = Array.from({ length: 6 }, (_, c): CompositeItem => ({
    id: `c${c}`,
    name: name(`c${c}`),
    minimumCoverage: 0.6,
    parts: indicators
      .slice(c * 50, c * 50 + 12)
      .map((i) => ({ indicator: i.id, weight: 1, goalposts: [0, 600] as [number, number] })),
    commitments: [],
  }));
  return { places, indicators, commitments, composites };
}

/** Ten years of monthly figures for every reported indicator and place, each known at the end of its period. */
export function syntheticObservations(plan: SyntheticPlan, seed: number): Observation[] {
  const random = seeded(seed);
  const out: Observation[] = [];
  for (const i of plan.indicators) {
    if (i.evidence.kind !== 'observations') continue;
    const periods = unwrap(
      periodsBetween(i.cadence, `${FIRST_YEAR}-01-01`, `${FIRST_YEAR + YEARS - 1}-12-31`, i.nature),
    );
    const known = periods.map((p) => unwrap(endDate(p)));
    for (const place of plan.places) {
      let level = i.unit === '%' ? 50 : 200 + random() * 200;
      for (const [n, period] of periods.entries()) {
        level *= 1 + (random() - 0.45) * 0.01;
        const month = Number((known[n] ?? '').slice(5, 7));
        const raw = i.nature === 'ytd' ? (level * month) / 12 : level;
        out.push({
          indicator: i.id,
          place,
          period,
          value: Math.round(raw * 100) / 100,
          status: 'approved',
          knownOn: known[n] ?? AS_OF,
          source: 'bench',
          grade: '演示',
          demo: true,
        });
      }
    }
  }
  return out;
}

interface Spread {
  median: number;
  min: number;
  max: number;
}

function spread(ms: readonly number[]): Spread {
  const s = [...ms].sort((a, b) => a - b);
  return { median: s[Math.floor(s.length / 2)] ?? 0, min: s[0] ?? 0, max: s[s.length - 1] ?? 0 };
}

const shown = (s: Spread) =>
  `median ${s.median.toFixed(s.median < 10 ? 3 : 0)} ms (min ${s.min.toFixed(3)}, max ${s.max.toFixed(3)})`;

/** What the server holds of the plan at one position of the ledger. */
function snapshotOf(plan: SyntheticPlan, observations: readonly Observation[]): Snapshot {
  const items = plan.indicators.map((model) => ({
    ...model,
    places: { kinds: ['town'], rollup: 'none' },
  })) as unknown as IndicatorItem[];
  const city = plan.places[0] ?? '';
  const held = observations.map((one): HeldObservation => ({ ...one, seq: 1 }));
  const grouped = (of: readonly HeldObservation[]) => Map.groupBy(of, ({ indicator }) => indicator);
  const plans: HeldPlan[] = [
    {
      item: { id: 'bench', title: name('bench'), horizon: { start: 2022, end: 2028 } } as PlanItem,
      version: 1,
      seq: 1,
      closedOn: null,
      closing: null,
      clauses: plan.commitments.map((item) => ({ plan: 'bench', item, seq: 1, demo: true, versions: [] })),
    },
  ];
  return {
    jurisdiction: city,
    name: name('bench'),
    head: 1,
    defined: 1,
    changed: new Map(),
    plans,
    tasks: [],
    ...partsOf(plans, plans),
    indicators: new Map(
      items.map((item, n) => [item.id, { item, model: plan.indicators[n] as Indicator, since: null }]),
    ),
    composites: [...plan.composites],
    organisations: new Map(),
    roles: new Map(),
    parents: new Map(),
    places: new Map(plan.places.map((place) => [place, name(place)])),
    placeKinds: new Map(plan.places.map((place) => [place, place === city ? 'jurisdiction' : 'town'])),
    inCharge: new Map(),
    registers: new Map(),
    documents: [],
    observations: grouped(held.filter(({ place }) => place === city)),
    placed: grouped(held.filter(({ place }) => place !== city)),
    milestones: new Map(),
    demo: true,
  };
}

/** Every light, index and series of places of a day. */
function everything(snapshot: Snapshot): ViewAt {
  const view = new ViewAt(snapshot, AS_OF, 'all');
  for (const { item } of snapshot.commitments) view.standing(item.id);
  view.indices();
  for (const id of snapshot.indicators.keys()) for (const place of view.placesOf(id)) view.series(id, place);
  return view;
}

/** The view's half: pure computing on synthetic data. Throws when an update and a full computation disagree. */
export function benchView(print: (line: string) => void): void {
  const plan = syntheticPlan();
  const observations = syntheticObservations(plan, 520181);
  const random = seeded(7);
  print(
    `data: ${plan.indicators.length} indicators (${plan.indicators.filter((i) => i.evidence.kind === 'formula').length} formulas) x ${YEARS} years monthly x ${plan.places.length} places = ${observations.length} observations, ${plan.commitments.length} commitments`,
  );
  const full: number[] = [];
  let snapshot = snapshotOf(plan, observations);
  for (let n = 0; n < FULL_RUNS; n++) {
    snapshot = snapshotOf(plan, observations);
    const from = performance.now();
    everything(snapshot);
    full.push(performance.now() - from);
  }
  const reported = plan.indicators.filter((i) => i.evidence.kind === 'observations');
  const update: number[] = [];
  const added: Observation[] = [];
  for (let n = 0; n < UPDATE_RUNS; n++) {
    const i = reported[Math.floor(random() * reported.length)];
    const place = plan.places[Math.floor(random() * plan.places.length)];
    const period = i === undefined ? null : lastFinishedPeriod(i.cadence, AS_OF, i.nature);
    if (i === undefined || place === undefined || period === null || isProblem(period)) continue;
    const o: Observation = {
      indicator: i.id,
      place,
      period,
      value: Math.round(random() * 60_000) / 100,
      status: 'revised',
      knownOn: AS_OF,
      source: `bench ${n}`,
      grade: '演示',
      demo: true,
    };
    added.push(o);
    const from = performance.now();
    snapshot = withOne(snapshot, { ...o, seq: n + 2 });
    everything(snapshot);
    update.push(performance.now() - from);
  }
  const [again, live] = [everything(snapshotOf(plan, [...observations, ...added])), everything(snapshot)];
  for (const { id } of plan.commitments)
    if (JSON.stringify(again.standing(id)) !== JSON.stringify(live.standing(id)))
      throw new Error(`update and full computation differ at ${id}`);
  for (const { id } of plan.indicators)
    for (const place of plan.places)
      if (figuresOf(again, id, place) !== figuresOf(live, id, place))
        throw new Error(`update and full computation differ at ${id} of ${place}`);
  const f = spread(full);
  const u = spread(update);
  print(`full recomputation, ${full.length} runs: ${shown(f)}`);
  print(`after one new value, ${update.length} updates: ${shown(u)}`);
  print(
    `ratio of the medians: ${Math.round(f.median / u.median)}x; after ${update.length} updates every light and every series of every place equals a full recomputation`,
  );
  print(
    'does not prove: reading from the database, HTTP, several as-of days at once, real data (lights and sentences vary), memory use, other machines',
  );
}

const figuresOf = (view: ViewAt, id: string, place: string) =>
  JSON.stringify(view.series(id, place)?.points.map(({ period, value }) => [period, value]));

/** The snapshot with one more figure, as the server makes it: all other lists are handed on. */
function withOne(before: Snapshot, one: HeldObservation): Snapshot {
  const of = one.place === before.jurisdiction ? 'observations' : 'placed';
  const lists = new Map(before[of]);
  lists.set(one.indicator, [...(lists.get(one.indicator) ?? []), one]);
  return { ...before, head: before.head + 1, [of]: lists };
}

/** Entry point of `npm run bench -- standing [view|server]`. */
export async function run(args: readonly string[] = []): Promise<void> {
  const print = (line: string) => console.log(line);
  print(`bench standing · ${process.version} ${process.platform} ${process.arch} · V8 ${process.versions.v8}`);
  if (args[0] !== 'server') benchView(print);
  if (args[0] === 'view') return;
  const plan = syntheticPlan();
  await benchServer(plan, syntheticObservations(plan, 520181), print);
}

if (import.meta.main) await run(process.argv.slice(2));

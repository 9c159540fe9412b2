/**
 * `npm run bench -- standing`. First half: the standing engine on a synthetic plan, full recomputation against
 * recomputation after one new value. No store, no network. Figures go to standard output, one line each.
 */
import {
  createEngine,
  endDate,
  isProblem,
  lastFinishedPeriod,
  periodsBetween,
  unwrap,
  type Engine,
  type EnginePlan,
  type Indicator,
  type Nature,
  type Observation,
  type Cadence,
  type Composite,
} from '../src/core/measure/index.ts';
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

/** The synthetic plan: 300 indicators, 25 places, 7500 targets, six indices a place, a tree of three levels. */
export function syntheticPlan(): EnginePlan {
  const indicators = Array.from({ length: INDICATORS }, (_, n) => indicatorOf(n));
  const places = Array.from({ length: PLACES }, (_, n) => `52018${String(n).padStart(4, '0')}`);
  const targets = places.flatMap((place) =>
    indicators.map((i) => ({
      id: `${place}:${i.id}`,
      place,
      target: {
        indicator: i.id,
        op: '>=' as const,
        value: i.unit === '%' ? 60 + (Number(i.id.slice(1)) % 7) * 10 : 350 + (Number(i.id.slice(1)) % 11) * 50,
        unit: i.unit,
        period: '2028',
        cumulative: false,
        trajectory: { kind: 'linear' as const },
      },
    })),
  );
  const composites = Array.from({ length: 6 }, (_, c): Composite => ({
    id: `c${c}`,
    name: name(`c${c}`),
    minCoverage: 0.6,
    source: name('synthetic'),
    parts: indicators.slice(c * 50, c * 50 + 12).map((i) => ({
      indicator: i.id,
      name: i.name,
      weight: 1,
      normalisation: { kind: 'goalposts', low: 0, high: 600 },
    })),
  }));
  const nodes: EnginePlan['nodes'] = [
    { id: 'plan', name: name('plan'), parent: null, weight: 1, binding: false },
    ...places.map((p) => ({ id: p, name: name(p), parent: 'plan', weight: 1, binding: false })),
    ...places.flatMap((p) =>
      composites.map((c) => ({ id: `${p}/${c.id}`, name: c.name, parent: p, weight: 1, binding: false })),
    ),
    ...targets.map((t, n) => ({
      id: t.id,
      name: name(t.id),
      parent: `${t.place}/c${Math.floor((n % INDICATORS) / 50)}`,
      weight: 1,
      binding: n % 17 === 0,
      target: t.id,
    })),
  ];
  return { horizon: { start: '2022-01-01', end: '2028-12-31' }, places, indicators, targets, composites, nodes };
}

/** Ten years of monthly figures for every reported indicator and place, each known at the end of its period. */
export function syntheticObservations(plan: EnginePlan, seed: number): Observation[] {
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

/** The engine's half: pure computing on synthetic data. Throws when an update and a full computation disagree. */
export function benchEngine(print: (line: string) => void): { full: Spread; update: Spread; ratio: number } {
  const plan = syntheticPlan();
  const observations = syntheticObservations(plan, 520181);
  const random = seeded(7);
  print(
    `data: ${plan.indicators.length} indicators (${plan.indicators.filter((i) => i.evidence.kind === 'formula').length} formulas) x ${YEARS} years monthly x ${plan.places.length} places = ${observations.length} observations, ${plan.targets.length} targets, ${plan.nodes.length} nodes`,
  );
  const full: number[] = [];
  let engine: Engine | null = null;
  for (let n = 0; n < FULL_RUNS; n++) {
    const from = performance.now();
    engine = unwrap(createEngine(plan, observations, AS_OF));
    full.push(performance.now() - from);
  }
  if (engine === null) throw new Error('no engine');
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
    engine.update(o);
    update.push(performance.now() - from);
  }
  const again = unwrap(createEngine(plan, [...observations, ...added], AS_OF));
  for (const [id, s] of again.standings)
    if (JSON.stringify(s) !== JSON.stringify(engine.standings.get(id)))
      throw new Error(`update and full computation differ at ${id}`);
  for (const [id, r] of again.rollups)
    if (JSON.stringify(r) !== JSON.stringify(engine.rollups.get(id)))
      throw new Error(`update and full computation differ at ${id}`);
  const f = spread(full);
  const u = spread(update);
  const ratio = f.median / u.median;
  const lights = [...engine.standings.values()].reduce<Record<string, number>>(
    (m, s) => ({ ...m, [s.light]: (m[s.light] ?? 0) + 1 }),
    {},
  );
  print(`lights: ${JSON.stringify(lights)}`);
  print(`full recomputation, ${full.length} runs: ${shown(f)}`);
  print(`after one new value, ${update.length} updates: ${shown(u)}`);
  print(
    `ratio of the medians: ${Math.round(ratio)}x; after ${update.length} updates every standing and roll-up equals a full recomputation`,
  );
  print(
    'does not prove: reading from the database, HTTP, several as-of days at once, real data (lights and sentences vary), memory use, other machines',
  );
  return { full: f, update: u, ratio };
}

/** Entry point of `npm run bench -- standing [engine|server]`. */
export async function run(args: readonly string[] = []): Promise<void> {
  const print = (line: string) => console.log(line);
  print(`bench standing · ${process.version} ${process.platform} ${process.arch} · V8 ${process.versions.v8}`);
  if (args[0] !== 'server') benchEngine(print);
  if (args[0] === 'engine') return;
  const plan = syntheticPlan();
  await benchServer(plan, syntheticObservations(plan, 520181), print);
}

if (import.meta.main) await run(process.argv.slice(2));

/**
 * `npm run bench -- decide [--write FILE]`: portfolio choice, molten aluminium and matching on seeded instances, each
 * against a named baseline in the same run. `--write` only writes the portfolio instance for `lantu decide portfolio`.
 * All data are invented (演示).
 */
import { writeFileSync } from 'node:fs';
import { arch, cpus } from 'node:os';
import loadHighs from 'highs';
import { solverOf } from '../src/core/decide/index.ts';
import { normal, seeded } from '../src/core/random/index.ts';
import { allocate, type AllocationInput } from '../src/domains/molten/allocation.ts';
import { isMissing, isoOf } from '../src/core/measure/index.ts';
import { readPortfolio } from '../src/domains/portfolio/file.ts';
import { solvePortfolio } from '../src/domains/portfolio/solve.ts';
import { dayAt, fitPassages, forecastPassage, type Stay } from '../src/domains/projects/passage.ts';
import { STAGES } from '../src/domains/projects/stage-rules.ts';

const NODES = ['rolling', 'foil', 'casting', 'extrusion', 'recycled', 'insulation', 'glass', 'panels'];
const PARKS = ['park-a', 'park-b', 'park-c'];

/** A portfolio file of 300 leads, five start years and 100 sampled scenarios, in the mix of a county-level city. */
export function portfolioInstance(seed: number, count = 300) {
  const random = seeded(seed);
  const between = (low: number, high: number) => low + (high - low) * random();
  const pick = <T>(items: readonly T[]) => items[Math.floor(random() * items.length)] as T;
  const round = (value: number, digits = 1) => Number(value.toFixed(digits));
  const leads = Array.from({ length: count }, (_, n) => {
    const land = round(Math.exp(between(Math.log(15), Math.log(350))));
    const perMu = Math.exp(between(Math.log(0.008), Math.log(0.06)));
    const full = land * perMu;
    const ramp = [between(0.05, 0.25), between(0.35, 0.7), between(0.75, 0.95), 1];
    const first = 2022 + Math.floor(random() * 3);
    const node = pick(NODES);
    const molten = ['rolling', 'foil', 'casting', 'extrusion'].includes(node);
    return {
      id: `L${String(n + 1).padStart(3, '0')}`,
      name: `演示项目${n + 1}`,
      park: pick(PARKS),
      node,
      needs: {
        land,
        energy: round(full * Math.exp(between(Math.log(300), Math.log(4000))), 0),
        emission: round(full * between(0.2, 4)),
        water: round(full * between(0.5, 6)),
        labour: Math.round(full * between(15, 90)),
        budget: Math.round(land * between(4, 14)),
      },
      output: ramp.map((share) => round(full * share, 3)),
      // Promised tax follows output only loosely, which is why ranking by it is not the same as choosing by output.
      tax: Math.round(full * Math.exp(between(Math.log(120), Math.log(700)))),
      jobs: Math.round(full * between(15, 90)),
      starts: [2022, 2023, 2024, 2025, 2026].filter((year) => year >= first),
      ...(molten
        ? { flows: { 'molten-aluminium': -round(full * between(0.1, 0.35), 2) } }
        : node === 'recycled'
          ? { flows: { 'molten-aluminium': round(full * 0.4, 2) } }
          : {}),
      ...(random() < 0.03 ? { vetoes: ['不符合产业准入'] } : {}),
    };
  });
  const total = (of: 'land' | 'energy' | 'emission' | 'water' | 'labour' | 'budget') =>
    leads.reduce((sum, lead) => sum + lead.needs[of], 0);
  const limit = (id: 'land' | 'energy' | 'emission' | 'water' | 'labour', name: string, share: number) => ({
    id,
    name,
    of: id,
    max: Math.round(total(id) * share),
  });
  const ids = leads.map((lead) => lead.id);
  return {
    lantu: 1,
    demo: true,
    years: { from: 2022, to: 2026 },
    target: { year: 2026, output: 300 },
    leads,
    limits: [
      limit('land', '用地总量', 0.35),
      limit('energy', '能耗总量', 0.3),
      limit('emission', '排放总量', 0.35),
      limit('water', '用水总量', 0.4),
      limit('labour', '用工总量', 0.42),
      ...[2022, 2023, 2024, 2025, 2026].map((year) => ({
        id: `budget-${year}`,
        name: `财政投入 ${year}`,
        of: 'budget',
        year,
        max: Math.round(total('budget') * 0.08),
      })),
      ...PARKS.map((park) => ({
        id: `land-${park}`,
        name: `${park} 用地`,
        of: 'land',
        park,
        max: Math.round(total('land') * 0.14),
      })),
      ...NODES.slice(0, 4).map((node) => ({ id: `count-${node}`, name: `${node} 至少`, of: 'count', node, min: 4 })),
    ],
    balances: [{ id: 'molten', name: '铝水', product: 'molten-aluminium', surplus: 25 }],
    exclusions: Array.from({ length: 12 }, () =>
      [pick(ids), pick(ids), pick(ids)].filter((id, n, all) => all.indexOf(id) === n),
    ).filter((group) => group.length > 1),
    precedence: Array.from({ length: 10 }, (_, n) => ({
      before: ids[n * 7] as string,
      after: ids[n * 7 + 3] as string,
      lag: n % 2,
    })),
    history: Array.from({ length: 60 }, () => ({
      group: pick(NODES),
      rate: round(Math.min(1.3, Math.max(0, 0.72 + 0.28 * (random() + random() + random() - 1.5))), 3),
      delay: random() < 0.45 ? 0 : round(between(0.2, 2)),
    })),
    sample: { count: 100, seed, base: { mean: 120, sd: 15 }, correlation: 0.2 },
  };
}

export async function run(args: string[]): Promise<void> {
  const instance = portfolioInstance(520181);
  const file = args[0] === '--write' ? args[1] : undefined;
  if (file !== undefined) {
    writeFileSync(file, JSON.stringify(instance, null, 1));
    console.log(
      `${file}: ${instance.leads.length} leads, ${instance.sample.count} scenarios, seed ${instance.sample.seed}`,
    );
    return;
  }
  console.log(`node ${process.version}, highs 1.15.3, ${arch()}, ${cpus().length} cores; all data invented (演示)`);
  for (const seed of [520181, 1, 2, 3, 4]) await benchPortfolio(seed, 'output');
  for (const seed of [520181, 1]) await benchPortfolio(seed, 'probability');
  await benchAllocation();
  benchPassages();
  console.log(
    'does not prove: that promised outputs and histories are right, that real leads are as easy as these (gaps vary with the limits), memory of other processes (peak memory is that of the whole process so far), other machines',
  );
}

async function benchPortfolio(seed: number, objective: 'output' | 'probability'): Promise<void> {
  const input = readPortfolio(JSON.stringify({ ...portfolioInstance(seed), objective }));
  const began = performance.now();
  const { choice, peakMemory } = await solvePortfolio(input);
  const took = (performance.now() - began) / 1000;
  if (choice.status !== 'optimal' && choice.status !== 'time-limit') {
    console.log(`portfolio ${objective}, seed ${seed}: ${JSON.stringify(choice)}`);
    return;
  }
  const misses = choice.greedy.breaks.length > 0 ? `, which misses ${choice.greedy.breaks.length} minimum` : '';
  console.log(
    `portfolio ${objective}, seed ${seed}, ${input.leads.length} leads x 5 years x ${input.scenarios.length} scenarios: ${choice.value.toFixed(4)}, bound ${choice.bound.toFixed(4)}, proven gap ${(choice.gap * 100).toFixed(3)} %, ${took.toFixed(1)} s, peak memory ${(peakMemory / 2 ** 20).toFixed(0)} MiB; ranking by per-mu tax ${choice.greedy.value.toFixed(4)}${misses}; ratio ${choice.greedy.ratio?.toFixed(3) ?? '-'}`,
  );
}

/** Twelve months, three smelters, 40 firms; 20 seeds. */
async function benchAllocation(): Promise<void> {
  // The package types its ES module as if it were CommonJS.
  const load = loadHighs as unknown as typeof loadHighs.default;
  const solve = solverOf(await load());
  const ratios: number[] = [];
  const times: number[] = [];
  for (let seed = 1; seed <= 20; seed++) {
    const random = seeded(seed);
    const months = 12;
    const sources = ['s1', 's2', 's3'].map((id) => ({
      id,
      supply: Array.from({ length: months }, () => 2000 + random() * 3000),
    }));
    const firms = Array.from({ length: 40 }, (_, n) => {
      const demand = Array.from({ length: months }, () => 80 + random() * 500);
      return {
        id: `f${n}`,
        name: `演示${n}`,
        demand,
        contract: demand.map((value) => (n % 5 === 0 ? value * 0.2 : 0)),
        lot: n % 3 === 0 ? 60 : 0,
        weight: 0.15 * (0.8 + random() * 1.2),
      };
    });
    const routes = sources.flatMap((source) =>
      firms.map((firm) => ({
        source: source.id,
        firm: firm.id,
        loss: 0.003 + random() * 0.02,
        minutes: 10 + random() * 55,
      })),
    );
    const input: AllocationInput = { sources, firms, routes, maxMinutes: 60, floor: 0.7 };
    const result = allocate(input, solve, { gap: 1e-4 });
    if (result.status === 'infeasible' || result.status === 'no-answer') {
      console.log(`molten aluminium, seed ${seed}: ${result.status}`);
      continue;
    }
    ratios.push(result.ratio ?? NaN);
    times.push(result.seconds);
  }
  console.log(
    `molten aluminium, 3 smelters x 40 firms x 12 months, floor 0.7, ${ratios.length} seeds: value over pro-rata ${spread(ratios, 4)}; solver ${spread(times, 2)} s`,
  );
}

/** Known hazards: 60 histories of 120 projects; coverage of the 80 % interval of 投产, and that of a naive one. */
function benchPassages(): void {
  const random = seeded(99);
  const [location, scale, drops] = [
    [4.4, 3.6, 6.0, 4.2],
    [0.7, 0.5, 0.4, 0.6],
    [0.0009, 0.0004, 0.0001, 0.0002],
  ] as const;
  const now = 20_000;
  let inside = 0;
  let naive = 0;
  let reached = 0;
  for (let replicate = 0; replicate < 60; replicate++) {
    const history: Stay[] = [];
    const open: { stage: (typeof STAGES)[number]['id']; since: number; end: number }[] = [];
    for (let n = 0; n < 120; n++) {
      let at = now - 1500 + Math.floor(random() * 1400);
      let here: (typeof open)[number] | null = null;
      let dropped = false;
      for (const [k, { id }] of STAGES.slice(0, -1).entries()) {
        const stay = Math.exp((location[k] ?? 0) + (scale[k] ?? 1) * normal(random));
        const drop = -Math.log(1 - random()) / (drops[k] ?? 1);
        const days = Math.min(stay, drop);
        dropped = drop < stay;
        if (at + days <= now) history.push({ stage: id, days, end: dropped ? 'dropped' : 'passed' });
        else if (here === null) {
          history.push({ stage: id, days: now - at, end: 'open' });
          here = { stage: id, since: Math.floor(at), end: 0 };
        }
        at += days;
        if (dropped) break;
      }
      if (here !== null && !dropped) open.push({ ...here, end: at });
    }
    const model = fitPassages(history);
    if (isMissing(model)) continue;
    const means = STAGES.slice(0, -1).map(({ id }) => {
      const days = history.filter((stay) => stay.stage === id && stay.end === 'passed').map((stay) => stay.days);
      const mean = days.reduce((sum, one) => sum + one, 0) / days.length;
      return { mean, variance: days.reduce((sum, one) => sum + (one - mean) ** 2, 0) / days.length };
    });
    for (const [n, one] of open.entries()) {
      const forecast = forecastPassage(model, one.stage, isoOf(one.since), isoOf(now), {
        paths: 400,
        seed: replicate * 1000 + n,
      });
      if (isMissing(forecast)) continue;
      reached++;
      const day = isoOf(Math.round(one.end));
      if (day >= (dayAt(forecast, 0.1) ?? '9') && day <= (dayAt(forecast, 0.9) ?? '')) inside++;
      const rest = means.slice(STAGES.findIndex((stage) => stage.id === one.stage));
      const middle = rest.reduce((sum, stage) => sum + stage.mean, one.since);
      const half = 1.2816 * Math.sqrt(rest.reduce((sum, stage) => sum + stage.variance, 0));
      if (Math.abs(one.end - middle) <= half) naive++;
    }
  }
  console.log(
    `day of production, ${reached} projects with known hazards: 80 % interval covers ${((inside / reached) * 100).toFixed(1)} %; naive interval (mean and spread of finished stages) ${((naive / reached) * 100).toFixed(1)} %`,
  );
}

function spread(values: readonly number[], digits: number): string {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (n: number) => (sorted[n] ?? NaN).toFixed(digits);
  return `median ${at(Math.floor(sorted.length / 2))} (${at(0)} to ${at(sorted.length - 1)})`;
}

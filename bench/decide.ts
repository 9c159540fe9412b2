/**
 * `npm run bench -- decide [--write FILE]`: portfolio choice, molten aluminium and matching on seeded instances, each
 * against a named baseline in the same run. `--write` only writes the portfolio instance for `lantu decide portfolio`.
 * All data are invented (演示).
 */
import { writeFileSync } from 'node:fs';
import { arch, cpus } from 'node:os';
import { seeded } from '../src/core/decide/index.ts';
import { readPortfolio } from '../src/domains/investment/portfolio-file.ts';
import { solvePortfolio } from '../src/domains/investment/portfolio-run.ts';

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
      needs: { land, energy: round(full * Math.exp(between(Math.log(300), Math.log(4000))), 0), emission: round(full * between(0.2, 4)), water: round(full * between(0.5, 6)), labour: Math.round(full * between(15, 90)), budget: Math.round(land * between(4, 14)) },
      output: ramp.map((share) => round(full * share, 3)),
      // Promised tax follows output only loosely, which is why ranking by it is not the same as choosing by output.
      tax: Math.round(full * Math.exp(between(Math.log(120), Math.log(700)))),
      jobs: Math.round(full * between(15, 90)),
      starts: [2022, 2023, 2024, 2025, 2026].filter((year) => year >= first),
      ...(molten ? { flows: { 'molten-aluminium': -round(full * between(0.1, 0.35), 2) } } : node === 'recycled' ? { flows: { 'molten-aluminium': round(full * 0.4, 2) } } : {}),
      ...(random() < 0.03 ? { vetoes: ['不符合产业准入'] } : {}),
    };
  });
  const total = (of: 'land' | 'energy' | 'emission' | 'water' | 'labour' | 'budget') => leads.reduce((sum, lead) => sum + lead.needs[of], 0);
  const limit = (id: 'land' | 'energy' | 'emission' | 'water' | 'labour', name: string, share: number) => ({ id, name, of: id, max: Math.round(total(id) * share) });
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
      ...[2022, 2023, 2024, 2025, 2026].map((year) => ({ id: `budget-${year}`, name: `财政投入 ${year}`, of: 'budget', year, max: Math.round(total('budget') * 0.08) })),
      ...PARKS.map((park) => ({ id: `land-${park}`, name: `${park} 用地`, of: 'land', park, max: Math.round(total('land') * 0.14) })),
      ...NODES.slice(0, 4).map((node) => ({ id: `count-${node}`, name: `${node} 至少`, of: 'count', node, min: 4 })),
    ],
    balances: [{ id: 'molten', name: '铝水', product: 'molten-aluminium', surplus: 25 }],
    exclusions: Array.from({ length: 12 }, () => [pick(ids), pick(ids), pick(ids)].filter((id, n, all) => all.indexOf(id) === n)).filter((group) => group.length > 1),
    precedence: Array.from({ length: 10 }, (_, n) => ({ before: ids[n * 7] as string, after: ids[n * 7 + 3] as string, lag: n % 2 })),
    history: Array.from({ length: 60 }, () => ({ group: pick(NODES), rate: round(Math.min(1.3, Math.max(0, 0.72 + 0.28 * (random() + random() + random() - 1.5))), 3), delay: random() < 0.45 ? 0 : round(between(0.2, 2)) })),
    sample: { count: 100, seed, base: { mean: 120, sd: 15 }, correlation: 0.2 },
  };
}

export async function run(args: string[]): Promise<void> {
  const instance = portfolioInstance(520181);
  const file = args[0] === '--write' ? args[1] : undefined;
  if (file !== undefined) {
    writeFileSync(file, JSON.stringify(instance, null, 1));
    console.log(`${file}: ${instance.leads.length} leads, ${instance.sample.count} scenarios, seed ${instance.sample.seed}`);
    return;
  }
  console.log(`node ${process.version}, highs 1.15.3, ${arch()}, ${cpus().length} cores; all data invented (演示)`);
  for (const seed of [520181, 1, 2]) {
    for (const objective of ['output', 'probability'] as const) {
      const input = readPortfolio(JSON.stringify({ ...portfolioInstance(seed), objective }));
      const began = performance.now();
      const { choice, peakMemory } = await solvePortfolio(input);
      const took = (performance.now() - began) / 1000;
      if (choice.status !== 'optimal' && choice.status !== 'time-limit') {
        console.log(`portfolio seed ${seed} ${objective}: ${JSON.stringify(choice)}`);
        continue;
      }
      console.log(`portfolio seed ${seed} ${objective}: ${choice.value.toFixed(4)}, bound ${choice.bound.toFixed(4)}, gap ${(choice.gap * 100).toFixed(3)} %, ${took.toFixed(1)} s, peak memory ${(peakMemory / 2 ** 20).toFixed(0)} MiB; greedy by per-mu tax ${choice.greedy.value.toFixed(4)}, ratio ${choice.greedy.ratio?.toFixed(4) ?? '—'}${choice.greedy.breaks.length > 0 ? ` (greedy breaks ${choice.greedy.breaks.join(', ')})` : ''}; P(target) ${choice.best.probability}`);
    }
  }
}

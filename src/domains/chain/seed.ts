import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { seeded } from '../../core/decide/index.ts';
import type { SeedRecords } from '../../evidence/domain.ts';
import { shippedPack } from '../../evidence/pack/pack.ts';
import { readChain } from './chain-file.ts';

const plain = { base: null, stage: null, passed: {} };

/** The chains of the pack as records, and a made-up demand for them. */
export function chainSeeds(jurisdiction: string): SeedRecords[] {
  if (jurisdiction !== '520181') return [];
  const folder = join(shippedPack('qingzhen'), 'chain');
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .toSorted()
    .map((name) => readChain(readFileSync(join(folder, name), 'utf8')));
  const nodes: SeedRecords['records'] = [];
  const edges: SeedRecords['records'] = [];
  for (const { chain, sources, nodes: links, edges: ways } of files) {
    const of = (id: string) => ({ source: sources[id]?.name ?? '', ...(sources[id] && { as_of: sources[id].asOf }) });
    nodes.push(
      ...links.map((node) => ({
        ...plain,
        id: node.id,
        values: {
          name: node.name.zh,
          name_en: node.name.en,
          chain: chain.id,
          tier: node.tier,
          unit: node.unit,
          ...(node.industry !== null && { industry: node.industry }),
          ...of(node.source),
        },
      })),
    );
    edges.push(
      ...ways.map((edge) => ({
        ...plain,
        id: `${edge.from}-${edge.to}`.slice(0, 40),
        values: { from: edge.from, to: edge.to, ...of(edge.source) },
      })),
    );
  }
  const real = { on: '2026-11-24', demo: false, source: '产业链文件', grade: 'B' as const };
  return [
    { ...real, register: 'chain-nodes', records: nodes },
    { ...real, register: 'chain-edges', records: edges },
    ...demand(),
  ];
}

function demand(): SeedRecords[] {
  const random = seeded(41);
  const between = (low: number, high: number, digits = 1) =>
    Math.round((low + (high - low) * random()) * 10 ** digits) / 10 ** digits;
  const of = { on: '2026-11-20', demo: true, source: '演示数据', grade: '演示' as const };
  const wants: [string, string, string | null, number][] = [
    ['演示动力电池客户', 'battery-foil', null, 6],
    ['演示动力电池客户', 'battery-shell', null, 80],
    ['演示整车客户', 'vehicle-parts', null, 60],
    ['演示整车客户', 'casting', null, 9],
    ['演示光伏客户', 'extrusion', null, 12],
    ['演示电网客户', 'power-cable', null, 4000],
    ['演示家装客户', 'building-frames', null, 150],
  ];
  for (let n = 0; n < 45; n += 1)
    wants.push([
      `演示企业${String(n * 3 + 1).padStart(3, '0')}`,
      ['aluminium-alloy', 'molten-aluminium', 'plate-strip', 'recycled-aluminium', 'cement', 'aggregate', 'foil'][
        n % 7
      ] ?? 'cement',
      `firm-${n * 3 + 1}`,
      between(0.4, 5),
    ]);
  const seen = new Set<string>();
  const needs = wants
    .filter(([buyer, node]) => !seen.has(`${buyer} ${node}`) && seen.add(`${buyer} ${node}`))
    .map(([buyer, node, firm, amount], n) => ({
      ...plain,
      id: `need-${n + 1}`,
      values: { buyer, node, amount, ...(firm !== null && { firm }), source: '演示' },
    }));
  const terms = Array.from({ length: 24 }, (_, n) => ({
    ...plain,
    id: `molten-${n + 1}`,
    values: {
      firm: `firm-${n * 5 + 1}`,
      demand: between(300, 2600, 0),
      contract: n % 3 === 0 ? between(100, 300, 0) : 0,
      lot: 60,
      added: between(0.2, 2.4, 2),
      minutes: between(8, n % 3 === 0 ? 55 : 85, 0),
      loss: between(0.4, 2.2),
    },
  }));
  const supply = Array.from({ length: 12 }, (_, n) => ({
    ...plain,
    id: `supply-${n + 1}`,
    values: {
      source: '演示电解铝厂',
      month: `2027-${String(n + 1).padStart(2, '0')}`,
      amount: between(17_000, 24_000, 0),
    },
  }));
  return [
    { ...of, register: 'chain-needs', records: needs },
    { ...of, register: 'molten-terms', records: terms },
    { ...of, register: 'molten-supply', records: supply },
  ];
}

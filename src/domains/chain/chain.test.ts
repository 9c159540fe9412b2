import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isMissing } from '../../core/measure/index.ts';
import { Problem } from '../../http/problem.ts';
import { readChain } from './chain-file.ts';
import { chainCandidates, measureChain, targetDistances, type ChainFirm, type ChainInput } from './graph.ts';
import { matchTrades } from './match.ts';

const node = (id: string) => ({ id, name: { zh: id, en: id }, unit: '万吨' });
const firm = (id: string, at: string, output: number, needs: ChainFirm['needs'] = []): ChainFirm => ({
  id,
  name: `演示${id}`,
  node: at,
  capacity: output * 1.2,
  output,
  needs,
});

// ore → metal → sheet → foil → battery; sheet → cans
const chain: ChainInput = {
  nodes: ['ore', 'metal', 'sheet', 'foil', 'battery', 'cans', 'toys'].map(node),
  edges: [
    { from: 'ore', to: 'metal' },
    { from: 'metal', to: 'sheet' },
    { from: 'sheet', to: 'foil' },
    { from: 'foil', to: 'battery' },
    { from: 'sheet', to: 'cans' },
  ],
  firms: [
    firm('m1', 'metal', 30, [{ node: 'ore', amount: 60 }]),
    firm('m2', 'metal', 30),
    firm('m3', 'metal', 30),
    firm('s1', 'sheet', 10, [{ node: 'metal', amount: 12 }]),
    firm('s2', 'sheet', 1),
    firm('c1', 'cans', 2, [{ node: 'sheet', amount: 3 }]),
  ],
  targets: [
    { customer: '演示电池', node: 'foil', amount: 4 },
    { customer: '演示玩具', node: 'toys', amount: 1 },
  ],
};

describe('links of a chain', () => {
  const of = (id: string, input = chain) => {
    const found = measureChain(input).find((one) => one.node === id);
    if (!found) throw new Error(id);
    return found;
  };

  test('missing, weak, strong and absent links by their figures', () => {
    expect(of('ore')).toMatchObject({ state: 'missing', demand: 60, output: 0, ratio: 0 });
    expect(of('metal')).toMatchObject({ state: 'strong', ratio: 7.5, singleSupplier: null });
    expect(of('sheet')).toMatchObject({ state: 'weak', singleSupplier: 's1' });
    expect(of('foil')).toMatchObject({ state: 'missing', demand: 4 });
    expect(of('battery').state).toBe('absent');
    expect(isMissing(of('cans').ratio)).toBe(true);
    // What does not cover the need is not sound.
    const short = {
      ...chain,
      targets: [{ customer: 'x', node: 'cans', amount: 3.5 }],
      firms: [...chain.firms, firm('c2', 'cans', 0)],
    };
    expect(of('cans', short)).toMatchObject({ state: 'weak', why: { zh: '本地产出只够需求的 57%' } });
    const scarce = { ...chain, targets: [{ customer: 'x', node: 'cans', amount: 9 }] };
    expect(of('cans', scarce)).toMatchObject({ state: 'weak', why: { zh: '本地产出只够需求的 22%' } });
    // Nobody buys foil, but sheet and battery are both here.
    const around = { ...chain, targets: [], firms: [...chain.firms, firm('b1', 'battery', 1)] };
    expect(of('foil', around)).toMatchObject({ state: 'missing', why: { zh: '上下游都在本地，这一环没有企业' } });
  });

  test('a link with firms is never missing because one of them keeps silent; what is silent is said', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.integer({ min: 1, max: 50 })), { minLength: 1, maxLength: 6 }), (outputs) => {
        const firms = outputs.map((output, n) => ({ ...firm(`f${n}`, 'foil', 1), output }));
        const found = of('foil', { ...chain, firms });
        expect(['missing', 'absent']).not.toContain(found.state);
        const known = outputs.filter((output) => output !== null);
        expect(found.output).toBe(known.length === 0 ? null : known.reduce((sum, one) => sum + one, 0));
        if (known.length < outputs.length) expect(found.why.zh).toContain('没有报产量');
      }),
    );
  });

  test('distance to what target customers need', () => {
    const [foil, toys] = targetDistances({
      ...chain,
      targets: [
        { customer: 'x', node: 'battery', amount: 1 },
        { customer: 'y', node: 'toys', amount: 1 },
      ],
    });
    expect(foil).toMatchObject({ steps: 2, path: ['sheet', 'foil', 'battery'] });
    expect(isMissing(toys?.steps)).toBe(true);
  });

  test('candidates: missing before weak before extensions, with the leads that would do it', () => {
    const strong = {
      ...chain,
      firms: [...chain.firms, firm('s3', 'sheet', 10), firm('s4', 'sheet', 10)],
      targets: [{ customer: 'x', node: 'toys', amount: 1 }],
      nodes: [...chain.nodes, node('pans')],
      edges: [...chain.edges, { from: 'sheet', to: 'pans' }],
    };
    const found = chainCandidates(strong, [
      { id: 'L1', node: 'foil' },
      { id: 'L2', node: 'ore' },
    ]);
    expect(found.map((one) => [one.kind, one.node, one.leads])).toEqual([
      ['fill', 'ore', ['L2']],
      ['fill', 'toys', []],
      ['extend', 'foil', ['L1']],
      ['extend', 'pans', []],
    ]);
    expect(chainCandidates(chain, []).map((one) => one.kind)).toEqual(['fill', 'fill', 'fill', 'strengthen']);
  });
});

test('suppliers and buyers are paired for the greatest value, not first come', () => {
  const offers = [
    { firm: 'a', node: 'sheet', amount: 10 },
    { firm: 'b', node: 'sheet', amount: 9 },
    { firm: 'c', node: 'foil', amount: 5 },
  ];
  const needs = [
    { firm: 'x', node: 'sheet', amount: 10 },
    { firm: 'a', node: 'sheet', amount: 20 },
    { firm: 'y', node: 'foil', amount: 2 },
  ];
  const { matches, value } = matchTrades(offers, needs, { sheet: 2, foil: 3 });
  expect(matches.map((one) => [one.supplier, one.buyer, one.amount, one.value])).toEqual([
    ['a', 'x', 10, 20],
    ['b', 'a', 9, 18],
    ['c', 'y', 2, 6],
  ]);
  expect(value).toBe(44);
  expect(
    matchTrades(offers, needs, { sheet: 2, foil: 3 }, [{ supplier: 'a', buyer: 'x', node: 'sheet' }]).matches.some(
      (one) => one.supplier === 'a',
    ),
  ).toBe(false);
});

test('an offer goes to several and a need is met by several: nothing more could change hands', () => {
  const amount = fc.integer({ min: 1, max: 90 }).map((tenths) => tenths / 10);
  const trade = fc.record({ firm: fc.constantFrom('a', 'b', 'c', 'd', 'e'), node: fc.constantFrom('x', 'y'), amount });
  fc.assert(
    fc.property(fc.array(trade, { maxLength: 6 }), fc.array(trade, { maxLength: 6 }), (offers, needs) => {
      const { matches } = matchTrades(offers, needs, { x: 2, y: 1 });
      const sum = (all: readonly { amount: number }[]) => all.reduce((total, one) => total + one.amount, 0);
      for (const { supplier, buyer } of matches) expect(supplier).not.toBe(buyer);
      needs.forEach((need, n) =>
        expect(sum(matches.filter((one) => one.need === n))).toBeLessThanOrEqual(need.amount + 1e-9),
      );
      // By the theorem of Hall for flows: the least that any set of buyers lets through.
      for (const node of ['x', 'y']) {
        const [sold, bought] = [offers, needs].map((all) => all.filter((one) => one.node === node));
        const cut = Array.from({ length: 2 ** (bought?.length ?? 0) }, (_, set) => {
          const inside = (bought ?? []).filter((_one, n) => (set >> n) % 2 === 1);
          const reaching = (sold ?? []).filter((one) => inside.some((other) => other.firm !== one.firm));
          return sum((bought ?? []).filter((one) => !inside.includes(one))) + sum(reaching);
        });
        expect(sum(matches.filter((one) => one.node === node))).toBeCloseTo(Math.min(...cut), 6);
      }
    }),
  );
});

describe('chain files', () => {
  const folder = new URL('../../../packs/qingzhen/chain/', import.meta.url);
  test.each(readdirSync(folder))('%s of the pack is read, and every node is tied to the chain', (name) => {
    const { nodes, edges } = readChain(readFileSync(new URL(name, folder), 'utf8'));
    expect(
      nodes.filter((one) => !edges.some((edge) => edge.from === one.id || edge.to === one.id)).map((one) => one.id),
    ).toEqual([]);
  });

  test('faults are told with their place', () => {
    const where = (edges: string) => {
      try {
        readChain(
          `lantu: 1\nchain: { id: x, name: { zh: x, en: x }, role: main }\nsources: { s: { name: s, grade: M, asOf: "2026-01-01" } }\nnodes:\n  - { id: a, name: { zh: a, en: a }, unit: t, tier: upstream, source: s }\n  - { id: b, name: { zh: b, en: b }, unit: t, tier: upstream, source: s }\nedges: ${edges}\n`,
        );
      } catch (error) {
        if (error instanceof Problem) return error.body.where;
        throw error;
      }
      return 'read';
    };
    expect(where('[{ from: a, to: b, source: s }]')).toBe('read');
    expect(where('[{ from: a, to: c, source: s }]')).toBe('edges.0');
    expect(where('[{ from: a, to: b, source: s }, { from: b, to: a, source: s }]')).toBe('edges');
    expect(where('[{ from: a, to: b, source: q }]')).toBe('edges.0.source');
    expect(where('{')).toBe('YAML');
  });
});

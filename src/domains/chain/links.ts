import type { RecordOf, Ref } from '../../core/register/index.ts';
import type { leads } from '../investment/registers.ts';
import type { firms } from '../firms/registers.ts';
import {
  type ChainCandidate,
  chainCandidates,
  measureChain,
  type NodeMeasure,
  targetDistances,
  type TargetDistance,
} from './graph.ts';
import { matchTrades } from './match.ts';
import { type MoltenRows, type MoltenTrade, moltenTrade } from './molten-trade.ts';
import type { chainNeeds } from './needs.ts';
import type { chainEdges, chainNodes } from './registers.ts';

/** The lists that say how the links of the chains stand. */
export interface ChainLists {
  nodes: readonly RecordOf<typeof chainNodes>[];
  edges: readonly RecordOf<typeof chainEdges>[];
  firms: readonly RecordOf<typeof firms>[];
  needs: readonly RecordOf<typeof chainNeeds>[];
  /** Supply and demand of molten metal, which are output and need of their link. */
  molten: MoltenRows;
  /** Null: the reader sees none. */
  leads: readonly RecordOf<typeof leads>[] | null;
}

/** A need for a product: of the register of needs, or of a firm that takes molten metal. */
export interface ChainNeed {
  /** Of the register of needs; null for what a taker of molten metal needs. */
  id: string | null;
  buyer: string;
  /** Null: a customer outside. */
  firm: Ref | null;
  node: string;
  amount: number;
}

/** A need with the way to meet it. */
export interface NeedState {
  need: ChainNeed;
  unit: string;
  /** False where the firm takes molten metal and its need stands in that list: it is counted once. */
  counted: boolean;
  /** How far the city is from it; null for a need of a firm here. */
  distance: TargetDistance | null;
  /** Names of the links on the way, from the nearest that is here; empty for a need of a firm here. */
  path: string;
  /** The firms here that could sell it to a firm here, and how much each, the most first. */
  suppliers: readonly (Ref & { amount: number })[];
}

/** A link before or after another, and how that is known. */
export interface Neighbour extends Ref {
  source: string;
  as_of: string | null;
}

/** A link with everything that hangs on it. */
export interface LinkState {
  measure: NodeMeasure;
  todo: ChainCandidate | null;
  /** Place among the candidates, from 0; Infinity where nothing is to be done. */
  urgency: number;
  firms: ChainLists['firms'];
  needs: readonly NeedState[];
  leads: ChainLists['leads'];
  before: readonly Neighbour[];
  after: readonly Neighbour[];
}

/**
 * The links of all chains, by id: measured from the firms on them and the needs for them, what to do about them in order
 * of urgency, and for each need how far it is (customers outside) or who could meet it (firms here). A lead that was
 * dropped does not count; needs and edges of links that are not there do not either.
 */
export function linkStates({ nodes, edges, firms, needs, molten, leads }: ChainLists): Map<string, LinkState> {
  const ids = new Set(nodes.map(({ id }) => id));
  const ways = edges.filter(({ from, to }) => ids.has(from.id) && ids.has(to.id));
  const trade = moltenTrade(molten, firms, new Map(nodes.map(({ id, unit }) => [id, unit])));
  const wanted = wantedBy(needs, trade).filter(({ need }) => ids.has(need.node));
  const counted = wanted.flatMap(({ need, counted: isCounted }) => (isCounted ? [need] : []));
  const open = leads?.filter(({ stage }) => stage !== 'dropped');
  const targetOf = ({ buyer, node, amount }: ChainNeed) => ({ customer: buyer, node, amount });
  const input = {
    nodes: nodes.map(({ id, name, name_en, unit }) => ({ id, name: { zh: name, en: name_en ?? name }, unit })),
    edges: ways.map(({ from, to }) => ({ from: from.id, to: to.id })),
    firms: firms.flatMap(({ id, name, node, capacity, product }) =>
      node && ids.has(node.id)
        ? [{ id, name, node: node.id, capacity, output: made(product, trade.output.get(id)), needs: [] }]
        : [],
    ),
    targets: counted.map(targetOf),
  };
  const outside = counted.filter(({ firm }) => firm === null);
  const distances = targetDistances({ ...input, targets: outside.map(targetOf) });
  const distanceOf = new Map(outside.map((need, n) => [need, distances[n] ?? null]));
  const candidates = chainCandidates(
    input,
    (open ?? []).flatMap(({ id, node }) => (node ? [{ id, node: node.id }] : [])),
  );
  const linkName = new Map(nodes.map(({ id, name }) => [id, name]));
  const beside = ({ source, as_of }: ChainLists['edges'][number], id: string): Neighbour => {
    return { id, title: linkName.get(id) ?? id, source, as_of };
  };
  const nameOf = new Map(firms.map(({ id, name }) => [id, name]));
  const measures = new Map(measureChain(input).map((measure) => [measure.node, measure]));
  return new Map(
    nodes.flatMap((node): [string, LinkState][] => {
      const measure = measures.get(node.id);
      if (!measure) return [];
      const own = wanted.filter(({ need }) => need.node === node.id);
      const offers = input.firms.flatMap(({ id, node: at, output }) =>
        at === node.id && output !== null && output > 0 ? [{ firm: id, node: at, amount: output }] : [],
      );
      const buyers = own.filter(({ need, counted: isCounted }) => isCounted && need.firm !== null);
      const bought = buyers.map(({ need }) => ({ firm: need.firm?.id ?? '', node: node.id, amount: need.amount }));
      // Without a value of its own a unit counts as one: within a link the pairing is the same.
      const { matches } = matchTrades(offers, bought, { [node.id]: node.value || 1 });
      const suppliersOf = Map.groupBy(matches, ({ need }) => buyers[need]);
      const at = candidates.findIndex((one) => one.node === node.id);
      return [
        [
          node.id,
          {
            measure,
            todo: candidates[at] ?? null,
            urgency: at < 0 ? Infinity : at,
            firms: firms.filter((firm) => firm.node?.id === node.id),
            needs: own.map((one) => ({
              ...one,
              unit: node.unit,
              distance: distanceOf.get(one.need) ?? null,
              path: (distanceOf.get(one.need)?.path ?? []).map((id) => linkName.get(id) ?? id).join(' → '),
              suppliers: (suppliersOf.get(one) ?? [])
                .map(({ supplier: id, amount }) => ({ id, title: nameOf.get(id) ?? id, amount }))
                .toSorted((a, b) => b.amount - a.amount),
            })),
            leads: open?.filter((lead) => lead.node?.id === node.id) ?? null,
            before: ways.filter(({ to }) => to.id === node.id).map((way) => beside(way, way.from.id)),
            after: ways.filter(({ from }) => from.id === node.id).map((way) => beside(way, way.to.id)),
          },
        ],
      ];
    }),
  );
}

/** All needs: of the register, and of those who take molten metal; the need of one firm for one product is counted once. */
function wantedBy(
  needs: ChainLists['needs'],
  { node, needs: taken }: MoltenTrade,
): { need: ChainNeed; counted: boolean }[] {
  const takers = new Set(taken.map(({ firm }) => firm.id));
  return [
    ...needs.map(({ id, buyer, firm, node: of, amount }) => ({
      need: { id, buyer, firm, node: of.id, amount },
      counted: !(of.id === node && firm !== null && takers.has(firm.id)),
    })),
    ...(node === null
      ? []
      : taken.map(({ firm, amount }) => ({
          need: { id: null, buyer: firm.title, firm, node, amount },
          counted: true,
        }))),
  ];
}

/** What a firm makes: at least what it supplies month by month, whatever it reports beside. */
function made(product: number | null, supplied: number | undefined): number | null {
  return supplied === undefined ? product : Math.max(product ?? 0, supplied);
}

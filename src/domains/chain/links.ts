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
import type { chainNeeds } from './needs.ts';
import type { chainEdges, chainNodes } from './registers.ts';

/** The lists that say how the links of the chains stand. */
export interface ChainLists {
  nodes: readonly RecordOf<typeof chainNodes>[];
  edges: readonly RecordOf<typeof chainEdges>[];
  firms: readonly RecordOf<typeof firms>[];
  needs: readonly RecordOf<typeof chainNeeds>[];
  /** Null: the reader sees none. */
  leads: readonly RecordOf<typeof leads>[] | null;
}

/** A need with the way to meet it. */
export interface NeedState {
  need: ChainLists['needs'][number];
  unit: string;
  /** How far the city is from it; null for a need of a firm here. */
  distance: TargetDistance | null;
  /** Names of the links on the way, from the nearest that is here; empty for a need of a firm here. */
  path: string;
  /** The firm here that could sell it to a firm here, and how much of it. */
  supplier: (Ref & { amount: number }) | null;
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
export function linkStates({ nodes, edges, firms, needs, leads }: ChainLists): Map<string, LinkState> {
  const ids = new Set(nodes.map(({ id }) => id));
  const ways = edges.filter(({ from, to }) => ids.has(from.id) && ids.has(to.id));
  const wanted = needs.filter(({ node }) => ids.has(node.id));
  const open = leads?.filter(({ stage }) => stage !== 'dropped');
  const targetOf = ({ buyer, node, amount }: ChainLists['needs'][number]) => ({
    customer: buyer,
    node: node.id,
    amount,
  });
  const input = {
    nodes: nodes.map(({ id, name, name_en, unit }) => ({ id, name: { zh: name, en: name_en ?? name }, unit })),
    edges: ways.map(({ from, to }) => ({ from: from.id, to: to.id })),
    firms: firms.flatMap(({ id, name, node, capacity, product }) =>
      node && ids.has(node.id) ? [{ id, name, node: node.id, capacity, output: product, needs: [] }] : [],
    ),
    targets: wanted.map(targetOf),
  };
  const outside = wanted.filter(({ firm }) => firm === null);
  const distances = targetDistances({ ...input, targets: outside.map(targetOf) });
  const distanceOf = new Map(outside.map(({ id }, n) => [id, distances[n] ?? null]));
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
      const own = wanted.filter((need) => need.node.id === node.id);
      const offers = input.firms.flatMap(({ id, node: at, output }) =>
        at === node.id && output !== null && output > 0 ? [{ firm: id, node: at, amount: output }] : [],
      );
      const bought = own.flatMap(({ firm, amount }) => (firm ? [{ firm: firm.id, node: node.id, amount }] : []));
      // Without a value of its own a unit counts as one: within a link the pairing is the same.
      const { matches } = matchTrades(offers, bought, { [node.id]: node.value ?? 1 });
      const supplierOf = new Map(
        matches.map(({ supplier, buyer, amount }) => [
          buyer,
          { id: supplier, title: nameOf.get(supplier) ?? supplier, amount },
        ]),
      );
      const at = candidates.findIndex((one) => one.node === node.id);
      return [
        [
          node.id,
          {
            measure,
            todo: candidates[at] ?? null,
            urgency: at < 0 ? Infinity : at,
            firms: firms.filter((firm) => firm.node?.id === node.id),
            needs: own.map((need) => ({
              need,
              unit: node.unit,
              distance: distanceOf.get(need.id) ?? null,
              path: (distanceOf.get(need.id)?.path ?? []).map((id) => linkName.get(id) ?? id).join(' → '),
              supplier: supplierOf.get(need.firm?.id ?? '') ?? null,
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

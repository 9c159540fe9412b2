import { missing, type Missing, type Text } from '../../core/measure/index.ts';

/** A link of a chain: one product, in amounts of one unit. */
export interface ChainNode {
  id: string;
  name: Text;
  unit: string;
}

/** `from` goes into `to`. */
export interface ChainEdge {
  from: string;
  to: string;
}

/** A local firm on a node. Amounts a year in the unit of the node that they speak of. */
export interface ChainFirm {
  id: string;
  name: string;
  node: string;
  /** null: not reported. */
  capacity: number | null;
  output: number | null;
  /** What it buys: its need of other nodes' products. */
  needs: { node: string; amount: number }[];
}

/** What customers that the city wants to win need (宁德时代动力电池 …). */
export interface TargetNeed {
  customer: string;
  node: string;
  amount: number;
}

export interface ChainInput {
  nodes: ChainNode[];
  edges: ChainEdge[];
  firms: ChainFirm[];
  targets: TargetNeed[];
}

/** Where a link stops being sound. Our choice; edit. */
export interface ChainRules {
  /** Below this ratio of local supply to demand a link is weak: what does not cover the need is not enough. */
  weakRatio: number;
  /** One firm with at least this share of supply is a single supplier. */
  singleShare: number;
  /** A node with this many firms and supply for all demand is strong. */
  strongFirms: number;
}

export const CHAIN_RULES: ChainRules = { weakRatio: 1, singleShare: 0.8, strongFirms: 3 };

export interface NodeMeasure {
  node: string;
  firms: string[];
  /** Of the firms that reported; null where firms are there and none did. */
  output: number | null;
  capacity: number | null;
  /** What local firms and target customers need of it. */
  demand: number;
  /** Local output ÷ demand; missing where nobody needs it, or no firm says what it makes. */
  ratio: number | Missing;
  /** The firm that supplies nearly all of it alone. */
  singleSupplier: string | null;
  /**
   * `missing` (断点): needed, or between two links that are here, and nobody makes it. `weak` (短板): made, but too little
   * or by one firm alone. `strong`: enough, by several firms. `absent`: nobody makes or needs it.
   * `unreported`: firms are there, and none says what it makes. `sound`: the rest.
   */
  state: 'missing' | 'weak' | 'sound' | 'strong' | 'absent' | 'unreported';
  why: Text;
}

/** Measures every link of a chain from the firms on it. */
export function measureChain(input: ChainInput, rules: ChainRules = CHAIN_RULES): NodeMeasure[] {
  const made = new Set(input.firms.map((firm) => firm.node));
  return input.nodes.map((node) => {
    const firms = input.firms.filter((firm) => firm.node === node.id);
    const output = reported(firms.map((firm) => firm.output));
    const demand = input.firms
      .flatMap((firm) => firm.needs)
      .concat(input.targets)
      .filter((need) => need.node === node.id)
      .reduce((sum, need) => sum + need.amount, 0);
    const largest = firms.toSorted((a, b) => (b.output ?? 0) - (a.output ?? 0) || (a.id < b.id ? -1 : 1))[0];
    const single = largest?.output && output !== null && largest.output >= rules.singleShare * output ? largest : null;
    const between =
      input.edges.some((edge) => edge.to === node.id && made.has(edge.from)) &&
      input.edges.some((edge) => edge.from === node.id && made.has(edge.to));
    const ratio = demand > 0 && output !== null ? output / demand : null;
    return {
      node: node.id,
      firms: firms.map((firm) => firm.id),
      output,
      capacity: reported(firms.map((firm) => firm.capacity)),
      demand,
      ratio:
        ratio ??
        (demand > 0
          ? missing('no-source', silent)
          : missing('not-applicable', { zh: '本地没有需求', en: 'no local demand' })),
      singleSupplier: single?.id ?? null,
      ...stateOf(node, firms, output, demand, ratio, single, between, rules),
    };
  });
}

const silent: Text = { zh: '有企业，没有报产量', en: 'firms are here; none says what it makes' };

/** The sum of what was reported; null where all of it may stand in what was not. */
function reported(amounts: readonly (number | null)[]): number | null {
  const sum = amounts.reduce<number>((total, amount) => total + (amount ?? 0), 0);
  return sum <= 0 && amounts.includes(null) ? null : sum;
}

function stateOf(
  node: ChainNode,
  firms: readonly ChainFirm[],
  output: number | null,
  demand: number,
  ratio: number | null,
  single: ChainFirm | null,
  between: boolean,
  rules: ChainRules,
): Pick<NodeMeasure, 'state' | 'why'> {
  const mute = firms.filter((firm) => firm.output === null).length;
  const rest = mute > 0 ? { zh: `，另有 ${mute} 家没有报产量`, en: `; ${mute} more do not say what they make` } : null;
  const say = (state: NodeMeasure['state'], zh: string, en: string) => ({
    state,
    why: { zh: zh + (rest?.zh ?? ''), en: en + (rest?.en ?? '') },
  });
  const amount = (value: number) => `${Number(value.toPrecision(4))} ${node.unit}`;
  if (output === null) return { state: 'unreported', why: silent };
  if (output <= 0) {
    if (demand > 0)
      return say(
        'missing',
        `需要 ${amount(demand)}，本地没有产出`,
        `${amount(demand)} are needed and none is made here`,
      );
    if (between)
      return say('missing', '上下游都在本地，这一环没有企业', 'the links before and after are here, this one is not');
    return say('absent', '本地不产也不需要', 'neither made nor needed here');
  }
  if (ratio !== null && ratio < rules.weakRatio)
    return say(
      'weak',
      `本地产出只够需求的 ${Math.floor(ratio * 100)}%`,
      `local output covers ${Math.floor(ratio * 100)} % of the need`,
    );
  if (single && demand > 0) {
    const part = Math.round(((single.output ?? 0) / output) * 100);
    return say('weak', `“${single.name}”一家供应 ${part}%`, `${single.name} alone supplies ${part} %`);
  }
  if (ratio !== null && ratio >= 1 && firms.length >= rules.strongFirms)
    return say(
      'strong',
      `${firms.length} 家企业，产出是需求的 ${ratio.toFixed(1)} 倍`,
      `${firms.length} firms, output ${ratio.toFixed(1)} times the need`,
    );
  return say(
    'sound',
    ratio === null ? '有产出，本地没有需求' : `产出是需求的 ${ratio.toFixed(1)} 倍`,
    ratio === null ? 'made here, not needed here' : `output ${ratio.toFixed(1)} times the need`,
  );
}

/** How far the city is from what a target customer needs. */
export interface TargetDistance {
  customer: string;
  node: string;
  /** Links that would have to be built: 0 where the product is made here; missing where no way up the chain reaches a local firm. */
  steps: number | Missing;
  /** From the nearest link that is here to the product needed. */
  path: string[];
}

/** Shortest way up the chain from each need to a link with firms that make something (breadth first). */
export function targetDistances(input: ChainInput): TargetDistance[] {
  // A firm that does not say how much it makes is here all the same.
  const made = new Set(input.firms.filter((firm) => firm.output !== 0).map((firm) => firm.node));
  const before = (node: string) =>
    input.edges
      .filter((edge) => edge.to === node)
      .map((edge) => edge.from)
      .toSorted();
  return input.targets.map(({ customer, node }) => {
    const queue: string[][] = [[node]];
    const seen = new Set([node]);
    for (let path = queue.shift(); path; path = queue.shift()) {
      const head = path[0] as string;
      if (made.has(head)) return { customer, node, steps: path.length - 1, path };
      for (const next of before(head)) {
        if (seen.has(next)) continue;
        seen.add(next);
        queue.push([next, ...path]);
      }
    }
    return {
      customer,
      node,
      steps: missing('no-source', { zh: '上游没有一环在本地', en: 'no link before it is here' }),
      path: [node],
    };
  });
}

/** What to do about a link, with the leads that would do it. */
export interface ChainCandidate {
  node: string;
  /** 补链: a missing link. 强链: a weak one. 延链: a link after a strong one that nobody has taken. */
  kind: 'fill' | 'strengthen' | 'extend';
  why: Text;
  /** Amount that is needed and not made here; 0 for 延链. */
  gap: number;
  /** Links before and after it that are here: how well a firm would be placed. */
  neighbours: number;
  leads: string[];
}

/**
 * Candidates for 补链、强链、延链: missing links first, then weak ones, then extensions; among them those with more
 * neighbours here first, then the larger gap as a share of its need.
 */
export function chainCandidates(
  input: ChainInput,
  leads: readonly { id: string; node: string }[],
  rules: ChainRules = CHAIN_RULES,
): ChainCandidate[] {
  const measures = new Map(measureChain(input, rules).map((one) => [one.node, one]));
  const isHere = (node: string) => {
    const one = measures.get(node);
    return one !== undefined && one.output !== 0;
  };
  const candidates = [...measures.values()].flatMap((one): (ChainCandidate & { share: number })[] => {
    const before = input.edges.filter((edge) => edge.to === one.node).map((edge) => edge.from);
    const strong = before.find((node) => measures.get(node)?.state === 'strong');
    const kind =
      one.state === 'missing'
        ? 'fill'
        : one.state === 'weak'
          ? 'strengthen'
          : one.state === 'absent' && strong !== undefined
            ? 'extend'
            : null;
    if (kind === null) return [];
    const source = input.nodes.find((node) => node.id === strong)?.name;
    const why =
      kind === 'extend' && source
        ? { zh: `上游“${source.zh}”已成规模，可向下延伸`, en: `${source.en} is strong here and can be taken further` }
        : one.why;
    const around = new Set([...before, ...input.edges.filter((edge) => edge.from === one.node).map((edge) => edge.to)]);
    const gap = Math.max(0, one.demand - (one.output ?? one.demand));
    return [
      {
        node: one.node,
        kind,
        why,
        gap,
        neighbours: [...around].filter(isHere).length,
        leads: leads.filter((lead) => lead.node === one.node).map((lead) => lead.id),
        share: one.demand > 0 ? gap / one.demand : 0,
      },
    ];
  });
  const order = { fill: 0, strengthen: 1, extend: 2 };
  return candidates
    .toSorted(
      (a, b) =>
        order[a.kind] - order[b.kind] || b.neighbours - a.neighbours || b.share - a.share || (a.node < b.node ? -1 : 1),
    )
    .map(({ share: _share, ...candidate }) => candidate);
}

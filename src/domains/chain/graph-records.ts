import type { Text } from '../../core/measure/index.ts';
import type { RecordView } from '../../work/registers/api.ts';
import type { Way } from './drawing.ts';

/** A link of a chain: its record, with what the list of links thinks of it. */
export interface ChainLink {
  id: string;
  name: Text;
  unit: string;
  tier: string | null;
  tierName: Text | undefined;
  judged: RecordView['judged'];
}

/** What a chain is drawn from. */
export interface Graph {
  links: readonly ChainLink[];
  ways: readonly Way[];
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : '');

/** The name of a chain or a link in both languages; the Chinese one stands for an English one that is not there. */
export function nameOf({ values }: Pick<RecordView, 'values'>): Text {
  return { zh: textOf(values.name), en: textOf(values.name_en ?? values.name) };
}

/** Links and edges from the records of their registers; edges that lead out of the chain are left aside. */
export function graphOf(nodes: readonly RecordView[], edges: readonly RecordView[]): Graph {
  const here = new Set(nodes.map(({ id }) => id));
  const ways = edges.map(({ values }) => ({ from: textOf(values.from), to: textOf(values.to) }));
  return {
    links: nodes.map((one) => ({
      id: one.id,
      name: nameOf(one),
      unit: textOf(one.values.unit),
      tier: textOf(one.values.tier) || null,
      tierName: one.labels.tier,
      judged: one.judged,
    })),
    ways: ways.filter(({ from, to }) => here.has(from) && here.has(to)),
  };
}

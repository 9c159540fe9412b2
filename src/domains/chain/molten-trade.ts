import { convert, isProblem } from '../../core/measure/index.ts';
import type { RecordOf, Ref } from '../../core/register/index.ts';
import type { firms } from '../firms/registers.ts';
import type { moltenSupply, moltenTerms } from '../molten/registers.ts';

/** The lists by which molten metal is divided; a place without them has none. */
export interface MoltenRows {
  supply: readonly RecordOf<typeof moltenSupply>[];
  terms: readonly RecordOf<typeof moltenTerms>[];
}

/** What molten metal is to the chains: amounts a year in the unit of the link. */
export interface MoltenTrade {
  /** The link that the suppliers stand on; null: there is none, or there are several. */
  node: string | null;
  /** What each supplier gives, by firm. */
  output: ReadonlyMap<string, number>;
  /** What each taker needs. */
  needs: readonly { firm: Ref; amount: number }[];
}

const none: MoltenTrade = { node: null, output: new Map(), needs: [] };
const months = 12;

/**
 * Supply and demand of molten metal as the chains count them. A supplier's months make a year by their mean (the newest
 * twelve, where there are more); a taker's demand of a month is that of every month. Tonnes become the unit of the link; a
 * link that is not counted by weight has neither.
 */
export function moltenTrade(
  { supply, terms }: MoltenRows,
  makers: readonly RecordOf<typeof firms>[],
  unitOf: ReadonlyMap<string, string>,
): MoltenTrade {
  const linkOf = new Map(makers.flatMap(({ id, node }) => (node ? [[id, node.id]] : [])));
  const bySource = Map.groupBy(supply, ({ source }) => source.id);
  const links = new Set([...bySource.keys()].flatMap((source) => linkOf.get(source) ?? []));
  const [node] = links;
  const unit = node === undefined ? undefined : unitOf.get(node);
  if (node === undefined || unit === undefined || links.size > 1) return none;
  const inUnit = (tonnes: number) => {
    const amount = convert(tonnes, '吨', unit);
    return isProblem(amount) ? null : amount;
  };
  const output = [...bySource].flatMap(([source, rows]): [string, number][] => {
    const amount = inUnit(yearly(rows));
    return linkOf.get(source) === node && amount !== null ? [[source, amount]] : [];
  });
  const needs = terms.flatMap(({ firm, demand }) => {
    const amount = inUnit(months * demand);
    return amount === null ? [] : [{ firm, amount }];
  });
  return { node, output: new Map(output), needs };
}

function yearly(rows: MoltenRows['supply']): number {
  const byMonth = Map.groupBy(rows, ({ month }) => month);
  const newest = [...byMonth].toSorted(([a], [b]) => (a < b ? 1 : -1)).slice(0, months);
  const sum = newest.reduce((total, [, all]) => total + all.reduce((of, { amount }) => of + amount, 0), 0);
  return (sum * months) / newest.length;
}

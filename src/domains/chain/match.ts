import { transport } from '../../core/decide/index.ts';

/** What a firm sells, or buys: an amount of a node's product a year. */
export interface Trade {
  firm: string;
  node: string;
  amount: number;
}

export interface Match {
  supplier: string;
  buyer: string;
  node: string;
  /** Place of the need among those given. */
  need: number;
  /** Amount that goes from the one to the other. */
  amount: number;
  /** 万元: amount × value of a unit. */
  value: number;
}

/** Amounts are counted in millionths of a unit: the flow works in whole numbers. */
const fine = 1e6;

/**
 * Places what firms of the city sell with those who buy it, so that the total value of what changes hands is greatest: a
 * transportation problem, in which an offer may go to several and a need be met by several. Only the same product,
 * never a firm with itself, never a pair that trades already. `unitValue` is in 万元 per unit of the node's product; a
 * product without one is not matched.
 */
export function matchTrades(
  offers: readonly Trade[],
  needs: readonly Trade[],
  unitValue: Readonly<Record<string, number>>,
  existing: readonly { supplier: string; buyer: string; node: string }[] = [],
): { matches: Match[]; value: number } {
  const trades = new Set(existing.map((one) => JSON.stringify([one.supplier, one.buyer, one.node])));
  const whole = (all: readonly Trade[]) => all.map(({ amount }) => Math.max(0, Math.round(amount * fine)));
  const arcs = offers.flatMap((offer, row) =>
    needs.flatMap((need, column) => {
      const barred =
        offer.node !== need.node ||
        offer.firm === need.firm ||
        !((unitValue[need.node] ?? 0) > 0) ||
        trades.has(JSON.stringify([offer.firm, need.firm, need.node]));
      // Products do not mix, so that of each as much as can be is also of the greatest value.
      return barred ? [] : [{ row, column, strength: 0 }];
    }),
  );
  const { flows } = transport(whole(offers), whole(needs), arcs);
  const matches = flows.flatMap(({ row, column, amount }): Match[] => {
    const [offer, need] = [offers[row], needs[column]];
    if (!offer || !need) return [];
    const moved = amount / fine;
    const value = moved * (unitValue[need.node] ?? 0);
    return [{ supplier: offer.firm, buyer: need.firm, node: need.node, need: column, amount: moved, value }];
  });
  return { matches, value: matches.reduce((sum, { value }) => sum + value, 0) };
}

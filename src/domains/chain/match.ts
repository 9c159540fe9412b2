import { assign } from '../../core/decide/index.ts';

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
  /** Amount that both can do. */
  amount: number;
  /** 万元: amount × value of a unit. */
  value: number;
}

/**
 * Pairs suppliers and buyers inside the city so that the total value of what changes hands is greatest, each offer and
 * each need used once. Only the same product, never a firm with itself, never a pair that trades already. `unitValue`
 * is in 万元 per unit of the node's product; a product without one is not matched.
 */
export function matchTrades(
  offers: readonly Trade[],
  needs: readonly Trade[],
  unitValue: Readonly<Record<string, number>>,
  existing: readonly { supplier: string; buyer: string; node: string }[] = [],
): { matches: Match[]; value: number } {
  const trades = new Set(existing.map((one) => JSON.stringify([one.supplier, one.buyer, one.node])));
  const worth = offers.map((offer) =>
    needs.map((need) => {
      const barred =
        offer.node !== need.node ||
        offer.firm === need.firm ||
        trades.has(JSON.stringify([offer.firm, need.firm, need.node]));
      return barred ? null : Math.min(offer.amount, need.amount) * (unitValue[need.node] ?? 0);
    }),
  );
  const { pairs, total } = assign(worth);
  const matches = pairs.flatMap(({ row, column, value }): Match[] => {
    const offer = offers[row];
    const need = needs[column];
    return offer && need
      ? [
          {
            supplier: offer.firm,
            buyer: need.firm,
            node: need.node,
            amount: Math.min(offer.amount, need.amount),
            value,
          },
        ]
      : [];
  });
  return { matches, value: total };
}

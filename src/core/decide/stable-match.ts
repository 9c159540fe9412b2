/** Who may go where, each side in its own order; a receiver takes up to `places`. Who is not named is not acceptable. */
export interface Sides {
  proposers: readonly { id: string; prefers: readonly string[] }[];
  receivers: readonly { id: string; places: number; prefers: readonly string[] }[];
}

/**
 * The stable matching that is best for those who propose (deferred acceptance, Gale & Shapley 1962): nobody and no place
 * would rather have one another than what they have. Gives the receiver of each proposer; null: none.
 */
export function stableMatch({ proposers, receivers }: Sides): Map<string, string | null> {
  const rank = new Map(receivers.map(({ id, prefers }) => [id, new Map(prefers.map((one, n) => [one, n]))]));
  const places = new Map(receivers.map((one) => [one.id, one.places]));
  const held = new Map<string, string[]>(receivers.map(({ id }) => [id, []]));
  const asked = new Map(proposers.map(({ id }) => [id, 0]));
  const waiting = [...proposers];
  const free: string[] = [];
  for (let one = waiting.pop(); one; one = waiting.pop()) {
    const n = asked.get(one.id) ?? 0;
    const to = one.prefers[n];
    if (to === undefined) {
      free.push(one.id);
      continue;
    }
    asked.set(one.id, n + 1);
    const order = rank.get(to);
    const taken = held.get(to);
    if (!order || !taken || !order.has(one.id)) {
      waiting.push(one);
      continue;
    }
    taken.push(one.id);
    taken.sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
    const out = taken.length > (places.get(to) ?? 0) ? taken.pop() : undefined;
    const again = proposers.find(({ id }) => id === out);
    if (again) waiting.push(again);
  }
  const found = new Map<string, string | null>(free.map((id) => [id, null]));
  for (const [receiver, own] of held) for (const id of own) found.set(id, receiver);
  return new Map(proposers.map(({ id }) => [id, found.get(id) ?? null]));
}

/** What stands below each item of a tree, null: at the top. One whose parent is not there stands at the top. */
export function childrenOf<Item extends { id: string; parent: string | null }>(
  items: readonly Item[],
): (parent: string | null) => readonly Item[] {
  const known = new Set(items.map(({ id }) => id));
  const below = new Map<string | null, Item[]>();
  for (const item of items) {
    const parent = item.parent !== null && known.has(item.parent) ? item.parent : null;
    below.set(parent, [...(below.get(parent) ?? []), item]);
  }
  return (parent) => below.get(parent) ?? [];
}

import type { Pair } from '../../ui/text.tsx';

export interface Organisation {
  id: string;
  name: Pair;
  parent: string | null;
  people: number;
  indicators: number;
  roles: readonly string[];
  suggested: readonly string[];
}

/** Organisations in the order of the tree, each with how deep it stands. One whose parent is not there stands at the top. */
export function treeOf(organisations: readonly Organisation[]): { organisation: Organisation; depth: number }[] {
  const known = new Set(organisations.map((item) => item.id));
  const rows: { organisation: Organisation; depth: number }[] = [];
  const lay = (parent: string | null, depth: number) => {
    for (const organisation of organisations) {
      const above = organisation.parent !== null && known.has(organisation.parent) ? organisation.parent : null;
      if (above !== parent) continue;
      rows.push({ organisation, depth });
      lay(organisation.id, depth + 1);
    }
  };
  lay(null, 0);
  return rows;
}

/** Where an organisation may be put: anywhere but under itself or under those below it. */
export function possibleParents(organisations: readonly Organisation[], id: string | null): Organisation[] {
  const below = new Set<string>(id === null ? [] : [id]);
  for (let grew = true; grew;) {
    grew = false;
    for (const item of organisations) {
      if (item.parent === null || !below.has(item.parent) || below.has(item.id)) continue;
      below.add(item.id);
      grew = true;
    }
  }
  return organisations.filter((item) => !below.has(item.id));
}

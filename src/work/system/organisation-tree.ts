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

import { sql } from 'kysely';
import type { Store, StoreTransaction } from '../store/store.ts';

/** An organisation and all below it in the tree. An organisation that is not known stands for itself. */
export async function organisationsUnder(
  store: Store | StoreTransaction,
  jurisdiction: string,
  organisation: string,
): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    with recursive under (id) as (
      select ${organisation}::text
      union
      select o.organisation_id from organisation o join under u on o.parent = u.id where o.jurisdiction_id = ${jurisdiction}
    ) select id from under`.execute(store);
  return new Set(rows.map((row) => row.id));
}

/** The same from a tree in memory: parent by organisation. */
export function under(parents: ReadonlyMap<string, string | null>, organisation: string): Set<string> {
  const found = new Set([organisation]);
  for (let grown = true; grown;) {
    grown = false;
    for (const [id, parent] of parents) {
      if (parent === null || found.has(id) || !found.has(parent)) continue;
      found.add(id);
      grown = true;
    }
  }
  return found;
}

import { sql } from 'kysely';
import type { Text } from '../../core/measure/index.ts';
import type { Store, StoreTransaction } from '../store/store.ts';
import type { Snapshot } from './snapshot.ts';

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

/**
 * The organisation that answers for a register: the one that the place names, else the one that has the register's role
 * (the first by id where several do).
 */
export function answersFor(
  type: { organisation?: string | undefined; role?: string | undefined },
  organisations: readonly { organisation_id: string; roles: unknown }[],
): string | undefined {
  if (type.organisation !== undefined || type.role === undefined) return type.organisation;
  const having = organisations.filter(({ roles }) => (roles as string[]).includes(type.role ?? ''));
  return having.map(({ organisation_id }) => organisation_id).toSorted()[0];
}

/** An organisation as pages show it; its id stands for a name that is not known. */
export function organisationNamed(of: Pick<Snapshot, 'organisations'>, id: string): { id: string; name: Text };
export function organisationNamed(
  of: Pick<Snapshot, 'organisations'>,
  id: string | null | undefined,
): { id: string; name: Text } | null;
export function organisationNamed(
  { organisations }: Pick<Snapshot, 'organisations'>,
  id: string | null | undefined,
): { id: string; name: Text } | null {
  return id === null || id === undefined ? null : { id, name: organisations.get(id) ?? { zh: id, en: id } };
}

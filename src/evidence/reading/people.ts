import { sql } from 'kysely';
import type { Store } from '../store/store.ts';

export interface Person {
  login: string;
  name: string;
  organisation: string | null;
}

/** People who have an account and a part in a place, by name; those who only read what is public left out. */
export async function peopleOf(store: Store, jurisdiction: string): Promise<Person[]> {
  const { rows } = await sql<Person>`
    select m.login, a.name, m.organisation_id as organisation
    from membership m join account a using (login)
    where m.jurisdiction_id = ${jurisdiction} and m.role <> 'public'
    order by a.name`.execute(store);
  return rows;
}

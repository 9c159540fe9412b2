import { sql } from 'kysely';
import type { DirectiveStanding } from '../../core/directive/index.ts';
import type { IssuedLine } from '../../evidence/delivery/shapes.ts';
import { under } from '../../evidence/reading/organisations.ts';
import type { Snapshot } from '../../evidence/reading/snapshot.ts';
import type { Store } from '../../evidence/store/store.ts';
import { reachOf } from '../../http/access.ts';
import type { Who } from '../../http/route.ts';

/** A directive as it stands in the store. */
export interface Directive {
  id: string;
  seq: number;
  issuedSeq: number;
  number: string;
  issuedOn: string;
  issued: IssuedLine;
  standing: DirectiveStanding;
  demo: boolean;
}

interface Row {
  directive_id: string;
  seq: number;
  issued_seq: number;
  number: string;
  issued_on: string;
  issued: unknown;
  standing: unknown;
  demo: boolean;
}

const directiveOf = (row: Row): Directive => ({
  id: row.directive_id,
  seq: row.seq,
  issuedSeq: row.issued_seq,
  number: row.number,
  issuedOn: row.issued_on,
  issued: row.issued as IssuedLine,
  standing: row.standing as DirectiveStanding,
  demo: row.demo,
});

const columns = sql`directive_id, seq, issued_seq, number, issued_on, issued, standing, demo`;

/** All directives of a place, or those that are not over, in the order of their numbers. */
export async function directivesOf(store: Store, jurisdiction: string, open = false): Promise<Directive[]> {
  const { rows } = await sql<Row>`
    select ${columns} from directive
    where jurisdiction_id = ${jurisdiction} ${open ? sql`and state not in ('closed', 'withdrawn')` : sql``}
    order by issued_seq, directive_id`.execute(store);
  return rows.map(directiveOf);
}

/** Places that have a directive that is not over. */
export async function placesWithOpen(store: Store): Promise<string[]> {
  const { rows } = await sql<{ jurisdiction: string }>`
    select distinct jurisdiction_id as jurisdiction from directive where state not in ('closed', 'withdrawn')`.execute(
    store,
  );
  return rows.map(({ jurisdiction }) => jurisdiction);
}

export async function directiveIn(store: Store, jurisdiction: string, id: string): Promise<Directive | null> {
  const { rows } = await sql<Row>`
    select ${columns} from directive where jurisdiction_id = ${jurisdiction} and directive_id = ${id}`.execute(store);
  return rows[0] ? directiveOf(rows[0]) : null;
}

/** Whether a directive concerns somebody: who looks at the whole, and the units that it is for with those above them. */
export function concerns(who: Pick<Who, 'role' | 'organisation'>, snapshot: Pick<Snapshot, 'parents'>) {
  if (reachOf(who) === 'all') return () => true;
  const own = who.organisation === null ? new Set<string>() : under(snapshot.parents, who.organisation);
  return ({ issued }: Pick<Directive, 'issued'>) =>
    own.has(issued.lead) || issued.support.some((unit) => own.has(unit));
}

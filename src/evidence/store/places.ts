import { type RawBuilder, sql, type SqlBool } from 'kysely';
import { awayNode } from './fault.ts';
import type { Store } from './store.ts';

/** What `work` gives; where a worker of a cluster is away, what `otherwise` gives. */
export async function ifAway<T, D>(work: Promise<T>, otherwise: () => D | Promise<D>): Promise<T | D> {
  try {
    return await work;
  } catch (error) {
    if (awayNode(error) === null) throw error;
    return otherwise();
  }
}

/**
 * Asks about all places; where a worker of a cluster is away, about the places on the others. `of` is the condition on the place,
 * to be laid on column `jurisdiction_id` of every table that is asked, in subqueries too: of each it says which shards are looked at.
 */
export function ofAnswering<T>(store: Store, ask: (of: RawBuilder<SqlBool>) => Promise<T>): Promise<T> {
  return ifAway(ask(sql<SqlBool>`true`), async () =>
    ask(sql<SqlBool>`jurisdiction_id = any(${await placesAnswering(store)}::text[])`),
  );
}

/** Places whose worker answers; only of a database that is laid out over a cluster. */
export async function placesAnswering(store: Store): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with away as materialized (
      select nodename, nodeport from run_command_on_workers('select 1') where not success
    ), placed as materialized (
      select jurisdiction_id as id, get_shard_id_for_distribution_column('chain_head', jurisdiction_id) as shardid
      from jurisdiction
    )
    select id from placed join pg_dist_shard_placement p using (shardid)
    where not exists (select from away a where a.nodename = p.nodename and a.nodeport = p.nodeport)
    order by id`.execute(store);
  return rows.map(({ id }) => id);
}

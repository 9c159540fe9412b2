import type pg from 'pg';
import { Problem } from '../../http/problem.ts';
import { layoutOf, placeColumn, type TableShape } from './layout.ts';
import { withoutServers } from './serving.ts';

/** The table that all others lie beside: what is of one place is on one worker. */
const first = 'chain_head';

/** What laying out came to. */
export interface Laid {
  workers: number;
  shards: number;
  /** Tables that were laid out now, by place and everywhere. */
  byPlace: string[];
  everywhere: string[];
  /** Tables that lay out already. */
  before: number;
  /** Tables that stay on the coordinator. */
  coordinator: string[];
}

/**
 * Lays the tables of a database out over the workers of its Citus cluster, in one transaction: what lies out already stays. Throws
 * 422 `citus-absent`, `citus-not-coordinator`, `citus-without-workers`, `table-without-layout`, 503 `already-serving`,
 * `cluster-locks`.
 */
export async function distribute(client: pg.Client, shards: number): Promise<Laid> {
  const workers = await workersOf(client);
  await withoutServers(client);
  await client.query('begin');
  try {
    const laid = await layOut(client, shards);
    await client.query('commit');
    return { workers, ...laid };
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw (error as { code?: unknown }).code === '53200' ? tooManyLocks() : error;
  }
}

/** Lays out what a migration has added, in its transaction, where the database is laid out. */
export async function layOutAdded(client: pg.Client): Promise<void> {
  if (await isLaidOut(client)) await layOut(client, null);
}

/** Lets a migration change what is laid out, in its transaction. */
export async function changeAsLaidOut(client: pg.Client): Promise<void> {
  if (await isLaidOut(client)) await inOrder(client);
}

async function hasCitus(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query("select 1 from pg_extension where extname = 'citus'");
  return rows.length > 0;
}

async function isLaidOut(client: pg.Client): Promise<boolean> {
  if (!(await hasCitus(client))) return false;
  const { rows } = await client.query(
    "select 1 from pg_dist_partition where logicalrelid = to_regclass($1) and partmethod = 'h'",
    [`public.${first}`],
  );
  return rows.length > 0;
}

async function workersOf(client: pg.Client): Promise<number> {
  if (!(await hasCitus(client))) throw citusAbsent();
  const { rows } = await client.query<{ here: boolean; coordinator: number; workers: number }>(
    `select citus_is_coordinator() as here, (count(*) filter (where groupid = 0))::int as coordinator,
       (count(*) filter (where groupid <> 0 and noderole = 'primary' and isactive and shouldhaveshards))::int as workers
     from pg_dist_node`,
  );
  const [{ here, coordinator, workers } = { here: false, coordinator: 0, workers: 0 }] = rows;
  if (!here || (coordinator === 0 && workers > 0)) throw notCoordinator();
  if (workers === 0 || coordinator === 0) throw withoutWorkers();
  return workers;
}

/** Shards are made one after the other: they hold foreign keys to what lies everywhere. */
async function inOrder(client: pg.Client): Promise<void> {
  await client.query('set local client_min_messages = warning');
  await client.query("set local citus.multi_shard_modify_mode = 'sequential'");
  // What may only be added to is guarded by a trigger on every shard; it reads and writes nothing else.
  await client.query('set local citus.enable_unsafe_triggers = on');
}

async function layOut(client: pg.Client, shards: number | null): Promise<Omit<Laid, 'workers'>> {
  await inOrder(client);
  const layout = layoutOf(await tablesOf(client));
  const known = await client.query<{ name: string }>(
    "select c.relname as name from pg_dist_partition join pg_class c on c.oid = logicalrelid where partmethod = 'h' or (partmethod = 'n' and repmodel = 't')",
  );
  const out = new Set(known.rows.map(({ name }) => name));
  const toDo = (where: string) =>
    [...layout].filter(([name, of]) => of === where && !out.has(name)).map(([name]) => name);
  const [byPlace, everywhere] = [
    toDo('by-place').toSorted((a, b) => Number(b === first) - Number(a === first)),
    toDo('everywhere'),
  ];
  // A foreign key can only be between tables that lie out already: it is put back behind them.
  const keys = await client.query<{ table: string; name: string; definition: string }>(
    `select c.relname as table, conname as name, pg_get_constraintdef(k.oid) as definition
     from pg_constraint k join pg_class c on c.oid = conrelid
     where contype = 'f' and connamespace = 'public'::regnamespace and conparentid = 0 and c.relname = any($1)`,
    [byPlace],
  );
  for (const { table, name } of keys.rows)
    await client.query(`alter table ${quoted(table)} drop constraint ${quoted(name)}`);
  for (const name of everywhere) await client.query('select create_reference_table($1)', [quoted(name)]);
  for (const name of byPlace) {
    if (name === first && !out.has(first))
      await client.query("select create_distributed_table($1, $2, colocate_with => 'none', shard_count => $3)", [
        quoted(name),
        placeColumn,
        shards ?? 32,
      ]);
    else
      await client.query('select create_distributed_table($1, $2, colocate_with => $3)', [
        quoted(name),
        placeColumn,
        quoted(first),
      ]);
  }
  for (const { table, name, definition } of keys.rows)
    await client.query(`alter table ${quoted(table)} add constraint ${quoted(name)} ${definition}`);
  await shareCollations(client);
  const { rows } = await client.query<{ shards: number }>(
    'select count(*)::int as shards from pg_dist_shard where logicalrelid = $1::regclass',
    [first],
  );
  return {
    shards: rows[0]?.shards ?? 0,
    byPlace,
    everywhere,
    before: [...layout.keys()].filter((name) => out.has(name)).length,
    coordinator: [...layout].filter(([, where]) => where === 'coordinator').map(([name]) => name),
  };
}

/** Orders of names are asked for by questions that workers answer; no table carries them there. */
async function shareCollations(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string; provider: string; locale: string | null }>(
    `select collname as name, collprovider as provider, coalesce(colliculocale, collcollate) as locale from pg_collation
     where collnamespace = 'public'::regnamespace`,
  );
  for (const { name, provider, locale } of rows)
    await client.query('select run_command_on_workers($1)', [
      `create collation if not exists public.${quoted(name)} (provider = ${provider === 'i' ? 'icu' : 'libc'}, locale = '${locale ?? 'C'}')`,
    ]);
}

/** The tables of the schema; the parts of one that is divided go with it. */
export async function tablesOf(client: pg.ClientBase): Promise<TableShape[]> {
  const { rows } = await client.query<TableShape>(
    `select c.relname as name,
       array(select attname::text from pg_attribute where attrelid = c.oid and attnum > 0 and not attisdropped order by attnum) as columns,
       coalesce((select json_agg(array(select attname from pg_attribute where attrelid = c.oid and attnum = any(i.indkey)) order by i.indexrelid)
         from pg_index i where i.indrelid = c.oid and i.indisunique), '[]') as unique,
       array(select f.relname::text from pg_constraint k join pg_class f on f.oid = k.confrelid
         where k.conrelid = c.oid and k.contype = 'f' order by f.relname) as refers
     from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
       and not exists (select 1 from pg_depend d where d.objid = c.oid and d.deptype = 'e')
     order by c.relname`,
  );
  return rows;
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

const citusAbsent = () =>
  new Problem({
    status: 422,
    code: 'citus-absent',
    zh: '这个数据库没有 Citus，没有分布，什么都没有改。',
    en: 'There is no Citus in this database; nothing was laid out or changed.',
    hint: {
      zh: "在协调节点和每个工作节点装 Citus，postgresql.conf 写 shared_preload_libraries = 'citus' 后重启，在这个数据库里运行 create extension citus，再运行本命令。单机不需要本命令。",
      en: "Install Citus on the coordinator and every worker, set shared_preload_libraries = 'citus' and restart, run create extension citus in this database, then run this command again. On one machine it is not needed.",
    },
  });
const notCoordinator = () =>
  new Problem({
    status: 422,
    code: 'citus-not-coordinator',
    zh: 'DATABASE_URL 指的不是登记过的协调节点，什么都没有改。',
    en: 'DATABASE_URL does not lead to a coordinator that the cluster knows; nothing was changed.',
    hint: {
      zh: "把 DATABASE_URL 指向协调节点；在协调节点运行 select citus_set_coordinator_host('它的地址', 端口)。",
      en: "Point DATABASE_URL at the coordinator, and run select citus_set_coordinator_host('its address', port) there.",
    },
  });
const withoutWorkers = () =>
  new Problem({
    status: 422,
    code: 'citus-without-workers',
    zh: '这个 Citus 集群没有登记协调节点或可放数据的工作节点，什么都没有改。',
    en: 'This Citus cluster knows no coordinator address or no worker that may hold data; nothing was changed.',
    hint: {
      zh: "在协调节点运行 select citus_set_coordinator_host('它的地址', 端口)，再对每个工作节点运行 select citus_add_node('地址', 端口)。",
      en: "On the coordinator run select citus_set_coordinator_host('its address', port), then select citus_add_node('address', port) for every worker.",
    },
  });
const tooManyLocks = () =>
  new Problem({
    status: 503,
    code: 'cluster-locks',
    zh: '节点上能同时持有的锁不够，没有分布，什么都没有改。',
    en: 'A node cannot hold as many locks at once as this takes; nothing was laid out or changed.',
    hint: {
      zh: '每个节点的 postgresql.conf 写 max_locks_per_transaction = 512 后重启，再运行本命令；或用 --shards 减少分片。',
      en: 'Set max_locks_per_transaction = 512 on every node and restart, then run this command again; or take fewer shards by --shards.',
    },
  });

import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { Problem } from '../../http/problem.ts';

/**
 * Every server holds the first lock, together with the others: whoever gets it for itself is alone on the database, as earlier
 * versions had to be and some migrations must. The second is of whoever owns a data folder with an embedded database.
 */
const serveLock = 0x4c414e53;
const folderLock = 0x4c414e46;
/** Class of the locks that say which program serves. */
const programLock = 0x4c414e50;

/** The lock of a server that was killed ends with its connection, which may take a moment. */
const patience = 2_000;

/** What a server calls itself where the database lists its connections. */
export const nameOfServer = (where: string) => `lantu serve ${where} pid ${process.pid}`.slice(0, 63);

/**
 * Says on a connection that a server of a program works on its database, for as long as the connection lasts; `folder`: that it
 * owns the data folder too. Throws 503 `already-serving` where another owns it, or an earlier version has the database to itself.
 */
export async function enterServing(client: pg.Client, { folder, program }: Serving): Promise<void> {
  if (folder) await ownFolder(client);
  await taken(client, 'pg_try_advisory_lock_shared', serveLock);
  await client.query('select pg_advisory_lock_shared($1, hashtext($2))', [programLock, program]);
}

export interface Serving {
  folder: boolean;
  program: string;
}

/** Says on a connection that its process owns the data folder. Throws 503 `already-serving`. */
export async function ownFolder(client: pg.Client): Promise<void> {
  await taken(client, 'pg_try_advisory_lock', folderLock);
}

/** How many servers there are on the database, and how many of them of a program. */
export async function serving(client: Asked, program: string): Promise<{ all: number; of: number }> {
  const { rows } = await client.query<{ all: number; of: number }>(
    `select (count(*) filter (where classid = 0 and objid = $1))::int as all,
       (count(*) filter (where classid = $2 and objid = (hashtext($3)::bigint & 4294967295)::oid))::int as of
     from pg_locks where locktype = 'advisory' and granted and database = (select oid from pg_database where datname = current_database())`,
    [serveLock, programLock, program],
  );
  return rows[0] ?? { all: 0, of: 0 };
}

interface Asked {
  query<Row extends pg.QueryResultRow>(text: string, values: unknown[]): Promise<{ rows: Row[] }>;
}

/** Has the database without any server until the connection ends. Throws 503 `already-serving`. */
export async function withoutServers(client: pg.Client): Promise<void> {
  await taken(client, 'pg_try_advisory_lock', serveLock);
}

async function taken(client: pg.Client, how: string, lock: number): Promise<void> {
  for (let waited = 0; ; waited += 100) {
    const { rows } = await client.query<{ ok: boolean }>(`select ${how}($1) as ok`, [lock]);
    if (rows[0]?.ok) return;
    if (waited >= patience) throw alreadyServing(await holderOf(client, lock), lock === folderLock);
    await sleep(100);
  }
}

async function holderOf(client: pg.Client, lock: number): Promise<string> {
  const { rows } = await client.query<{ application_name: string }>(
    "select application_name from pg_stat_activity join pg_locks using (pid) where locktype = 'advisory' and granted and classid = 0 and objid = $1",
    [lock],
  );
  return rows[0]?.application_name.replace('lantu serve ', '') ?? '';
}

const alreadyServing = (who: string, folder: boolean) =>
  new Problem({
    status: 503,
    code: 'already-serving',
    ...(folder
      ? {
          zh: `这个数据目录已有一个蓝图在运行(${who})。`,
          en: `Lantu is already running on this data directory (${who}).`,
          hint: {
            zh: '打开那个地址，或先停掉它；要另起一个，请用 --data 指定别的目录；要多个进程一起服务，用 --workers。',
            en: 'Open that address, or stop it first; to run another one, give it another directory with --data; for several processes together use --workers.',
          },
        }
      : {
          zh: `这个数据库上有一个蓝图在运行(${who})，这一步要求它先停下。`,
          en: `Lantu is running on this database (${who}), and this step needs it to stop first.`,
          hint: {
            zh: '停掉这个数据库上的所有蓝图服务，再启动新版本。',
            en: 'Stop every server on this database, then start the new version.',
          },
        }),
  });

import { createHash } from 'node:crypto';
import {
  closeSync,
  createReadStream,
  createWriteStream,
  existsSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { sql } from 'kysely';
import { z } from 'zod';
import { Problem } from '../http/problem.ts';
import { type SecurityReport, verifySecurity } from './ledger/security.ts';
import { type ChainReport, verifyChain } from './ledger/verify.ts';
import { replay } from './book.ts';
import { projections } from './book.ts';
import { isSealedFile, sealing, unsealed } from './store/sealed-file.ts';
import type { Store, StoreTransaction } from './store/store.ts';
import { partitionRest } from './streams/partitions.ts';

/**
 * A backup is one gzip file of lines. The first says what it is and which migrations its database had; then `{"table",
 * "columns"}` before the rows of a table, one row a line as PostgreSQL's row_to_json prints it; the last line carries the number of
 * rows and the SM3 of every byte before it. It holds whatever cannot be made again from something else in it: not the
 * tables that are filled from the ledger, not sessions, not kept forecasts, not what is found by.
 */
export interface Backup {
  /** ISO instant of the moment that it shows. */
  at: string;
  rows: number;
  /** Size of the file. */
  bytes: number;
  jurisdictions: ChainReport[];
}

const FORMAT = 1;
const LEFT_OUT = new Set<string>([
  ...projections,
  'session',
  'invitation',
  'given_answer',
  'schema_migration',
  'begun',
  'program',
  'vault_check',
  'stream_counter',
  'part_version',
  'foresight',
  'foresight_part',
  'search_line',
  'search_state',
]);

/** Columns of earlier versions that there are no more: what an older backup holds in them is let go. */
const given = new Set(['account.failures', 'account.locked_until', 'plan_draft.progress', 'plan_draft.upload']);
/** Tables of earlier versions that there are no more: imports that nobody had written. */
const gone = new Set(['import_draft']);

const headShape = z.object({
  lantu: z.literal('backup'),
  format: z.number(),
  at: z.string(),
  migrations: z.array(z.string()),
});
const tableShape = z.object({ table: z.string(), columns: z.array(z.string()) });
const endShape = z.object({ rows: z.number(), sm3: z.string() });

/**
 * Writes everything to a new file (mode 0600) as it stands at one moment; people may go on working. The file appears
 * under its name only when it is whole and on disk. With a passphrase it is encrypted (see store/sealed-file.ts). Throws
 * `file-exists`, `file-not-written`.
 */
export async function writeBackup(store: Store, file: string, passphrase?: string): Promise<Backup> {
  const path = resolve(file);
  if (existsSync(path)) {
    throw new Problem({
      status: 409,
      code: 'file-exists',
      zh: `文件 ${file} 已经有了。`,
      en: `The file ${file} exists already.`,
      hint: { zh: '换一个文件名；备份从不覆盖。', en: 'Choose another name: a backup never overwrites.' },
    });
  }
  const making = `${path}.${process.pid}.part`;
  const head = {
    lantu: 'backup',
    format: FORMAT,
    at: new Date().toISOString(),
    migrations: await migrationsOf(store),
  } satisfies z.infer<typeof headShape>;
  try {
    const { rows, jurisdictions } = await store
      .transaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute(async (tx) => {
        let count = 0;
        const lines = linesOf(tx, head, (n) => (count = n));
        const file = createWriteStream(making, { flags: 'wx', mode: 0o600 });
        if (passphrase) await pipeline(Readable.from(lines), createGzip(), sealing(passphrase), file);
        else await pipeline(Readable.from(lines), createGzip(), file);
        return { rows: count, jurisdictions: await chainsOf(tx) };
      });
    settle(making);
    renameSync(making, path);
    settle(dirname(path));
    return { at: head.at, rows, bytes: statSync(path).size, jurisdictions };
  } catch (error) {
    rmSync(making, { force: true });
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === undefined || !/^E[A-Z]+$/u.test(code)) throw error;
    throw new Problem({
      status: 500,
      code: 'file-not-written',
      zh: `备份写不到 ${file}：${message}`,
      en: `The backup cannot be written to ${file}: ${message}`,
      hint: {
        zh: '核对目录是否存在、可写，磁盘是否有空间。',
        en: 'Check that the folder exists and is writable and that the disk has room.',
      },
    });
  }
}

/** What is written must survive a power cut before the backup counts as made. */
function settle(path: string): void {
  const handle = openSync(path, 'r');
  fsyncSync(handle);
  closeSync(handle);
}

async function* linesOf(tx: StoreTransaction, head: object, done: (rows: number) => void): AsyncGenerator<Buffer> {
  const hash = createHash('sm3');
  const line = (text: string) => {
    const bytes = Buffer.from(`${text}\n`);
    hash.update(bytes);
    return bytes;
  };
  yield line(JSON.stringify(head));
  let rows = 0;
  for (const { table, columns } of await tablesOf(tx)) {
    yield line(JSON.stringify({ table, columns }));
    await sql`declare backup no scroll cursor for select row_to_json(t)::text as row from ${sql.table(table)} t`.execute(
      tx,
    );
    // Documents may be large: a few rows at a time where there are bytes.
    const step = sql.raw(table === 'blob' || table === 'run' || table.endsWith('draft') ? '8' : '1000');
    for (;;) {
      const batch = await sql<{ row: string }>`fetch ${step} from backup`.execute(tx);
      if (batch.rows.length === 0) break;
      rows += batch.rows.length;
      yield line(batch.rows.map(({ row }) => row).join('\n'));
    }
    await sql`close backup`.execute(tx);
  }
  yield Buffer.from(`${JSON.stringify({ rows, sm3: hash.digest('hex') })}\n`);
  done(rows);
}

/** The tables that a backup holds, those that others refer to first. */
async function tablesOf(store: Store): Promise<{ table: string; columns: string[] }[]> {
  const { rows } = await sql<{ table: string; columns: string[] }>`
    select table_name as table, array_agg(column_name::text order by ordinal_position) as columns
    from information_schema.columns join information_schema.tables using (table_schema, table_name)
    where table_schema = 'public' and table_type = 'BASE TABLE' and is_generated = 'NEVER'
      and table_name not in (select relname from pg_class where relispartition)
    group by table_name order by table_name`.execute(store);
  const links = await sql<{ from: string; to: string }>`
    select c.relname as "from", f.relname as "to"
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class f on f.oid = k.confrelid
    where k.contype = 'f' and not c.relispartition and k.connamespace = 'public'::regnamespace and c.oid <> f.oid`.execute(
    store,
  );
  let left = rows.filter(({ table }) => !LEFT_OUT.has(table));
  const ordered: typeof left = [];
  while (left.length > 0) {
    const free = left.filter(
      ({ table }) => !links.rows.some(({ from, to }) => from === table && left.some((other) => other.table === to)),
    );
    if (free.length === 0)
      throw new Error(`tables refer to each other in a circle: ${left.map(({ table }) => table).join(', ')}`);
    ordered.push(...free);
    left = left.filter((item) => !free.includes(item));
  }
  return ordered;
}

async function migrationsOf(store: Store): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select name from schema_migration order by name`.execute(store);
  return rows.map(({ name }) => name);
}

async function chainsOf(store: Store): Promise<ChainReport[]> {
  const reports: ChainReport[] = [];
  for (const head of await store.selectFrom('chain_head').selectAll().orderBy('jurisdiction_id').execute())
    reports.push({
      ...(await verifyChain(store, head)),
      security: await verifySecurity(store, head.jurisdiction_id),
    });
  return reports;
}

/**
 * Fills an empty, migrated database from a backup: rows, then the tables for reading from the ledger, after every chain
 * was checked. All of it is one transaction: whatever is wrong, the database stays empty. Throws `database-not-empty`,
 * `backup-foreign`, `backup-newer`, `backup-broken`, `backup-altered` (a chain does not hold).
 */
export async function restoreBackup(store: Store, file: string, passphrase?: string): Promise<Backup> {
  const known = await migrationsOf(store);
  const restored = await store.transaction().execute(async (tx) => {
    // Over a cluster: what lies everywhere is written in the same transaction as what refers to it.
    await sql`select set_config('citus.multi_shard_modify_mode', 'sequential', true)`.execute(tx);
    const tables = await tablesOf(tx);
    await refuseFilled(
      tx,
      tables.map(({ table }) => table),
    );
    const { at, rows } = await fill(
      tx,
      linesIn(file, passphrase),
      known,
      new Map(tables.map(({ table, columns }) => [table, new Set(columns)])),
    );
    const jurisdictions = await chainsOf(tx);
    const broken = jurisdictions.find((chain) => chain.firstBroken);
    if (broken?.firstBroken) {
      throw new Problem({
        status: 422,
        code: 'backup-altered',
        zh: `备份里 ${broken.id} 的实据链在第 ${broken.firstBroken.seq} 条不符（${broken.firstBroken.why}），没有恢复。`,
        en: `In the backup the chain of ${broken.id} does not hold at entry ${broken.firstBroken.seq} (${broken.firstBroken.why}); nothing was restored.`,
        hint: { zh: '换一份备份；这一份留给审计。', en: 'Use another backup, and keep this one for the auditor.' },
      });
    }
    const rights = jurisdictions.find((chain) => chain.security?.firstBroken);
    if (rights) throw alteredRights(rights.id, rights.security);
    for (const { id } of jurisdictions) await replay(tx, id);
    // Which program's parts are in it, the next start finds out.
    await sql`delete from program`.execute(tx);
    await moveCounters(tx);
    await holdNotices(tx);
    return { at, rows, bytes: statSync(file).size, jurisdictions };
  });
  await partitionRest(store, Date.now());
  return restored;
}

/**
 * What waited when the backup was made has most likely gone out since: it waits for a person, who sends it one by one. The
 * same holds for what the restored chain still has to tell; see the outbox.
 */
async function holdNotices(tx: StoreTransaction): Promise<void> {
  await tx
    .updateTable('message')
    .set({ state: 'held', last_code: 'restored' })
    .where('state', 'in', ['queued', 'sending'])
    .execute();
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  await sql`
    insert into notice_cursor (jurisdiction_id, seq, restored_on, restored_seq, restored_n)
    select jurisdiction_id, 0, ${today}, seq, (select coalesce(max(n), 0) from notice) from chain_head
    on conflict (jurisdiction_id) do update set restored_on = excluded.restored_on,
      restored_seq = excluded.restored_seq, restored_n = excluded.restored_n`.execute(tx);
}

const alteredRights = (id: string, report: SecurityReport | undefined) =>
  new Problem({
    status: 422,
    code: 'backup-altered',
    zh: `备份里 ${id} 的权限簿在第 ${report?.firstBroken?.seq} 条不符，没有恢复。`,
    en: `In the backup the book of rights of ${id} does not hold at entry ${report?.firstBroken?.seq}; nothing was restored.`,
    hint: { zh: '换一份备份；这一份留给审计。', en: 'Use another backup, and keep this one for the auditor.' },
  });

async function refuseFilled(tx: StoreTransaction, tables: readonly string[]): Promise<void> {
  for (const table of [...tables, ...projections]) {
    const { rows } = await sql`select 1 from ${sql.table(table)} limit 1`.execute(tx);
    if (rows.length === 0) continue;
    throw new Problem({
      status: 409,
      code: 'database-not-empty',
      zh: '数据库里已有内容，恢复只写入空的数据库。',
      en: 'The database holds something already: a backup is restored into an empty one only.',
      hint: {
        zh: '用 --data 指定一个新目录，或把 DATABASE_URL 指向新建的数据库。',
        en: 'Name a new folder with --data, or a new database in DATABASE_URL.',
      },
    });
  }
}

async function fill(
  tx: StoreTransaction,
  lines: AsyncIterable<Buffer>,
  known: readonly string[],
  tables: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<{ at: string; rows: number }> {
  const hash = createHash('sm3');
  let head: z.infer<typeof headShape> | undefined;
  let into: z.infer<typeof tableShape> | undefined;
  let end: z.infer<typeof endShape> | undefined;
  let rows = 0;
  let batch: string[] = [];
  let size = 0;
  const flush = async () => {
    if (into && into.columns.length > 0 && batch.length > 0) await insert(tx, into, `[${batch.join(',')}]`);
    rows += batch.length;
    batch = [];
    size = 0;
  };
  for await (const bytes of lines) {
    const text = bytes.toString('utf8');
    if (!head) {
      head = headOf(text, known);
    } else if (end) {
      throw damaged();
    } else if (text.startsWith('{"table":')) {
      await flush();
      into = parsed(tableShape, text);
      const columns = gone.has(into.table) ? new Set<string>() : tables.get(into.table);
      if (gone.has(into.table)) into = { table: into.table, columns: [] };
      if (!columns || into.columns.some((column) => !columns.has(column) && !given.has(`${into?.table}.${column}`)))
        throw newer();
      into = { table: into.table, columns: into.columns.filter((column) => columns.has(column)) };
    } else if (text.startsWith('{"rows":')) {
      await flush();
      end = parsed(endShape, text);
      if (end.sm3 !== hash.digest('hex') || end.rows !== rows) throw damaged();
      continue;
    } else {
      batch.push(text);
      size += bytes.length;
      if (batch.length >= 1000 || size > 4_000_000) await flush();
    }
    if (!end) hash.update(bytes).update('\n');
  }
  if (!head || !end) throw damaged();
  return { at: head.at, rows };
}

async function insert(
  tx: StoreTransaction,
  { table, columns }: z.infer<typeof tableShape>,
  rows: string,
): Promise<void> {
  const names = sql.join(columns.map((column) => sql.ref(column)));
  try {
    await sql`insert into ${sql.table(table)} (${names}) overriding system value
      select ${names} from json_populate_recordset(null::${sql.table(table)}, ${rows}::json)`.execute(tx);
  } catch (error) {
    // Rows that PostgreSQL cannot read (22…) or that break its rules (23…).
    if (/^2[23]/u.test(String((error as { code?: string }).code))) throw damaged();
    throw error;
  }
}

/** Numbers that the database gives itself go on after those that came with the backup. */
async function moveCounters(tx: StoreTransaction): Promise<void> {
  const { rows } = await sql<{
    table: string;
    column: string;
  }>`select table_name as table, column_name as column from information_schema.columns
    where table_schema = 'public' and is_identity = 'YES'`.execute(tx);
  for (const { table, column } of rows)
    await sql`select setval(pg_get_serial_sequence(${table}, ${column}),
      (select coalesce(max(${sql.ref(column)}), 0) + 1 from ${sql.table(table)}), false)`.execute(tx);
}

/** The lines of the file, unpacked, without their ends. */
async function* linesIn(file: string, passphrase: string | undefined): AsyncGenerator<Buffer> {
  const unpacked = createGunzip();
  let packed = 0;
  let pieces: Buffer[] = [];
  try {
    const source: Readable = isSealedFile(file) ? unsealed(file, passphrase) : createReadStream(file);
    source.on('error', (error: Error) => unpacked.destroy(error));
    source.on('data', (chunk: Buffer | string) => (packed += chunk.length));
    source.pipe(unpacked);
    for await (const chunk of unpacked as AsyncIterable<Buffer>) {
      let from = 0;
      for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, from)) {
        yield Buffer.concat([...pieces, chunk.subarray(from, at)]);
        pieces = [];
        from = at + 1;
      }
      if (from < chunk.length) pieces.push(chunk.subarray(from));
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'Z_DATA_ERROR') throw unpacked.bytesWritten === 0 || packed < 100 ? foreign() : damaged();
    if (code === 'Z_BUF_ERROR') throw damaged();
    if (code === 'ENOENT' || code === 'EACCES' || code === 'EISDIR') {
      throw new Problem({
        status: 404,
        code: 'no-such-file',
        zh: `读不到文件 ${file}。`,
        en: `The file ${file} cannot be read.`,
        hint: { zh: '核对路径和权限。', en: 'Check its path and permissions.' },
      });
    }
    throw error;
  } finally {
    unpacked.destroy();
  }
  if (pieces.length > 0) throw damaged();
}

function headOf(text: string, known: readonly string[]): z.infer<typeof headShape> {
  let head: z.infer<typeof headShape>;
  try {
    head = headShape.parse(JSON.parse(text));
  } catch {
    throw foreign();
  }
  if (head.format > FORMAT || head.migrations.some((name) => !known.includes(name))) throw newer();
  return head;
}

function parsed<T>(shape: z.ZodType<T>, text: string): T {
  try {
    return shape.parse(JSON.parse(text));
  } catch {
    throw damaged();
  }
}

const foreign = () =>
  new Problem({
    status: 422,
    code: 'backup-foreign',
    zh: '这不是蓝图的备份文件。',
    en: 'This is not a backup of Lantu.',
    hint: { zh: '选用 lantu backup 写出的文件。', en: 'Choose a file that lantu backup wrote.' },
  });
const newer = () =>
  new Problem({
    status: 422,
    code: 'backup-newer',
    zh: '备份来自更新的版本，没有恢复。',
    en: 'The backup comes from a newer version; nothing was restored.',
    hint: { zh: '升级本程序后再恢复。', en: 'Upgrade this program, then restore.' },
  });
const damaged = () =>
  new Problem({
    status: 422,
    code: 'backup-broken',
    zh: '备份文件不完整或被改动过，没有恢复。',
    en: 'The backup is incomplete or was altered; nothing was restored.',
    hint: { zh: '重新拷贝这份文件，或换一份备份。', en: 'Copy the file again, or use another backup.' },
  });

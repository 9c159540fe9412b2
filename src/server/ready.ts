import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { sql } from 'kysely';
import { diskFull } from '../evidence/store/fault.ts';
import { ofAnswering } from '../evidence/store/places.ts';
import type { Store } from '../evidence/store/store.ts';

/** Whether the server can do its work; what is false says why not. */
export interface Readiness {
  ok: boolean;
  database?: boolean;
  /** Room on the disk of the data directory. */
  disk?: boolean;
  /** The last entry of every chain is the one that its head names. */
  chains?: boolean;
  stopping?: boolean;
}

/** Megabytes that are left free: PostgreSQL that finds no room for its log stops, and could not start again. */
const reserve = () => Number(process.env.LANTU_DISK_RESERVE ?? 100) * 1024 * 1024;

/** Watches the disk that the data directory lies on; asked at most once a second. */
export class Disk {
  readonly #dir: string;
  #known = { at: 0, room: true };

  constructor(dataDir: string) {
    let dir = resolve(dataDir);
    // With a database elsewhere there may be no data directory: the disk is that of the folder above.
    while (!existsSync(dir) && dir !== dirname(dir)) dir = dirname(dir);
    this.#dir = dir;
  }

  /** True while more is free than the reserve. */
  async hasRoom(): Promise<boolean> {
    const now = Date.now();
    if (now - this.#known.at < 1_000) return this.#known.room;
    const { bavail, bsize } = await statfs(this.#dir);
    this.#known = { at: now, room: bavail * bsize > reserve() };
    return this.#known.room;
  }

  /** Throws 507 `disk-full`. */
  async room(): Promise<void> {
    if (!(await this.hasRoom())) throw diskFull();
  }
}

/** Asks the database, the disk and the head of every chain. */
export async function readiness(store: Store, disk: Disk, silent: boolean, stopping: boolean): Promise<Readiness> {
  const room = await disk.hasRoom().catch(() => false);
  const chains = silent ? null : await headsHold(store).catch(() => null);
  return {
    ok: room && chains === true && !stopping,
    database: chains !== null,
    disk: room,
    chains: chains ?? false,
    ...(stopping && { stopping }),
  };
}

async function headsHold(store: Store): Promise<boolean> {
  // Of a cluster: those whose worker answers. The others say so themselves.
  const { rows } = await ofAnswering(store, (of) =>
    sql<{ broken: number }>`
      select count(*) as broken from (select * from chain_head where ${of}) h
      left join lateral (select seq, hash from submission s where ${of} and s.jurisdiction_id = h.jurisdiction_id order by seq desc limit 1) last on true
      where coalesce(last.seq, 0) <> h.seq or coalesce(last.hash, h.hash) <> h.hash`.execute(store),
  );
  return rows[0]?.broken === 0;
}

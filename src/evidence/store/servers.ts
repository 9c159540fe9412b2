import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { complain } from './complain.ts';
import { Held, type HeldOptions } from './held.ts';

/** What processes on one database tell each other: where a chain stands, whose rights changed, who should look again. */
export type Channel = 'head' | 'account' | 'wake';
const channels: readonly Channel[] = ['head', 'account', 'wake'];
type Listener = (said: string) => void;

/** The processes that work on one database, as one of them sees it. */
export interface Servers {
  /** Whether the work of a name is this process's to do; never of two at once. */
  mine(name: string): boolean;
  /**
   * Wants the work of a name. `gained` is called each time that it comes to this process, `lost` when it was taken away with the
   * connection. Gives the way to give it up.
   */
  seek(name: string, gained: () => void, lost?: () => void): () => Promise<void>;
  /** Does something that no other process does under this name at the same time; waits for its turn. */
  alone<T>(name: string, work: () => Promise<T>): Promise<T>;
  /** Tells all processes, this one among them. What is told while nobody can hear is lost: something asks again behind it. */
  tell(channel: Channel, said: string): Promise<void>;
  hear(channel: Channel, listener: Listener): void;
}

/** A process that has the database to itself. */
export class OneServer implements Servers {
  readonly #listeners = new Listeners();
  readonly #turns = new OneByOne();

  mine(): boolean {
    return true;
  }

  seek(_name: string, gained: () => void): () => Promise<void> {
    gained();
    return async () => {};
  }

  alone<T>(name: string, work: () => Promise<T>): Promise<T> {
    return this.#turns.of(name, work);
  }

  async tell(channel: Channel, said: string): Promise<void> {
    this.#listeners.call(channel, said);
  }

  hear(channel: Channel, listener: Listener): void {
    this.#listeners.add(channel, listener);
  }
}

/** Milliseconds between two tries at what somebody else does; the first is for work, the second for a turn. */
const tryEvery = 1_000;
const turnEvery = 25;
/** Classes of advisory locks: work that one process does for long, and turns. */
const forLong = 0x4c414e01;
const forNow = 0x4c414e02;

/**
 * A process among others. Who does what is said by locks of PostgreSQL that end with the connection: what a process did that was
 * killed is free at once, and what one did whose machine fell silent after twenty seconds.
 */
export class JoinedServers implements Servers {
  readonly #listeners = new Listeners();
  readonly #turns = new OneByOne();
  readonly #sought = new Map<string, { gained: () => void; lost: () => void }>();
  readonly #holds = new Set<string>();
  readonly #clock: NodeJS.Timeout;
  #held: Held | undefined;
  #trying: Promise<void> | undefined;

  private constructor() {
    this.#clock = setInterval(() => void this.#try(), tryEvery).unref();
  }

  /** `options` as for `Held`. Throws what its first try throws. */
  static async join(options: HeldOptions): Promise<JoinedServers> {
    const joined = new JoinedServers();
    try {
      joined.#held = await Held.open({ ...options, enter: (client) => joined.#enter(client, options.enter) });
    } catch (error) {
      clearInterval(joined.#clock);
      throw error;
    }
    return joined;
  }

  /** The connection that all of it hangs on. */
  get held(): Held {
    if (!this.#held) throw new Error('not joined');
    return this.#held;
  }

  mine(name: string): boolean {
    return this.#holds.has(name);
  }

  seek(name: string, gained: () => void, lost = () => {}): () => Promise<void> {
    this.#sought.set(name, { gained, lost });
    void this.#try();
    return async () => {
      this.#sought.delete(name);
      await this.#trying;
      if (!this.#holds.delete(name)) return;
      // A connection that is gone has given up everything.
      await this.held.query('select pg_advisory_unlock($1, hashtext($2))', [forLong, name]).catch(() => {});
    };
  }

  alone<T>(name: string, work: () => Promise<T>): Promise<T> {
    return this.#turns.of(name, async () => {
      for (;;) {
        const { rows } = await this.held.query<{ ok: boolean }>('select pg_try_advisory_lock($1, hashtext($2)) as ok', [
          forNow,
          name,
        ]);
        if (rows[0]?.ok) break;
        await sleep(turnEvery);
      }
      try {
        return await work();
      } finally {
        await this.held.query('select pg_advisory_unlock($1, hashtext($2))', [forNow, name]).catch(() => {});
      }
    });
  }

  async tell(channel: Channel, said: string): Promise<void> {
    await this.held.query('select pg_notify($1, $2)', [`lantu_${channel}`, said]);
  }

  hear(channel: Channel, listener: Listener): void {
    this.#listeners.add(channel, listener);
  }

  async end(): Promise<void> {
    clearInterval(this.#clock);
    this.#lose();
    await this.#held?.end();
  }

  async #enter(client: pg.Client, enter: HeldOptions['enter']): Promise<void> {
    this.#lose();
    // A machine that fell silent must not hold its work for the two hours that TCP waits by itself.
    for (const [name, seconds] of Object.entries({ idle: 5, interval: 5, count: 3 }))
      await client.query('select set_config($1, $2, false)', [`tcp_keepalives_${name}`, String(seconds)]);
    client.on('notification', ({ channel, payload = '' }) =>
      this.#listeners.call(channel.replace('lantu_', '') as Channel, payload),
    );
    // What was held by the connection before is free again.
    client.once('end', () => this.#lose());
    for (const channel of channels) await client.query(`listen lantu_${channel}`);
    await enter(client);
  }

  /** Tries to get the work that is sought, one try at a time. */
  #try(): Promise<void> {
    this.#trying ??= this.#take()
      // A database that is away is asked again.
      .catch(() => {})
      .finally(() => (this.#trying = undefined));
    return this.#trying;
  }

  async #take(): Promise<void> {
    const names = [...this.#sought.keys()].filter((name) => !this.#holds.has(name));
    if (names.length === 0 || !this.#held) return;
    const { rows } = await this.#held.query<{ name: string; ok: boolean }>(
      'select name, pg_try_advisory_lock($1, hashtext(name)) as ok from unnest($2::text[]) name',
      [forLong, names],
    );
    for (const { name, ok } of rows) {
      if (!ok) continue;
      this.#holds.add(name);
      this.#sought.get(name)?.gained();
    }
  }

  /** The connection is gone, and with it all that it held. */
  #lose(): void {
    const names = [...this.#holds];
    this.#holds.clear();
    for (const name of names) this.#sought.get(name)?.lost();
  }
}

class Listeners {
  readonly #of = new Map<Channel, Set<Listener>>();

  add(channel: Channel, listener: Listener): void {
    this.#of.set(channel, (this.#of.get(channel) ?? new Set()).add(listener));
  }

  call(channel: Channel, said: string): void {
    for (const listener of this.#of.get(channel) ?? [])
      try {
        listener(said);
      } catch (error) {
        complain('servers', error);
      }
  }
}

/** Work of one name, one after the other within this process. */
class OneByOne {
  readonly #last = new Map<string, Promise<unknown>>();

  of<T>(name: string, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(name) ?? Promise.resolve();
    const under = before.then(work, work);
    const settled = under.then(
      () => {},
      () => {},
    );
    this.#last.set(name, settled);
    void settled.then(() => this.#last.get(name) === settled && this.#last.delete(name));
    return under;
  }
}

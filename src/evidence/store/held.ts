import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { Problem } from '../../http/problem.ts';
import { clientOf } from './connection.ts';

export interface HeldOptions {
  config: pg.ClientConfig;
  /** Done on every new connection (locks, listening). A Problem that it throws ends the holding; anything else is tried again. */
  enter: (client: pg.Client) => Promise<void>;
  /** Milliseconds without a connection after which it is given up; Infinity: never. */
  giveUp: number;
}

/** Asked so often whether the database answers, and waited for so long: together under five seconds. */
const askEvery = 500;
const answerWithin = 3_000;

/** A connection that is held for the life of a process: one that breaks is opened anew and does again what it is for. */
export class Held {
  readonly #options: HeldOptions;
  #client: pg.Client | undefined;
  #ended = false;
  #heard = Date.now();
  #silent = false;
  readonly #waiting = new Set<() => void>();
  readonly #lost = Promise.withResolvers<unknown>();

  private constructor(options: HeldOptions) {
    this.#options = options;
  }

  /** Throws what the first try throws. */
  static async open(options: HeldOptions): Promise<Held> {
    const held = new Held(options);
    await held.#connect();
    void held.#watch();
    return held;
  }

  /** Resolves with the reason once the connection was given up. */
  get lost(): Promise<unknown> {
    return this.#lost.promise;
  }

  /** True while the database does not answer. */
  get silent(): boolean {
    return this.#silent;
  }

  /** Rejects with `problem()` as soon as the database falls silent, if that is before `work` is done. */
  async unlessSilent<T>(work: () => Promise<T>, problem: () => Error): Promise<T> {
    if (this.#silent) throw problem();
    const silence = Promise.withResolvers<never>();
    const give = () => silence.reject(problem());
    this.#waiting.add(give);
    try {
      return await Promise.race([work(), silence.promise]);
    } finally {
      this.#waiting.delete(give);
    }
  }

  /** Throws while there is no connection. */
  async query<Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<pg.QueryResult<Row>> {
    if (!this.#client) throw new Error('connection terminated');
    return this.#client.query<Row>(text, values);
  }

  async end(): Promise<void> {
    this.#ended = true;
    await this.#client?.end().catch(() => {});
  }

  async #connect(): Promise<void> {
    const client = clientOf({ connectionTimeoutMillis: answerWithin, ...this.#options.config });
    try {
      await client.connect();
      await this.#options.enter(client);
    } catch (error) {
      await client.end().catch(() => {});
      throw error;
    }
    this.#client = client;
    this.#hear();
    // It may have ended while it entered.
    client.once('end', () => void this.#again(client));
  }

  async #again(broken: pg.Client): Promise<void> {
    if (this.#ended || this.#client !== broken) return;
    this.#client = undefined;
    const since = Date.now();
    for (let wait = 20; !this.#ended; wait = Math.min(1_000, wait * 2)) {
      try {
        await this.#connect();
        if (this.#ended) await this.end();
        return;
      } catch (error) {
        if (error instanceof Problem || Date.now() - since > this.#options.giveUp) {
          this.#fallSilent();
          this.#ended = true;
          this.#lost.resolve(error);
          return;
        }
        if (Date.now() - this.#heard > answerWithin) this.#fallSilent();
      }
      await sleep(wait);
    }
  }

  async #watch(): Promise<void> {
    while (!this.#ended) {
      await sleep(askEvery, undefined, { ref: false });
      const client = this.#client;
      if (!client) continue;
      const answer = client.query('select 1').then(
        () => true,
        () => true,
      );
      // The second, short wait: after the event loop was held up, an answer that has long come is read before the verdict.
      const late = sleep(answerWithin, false, { ref: false }).then(() => sleep(100, false, { ref: false }));
      if (await Promise.race([answer, late])) {
        if (this.#client === client) this.#hear();
        continue;
      }
      this.#fallSilent();
      await answer;
      if (this.#client === client) this.#hear();
    }
  }

  #hear(): void {
    this.#heard = Date.now();
    this.#silent = false;
  }

  #fallSilent(): void {
    this.#silent = true;
    for (const give of this.#waiting) give();
    this.#waiting.clear();
  }
}

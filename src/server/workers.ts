import cluster, { type Worker } from 'node:cluster';
import { setTimeout as sleep } from 'node:timers/promises';
import { Held } from '../evidence/store/held.ts';
import { type Database, openDatabase } from '../evidence/store/postgres.ts';
import { nameOfServer, ownFolder } from '../evidence/store/serving.ts';
import type { ServeOptions } from './serve-options.ts';
import { checkPort, mayBeAway } from './serve.ts';
import { buildWebIfStale } from './web-build.ts';

/** What a worker says to its supervisor once it answers. */
export interface WorkerReady {
  ready: string;
}

/** Which worker this process is, by what its supervisor gave it; undefined: none. */
export function workerOf(count: number): ServeOptions['worker'] {
  const slot = Number(process.env.LANTU_WORKER);
  return cluster.isWorker && slot >= 1 ? { slot, of: count } : undefined;
}

export interface SuperviseOptions extends Pick<ServeOptions, 'dataDir' | 'databaseUrl' | 'host' | 'port' | 'onStep'> {
  count: number;
  /** Milliseconds that a worker may take to end what is under way. */
  grace: number;
  /** Called once a worker answers. */
  onReady: (url: string) => void;
}

/**
 * Several servers on one port and one database, which is this process's where it is the embedded one. A worker that ends is
 * started again; `renew` puts a new one, of the program as it is on the disk now, in the place of each, one after the other.
 * Throws what keeps it from starting.
 */
export class Supervisor {
  readonly #options: SuperviseOptions;
  readonly #workers = new Map<number, Worker>();
  #database: Database | undefined;
  #folder: Held | undefined;
  #stopping = false;
  #answered = false;
  #renewing: Promise<void> = Promise.resolve();
  readonly #failed = Promise.withResolvers<number>();

  private constructor(options: SuperviseOptions) {
    this.#options = options;
  }

  static async start(options: SuperviseOptions): Promise<Supervisor> {
    await checkPort(options);
    const supervisor = new Supervisor(options);
    const built = buildWebIfStale(options.onStep);
    built.catch(() => {});
    try {
      await supervisor.#open();
      await built;
    } catch (error) {
      await supervisor.stop();
      throw error;
    }
    for (let slot = 1; slot <= options.count; slot += 1) void supervisor.#keep(slot);
    return supervisor;
  }

  /** Resolves with an exit code where no worker ever came to answer. */
  get failed(): Promise<number> {
    return this.#failed.promise;
  }

  /** Another worker for each, which answers before the one that it replaces is told to end. */
  renew(): Promise<void> {
    this.#renewing = this.#renewing.then(async () => {
      for (const [slot, old] of this.#workers) {
        if (this.#stopping) return;
        const fresh = this.#fork(slot);
        if (await answered(fresh)) {
          this.#workers.set(slot, fresh);
          void this.#watch(slot, fresh);
          await this.#end(old);
        }
      }
    });
    return this.#renewing;
  }

  /** Tells all workers to end, waits for them, and gives the database back. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await Promise.all([...this.#workers.values()].map((worker) => this.#end(worker)));
    await this.#close();
  }

  async #open(): Promise<void> {
    const { dataDir, databaseUrl, onStep, host, port } = this.#options;
    this.#database = await openDatabase({ dataDir, databaseUrl, onStep });
    if (!this.#database.embedded) return;
    this.#folder = await Held.open({
      config: {
        connectionString: this.#database.url,
        application_name: nameOfServer(`http://${host}:${port}`),
      },
      giveUp: mayBeAway,
      enter: ownFolder,
    });
    void this.#folder.lost.then(() => this.#again());
  }

  async #close(): Promise<void> {
    await this.#folder?.end();
    await this.#database?.release();
  }

  /** The embedded database went away: it is started again, and with it, on another port, every worker. */
  async #again(): Promise<void> {
    for (let wait = 500; !this.#stopping; wait = Math.min(15_000, wait * 2)) {
      try {
        await this.#close();
        await this.#open();
        break;
      } catch (error) {
        process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
        await sleep(wait);
      }
    }
    for (const worker of this.#workers.values()) worker.process.kill('SIGKILL');
  }

  #fork(slot: number): Worker {
    const url = this.#database?.url;
    return cluster.fork({ LANTU_WORKER: String(slot), ...(url !== undefined && { DATABASE_URL: url }) });
  }

  /** Has a worker in a slot for as long as this process goes on. */
  async #keep(slot: number): Promise<void> {
    for (let wait = 500; !this.#stopping; wait = Math.min(15_000, wait * 2)) {
      const worker = this.#fork(slot);
      this.#workers.set(slot, worker);
      if (await answered(worker)) return void this.#watch(slot, worker);
      if (this.#stopping) return;
      // Before anybody was answered there is something that whoever starts it must hear of.
      if (!this.#answered) this.#failed.resolve(worker.process.exitCode ?? 1);
      await sleep(wait);
    }
  }

  async #watch(slot: number, worker: Worker): Promise<void> {
    if (!this.#answered) {
      this.#answered = true;
      this.#options.onReady(`http://${this.#options.host}:${this.#options.port}`);
    }
    await ended(worker);
    if (this.#stopping || this.#workers.get(slot) !== worker) return;
    const { exitCode, signalCode } = worker.process;
    this.#options.onStep({
      zh: `工作进程 ${slot} 结束（${signalCode ?? exitCode}），重新启动`,
      en: `Worker ${slot} ended (${signalCode ?? exitCode}); starting it again`,
    });
    await this.#keep(slot);
  }

  async #end(worker: Worker): Promise<void> {
    if (worker.isDead()) return;
    worker.process.kill('SIGTERM');
    const late = setTimeout(() => worker.process.kill('SIGKILL'), this.#options.grace + 5_000);
    await ended(worker);
    clearTimeout(late);
  }
}

const ended = (worker: Worker) =>
  worker.isDead() ? Promise.resolve() : new Promise<void>((done) => worker.once('exit', () => done()));

/** True once a worker says that it answers; false when it ended before. */
const answered = (worker: Worker) =>
  new Promise<boolean>((done) => {
    worker.once('message', () => done(true));
    void ended(worker).then(() => done(false));
  });

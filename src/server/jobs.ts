import { PgBoss } from 'pg-boss';
import type { Domain, Job, Jobs, Services } from '../evidence/domain.ts';

/** Background work on pg-boss: survives a restart, runs one job of a kind at a time, can be cancelled while it runs. */
export class JobRunner implements Jobs {
  readonly #boss: PgBoss;
  readonly #running = new Map<string, AbortController>();
  readonly #workers = new Map<string, string>();
  readonly #names = new Map<string, string>();

  constructor(url: string) {
    this.#boss = new PgBoss({ connectionString: url, max: 3, schedule: false });
    this.#boss.on('error', (error) => process.stderr.write(`jobs: ${error.message}\n`));
  }

  async start(services: Services, domains: readonly Domain[]): Promise<void> {
    await this.#boss.start();
    for (const job of domains.flatMap((domain) => domain.jobs ?? [])) await this.#offer(services, job);
  }

  async #offer(services: Services, job: Job): Promise<void> {
    await this.#boss.createQueue(job.name);
    const worker = await this.#boss.work<object>(
      job.name,
      { batchSize: 1, pollingIntervalSeconds: 2 },
      async (batch) => {
        for (const { id, data, signal } of batch) {
          const own = new AbortController();
          this.#running.set(id, own);
          try {
            await job.run(services, data as never, AbortSignal.any([signal, own.signal]));
          } finally {
            this.#running.delete(id);
            this.#names.delete(id);
          }
        }
      },
    );
    this.#workers.set(job.name, worker);
  }

  async send(name: string, data: object): Promise<string> {
    // A job that its process did not live to finish is taken up again after the next start.
    const id = await this.#boss.send(name, data, { retryLimit: 2, expireInSeconds: 900 });
    if (id === null) throw new Error(`the job ${name} was not accepted`);
    this.#names.set(id, name);
    const worker = this.#workers.get(name);
    if (worker) this.#boss.notifyWorker(worker);
    return id;
  }

  async cancel(id: string): Promise<void> {
    const name = this.#names.get(id);
    if (name) await this.#boss.cancel(name, id);
    this.#running.get(id)?.abort();
  }

  async stop(): Promise<void> {
    for (const running of this.#running.values()) running.abort();
    await this.#boss.stop({ graceful: true, timeout: 5_000 });
  }
}

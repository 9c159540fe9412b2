import { PgBoss } from 'pg-boss';
import type { Domain, Job, Jobs, Services } from '../evidence/domain.ts';

/** At most so many jobs of a kind at once, and one of them of one person: nobody's queue holds all others. */
const atOnce = 2;

/**
 * Background work on pg-boss: survives a restart, runs a few jobs of a kind at a time, each of another person, can be
 * cancelled while it runs.
 */
export class JobRunner implements Jobs {
  readonly #boss: PgBoss;
  readonly #running = new Map<string, { abort: AbortController; job: Job }>();
  readonly #workers = new Map<string, string[]>();
  readonly #names = new Map<string, string>();
  #stopping = false;

  /** `say` is told what goes wrong in the background. */
  constructor(url: string, say: (event: string, fields: { message: string }) => void = () => {}) {
    this.#boss = new PgBoss({ connectionString: url, max: 4, schedule: false });
    this.#boss.on('error', ({ message }) => say('jobs', { message }));
  }

  async start(services: Services, domains: readonly Domain[]): Promise<void> {
    await this.#boss.start();
    for (const job of domains.flatMap((domain) => domain.jobs ?? [])) await this.#offer(services, job);
  }

  async #offer(services: Services, job: Job): Promise<void> {
    await this.#boss.createQueue(job.name);
    const run = async (batch: { id: string; data: object; signal: AbortSignal }[]) => {
      for (const { id, data, signal } of batch) {
        const own = new AbortController();
        this.#running.set(id, { abort: own, job });
        try {
          await job.run(services, data as never, AbortSignal.any([signal, own.signal]));
        } finally {
          this.#running.delete(id);
          this.#names.delete(id);
        }
        // Cut by the end of the server, not by a person: it is taken up again after the next start.
        if (this.#stopping && own.signal.aborted && !job.disposable) throw new Error('the server stopped');
      }
    };
    const options = { batchSize: 1, pollingIntervalSeconds: 2, localGroupConcurrency: 1 } as const;
    // One by one, not as one worker of many: only the first of those is woken by a new job.
    const workers: string[] = [];
    for (let n = 0; n < atOnce; n += 1) workers.push(await this.#boss.work<object>(job.name, options, run));
    this.#workers.set(job.name, workers);
  }

  async send(name: string, data: object, by = ''): Promise<string> {
    // A job that its process did not live to finish is taken up again after the next start.
    const id = await this.#boss.send(name, data, {
      retryLimit: 2,
      // A process that died says nothing any more: its jobs are taken up again after a minute or two.
      heartbeatSeconds: 30,
      expireInSeconds: 900,
      group: { id: by === '' ? 'system' : `person ${by}` },
    });
    if (id === null) throw new Error(`the job ${name} was not accepted`);
    this.#names.set(id, name);
    for (const worker of this.#workers.get(name) ?? []) this.#boss.notifyWorker(worker);
    return id;
  }

  async cancel(id: string): Promise<void> {
    const name = this.#names.get(id);
    if (name) await this.#boss.cancel(name, id);
    this.#running.get(id)?.abort.abort();
  }

  /** Takes up nothing new; what is under way may finish within `grace` milliseconds and is cut after that. */
  async stop(grace = 0): Promise<void> {
    this.#stopping = true;
    const cut = (which: (job: Job) => boolean) => {
      for (const { abort, job } of this.#running.values()) if (which(job)) abort.abort();
    };
    cut((job) => job.disposable === true);
    const timer = setTimeout(() => cut(() => true), grace);
    try {
      await this.#boss.stop({ graceful: true, timeout: grace + 5_000 });
    } finally {
      clearTimeout(timer);
    }
  }
}

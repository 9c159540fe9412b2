import { Counter, Gauge, Histogram, type OpenMetricsContentType, Registry, collectDefaultMetrics } from 'prom-client';

/** What an operator watches, in the OpenMetrics text format. */
export class Metrics {
  readonly #registry = new Registry<OpenMetricsContentType>();
  readonly #requests: Counter<'method' | 'route' | 'status'>;
  readonly #seconds: Histogram<'method'>;
  readonly #up: Gauge;
  readonly #entries: Gauge<'jurisdiction'>;
  readonly #chains: () => Promise<ReadonlyMap<string, number>>;
  readonly #silent: () => boolean;

  /**
   * `chains` gives the position of each chain when it is asked for. `worker`: its number among several, which every line then
   * carries, because whoever asks gets the figures of one of them.
   */
  constructor(chains: () => Promise<ReadonlyMap<string, number>>, silent: () => boolean, worker?: number) {
    if (worker !== undefined) this.#registry.setDefaultLabels({ worker: String(worker) });
    this.#registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
    const registers = [this.#registry];
    collectDefaultMetrics({ register: this.#registry as never });
    this.#requests = new Counter({
      name: 'lantu_requests',
      help: 'Requests answered, by route and status.',
      labelNames: ['method', 'route', 'status'],
      registers,
    });
    this.#seconds = new Histogram({
      name: 'lantu_request_seconds',
      help: 'Time from a request to its answer.',
      labelNames: ['method'],
      buckets: [0.005, 0.02, 0.1, 0.5, 1, 2.5, 5, 10, 30],
      registers,
    });
    this.#up = new Gauge({ name: 'lantu_database_up', help: '1 while the database answers.', registers });
    this.#entries = new Gauge({
      name: 'lantu_chain_entries',
      help: 'Entries of each chain of evidence.',
      labelNames: ['jurisdiction'],
      registers,
    });
    this.#chains = chains;
    this.#silent = silent;
  }

  answered(method: string, route: string, status: number, seconds: number): void {
    this.#requests.inc({ method, route, status: String(status) });
    this.#seconds.observe({ method }, seconds);
  }

  async text(): Promise<{ type: string; body: string }> {
    const silent = this.#silent();
    this.#up.set(silent ? 0 : 1);
    // What cannot be asked is left as it was last known.
    if (!silent)
      for (const [jurisdiction, entries] of await this.#chains().catch(() => new Map<string, number>()))
        this.#entries.set({ jurisdiction }, entries);
    return { type: this.#registry.contentType, body: await this.#registry.metrics() };
  }
}

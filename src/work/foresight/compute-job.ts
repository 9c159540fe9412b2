import { complain } from '../../evidence/store/complain.ts';
import { Worker } from 'node:worker_threads';
import type { Job, Services } from '../../evidence/domain.ts';
import { gatherContributions } from './contributions.ts';
import { failed, jobName, order, type Order } from './run.ts';

/** The shipped plan takes under a minute from nothing; nothing sane takes longer than this. */
const LIMIT = 600_000;
/** Entries come in bursts: a run starts when the ledger has been quiet for so long. */
const QUIET = 1_500;

/** Computes the results of one day and one reach in a thread with its own connection to the database. */
export const computeJob: Job = {
  name: jobName,
  disposable: true,
  run: async (services, ordered: Order, signal) => {
    const { jurisdiction, asOf, reach } = ordered;
    const view = await services.snapshots.at(jurisdiction, asOf, reach);
    const contributions = [...(await gatherContributions(services.lists, view, reach))];
    const worker = new Worker(new URL('./compute-worker.ts', import.meta.url), {
      workerData: { databaseUrl: services.databaseUrl, order: ordered, contributions },
      execArgv: ['--disable-warning=ExperimentalWarning'],
      resourceLimits: { maxOldGenerationSizeMb: 1024 },
    });
    const stop = () => void worker.terminate();
    signal.addEventListener('abort', stop);
    const timer = setTimeout(stop, LIMIT);
    let done = false;
    try {
      await new Promise<void>((ended) => {
        worker.on('message', () => (done = true));
        worker.on('error', (error) => complain('foresight', error));
        worker.on('exit', () => ended());
      });
      if (!done && !signal.aborted)
        await failed(services.store, ordered, {
          zh: '上次预测没有算完。下一条账目之后会重算；一直这样请告诉系统管理员。',
          en: 'The last run of the forecast did not finish. It runs again after the next entry; if it stays, tell the administrator.',
        });
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      await worker.terminate();
    }
  },
};

/** Keeps the results of today up with the ledger: a run at the start, and one after each burst of entries. */
export function followLedger(services: Services): void {
  const waiting = new Map<string, NodeJS.Timeout>();
  const said = (error: unknown) => complain('foresight', error);
  const orderBoth = (jurisdiction: string, anew: boolean) => {
    for (const reach of ['all', 'approved'] as const)
      order(services, { jurisdiction, asOf: services.today(), reach }, anew).catch(said);
  };
  services.ledger.onCommit((jurisdiction) => {
    clearTimeout(waiting.get(jurisdiction));
    waiting.set(jurisdiction, setTimeout(() => orderBoth(jurisdiction, false), QUIET).unref());
  });
  // At the start in any case: the program may be a newer one, and what did not change is not computed again.
  const chains = services.store.selectFrom('chain_head').select('jurisdiction_id').where('seq', '>', 0).execute();
  chains.then((rows) => rows.forEach((row) => orderBoth(row.jurisdiction_id, true))).catch(said);
}

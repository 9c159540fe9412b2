import { constants, setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import type { Contribution } from '../../core/foresee/index.ts';
import { adjustmentsOn } from '../../evidence/figures/adjustment.ts';
import { Snapshots } from '../../evidence/reading/snapshots.ts';
import { openStore } from '../../evidence/store/store.ts';
import type { Run } from './api.ts';
import { compute, type Tell } from './board.ts';
import { memoryOf } from './memory.ts';
import { recordOf } from './record.ts';
import { finished, forgetOld, type Order, progressed } from './run.ts';

const { databaseUrl, order, contributions } = workerData as {
  databaseUrl: string;
  order: Order;
  contributions: [string, Contribution[]][];
};
const { jurisdiction, asOf, reach } = order;
const store = openStore(databaseUrl, 2);

/** Writes at most twice a second: what is told more often nobody reads. */
function teller(from: number, to: number, step: NonNullable<Run['step']>): Tell {
  let last = 0;
  return async (share) => {
    if (performance.now() - last < 500) return;
    last = performance.now();
    await progressed(store, order, from + (to - from) * share, step);
  };
}

// On Linux this is the priority of the thread alone: readers come first. Elsewhere it would be that of the whole program.
if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_LOW);

try {
  const snapshots = new Snapshots(store);
  const view = await snapshots.at(jurisdiction, asOf, reach);
  const { remember, sweep } = memoryOf(store, jurisdiction, new Date().toISOString().slice(0, 10));
  const adjustments = reach === 'all' ? await adjustmentsOn(store, jurisdiction, asOf) : [];
  const { head } = view.snapshot;
  const board = await compute(
    view,
    { contributions: new Map(contributions), adjustments },
    remember,
    teller(0, 0.4, { zh: '预测和达成概率', en: 'Forecasts and probabilities' }),
  );
  await finished(store, order, head, { board });
  const record = await recordOf(
    view,
    (day) => snapshots.at(jurisdiction, day, reach),
    remember,
    teller(0.4, 1, { zh: '回看以前的预测', en: 'Looking back at earlier forecasts' }),
  );
  await finished(store, order, head, { record });
  await sweep();
  await forgetOld(store, jurisdiction);
  parentPort?.postMessage('done');
} finally {
  await store.destroy();
}

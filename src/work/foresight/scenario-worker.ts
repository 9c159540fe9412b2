import { parentPort, workerData } from 'node:worker_threads';
import type { Contribution } from '../../core/foresee/index.ts';
import { adjustmentsOn } from '../../evidence/figures/adjustment.ts';
import { Snapshots } from '../../evidence/reading/snapshots.ts';
import { openStore } from '../../evidence/store/store.ts';
import { Problem } from '../../http/problem.ts';
import type { ScenarioBody } from './api.ts';
import { memoryOf } from './memory.ts';
import type { Order } from './run.ts';
import { answerScenario } from './scenario.ts';

const { databaseUrl, order, contributions, body } = workerData as {
  databaseUrl: string;
  order: Order;
  contributions: [string, Contribution[]][];
  body: ScenarioBody;
};
const { jurisdiction, asOf, reach } = order;
const store = openStore(databaseUrl, 2);
try {
  const view = await new Snapshots(store).at(jurisdiction, asOf, reach);
  const adjustments = reach === 'all' ? await adjustmentsOn(store, jurisdiction, asOf) : [];
  const { remember } = memoryOf(store, jurisdiction, new Date().toISOString().slice(0, 10));
  parentPort?.postMessage({
    answer: await answerScenario(view, { contributions: new Map(contributions), adjustments }, body, remember),
  });
} catch (error) {
  if (!(error instanceof Problem)) throw error;
  const { status, code, title, hint } = error.body;
  parentPort?.postMessage({ problem: { status, code, ...title, ...(hint && { hint }) } });
} finally {
  await store.destroy();
}

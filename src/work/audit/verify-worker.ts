import { parentPort, workerData } from 'node:worker_threads';
import { verifyChains } from '../../evidence/book.ts';
import { openStore } from '../../evidence/store/store.ts';

const { databaseUrl, jurisdiction } = workerData as { databaseUrl: string; jurisdiction: string };
const store = openStore(databaseUrl, 2);
try {
  parentPort?.postMessage((await verifyChains(store, jurisdiction))[0] ?? null);
} finally {
  await store.destroy();
}

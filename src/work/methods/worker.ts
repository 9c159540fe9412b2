import { constants, setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { compute, type Method } from '../../evidence/method.ts';
import { Problem } from '../../http/problem.ts';
import type { Order, Said } from './run.ts';

// On Linux this is the priority of the thread alone: readers come first. Elsewhere it would be that of the whole program.
if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_LOW);

const { module, id, given } = workerData as Order;
const { methods } = (await import(module)) as { methods: readonly Method[] };
const method = methods.find((one) => one.id === id);
if (!method) throw new Error(`${module} has no method ${id}`);
parentPort?.postMessage(
  await compute(method, given).then(
    (result): Said => ({ result }),
    (error: unknown): Said => {
      if (error instanceof Problem) return { problem: error.body };
      throw error;
    },
  ),
);

import { parentPort, workerData } from 'node:worker_threads';
import loadHighs from 'highs';
import { solverOf } from '../../core/decide/index.ts';
import { allocate, type AllocationInput } from './allocation.ts';

// The package types its ES module as if it were CommonJS.
const load = loadHighs as unknown as typeof loadHighs.default;
parentPort?.postMessage(allocate(workerData as AllocationInput, solverOf(await load())));

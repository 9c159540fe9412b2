import loadHighs from 'highs';
import { solverOf } from '../../core/decide/index.ts';
import { allocate, type AllocationInput } from './allocation.ts';

// The package types its ES module as if it were CommonJS.
const load = loadHighs as unknown as typeof loadHighs.default;

/** The allocation with its optimiser, which holds its thread until it is done. */
export async function work(input: AllocationInput): Promise<ReturnType<typeof allocate>> {
  return allocate(input, solverOf(await load()));
}

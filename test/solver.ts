import loadHighs from 'highs';
import { solverOf, type Solve } from '../src/core/decide/index.ts';

/** HiGHS on the test's own thread. */
export async function testSolver(): Promise<Solve> {
  // The package types its ES module as if it were CommonJS.
  const load = loadHighs as unknown as typeof loadHighs.default;
  return solverOf(await load());
}

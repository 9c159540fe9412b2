import { Snapshots } from '../../evidence/reading/snapshots.ts';
import type { Given } from '../../evidence/run/index.ts';
import { openStore } from '../../evidence/store/store.ts';
import type { ScenarioAnswer, ScenarioBody } from './api.ts';
import { givenOn } from './given.ts';
import { memoryOf } from './memory.ts';
import type { Order } from './run.ts';
import { answerScenario } from './scenario.ts';

/** Computes a scenario; throws a Problem where it cannot be computed. Runs in a thread. */
export async function work({
  databaseUrl,
  contributing,
  order: { jurisdiction, asOf, reach },
  body,
}: Given & { order: Order; body: ScenarioBody }): Promise<ScenarioAnswer> {
  const store = openStore(databaseUrl, 2);
  try {
    const view = await new Snapshots(store).at(jurisdiction, asOf, reach);
    const { remember } = memoryOf(store, jurisdiction, new Date().toISOString().slice(0, 10));
    return await answerScenario(view, await givenOn(store, contributing, view, reach), body, remember);
  } finally {
    await store.destroy();
  }
}

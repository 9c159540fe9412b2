import { Snapshots } from '../../evidence/reading/snapshots.ts';
import type { Given } from '../../evidence/run/index.ts';
import { openStore } from '../../evidence/store/store.ts';
import { givenOn } from './given.ts';
import { memoryOf } from './memory.ts';
import type { NextPlan } from './next-api.ts';
import { nextPlanOf } from './next.ts';
import type { Order } from './run.ts';

/** Computes the page of the next plan. Runs in a thread. */
export async function work({
  databaseUrl,
  contributing,
  order: { jurisdiction, asOf, reach },
  until,
}: Given & { order: Order; until: number }): Promise<NextPlan> {
  const store = openStore(databaseUrl, 2);
  try {
    const snapshots = new Snapshots(store);
    const view = await snapshots.at(jurisdiction, asOf, reach);
    // What failed is what the plan that leads promised for its end, whatever the task of this year.
    const leading = view.snapshot.plan
      ? await snapshots.at(jurisdiction, asOf, reach, view.snapshot.plan.item.id)
      : view;
    const { remember } = memoryOf(store, jurisdiction, new Date().toISOString().slice(0, 10));
    return await nextPlanOf(view, leading, until, await givenOn(store, contributing, view, reach), remember);
  } finally {
    await store.destroy();
  }
}

import { constants, setPriority } from 'node:os';
import { Snapshots } from '../../evidence/reading/snapshots.ts';
import type { RunWork } from '../../evidence/run/index.ts';
import { openStore } from '../../evidence/store/store.ts';
import type { Tell } from './board.ts';
import type { Computing } from './computing.ts';
import { recordOf } from './record.ts';
import { finished, forgetOld } from './run.ts';
import { storeBoard } from './stored.ts';

export const work: RunWork<Computing> = async ({ databaseUrl, contributing, jurisdiction, body }, tell) => {
  // Nobody waits for it: see entry.ts of evidence/run.
  if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_LOW);
  const { asOf, reach } = body;
  const order = { jurisdiction, asOf, reach };
  const share = (from: number, to: number, zh: string, en: string): Tell => {
    const step = { zh, en };
    return async (done) => tell({ progress: from + (to - from) * done, step });
  };
  const store = openStore(databaseUrl, 2);
  try {
    const snapshots = new Snapshots(store);
    const view = await snapshots.at(jurisdiction, asOf, reach);
    const { head } = view.snapshot;
    const viewOf = (plan: string) => snapshots.at(jurisdiction, asOf, reach, plan);
    const chances = share(0, 0.4, '预测和达成概率', 'Forecasts and probabilities');
    const { remember, sweep } = await storeBoard(store, contributing, view, viewOf, order, chances);
    const record = await recordOf(
      view,
      (day) => snapshots.at(jurisdiction, day, reach),
      remember,
      share(0.4, 1, '回看以前的预测', 'Looking back at earlier forecasts'),
    );
    await finished(store, order, head, { record });
    await sweep();
    await forgetOld(store, jurisdiction);
    return {};
  } finally {
    await store.destroy();
  }
};

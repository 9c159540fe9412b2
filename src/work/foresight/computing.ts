import { runKind } from '../../evidence/run/index.ts';
import type { ForesightReach } from '../../evidence/reading/outlooks.ts';

/** What the results of one day and one reach are computed from. */
export interface Computing {
  asOf: string;
  reach: ForesightReach;
  /** Position of the chain that they were ordered for. */
  head: number;
}

/** Computes the results of one day and one reach. The shipped plan takes under a minute from nothing. */
export const computings = runKind<Computing>({
  id: 'foresight.compute',
  name: { zh: '预测', en: 'forecasts' },
  work: new URL('./compute-work.ts', import.meta.url),
  seconds: 600,
  megabytes: 1024,
  keptDays: 1,
  disposable: true,
  failed: {
    code: 'foresight-failed',
    title: {
      zh: '上次预测没有算完。下一条账目之后会重算；一直这样请告诉系统管理员。',
      en: 'The last run of the forecast did not finish. It runs again after the next entry; if it stays, tell the administrator.',
    },
    hint: null,
  },
});

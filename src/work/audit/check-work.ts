import type { Text } from '../../core/measure/index.ts';
import { holds, verifyChains } from '../../evidence/book.ts';
import { openStore } from '../../evidence/store/store.ts';
import type { RunWork } from '../../evidence/run/index.ts';
import type { Check } from './checks.ts';

/** Where each part of a whole check begins and how much of its time it takes. */
const parts: Record<'seals' | 'replay' | 'comparison', { begins: number; takes: number; step: Text }> = {
  seals: { begins: 0, takes: 0.05, step: { zh: '逐条重算 SM3', en: 'Computing each SM3 again' } },
  replay: { begins: 0.05, takes: 0.85, step: { zh: '重放账本', en: 'Replaying the ledger' } },
  comparison: { begins: 0.9, takes: 0.1, step: { zh: '与数据表对照', en: 'Comparing with the tables' } },
};

/** Checks a chain to its head, with its tables or what came since a good head alone. */
export const work: RunWork<Check> = async ({ databaseUrl, jurisdiction, body: { since } }, tell) => {
  const began = performance.now();
  const store = openStore(databaseUrl, 2);
  try {
    const [report] = await verifyChains(store, jurisdiction, {
      since: since ?? undefined,
      tell: (part, share) => {
        const { begins, takes, step } = parts[part];
        tell({ progress: since ? share : begins + takes * share, step });
      },
    });
    if (!report) throw new Error(`there is no jurisdiction ${jurisdiction}`);
    const { entries, head, firstBroken, differing = [], security, streams } = report;
    const seconds = Math.round(performance.now() - began) / 1000;
    return {
      found: {
        ok: holds(report),
        entries,
        head,
        seconds,
        firstBroken: firstBroken ?? streams.firstBroken ?? null,
        differing,
        security: security ?? null,
      },
    };
  } finally {
    await store.destroy();
  }
};

import { verifyChains } from '../../evidence/book.ts';
import type { ChainReport } from '../../evidence/ledger/verify.ts';
import { openStore } from '../../evidence/store/store.ts';

interface Place {
  databaseUrl: string;
  jurisdiction: string;
}

/** Checks a chain from its first entry to its head; null where there is none. Hashing a long one takes seconds. */
export async function work({ databaseUrl, jurisdiction }: Place): Promise<ChainReport | null> {
  const store = openStore(databaseUrl, 2);
  try {
    return (await verifyChains(store, jurisdiction))[0] ?? null;
  } finally {
    await store.destroy();
  }
}

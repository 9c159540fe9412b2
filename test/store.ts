import { inject } from 'vitest';
import { addJurisdiction } from '../src/evidence/ledger/ledger.ts';
import { Ledger } from '../src/evidence/book.ts';
import { loadPack, readPack, shippedPack } from '../src/evidence/pack/pack.ts';
import { migrate } from '../src/evidence/store/migrate.ts';
import { openStore, type Store } from '../src/evidence/store/store.ts';
import { copyOf } from './template.ts';

export interface TestStore {
  url: string;
  store: Store;
  ledger: Ledger;
  close(): Promise<void>;
}

/** A fresh database: `empty` holds one empty jurisdiction, `test`; `qingzhen` the shipped pack with its demonstration. */
export async function testStore(holds: 'empty' | 'qingzhen' = 'empty'): Promise<TestStore> {
  const url = await copyOf(inject('databaseUrl'), holds, async (template) => {
    await migrate(template);
    const store = openStore(template, 2);
    try {
      if (holds === 'empty') await addJurisdiction(store, 'test', { zh: '测试市', en: 'Test' });
      else await loadPack(store, new Ledger(store), readPack(shippedPack(holds)), { actor: 'pack', demo: true });
    } finally {
      await store.destroy();
    }
  });
  const store = openStore(url, 8);
  return { url, store, ledger: new Ledger(store), close: () => store.destroy() };
}

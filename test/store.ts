import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { addJurisdiction } from '../src/evidence/ledger/ledger.ts';
import { Ledger } from '../src/evidence/book.ts';
import { migrate, openStore, type Store } from '../src/evidence/store/store.ts';

export interface TestStore {
  url: string;
  store: Store;
  ledger: Ledger;
  close(): Promise<void>;
}

/** A fresh database with the schema and one empty jurisdiction, `test`. */
export async function testStore(): Promise<TestStore> {
  const base = inject('databaseUrl');
  const name = `t_${randomUUID().replaceAll('-', '')}`;
  const admin = new pg.Client({ connectionString: base });
  await admin.connect();
  await admin.query(`create database ${name}`);
  await admin.end();
  const url = base.replace(/\/lantu$/, `/${name}`);
  await migrate(url);
  const store = openStore(url, 8);
  await addJurisdiction(store, 'test', { zh: '测试市', en: 'Test' });
  return { url, store, ledger: new Ledger(store), close: () => store.destroy() };
}

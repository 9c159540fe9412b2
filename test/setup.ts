import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { openDatabase } from '../src/evidence/store/postgres.ts';

/** One PostgreSQL for all tests of a run; each file gets a database of its own in it (`store.ts`). */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'lantu-test-'));
  const database = await openDatabase({ dataDir });
  // What is thrown away after the run need not outlive a power cut; the tests of holding have a PostgreSQL of their own.
  // Settings of the whole server are its owner's; the program's own role is none.
  const owner = new URL(database.url);
  owner.username = 'lantu_owner';
  owner.password = readFileSync(join(dataDir, 'pg-owner-password'), 'utf8');
  const admin = new pg.Client({ connectionString: owner.href });
  await admin.connect();
  for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes'])
    await admin.query(`alter system set ${setting} = off`);
  await admin.query('select pg_reload_conf()');
  await admin.end();
  project.provide('databaseUrl', database.url);
  return async () => {
    await database.release();
    rmSync(dataDir, { recursive: true, force: true });
  };
}

declare module 'vitest' {
  export interface ProvidedContext {
    databaseUrl: string;
  }
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { Problem } from '../../http/problem.ts';
import { clientOf } from './connection.ts';
import { changeAsLaidOut, layOutAdded } from './distribute.ts';
import { withoutServers } from './serving.ts';

const migrationsLock = 0x4c414e4d;
const folder = join(import.meta.dirname, 'migrations');

/** A migration that older servers would not survive says so in a line of its own; it is applied when nobody serves. */
export const alone = /^-- alone\b/m;

/** Sets a database up: one process at a time, the others wait. */
export async function settingUp<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = clientOf({ connectionString: url });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [migrationsLock]);
    return await work(client);
  } finally {
    await client.end();
  }
}

/**
 * Applies the numbered SQL files that the database does not have yet, each in a transaction of its own. Servers of the version
 * before go on meanwhile: a file only adds, unless it says `-- alone`. Throws 503 `database-newer`, `already-serving`.
 */
export async function migrate(url: string): Promise<string[]> {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort();
  const applied: string[] = [];
  await settingUp(url, async (client) => {
    await client.query(
      'create table if not exists schema_migration (name text primary key, applied_at timestamptz not null default now())',
    );
    await client.query('alter table schema_migration add column if not exists alone boolean not null default false');
    const { rows } = await client.query<{ name: string; alone: boolean }>('select name, alone from schema_migration');
    const known = new Set(rows.map((row) => row.name));
    // What a newer version only added does not hinder this one.
    const ahead = rows.filter((row) => row.alone && !files.includes(row.name)).map((row) => row.name);
    if (ahead.length > 0) {
      throw new Problem({
        status: 503,
        code: 'database-newer',
        zh: `数据库由更新的版本建立(${ahead.join('、')})。`,
        en: `The database was made by a newer version (${ahead.join(', ')}).`,
        hint: { zh: '升级本程序后再启动。', en: 'Upgrade this program, then start again.' },
      });
    }
    for (const name of files.filter((file) => !known.has(file))) {
      const text = readFileSync(join(folder, name), 'utf8');
      const byItself = alone.test(text);
      if (byItself && known.size > 0) await withoutServers(client);
      await client.query('begin');
      try {
        await changeAsLaidOut(client);
        await client.query(text);
        await layOutAdded(client);
        await client.query('insert into schema_migration (name, alone) values ($1, $2)', [name, byItself]);
        await client.query('commit');
      } catch (error) {
        await client.query('rollback');
        throw error;
      }
      applied.push(name);
    }
  });
  return applied;
}

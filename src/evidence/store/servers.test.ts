import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { testStore, type TestStore } from '../../../test/store.ts';
import { clientOf } from './connection.ts';
import { alone, migrate } from './migrate.ts';
import { JoinedServers } from './servers.ts';
import { enterServing } from './serving.ts';

let db: TestStore;
const joined: JoinedServers[] = [];
beforeAll(async () => {
  db = await testStore();
});
afterEach(() => Promise.all(joined.splice(0).map((one) => one.end())));
afterAll(() => db.close());

async function join1(): Promise<JoinedServers> {
  const servers = await JoinedServers.join({
    config: { connectionString: db.url, application_name: 'lantu serve test' },
    giveUp: Infinity,
    enter: (client) => enterServing(client, { folder: false, program: 'p' }),
  });
  joined.push(servers);
  return servers;
}

describe('servers of one database', () => {
  it('give work of a name to one of them, and to another as soon as that one is gone', async () => {
    const [first, second] = [await join1(), await join1()];
    const gained: string[] = [];
    first.seek('search', () => gained.push('first'));
    await expect.poll(() => first.mine('search')).toBe(true);
    second.seek('search', () => gained.push('second'));
    second.seek('other', () => gained.push('other'));
    await expect.poll(() => second.mine('other')).toBe(true);
    expect([first.mine('other'), second.mine('search')]).toEqual([false, false]);
    await first.end();
    await expect.poll(() => second.mine('search')).toBe(true);
    expect(gained).toEqual(['first', 'other', 'second']);
  });

  it('take work again after their connection broke, and never think that they have it in between', async () => {
    const [first, second] = [await join1(), await join1()];
    let lost = 0;
    first.seek(
      'watch',
      () => {},
      () => (lost += 1),
    );
    await expect.poll(() => first.mine('watch')).toBe(true);
    second.seek('watch', () => {});
    await sql`select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and granted
      and objid = (hashtext('watch')::bigint & 4294967295)::oid`.execute(db.store);
    await expect.poll(() => lost).toBe(1);
    await expect.poll(() => first.mine('watch') || second.mine('watch')).toBe(true);
    expect(first.mine('watch') && second.mine('watch')).toBe(false);
  });

  it('do what is for one alone one after the other', async () => {
    const servers = [await join1(), await join1()];
    let [within, most] = [0, 0];
    const turns = Array.from({ length: 12 }, (_, n) =>
      servers[n % 2]?.alone('key', async () => {
        most = Math.max(most, (within += 1));
        await sql`select pg_sleep(0.01)`.execute(db.store);
        within -= 1;
      }),
    );
    await Promise.all(turns);
    expect(most).toBe(1);
  });

  it('hear where a chain stands from the ledger of any process, and whose rights changed from the database', async () => {
    const servers = await join1();
    const heard: string[] = [];
    for (const channel of ['head', 'account', 'wake'] as const)
      servers.hear(channel, (said) => heard.push(`${channel} ${said}`));
    const { seq } = await db.ledger.submit({
      jurisdiction: 'test',
      kind: 'organisation.put',
      actor: 'x',
      demo: false,
      payload: { organisations: [{ id: 'stats', name: { zh: '统计局', en: 'Statistics' } }] },
    });
    const account = { jurisdiction_id: 'test', account_id: 'li', login: 'li', name: 'Li', password_hash: null };
    await db.store
      .insertInto('account')
      .values({ ...account, demo: true })
      .execute();
    await db.store
      .insertInto('membership')
      .values({ jurisdiction_id: 'test', login: 'li', role: 'admin', organisation_id: null })
      .execute();
    await servers.tell('wake', 'outbox test');
    await expect.poll(() => heard).toEqual([`head test ${seq}`, 'account li', 'wake outbox test']);
  });
});

describe('a database that a newer version set up', () => {
  const put = async (name: string, by: boolean) => {
    const client = clientOf({ connectionString: db.url });
    await client.connect();
    await client.query('delete from schema_migration where name like $1', ['9999-%']);
    await client.query('insert into schema_migration (name, alone) values ($1, $2)', [name, by]);
    await client.end();
  };

  it('serves this one too where the newer only added, and refuses it by name where it did not', async () => {
    await put('9999-added.sql', false);
    expect(await migrate(db.url)).toEqual([]);
    await put('9999-changed.sql', true);
    await expect(migrate(db.url)).rejects.toMatchObject({ body: { code: 'database-newer' } });
  });
});

/** What a server of the version before would not survive: it reads and writes what the schema was. */
const destructive =
  /\b(drop\s+(table|column|view|type|schema|function|trigger)|rename\s+(to|column|constraint)|alter\s+(column\s+)?\w+\s+(set\s+(data\s+)?type|type|set\s+not\s+null|drop\s+default)|truncate|alter\s+table\s+\w+\s+drop)\b|\badd\s+(column\s+)?(?!constraint|primary|unique|foreign|check|column)\w+\s+(?:(?!default)[^,;])*\bnot\s+null\b(?![^,;]*\bdefault\b)/i;

it('migrations only add what servers of the version before survive, or say that they need the database alone', () => {
  const folder = join(import.meta.dirname, 'migrations');
  const bad = (text: string) => !alone.test(text) && destructive.test(text.replaceAll(/--.*$/gm, ''));
  const later = readdirSync(folder).filter((name) => name >= '0100');
  expect(later.filter((name) => bad(readFileSync(join(folder, name), 'utf8')))).toEqual([]);
  for (const text of [
    'alter table record drop column passages;',
    'drop table run;',
    'alter table run rename column body to content;',
    'alter table run alter column progress type integer;',
    'alter table run alter column subject set not null;',
    'alter table run add column place text not null;',
  ])
    expect(bad(text), text).toBe(true);
  for (const text of [
    "alter table run add column place text not null default '';",
    'alter table run add column place text, add column note text;',
    'create table more (jurisdiction_id text not null, primary key (jurisdiction_id));',
    'create index more_place on more (place);',
  ])
    expect(bad(text), text).toBe(false);
});

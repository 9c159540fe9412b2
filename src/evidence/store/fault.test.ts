import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { passage } from '../../../test/passage.ts';
import { testStore, type TestStore } from '../../../test/store.ts';
import { Ledger, verifyChains } from '../book.ts';
import { answering, clientOf, poolOf, working } from './connection.ts';
import { awayNode, isAway, storeFault } from './fault.ts';
import { Held } from './held.ts';
import { openStore } from './store.ts';

let db: TestStore;
beforeAll(async () => {
  db = await testStore();
});
afterAll(() => db.close());

const figure = (period: string, value: number) => ({
  jurisdiction: 'test',
  kind: 'observation.put' as const,
  actor: 'x',
  demo: false,
  payload: {
    observations: [
      {
        indicator: 'gdp',
        place: 'test',
        period,
        value,
        status: 'approved' as const,
        knownOn: '2024-01-01',
        source: '公报',
        grade: 'A' as const,
      },
    ],
  },
});

/** Ends every connection to the test's database but the one that says so. */
async function endBackends(url: string): Promise<void> {
  const admin = clientOf({ connectionString: url });
  await admin.connect();
  await admin.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  );
  await admin.end();
}

describe('a connection to the database that breaks', () => {
  it('ends nothing but the work on it, idle, in a statement or in a transaction', async () => {
    const store = openStore(db.url, 6);
    await Promise.all(Array.from({ length: 4 }, () => sql`select 1`.execute(store)));
    const running = sql`select pg_sleep(20)`.execute(store);
    const within = store.transaction().execute(async (tx) => {
      await sql`select 1`.execute(tx);
      await new Promise((done) => setTimeout(done, 400));
      await sql`select 1`.execute(tx);
    });
    await new Promise((done) => setTimeout(done, 150));
    const settled = Promise.allSettled([running, within]);
    await endBackends(db.url);
    for (const result of await settled) {
      expect(result.status).toBe('rejected');
      if (result.status === 'rejected') expect(isAway(result.reason)).toBe(true);
    }
    expect((await sql<{ n: number }>`select 1 as n`.execute(store)).rows).toEqual([{ n: 1 }]);
    await store.destroy();
  });

  it('lets go of what was asked over it, with the locks that it held, also in the middle of a statement', async () => {
    const pool = poolOf(db.url, 1, working);
    const client = await pool.connect();
    const asked = client.query('begin; select pg_advisory_xact_lock(4711); select pg_sleep(600)').catch(() => 'broken');
    const free = async () => {
      const { rows } = await sql<{ free: boolean }>`select pg_try_advisory_xact_lock(4711) as free`.execute(db.store);
      return rows[0]?.free;
    };
    await expect.poll(free).toBe(false);
    (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
    expect(await asked).toBe('broken');
    await expect.poll(free).toBe(true);
    client.release(true);
    await pool.end();
  });

  it('is opened anew where it is held for the life of the process, and does again what it is for', async () => {
    let entered = 0;
    const held = await Held.open({
      config: { connectionString: db.url },
      giveUp: Infinity,
      enter: async (client) => {
        entered += 1;
        await client.query('select pg_advisory_lock(77)');
      },
    });
    await endBackends(db.url);
    await expect.poll(() => entered, { timeout: 10_000 }).toBe(2);
    const { rows } = await sql<{ n: number }>`select count(*) as n from pg_locks where objid = 77`.execute(db.store);
    expect(rows[0]?.n).toBe(1);
    await held.end();
  });

  it('is made in one place, where its errors are heard', async () => {
    const { readdirSync, readFileSync } = await import('node:fs');
    const makers = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(
      (name) =>
        /\.ts$/.test(name) &&
        !name.includes('.test.') &&
        /new pg\.(Client|Pool)\(/.test(readFileSync(`src/${name}`, 'utf8')),
    );
    expect(makers).toEqual(['evidence/store/connection.ts']);
  });
});

describe('a commit whose answer was lost', () => {
  it('is looked up: what stands is said to stand, and readers hear of it', async () => {
    const way = await passage(db.url);
    const store = openStore(way.url, 2);
    const ledger = new Ledger(store);
    const heard: number[] = [];
    ledger.onCommit((_, head) => heard.push(head));
    await ledger.submit(figure('2001', 1));
    way.cutAt('commit\0');
    const entry = await ledger.submit(figure('2002', 2));
    expect(heard).toEqual([1, entry.seq]);
    const [chain] = await verifyChains(db.store, 'test');
    expect(chain).toMatchObject({ entries: 2 });
    await store.destroy();
    way.close();
  });

  it('before the commit was sent is said to have written nothing, and that is true', async () => {
    const way = await passage(db.url);
    const store = openStore(way.url, 2);
    const ledger = new Ledger(store);
    way.cutAt('insert into "submission"');
    const before = (await verifyChains(db.store, 'test'))[0]?.entries;
    await expect(ledger.submit(figure('2003', 3))).rejects.toMatchObject({
      status: 503,
      body: { code: 'database-away' },
    });
    await new Promise((done) => setTimeout(done, 500));
    expect((await verifyChains(db.store, 'test'))[0]?.entries).toBe(before);
    await store.destroy();
    way.close();
  });

  it('with nobody left to ask is said to be unknown, and readers hear of it once it can be asked', async () => {
    const way = await passage(db.url);
    const store = openStore(way.url, 2);
    const ledger = new Ledger(store);
    const heard: number[] = [];
    ledger.onCommit((_, head) => heard.push(head));
    way.cutAt('commit\0');
    way.shutAfterCut(4_000);
    await expect(ledger.submit(figure('2004', 4))).rejects.toMatchObject({
      status: 503,
      body: { code: 'outcome-unknown', title: { zh: expect.stringContaining('不知道有没有写入') } },
    });
    const head = (await verifyChains(db.store, 'test'))[0]?.entries;
    await expect.poll(() => heard, { timeout: 15_000 }).toEqual([head]);
    await store.destroy();
    way.close();
  });
});

it('a table that somebody else locked keeps nobody waiting for more than five seconds', async () => {
  const store = openStore(db.url, 2, answering);
  const other = openStore(db.url, 1);
  let free = () => {};
  const holding = other.transaction().execute(async (tx) => {
    await sql`lock table submission in access exclusive mode`.execute(tx);
    await new Promise<void>((done) => (free = done));
  });
  await new Promise((done) => setTimeout(done, 200));
  const refused = await sql`select count(*) from submission`.execute(store).catch((error: unknown) => error);
  expect(storeFault(refused, 'reading')).toMatchObject({ status: 503, retryAfter: 3, body: { code: 'database-busy' } });
  free();
  await holding;
  expect(answering.lock).toBeLessThan(5_000);
  await store.destroy();
  await other.destroy();
});

it('a fault of the database is told by what it is', () => {
  const told = (code: string, outcome: 'reading' | 'not-written' | 'unknown' = 'unknown') => {
    const problem = storeFault(Object.assign(new Error('x'), { code }), outcome);
    return problem && [problem.status, problem.body.code];
  };
  expect(told('57P01')).toEqual([503, 'outcome-unknown']);
  expect(told('57P01', 'not-written')).toEqual([503, 'database-away']);
  expect(told('ECONNREFUSED', 'reading')).toEqual([503, 'database-away']);
  expect(told('55P03')).toEqual([503, 'database-busy']);
  expect(told('53100')).toEqual([507, 'disk-full']);
  expect(told('22P05')).toEqual([422, 'not-storable']);
  expect(told('42P01')).toBeUndefined();
});

it('a node of a cluster that is away is told from the database being away', () => {
  const away = (of: object) => {
    const problem = storeFault(Object.assign(new Error('x'), of), 'reading');
    return [awayNode(Object.assign(new Error('x'), of)), problem?.status, problem?.body.code];
  };
  // What the coordinator says of a worker that was never reached, was lost in a statement, and at the end of a transaction.
  const refused =
    'connection to the remote node lantu@10.0.0.7:5432 failed with the following error: Connection refused';
  expect(away({ severity: 'ERROR', code: '08006', message: refused })).toEqual(['10.0.0.7:5432', 503, 'worker-away']);
  const where = 'while executing command on 10.0.0.7:5432';
  expect(away({ severity: 'ERROR', code: '57P01', where })).toEqual(['10.0.0.7:5432', 503, 'worker-away']);
  const lost = 'failure on connection marked as essential: 10.0.0.7:5432';
  expect(away({ severity: 'ERROR', code: 'XX000', message: lost })).toEqual(['10.0.0.7:5432', 503, 'worker-away']);
  // Our own connection.
  expect(away({ severity: 'FATAL', code: '57P01' })).toEqual([null, 503, 'database-away']);
  expect(away({ code: 'ECONNREFUSED' })).toEqual([null, 503, 'database-away']);
});

it('a check of the chain never finds fault with what people write meanwhile', { timeout: 60_000 }, async () => {
  let writing = true;
  let value = 0;
  const writers = Array.from({ length: 3 }, async () => {
    while (writing) await db.ledger.submit(figure('2010', (value += 1)));
  });
  for (let round = 0; round < 10; round += 1) {
    const [chain] = await verifyChains(db.store, 'test');
    expect(chain).not.toHaveProperty('firstBroken');
    expect(chain).not.toHaveProperty('differing');
  }
  writing = false;
  await Promise.all(writers);
});

import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testStore, type TestStore } from '../../../test/store.ts';
import { clientOf } from './connection.ts';
import { distribute, tablesOf } from './distribute.ts';
import { layoutOf, type TableShape } from './layout.ts';
import { upsert } from './upsert.ts';

let db: TestStore;
const client = () => clientOf({ connectionString: db.url });
beforeAll(async () => {
  db = await testStore();
});
afterAll(() => db.close());

/** The tables of this version, seen on a connection that leaves nothing behind; `first` changes what there is. */
async function tables(first = 'select 1'): Promise<TableShape[]> {
  const own = client();
  await own.connect();
  try {
    await own.query('begin');
    await own.query(first);
    return await tablesOf(own);
  } finally {
    await own.end();
  }
}

describe('the layout over a cluster', () => {
  it('says of every table of every migration where it lies', async () => {
    const layout = layoutOf(await tables());
    expect(layout.get('submission')).toBe('by-place');
    expect(layout.get('jurisdiction')).toBe('everywhere');
    expect(layout.get('session')).toBe('coordinator');
    // What an entry is laid out in lies with its chain: one transaction, one node.
    const { projections } = await import('../book.ts');
    expect([...new Set(projections.map((table) => layout.get(table)))]).toEqual(['by-place']);
  });

  it.each([
    ['without a place', 'create table added (id text primary key)', '没有 jurisdiction_id 列'],
    ['without a key', 'create table added (jurisdiction_id text not null)', '没有主键'],
    [
      'with a key over all places',
      'create table added (jurisdiction_id text, id text, code text unique, primary key (jurisdiction_id, id))',
      '唯一键 code 不含 jurisdiction_id',
    ],
    [
      'that refers to accounts',
      'create table added (jurisdiction_id text, login text references account (login), primary key (jurisdiction_id, login))',
      '引用协调节点上的 account',
    ],
  ])('refuses a table %s, of which nobody has said where it lies', async (_, added, why) => {
    const found = await tables(added);
    expect(() => layoutOf(found)).toThrow(
      expect.objectContaining({
        status: 422,
        body: expect.objectContaining({
          code: 'table-without-layout',
          title: expect.objectContaining({ zh: expect.stringContaining(`added（${why}）`) }),
        }),
      }),
    );
  });

  it('is refused where there is no Citus, and nothing is changed', async () => {
    const own = client();
    await own.connect();
    const before = await tables();
    await expect(distribute(own, 32)).rejects.toMatchObject({ status: 422, body: { code: 'citus-absent' } });
    await own.end();
    expect(await tables()).toEqual(before);
  });
});

describe('rows that replace others', () => {
  it('are the same whether a few are written one by one or many taken apart', async () => {
    const value = fc
      .jsonValue({ maxDepth: 2 })
      .filter((one) => one !== null && !JSON.stringify(one).includes('\\u0000'));
    const row = fc.record({
      indicator_id: fc.constantFrom('a', 'b', 'c'),
      body: value,
      demo: fc.boolean(),
      since: fc.option(fc.constantFrom('2026-01-01', '“”\\')),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 6 }), async (rows) => {
        const written = async (padding: number) => {
          let seen: unknown;
          await db.store
            .transaction()
            .execute(async (tx) => {
              const given = [
                ...rows,
                ...Array.from({ length: padding }, (_, n) => ({ ...rows[0]!, indicator_id: `more ${n}` })),
              ];
              await upsert(
                tx,
                'indicator',
                ['jurisdiction_id', 'indicator_id'],
                given.map((one) => ({ jurisdiction_id: 'test', seq: 1, ...one })),
              );
              const all =
                await sql`select to_jsonb(i) as row from indicator i where indicator_id not like 'more%' order by indicator_id`.execute(
                  tx,
                );
              seen = all.rows;
              throw new Undone();
            })
            .catch((error: unknown) => {
              if (!(error instanceof Undone)) throw error;
            });
          return seen;
        };
        expect(await written(0)).toEqual(await written(20));
      }),
      { numRuns: 40 },
    );
  });
});

class Undone extends Error {}

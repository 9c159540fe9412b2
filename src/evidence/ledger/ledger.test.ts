import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testStore, type TestStore } from '../../../test/store.ts';
import { Problem } from '../../http/problem.ts';
import { canonicalJson } from './canonical.ts';
import { addJurisdiction } from './ledger.ts';
import { rebuild, verifyChains } from '../book.ts';
import { projections } from '../book.ts';
import type { Store } from '../store/store.ts';
import type { Submission } from '../book.ts';

let db: TestStore;
beforeAll(async () => {
  db = await testStore();
});
afterAll(() => db.close());

function observed(
  jurisdiction: string,
  period: string,
  value: number,
  more: { knownOn?: string; demo?: boolean } = {},
): Submission {
  return {
    jurisdiction,
    kind: 'observation.put',
    actor: '张三',
    demo: more.demo ?? false,
    payload: {
      observations: [
        {
          indicator: 'gdp',
          place: jurisdiction,
          period,
          value,
          knownOn: more.knownOn ?? '2024-02-01',
          source: '统计公报',
          grade: 'A',
        },
      ],
    },
  };
}

async function contentOf(store: Store, jurisdiction: string): Promise<unknown> {
  const tables: Record<string, unknown> = {};
  for (const table of projections) {
    const { rows } =
      await sql`select to_jsonb(t) as row from ${sql.table(table)} t where jurisdiction_id = ${jurisdiction} order by to_jsonb(t)::text`.execute(
        store,
      );
    tables[table] = rows;
  }
  return tables;
}

describe('ledger', () => {
  it('gives every one of many writers at once its own place in an unbroken chain', async () => {
    await addJurisdiction(db.store, 'many', { zh: '甲', en: 'A' });
    const entries = await Promise.all(
      Array.from({ length: 300 }, (_, index) =>
        db.ledger.submit(observed('many', String(1900 + (index % 100)), index)),
      ),
    );
    expect(new Set(entries.map((entry) => entry.seq)).size).toBe(300);
    const report = (await verifyChains(db.store)).find((chain) => chain.id === 'many');
    expect(report).toMatchObject({ entries: 300 });
    expect(report?.firstBroken).toBeUndefined();
  });

  it('keeps an earlier number of the same period beside its revision', async () => {
    await addJurisdiction(db.store, 'revise', { zh: '乙', en: 'B' });
    await db.ledger.submit(observed('revise', '2022', 300, { knownOn: '2023-02-01' }));
    await db.ledger.submit(observed('revise', '2022', 301.39, { knownOn: '2024-02-01' }));
    const rows = await db.store
      .selectFrom('observation')
      .select(['value', 'known_on'])
      .where('jurisdiction_id', '=', 'revise')
      .orderBy('seq')
      .execute();
    expect(rows).toEqual([
      { value: 300, known_on: '2023-02-01' },
      { value: 301.39, known_on: '2024-02-01' },
    ]);
  });

  it('refuses a malformed submission, names the field and writes nothing', async () => {
    await addJurisdiction(db.store, 'bad', { zh: '丙', en: 'C' });
    const fault = await db.ledger.submit(observed('bad', '2022-13-45', 1)).catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(Problem);
    expect((fault as Problem).body).toMatchObject({ code: 'submission-malformed', where: 'observations.0.period' });
    expect(await db.store.selectFrom('submission').selectAll().where('jurisdiction_id', '=', 'bad').execute()).toEqual(
      [],
    );
  });

  it('an act of several submissions stands whole or not at all, also among other writers', async () => {
    await addJurisdiction(db.store, 'act', { zh: '戊', en: 'E' });
    const put = (id: string): Submission => ({
      jurisdiction: 'act',
      kind: 'organisation.put',
      actor: '张三',
      demo: false,
      payload: { organisations: [{ id, name: { zh: id, en: id } }] },
    });
    // The second part names a judgement that is not there, so the first must not stand either.
    const broken: Submission = {
      jurisdiction: 'act',
      kind: 'adjustment.remove',
      actor: '张三',
      demo: false,
      payload: { id: 'nothing', on: '2024-01-01', reason: '没有这条' },
    };
    const results = await Promise.allSettled([
      db.ledger.submit([put('one'), put('two')]),
      db.ledger.submit([put('three'), broken]),
      db.ledger.submit(put('four')),
    ]);
    expect(results.map((one) => one.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    const ids = await db.store
      .selectFrom('organisation')
      .select('organisation_id')
      .where('jurisdiction_id', '=', 'act')
      .orderBy('organisation_id')
      .execute();
    expect(ids.map((row) => row.organisation_id)).toEqual(['four', 'one', 'two']);
    const report = (await verifyChains(db.store, 'act'))[0];
    expect(report).toMatchObject({ entries: 3 });
    expect(report).not.toHaveProperty('differing');
    await expect(db.ledger.submit([put('x'), { ...put('y'), jurisdiction: 'many' }])).rejects.toThrow(
      'one jurisdiction',
    );
  });

  it('lets one bad submission of a batch take nobody with it', async () => {
    await addJurisdiction(db.store, 'batch', { zh: '丁', en: 'D' });
    // A text with a NUL passes the shape but not the database.
    const bad: Submission = { ...observed('batch', '2020', 1), actor: 'a\u0000b' };
    const results = await Promise.allSettled([
      db.ledger.submit(observed('batch', '2019', 1)),
      db.ledger.submit(observed('batch', '2020', 2)),
      db.ledger.submit(bad),
      db.ledger.submit(observed('batch', '2021', 3)),
    ]);
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect((await verifyChains(db.store)).find((chain) => chain.id === 'batch')).toMatchObject({ entries: 3 });
  });

  it('says that there is no such jurisdiction', async () => {
    await expect(db.ledger.submit(observed('nowhere', '2020', 1))).rejects.toMatchObject({ status: 404 });
  });

  it('rebuilds the same tables from the entries', async () => {
    await addJurisdiction(db.store, 'again', { zh: '戊', en: 'E' });
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            year: fc.integer({ min: 2015, max: 2026 }),
            value: fc
              .double({ noNaN: true, min: -1e15, max: 1e15 })
              .filter((value) => value === 0 || Math.abs(value) > 1e-30),
            demo: fc.boolean(),
            remove: fc.boolean(),
          }),
          { maxLength: 12 },
        ),
        async (steps) => {
          for (const { year, value, demo, remove } of steps) {
            await db.ledger.submit(
              remove
                ? { jurisdiction: 'again', kind: 'demo.remove', actor: 'x', demo: false, payload: {} }
                : observed('again', String(year), value, { demo }),
            );
          }
          const before = await contentOf(db.store, 'again');
          await rebuild(db.store, 'again');
          expect(await contentOf(db.store, 'again')).toEqual(before);
        },
      ),
      { numRuns: 8 },
    );
  });

  it('takes demonstration data out of every table and leaves the entries', async () => {
    await addJurisdiction(db.store, 'demo', { zh: '己', en: 'F' });
    await db.ledger.submit(observed('demo', '2021', 1));
    await db.ledger.submit(observed('demo', '2022', 2, { demo: true }));
    await db.ledger.submit({ jurisdiction: 'demo', kind: 'demo.remove', actor: 'x', demo: false, payload: {} });
    expect(
      await db.store.selectFrom('observation').select('period').where('jurisdiction_id', '=', 'demo').execute(),
    ).toEqual([{ period: '2021' }]);
    expect((await verifyChains(db.store)).find((chain) => chain.id === 'demo')).toMatchObject({ entries: 3 });
  });
});

describe('tampering', () => {
  // What somebody with the database's own rights could do; the trigger that refuses changes is switched off first.
  const cases: { name: string; change: (jurisdiction: string) => ReturnType<typeof sql>[]; seq: number }[] = [
    {
      name: 'a changed number',
      change: (j) => [
        sql`update submission set payload = replace(payload, '"value":3', '"value":9') where jurisdiction_id = ${j} and seq = 3`,
      ],
      seq: 3,
    },
    {
      name: 'a deleted entry',
      change: (j) => [sql`delete from submission where jurisdiction_id = ${j} and seq = 3`],
      seq: 3,
    },
    {
      name: 'a deleted last entry',
      change: (j) => [sql`delete from submission where jurisdiction_id = ${j} and seq = 5`],
      seq: 5,
    },
    {
      name: 'an inserted entry',
      change: (j) => [
        sql`insert into submission select jurisdiction_id, 6, kind, actor, at, demo, payload, prev, hash from submission where jurisdiction_id = ${j} and seq = 5`,
      ],
      seq: 6,
    },
    {
      name: 'two entries in each other’s place',
      change: (j) => [
        sql`update submission set seq = -seq where jurisdiction_id = ${j} and seq in (2, 3)`,
        sql`update submission set seq = 5 + seq where jurisdiction_id = ${j} and seq < 0`,
      ],
      seq: 2,
    },
    {
      name: 'a changed time',
      change: (j) => [
        sql`update submission set at = '2020-01-01T00:00:00.000Z' where jurisdiction_id = ${j} and seq = 4`,
      ],
      seq: 4,
    },
    {
      name: 'a changed head',
      change: (j) => [sql`update chain_head set hash = ${'f'.repeat(64)} where jurisdiction_id = ${j}`],
      seq: 6,
    },
  ];
  it.each(cases)('$name is found and named', async ({ change, seq }) => {
    const jurisdiction = `tamper-${cases.findIndex((item) => item.change === change)}`;
    await addJurisdiction(db.store, jurisdiction, { zh: '庚', en: 'G' });
    for (let value = 1; value <= 5; value += 1)
      await db.ledger.submit(observed(jurisdiction, String(2015 + value), value));
    const since = await db.store
      .selectFrom('submission')
      .select(['seq', 'hash'])
      .where('jurisdiction_id', '=', jurisdiction)
      .where('seq', '=', 1)
      .executeTakeFirstOrThrow();
    await db.store.transaction().execute(async (tx) => {
      await sql`alter table submission disable trigger submission_is_append_only`.execute(tx);
      for (const statement of change(jurisdiction)) await statement.execute(tx);
      await sql`alter table submission enable trigger submission_is_append_only`.execute(tx);
    });
    expect((await verifyChains(db.store, jurisdiction))[0]?.firstBroken?.seq).toBe(seq);
    // Going on from an entry before it finds the same; from one that is not what it was, that one.
    expect((await verifyChains(db.store, jurisdiction, { since }))[0]?.firstBroken?.seq).toBe(seq);
    const forged = { ...since, hash: '0'.repeat(64) };
    expect((await verifyChains(db.store, jurisdiction, { since: forged }))[0]?.firstBroken).toEqual({
      seq: 1,
      why: 'changed',
    });
  });

  it('of a table for reading is found, and a rebuild mends it', async () => {
    await addJurisdiction(db.store, 'tables', { zh: '辛', en: 'H' });
    for (const year of ['2021', '2022']) await db.ledger.submit(observed('tables', year, 1));
    const differing = async () => (await verifyChains(db.store)).find((chain) => chain.id === 'tables')?.differing;
    expect(await differing()).toBeUndefined();
    await sql`update observation set value = 9 where jurisdiction_id = 'tables' and period = '2022'`.execute(db.store);
    expect(await differing()).toEqual([{ table: 'observation', rows: 2 }]);
    await rebuild(db.store, 'tables');
    expect(await differing()).toBeUndefined();
  });

  it('is refused by the database where the trigger stands', async () => {
    await expect(sql`update submission set actor = 'x'`.execute(db.store)).rejects.toThrow('append-only');
    await expect(sql`delete from submission`.execute(db.store)).rejects.toThrow('append-only');
  });
});

describe('canonical JSON', () => {
  it('does not depend on the order in which keys were written', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalJson(turned as never)).toBe(canonicalJson(value as never));
        expect(JSON.parse(canonicalJson(value as never))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('refuses what JSON cannot carry', () => {
    expect(() => canonicalJson(Number.NaN)).toThrow(TypeError);
    expect(() => canonicalJson('\ud800')).toThrow(TypeError);
  });
});

import { afterAll, beforeAll, expect, it } from 'vitest';
import { testStore, type TestStore } from '../../../test/store.ts';
import { registerItem } from '../../core/register/index.ts';
import { holds, Ledger, rebuild, type Submission, verifyChains } from '../../evidence/book.ts';
import { follow } from '../../evidence/find/lines.ts';
import { Snapshots } from '../../evidence/reading/snapshots.ts';
import { layBefore } from '../../evidence/registers/staged.ts';
import { mayBeStaged, submitStaged } from './hand-in.ts';

let db: TestStore;
beforeAll(async () => {
  db = await testStore();
  await defined('Wells');
});
afterAll(() => db.close());

const type = (en: string) =>
  registerItem.parse({
    id: 'wells',
    name: { zh: '水井', en },
    identify: ['name'],
    fields: [
      { id: 'name', name: { zh: '名称', en: 'Name' }, type: 'text', required: true },
      { id: 'depth', name: { zh: '井深', en: 'Depth' }, type: 'number', unit: '米' },
      { id: 'double', name: { zh: '两倍', en: 'Twice' }, type: 'number', unit: '米', computed: 'depth * 2' },
    ],
  });
const of = { jurisdiction: 'test', actor: 'li', demo: false };
const defined = async (en: string) =>
  db.ledger.submit({ ...of, kind: 'register.put', payload: { registers: [type(en)] } });

type RecordsPut = Extract<Submission, { kind: 'record.put' }>;
const many = (mark: string, count: number): RecordsPut => ({
  ...of,
  kind: 'record.put',
  payload: {
    register: 'wells',
    on: '2026-03-01',
    source: '普查',
    grade: 'A',
    status: 'approved',
    records: Array.from({ length: count }, (_, n) => ({
      id: `${mark}-${n}`,
      base: null,
      values: { name: `${mark}${n}号井`, depth: n },
      stage: null,
      passed: {},
    })),
  },
});
async function countOf(table: 'record' | 'search_line'): Promise<number> {
  const { n } = await db.store
    .selectFrom(table)
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('register_id', '=', 'wells')
    .executeTakeFirstOrThrow();
  return n;
}
const total = () => countOf('record');
const figure = (n: number): Submission => ({
  ...of,
  kind: 'organisation.put',
  payload: { organisations: [{ id: `unit${n}`, name: { zh: `单位${n}`, en: `Unit ${n}` } }] },
});

it('many new records stand all at once, and others write in between', async () => {
  const put = many('a', 6_000);
  expect(mayBeStaged(put, type('Wells'))).toBe(true);
  let over = false;
  const seen = new Set<number>();
  const [taken, written] = await Promise.all([
    submitStaged(new Ledger(db.store), put, 'wells').finally(() => (over = true)),
    (async () => {
      const entries: number[] = [];
      while (!over) {
        entries.push((await db.ledger.submit(figure(entries.length))).seq);
        seen.add(await total());
      }
      return entries;
    })(),
  ]);
  expect([...seen].filter((n) => n !== 0 && n !== 6_000)).toEqual([]);
  const { entries } = JSON.parse(taken.payload) as { entries: number[] };
  expect(entries).toHaveLength(3);
  expect(written.filter((seq) => seq > (entries[0] ?? 0) && seq < taken.seq).length).toBeGreaterThan(0);
  // A record is traced to the entry that holds it.
  const { seq, values } = await db.store
    .selectFrom('record')
    .select(['seq', 'values'])
    .where('record_id', '=', 'a-5999')
    .executeTakeFirstOrThrow();
  expect([seq, values]).toEqual([entries[2], { name: 'a5999号井', depth: 5_999, double: 11_998 }]);
  expect((await verifyChains(db.store, 'test')).map(holds)).toEqual([true]);
  await rebuild(db.store, 'test');
  expect(await total()).toBe(6_000);
});

/** Entries that wait with so many records. */
async function waiting(mark: string, count: number): Promise<number[]> {
  const { register, records } = many(mark, count).payload;
  return [(await db.ledger.submit({ ...of, kind: 'record.stage', payload: { register, records } })).seq];
}
const take = (entries: number[]) => {
  const { records: _, ...payload } = many('', 0).payload;
  return { ...payload, entries };
};

it('they are found by the search, also where it had gone past the entries that they waited in', async () => {
  const snapshots = new Snapshots(db.store, null);
  db.ledger.onCommit((jurisdiction, head) => snapshots.moved(jurisdiction, head));
  const lines = async () => {
    await follow(db.store, await snapshots.get('test'), () => false);
    return countOf('search_line');
  };
  expect(await lines()).toBe(6_000);
  const entries = await waiting('b', 10);
  await db.ledger.submit(many('c', 1));
  expect(await lines()).toBe(6_001);
  await db.ledger.submit({ ...of, kind: 'record.take', payload: take(entries) });
  expect(await lines()).toBe(6_011);
});

it('one of them that stands already refuses them all, and nothing is left half-written', async () => {
  const before = await total();
  const put = many('d', 3_000);
  put.payload.records[2_999]!.values = { name: 'a7号井', depth: 1 };
  await expect(submitStaged(db.ledger, put, 'double')).rejects.toMatchObject({ body: { code: 'duplicate-record' } });
  expect(await total()).toBe(before);
  // Under one key they are written once.
  await submitStaged(db.ledger, many('e', 2_600), 'once');
  await expect(submitStaged(db.ledger, many('f', 2_600), 'once')).rejects.toMatchObject({
    body: { code: 'written-already' },
  });
  expect(await total()).toBe(before + 2_600);
});

it('a register that is defined anew while they are laid out refuses them', async () => {
  const before = await total();
  const payload = take(await waiting('g', 10));
  const laid = db.ledger.submitAfter(
    async (tx) => {
      await layBefore(tx, { jurisdiction_id: 'test', demo: false }, payload, 'li');
      await defined('Deep wells');
    },
    { ...of, kind: 'record.take', payload },
  );
  await expect(laid).rejects.toMatchObject({ body: { code: 'register-changed' } });
  expect(await total()).toBe(before);
  expect((await verifyChains(db.store, 'test')).map(holds)).toEqual([true]);
});

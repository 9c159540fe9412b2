import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from './ask.ts';
import { servicesOf } from './services.ts';
import { testStore, type TestStore } from './store.ts';
import { isProblem } from '../src/core/measure/index.ts';
import { identityItem } from '../src/core/plan/plan-file.ts';
import { readPasted } from '../src/evidence/intake/sheet/index.ts';
import { installRegisters, loadRecords } from '../src/evidence/pack/install.ts';
import { readPack, shippedPack } from '../src/evidence/pack/pack.ts';
import { Snapshots } from '../src/evidence/reading/snapshots.ts';
import { identitiesOf } from '../src/evidence/reading/identities.ts';
import { brokenBetweenLists } from '../src/evidence/registers/identities.ts';
import { readRegister } from '../src/evidence/registers/import.ts';
import { domains } from '../src/server/domains.ts';
import { listWarnings } from '../src/work/reporting/api.ts';
import { reportingRoutes } from '../src/work/reporting/routes.ts';

/** Lists that speak of one thing are held against one another: in the demonstration, on 数据核验, at import. */

const who = { login: 'plan', name: '', role: 'planner' as const, organisation: null };
let db: TestStore;
let demo: TestStore;
beforeAll(async () => {
  db = await testStore();
  await installRegisters(db.store, db.ledger, 'test', domains);
  const put = async (register: string, records: Record<string, Record<string, string | number>>) => {
    await db.ledger.submit({
      jurisdiction: 'test',
      kind: 'record.put',
      actor: 'x',
      demo: false,
      payload: {
        register,
        on: '2026-01-05',
        source: '测试',
        grade: 'A',
        status: 'approved',
        records: Object.entries(records).map(([id, values]) => ({ id, base: null, values, stage: null, passed: {} })),
      },
    });
  };
  await put('parks', { east: { name: '东园', area: 100 }, west: { name: '西园' } });
  await put('firms', { a: { name: '甲厂', product: 9, capacity: 8 }, b: { name: '乙厂', product: 2, capacity: 3 } });
  await put('plots', {
    p1: { code: '1', park: 'east', area: 60, state: 'built', firm: 'a' },
    p2: { code: '2', park: 'east', area: 55, state: 'vacant' },
    p3: { code: '3', park: 'west', area: 900, state: 'built', firm: 'b' },
  });
  await put('firm-figures', {
    old: { firm: 'a', year: '2024', land: 10 },
    new: { firm: 'a', year: '2025', land: 60.5 },
    other: { firm: 'b', year: '2025', land: 90 },
  });
  const identities = readPack(shippedPack('qingzhen')).sections.identities.filter(({ kind }) => kind === 'lists');
  await db.ledger.submit({
    jurisdiction: 'test',
    kind: 'identity.put',
    actor: 'x',
    demo: false,
    payload: { identities },
  });
  demo = await testStore('qingzhen');
  await installRegisters(demo.store, demo.ledger, '520181', domains);
  await loadRecords(demo.store, demo.ledger, '520181', domains, readPack(shippedPack('qingzhen')), { demo: true });
});
afterAll(async () => {
  await db.close();
  await demo.close();
});

const warnings = async () =>
  (await ask(reportingRoutes(servicesOf(db, () => '2026-10-01', domains)), listWarnings, who, {})).warnings;

test('the lists of the demonstration agree with one another, and every relation has lists to speak of', async () => {
  const snapshot = await new Snapshots(demo.store).get('520181');
  const { lists } = await identitiesOf(demo.store, '520181');
  expect(lists.length).toBeGreaterThan(4);
  for (const { left, right } of lists)
    for (const { register, sum, by } of [left, right]) {
      const fields = snapshot.registers.get(register)?.type.fields.map(({ id }) => id) ?? [];
      expect([...fields, 'id']).toEqual(expect.arrayContaining([sum, by]));
    }
  expect(await brokenBetweenLists(demo.store, snapshot, lists, 'all')).toEqual([]);
  // The same lists with one figure changed no longer do.
  const [firm] =
    (await readPack(shippedPack('qingzhen'))).demo.records.find(({ register }) => register === 'firms')?.records ?? [];
  const changed = { id: firm?.id ?? '', stage: null, passed: {}, values: { ...firm?.values, product: 1e6 } };
  const broken = await brokenBetweenLists(demo.store, snapshot, lists, 'all', {
    register: 'firms',
    records: [changed],
  });
  expect(broken.map(({ code, key, demo: made }) => [code, key, made])).toEqual([
    ['identity-lists:product-within-capacity', firm?.id, true],
  ]);
});

test('数据核验 names what two lists say differently, and keeps silent where they agree or one says nothing', async () => {
  const found = (await warnings()).filter(({ code }) => code.startsWith('identity-lists:'));
  expect(found.map(({ code, period, zh }) => [code.slice(15), period, zh.split('：')[1]])).toEqual([
    ['product-within-capacity', 'a', '甲厂 9 大于 8'],
    ['land-of-firm', 'b', '乙厂 90 和 900 不一致'],
    ['plots-in-park', 'east', '东园 115 大于 100'],
  ]);
});

test('at import a row that would break a relation is told with its cell, and can be written all the same', async () => {
  const snapshot = await new Snapshots(db.store).get('test');
  const grid = readPasted('企业名称\t年产能\t年产量\n乙厂\t3\t4\n丙厂\t3\t2');
  if (isProblem(grid)) throw new Error(grid.zh);
  const { problems, submission, rows } = await readRegister(db.store, snapshot, 'firms', grid, who, '2026-10-01');
  const told = problems.filter(({ code }) => code.startsWith('identity-lists:'));
  expect(told.map(({ row, severity, key, zh }) => [row, severity, key, zh.split('：')[1]])).toEqual([
    [2, 'warning', null, '乙厂 4 大于 3'],
  ]);
  expect([rows.changed, rows.added, submission !== null]).toEqual([1, 1, true]);
});

test('a relation is one of two lists in a filter that their registers know', () => {
  const side = { register: 'firms', sum: 'product', by: 'id' };
  const of = { id: 'x', name: { zh: 'x', en: 'x' }, kind: 'lists', left: side, right: side };
  expect(identityItem.safeParse({ ...of, relation: 'at-most' }).success).toBe(true);
  expect(identityItem.safeParse({ ...of, relation: 'at-least' }).success).toBe(false);
  expect(identityItem.safeParse({ ...of, relation: 'equal', left: { ...side, factor: 0 } }).success).toBe(false);
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { testStore, type TestStore } from '../../../test/store.ts';
import { number, org, register, required, text } from '../../core/register/index.ts';
import { Snapshots } from './snapshots.ts';

/** What a department sees of others ends when they are no longer below it, whatever was read before. */

const wells = register({
  id: 'wells',
  name: ['水井', 'Wells'],
  identify: ['name'],
  owner: 'bureau',
  fields: { name: required(text('名称', 'Name')), bureau: org('单位', 'Unit'), depth: number('深度', 'Depth', '米') },
});
const of = { jurisdiction: 'test', actor: '张三', demo: false };
const organisations = (parent: string | null) => ({
  ...of,
  kind: 'organisation.put' as const,
  payload: {
    organisations: [
      { id: 'water', name: { zh: '水务局', en: 'Water' }, parent: null, roles: [] },
      { id: 'station', name: { zh: '水管站', en: 'Station' }, parent, roles: [] },
    ],
  },
});

let db: TestStore;
let snapshots: Snapshots;
beforeAll(async () => {
  db = await testStore();
  snapshots = new Snapshots(db.store);
  db.ledger.onCommit((jurisdiction, head) => snapshots.moved(jurisdiction, head));
  await db.ledger.submit([
    organisations('water'),
    { ...of, kind: 'register.program', payload: { registers: [JSON.parse(JSON.stringify(wells))] } },
    {
      ...of,
      kind: 'record.put',
      payload: {
        register: 'wells',
        on: '2026-03-01',
        source: '测试',
        grade: 'A',
        status: 'preliminary',
        records: [
          {
            id: 'w1',
            base: null,
            stage: null,
            passed: {},
            values: { name: '一号井', bureau: 'station', depth: 30 },
          },
        ],
      },
    },
  ]);
});
afterAll(() => db.close());

test('records of an organisation that was moved away are not read from what was kept', async () => {
  const seen = async () => {
    const { rows } = await (await snapshots.at('test', '2026-05-01', 'of:water')).list(wells);
    return rows.map(({ name }) => name);
  };
  expect(await seen()).toEqual(['一号井']);
  await db.ledger.submit(organisations(null));
  expect(await seen()).toEqual([]);
  await db.ledger.submit(organisations('water'));
  expect(await seen()).toEqual(['一号井']);
});

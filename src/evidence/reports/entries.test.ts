import { afterAll, beforeAll, expect, it } from 'vitest';
import { testStore, type TestStore } from '../../../test/store.ts';
import { register, required, text } from '../../core/register/index.ts';

/** One organisation approves what is its own to approve. */

let db: TestStore;
const of = { jurisdiction: 'test', demo: false };
const wells = register({
  id: 'wells',
  name: ['水井', 'Wells'],
  identify: ['name'],
  role: 'water',
  cadence: 'month',
  fields: { name: required(text('名称', 'Name')) },
});

beforeAll(async () => {
  db = await testStore();
  const organisation = (id: string, roles: string[]) => ({ id, name: { zh: id, en: id }, parent: null, roles });
  const on = { on: '2026-03-01', source: '测试', grade: 'A' as const };
  await db.ledger.submit([
    {
      ...of,
      actor: '张三',
      kind: 'organisation.put',
      payload: { organisations: [organisation('parks', ['park']), organisation('water', ['water'])] },
    },
    { ...of, actor: '张三', kind: 'register.program', payload: { registers: [JSON.parse(JSON.stringify(wells))] } },
    {
      ...of,
      actor: '张三',
      kind: 'record.put',
      payload: {
        ...on,
        register: 'wells',
        status: 'preliminary',
        records: [{ id: 'nobody', base: null, stage: null, passed: {}, values: { name: '井' } }],
      },
    },
  ]);
});
afterAll(() => db.close());

const approve = async (organisation: string) => {
  const about = { about: 'register:wells', place: organisation, period: '2026-02' };
  const { seq } = await db.ledger.submit({
    ...of,
    actor: '张三',
    kind: 'report.submit',
    payload: {
      on: '2026-03-02',
      grade: 'A',
      lines: [{ ...about, organisation, base: null, value: null, missing: 'no-source', source: '测试' }],
    },
  });
  await db.ledger.submit({
    ...of,
    actor: '李四',
    kind: 'report.review',
    payload: { on: '2026-03-03', lines: [{ ...about, of: seq, decision: 'approve' }] },
  });
  const { status } = await db.store.selectFrom('record').select('status').executeTakeFirstOrThrow();
  return status;
};

it('a record that names no organisation is approved by the one whose role the register has, and by no other', async () => {
  expect(await approve('parks')).toBe('preliminary');
  expect(await approve('water')).toBe('approved');
});

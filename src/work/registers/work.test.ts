import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ask } from '../../../test/ask.ts';
import { servicesOf } from '../../../test/services.ts';
import { testStore, type TestStore } from '../../../test/store.ts';
import { rebuild, verifyChains } from '../../evidence/book.ts';
import type { Endpoint } from '../../http/endpoint.ts';
import type { Route } from '../../http/route.ts';
import { getRecord, getRegister, listRecords, putRecords, putRegister, uploadFile } from './api.ts';
import { registers } from './index.ts';
import { addRemark, enterStage, findObjects, listRemarks, putClock } from './work-api.ts';

/** A matter on its way through several hands: its steps, its clock, its number, and what is written under it. */

let db: TestStore;
let routes: Route[];
let today = '2026-09-18';
const name = (zh: string) => ({ zh, en: zh });
const matters = {
  id: 'matters',
  name: name('事项'),
  identify: ['matter'],
  owner: 'lead',
  fields: [
    { id: 'no', name: name('编号'), type: 'serial', series: 'matters', form: '办〔{year}〕{n}号' },
    { id: 'matter', name: name('事项'), type: 'text', required: true },
    { id: 'lead', name: name('牵头单位'), type: 'org', required: true },
    { id: 'support', name: name('配合单位'), type: 'org', many: true },
    { id: 'hands', name: name('承办人'), type: 'account' },
    { id: 'about', name: name('关联'), type: 'object', many: true },
    { id: 'cost', name: name('资金'), type: 'amount' },
    { id: 'opinion', name: name('配合意见'), type: 'text', rights: { orgs: ['support'], stages: ['open'] } },
    { id: 'answer', name: name('结果'), type: 'text' },
    { id: 'sign', name: name('签批意见'), type: 'text', rights: { roles: ['leader'] } },
  ],
  stages: [
    { id: 'open', name: name('办理'), limits: [{ workdays: 20 }], next: ['checked'] },
    { id: 'checked', name: name('审核'), requires: ['answer'], rights: { others: true }, next: ['signed', 'open'] },
    { id: 'signed', name: name('签批'), requires: ['sign'], rights: { roles: ['leader'] } },
  ],
};

beforeAll(async () => {
  db = await testStore();
  const services = servicesOf(db, () => today);
  routes = [...registers.routes(services)];
  await db.ledger.submit({
    jurisdiction: 'test',
    actor: 'x',
    demo: false,
    kind: 'organisation.put',
    payload: { organisations: ['water', 'roads', 'parks'].map((id) => ({ id, name: name(`${id}局`) })) },
  });
  for (const login of ['li', 'wang'])
    await db.store
      .insertInto('account')
      .values({
        jurisdiction_id: 'test',
        account_id: login,
        login,
        name: `${login}某`,
        password_hash: null,
        demo: false,
      })
      .execute();
  await db.store
    .insertInto('membership')
    .values(
      ['li', 'wang'].map((login) => ({ jurisdiction_id: 'test', login, role: 'reporter', organisation_id: 'water' })),
    )
    .execute();
  await call(planner, putRegister, { body: { type: matters } });
});
afterAll(() => db.close());
beforeEach(() => {
  today = '2026-09-18';
});

type Somebody = Parameters<typeof ask>[2];
const call = <E extends Endpoint>(who: Somebody, endpoint: E, more: Parameters<typeof ask>[3] = {}) =>
  ask(routes, endpoint, who, { ...more, params: { register: 'matters', ...more.params } });
const planner = { role: 'planner', login: 'plan', organisation: null } as const;
const li = { role: 'reporter', login: 'li', organisation: 'water' } as const;
const wang = { role: 'reporter', login: 'wang', organisation: 'water' } as const;
const roads = { role: 'reporter', login: 'zhao', organisation: 'roads' } as const;
const parks = { role: 'reporter', login: 'sun', organisation: 'parks' } as const;
const leader = { role: 'leader', login: 'chen', organisation: null } as const;
const supervisor = { role: 'supervisor', login: 'du', organisation: null } as const;
const visitor = { role: 'public', login: null, organisation: null } as const;

async function add(matter: string, values: object = {}): Promise<string> {
  const { records } = await call(li, putRecords, {
    body: { records: [{ id: null, base: null, values: { matter, lead: 'water', ...values } }] },
  });
  return records[0]?.id ?? '';
}
async function now(record: string, who: Somebody = li) {
  const detail = await call(who, getRecord, { params: { record } });
  if (!detail.record) throw new Error('it is gone');
  return { ...detail.record, next: detail.next };
}
const enter = async (who: Somebody, record: string, stage: string, more: object = {}) =>
  call(who, enterStage, { params: { record }, body: { base: (await now(record)).version, stage, ...more } });

describe('steps', () => {
  test('a stage is not entered by whoever did the step before, and says so before he tries', async () => {
    const id = await add('四眼');
    expect((await now(id)).next).toMatchObject([
      { id: 'checked', refused: { zh: expect.stringMatching(/上一步是你办的/) } },
    ]);
    await expect(enter(li, id, 'checked', { values: { answer: '办好了' } })).rejects.toMatchObject({
      status: 422,
      body: { code: 'four-eyes' },
    });
    expect(await now(id)).toMatchObject({ stage: 'open', version: 1 });
    await enter(wang, id, 'checked', { values: { answer: '办好了' } });
    expect(await now(id)).toMatchObject({ stage: 'checked', values: { answer: '办好了' } });
  });

  test('a sheet, a form or a call cannot go round four eyes', async () => {
    const id = await add('绕道');
    const { values, version } = await now(id);
    const body = { records: [{ id, base: version, values: { ...values, answer: '好' }, stage: 'checked' }] };
    await expect(call(li, putRecords, { body })).rejects.toMatchObject({ body: { current: [{ code: 'four-eyes' }] } });
  });

  test('a leader, who writes no records, signs where the register gives him the step, and nothing else', async () => {
    const id = await add('签批');
    await expect(enter(leader, id, 'checked')).rejects.toMatchObject({ status: 403, body: { code: 'not-your-step' } });
    await enter(wang, id, 'checked', { values: { answer: '已办' } });
    await expect(enter(wang, id, 'signed', { values: { sign: '同意' } })).rejects.toMatchObject({ status: 422 });
    await expect(enter(leader, id, 'signed', { values: { answer: '改写', sign: '同意' } })).rejects.toMatchObject({
      body: { code: 'not-your-step' },
    });
    await enter(leader, id, 'signed', { values: { sign: '同意' } });
    expect(await now(id)).toMatchObject({ stage: 'signed', values: { sign: '同意', answer: '已办' } });
  });

  test('three returns are counted, and found by a filter; the reason stands in the thread', async () => {
    const id = await add('退回三次');
    for (let n = 0; n < 3; n += 1) {
      await enter(wang, id, 'checked', { values: { answer: `第 ${n + 1} 稿` } });
      await enter(li, id, 'open', { remark: `第 ${n + 1} 次退回：数不对` });
    }
    const record = await now(id);
    expect(record.returns).toBe(3);
    expect(record.passages.map(({ stage, by, back }) => [stage, by, back])).toEqual([
      ['open', 'li', false],
      ...Array.from({ length: 3 }, () => [
        ['checked', 'wang', false],
        ['open', 'li', true],
      ]).flat(),
    ]);
    const { records } = await call(li, listRecords, { query: { filter: 'returns >= 3' } });
    expect(records.map((one) => one.id)).toEqual([id]);
    const { remarks } = await call(li, listRemarks, { params: { record: id } });
    expect(remarks.map(({ text }) => text)).toEqual([3, 2, 1].map((n) => `第 ${n} 次退回：数不对`));
  });
});

describe('supporting units', () => {
  test('two of them stand in a field, write what is kept for them and nothing else', async () => {
    const id = await add('配合', { support: ['roads', 'parks', 'roads'] });
    expect(await now(id)).toMatchObject({
      values: { support: ['roads', 'parks'] },
      labels: { support: { zh: 'roads局、parks局' }, 'support/roads': { zh: 'roads局' } },
    });
    const { records: found } = await call(li, listRecords, { query: { filter: 'support = parks' } });
    expect(found.map((one) => one.id)).toEqual([id]);
    const { records: none } = await call(li, listRecords, { query: { filter: 'not support in (roads, parks)' } });
    expect(none.map((one) => one.id)).not.toContain(id);
    const seen = await now(id, roads);
    expect(seen.mayWrite).toBe(true);
    expect(seen.fixed).not.toContain('opinion');
    expect(seen.fixed).toContain('answer');
    const write = (who: Somebody, values: object) =>
      call(who, putRecords, {
        body: { records: [{ id, base: seen.version, values: { ...seen.values, ...values } }] },
      });
    await expect(write(roads, { answer: '替你写' })).rejects.toMatchObject({
      body: { current: [{ code: 'out-of-scope' }] },
    });
    await expect(write(roads, { support: ['roads'] })).rejects.toMatchObject({
      body: { current: [{ code: 'out-of-scope' }] },
    });
    await expect(write(li, { opinion: '替他写' })).rejects.toMatchObject({
      body: { current: [{ code: 'field-right' }] },
    });
    await write(roads, { opinion: '道路已让出' });
    expect((await now(id)).values.opinion).toBe('道路已让出');
  });

  test('a field that is for one stage is not written on another', async () => {
    const id = await add('过了', { support: ['roads'] });
    await enter(wang, id, 'checked', { values: { answer: '好' } });
    const { version, values } = await now(id);
    const body = { records: [{ id, base: version, values: { ...values, opinion: '迟了' } }] };
    await expect(call(roads, putRecords, { body })).rejects.toMatchObject({
      body: { current: [{ code: 'field-stage' }] },
    });
  });
});

describe('the thread', () => {
  test('holds what was written with its file, by whom, and nobody else writes or reads', async () => {
    const id = await add('留言', { support: ['roads'] });
    const file = { name: '现场.txt', type: 'text/plain', bytes: Buffer.from('照片') };
    const kept = await call(roads, uploadFile, { file } as never);
    await call(roads, addRemark, { params: { record: id }, body: { text: '现场已看', files: [kept] } });
    await call(supervisor, addRemark, { params: { record: id }, body: { text: '请于周五前办结' } });
    const { remarks, mayRemark } = await call(li, listRemarks, { params: { record: id } });
    expect(mayRemark).toBe(true);
    expect(remarks).toMatchObject([
      { text: '请于周五前办结', by: { login: 'du' } },
      { text: '现场已看', organisation: { id: 'roads', name: { zh: 'roads局' } }, files: [{ name: '现场.txt' }] },
    ]);
    await expect(call(parks, addRemark, { params: { record: id }, body: { text: '插话' } })).rejects.toMatchObject({
      status: 403,
    });
    await expect(call(visitor, listRemarks, { params: { record: id } })).rejects.toMatchObject({ status: 404 });
    const lost = { ...kept, hash: '0'.repeat(64) };
    await expect(
      call(li, addRemark, { params: { record: id }, body: { text: '缺件', files: [lost] } }),
    ).rejects.toMatchObject({ body: { code: 'file-missing' } });
  });
});

describe('the clock', () => {
  const clock = (who: Somebody, record: string, act: object) => call(who, putClock, { params: { record }, body: act });
  const paper = { document: '专审〔2026〕3号', reason: '专家评审' };

  test('20 working days from 18 September, stopped and resumed by papers, end on 4 November; extended, the first limit stays', async () => {
    const id = await add('停表');
    expect(await now(id)).toMatchObject({ stageDue: '2026-10-22' });
    today = '2026-09-23';
    await clock(li, id, { kind: 'stop', ...paper, from: '2026-09-23', to: null });
    expect(await now(id)).toMatchObject({ stageDue: null, clock: { stopped: true } });
    await expect(clock(li, id, { kind: 'stop', ...paper, from: '2026-09-23', to: null })).rejects.toMatchObject({
      body: { code: 'stopped-already' },
    });
    today = '2026-10-12';
    await clock(li, id, { kind: 'resume', to: '2026-10-12' });
    expect(await now(id)).toMatchObject({ stageDue: '2026-11-04', clock: { stopped: false } });
    await clock(li, id, { kind: 'extend', workdays: 10, document: '延〔2026〕1号', reason: '经负责人批准' });
    expect(await now(id)).toMatchObject({
      stageDue: '2026-11-18',
      clock: { first: { due: '2026-11-04' }, acts: [{ kind: 'stop' }, { kind: 'extend', document: '延〔2026〕1号' }] },
    });
    const past = await call(li, listRecords, { query: { filter: `id = ${id}`, asOf: '2026-09-24' } });
    expect(past.records).toMatchObject([{ stageDue: null, clock: { stopped: true } }]);
  });

  test('what cannot be is refused, and nobody else touches it', async () => {
    const id = await add('停不得');
    await expect(clock(roads, id, { kind: 'stop', ...paper, from: today, to: null })).rejects.toMatchObject({
      status: 403,
    });
    await expect(clock(li, id, { kind: 'resume', to: today })).rejects.toMatchObject({ body: { code: 'not-stopped' } });
    await expect(clock(li, id, { kind: 'stop', ...paper, from: '2026-09-01', to: today })).rejects.toMatchObject({
      body: { code: 'stop-order' },
    });
    await expect(clock(li, id, { kind: 'extend', ...paper })).rejects.toMatchObject({ body: { code: 'limit-length' } });
    await enter(wang, id, 'checked', { values: { answer: '好' } });
    await expect(clock(li, id, { kind: 'stop', ...paper, from: today, to: null })).rejects.toMatchObject({
      body: { code: 'no-limit' },
    });
  });
});

test('a number is drawn by the ledger, kept for ever, and given by nobody', async () => {
  const id = await add('编号');
  const { values, version } = await now(id);
  expect(values.no).toMatch(/^办〔2026〕\d+号$/);
  const give = (no: string) =>
    call(li, putRecords, { body: { records: [{ id, base: version, values: { ...values, no, answer: '改' } }] } });
  await expect(give('办〔2026〕999号')).rejects.toMatchObject({
    body: { current: [{ code: 'serial-given', field: 'no' }] },
  });
  await give(String(values.no));
  expect((await now(id)).values.no).toBe(values.no);
});

test('a thousand numbers drawn by fifty at once have no gap and no double', async () => {
  const series = { ...matters, id: 'drawn', fields: matters.fields.map((field) => ({ ...field })) };
  series.fields[0] = { ...matters.fields[0], series: 'drawn' } as never;
  await call(planner, putRegister, { params: { register: 'drawn' }, body: { type: series } });
  const one = async (writer: number) => {
    for (let n = 0; n < 20; n += 1)
      await ask(routes, putRecords, li, {
        params: { register: 'drawn' },
        body: { records: [{ id: null, base: null, values: { matter: `${writer}-${n}`, lead: 'water' } }] },
      });
  };
  await Promise.all(Array.from({ length: 50 }, (_, writer) => one(writer)));
  const { rows } = await db.store
    .selectFrom('record')
    .select('values')
    .where('register_id', '=', 'drawn')
    .execute()
    .then((found) => ({
      rows: found.map(({ values }) => Number(/\d+(?=号)/.exec((values as { no: string }).no)?.[0])),
    }));
  expect(rows.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 1000 }, (_, n) => n + 1));
}, 120_000);

test('anything can be linked to and is named; what is not there is refused', async () => {
  const first = await add('被关联的事');
  const { objects } = await call(li, findObjects, { query: { kind: 'record', register: 'matters', words: '被关联' } });
  expect(objects).toEqual([{ ref: `record/matters/${first}`, name: '被关联的事' }]);
  const id = await add('关联', { about: [`record/matters/${first}`, 'entry/1'], hands: 'wang', cost: '0.1' });
  expect(await now(id)).toMatchObject({
    values: { about: [`record/matters/${first}`, 'entry/1'], cost: '0.10' },
    labels: { about: { zh: '被关联的事、账本第 1 号' }, hands: { zh: 'wang某' } },
  });
  await expect(add('空连', { about: ['commitment/none'] })).rejects.toMatchObject({
    body: { current: [{ code: 'no-such-object' }] },
  });
  await expect(add('无此人', { hands: 'nobody' })).rejects.toMatchObject({
    body: { current: [{ code: 'no-such-account' }] },
  });
  const { people } = await call(li, getRegister);
  expect(people.map(({ login }) => login)).toEqual(['li', 'wang']);
});

test('tables agree with the chain, and a rebuild makes the same of it', async () => {
  const [report] = await verifyChains(db.store, 'test');
  expect(report).toMatchObject({ id: 'test' });
  expect(report?.firstBroken).toBe(undefined);
  expect(report?.differing).toBe(undefined);
  const before = await db.store.selectFrom('record_clock').selectAll().orderBy('seq').execute();
  await rebuild(db.store, 'test');
  expect(await db.store.selectFrom('record_clock').selectAll().orderBy('seq').execute()).toEqual(before);
});
